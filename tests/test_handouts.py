"""The handouts of the real book: what each sheet promises its readers."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from pybtex.database import parse_file

from guidepress.handouts.editions import PAPERS
from guidepress.project import Project

from .conftest import ROOT
from .readers.pdf import PdfFile
from .readers.site import Page
from .readers.verapdf import validate
from .readers.words import find_lost, read_lines

SHEETS = {path.name.partition("-")[0]: path for path in ROOT.glob("source/handouts/*")}

#: The sheets for readers; p1 is for professionals.
READERS = [f"h{number}" for number in range(1, 9)]

#: A table of the sheet itself, and not that of its files.
TABLE = "//table[not(contains(@class, 'editions'))]"

STOP_RULE = "Stop if you feel worse. Do something that steadies you. Tell someone."
SAFETY_LINE = "These ideas are for relationships where you feel safe."
CHILD_LINE = "If a child may be in danger, tell the police"

every_sheet = pytest.mark.parametrize("id_", sorted(SHEETS))
every_readers_sheet = pytest.mark.parametrize("id_", READERS)
every_paper = pytest.mark.parametrize("paper", sorted(PAPERS))


def open_sheet(book: Project, paper: str, id_: str) -> PdfFile:
    return PdfFile(book.dist / "handouts" / f"{paper}/{id_}.pdf")


def open_page(book: Project, id_: str) -> Page:
    site = book.dist / "site"
    return Page(site, site / "handouts" / f"{SHEETS[id_].stem}.html")


def read_field(id_: str, name: str) -> str:
    """Return a field of the front matter that stands on one line."""
    match = re.search(rf"^{name}: (.+)$", SHEETS[id_].read_text("utf-8"), re.M)
    assert match
    return match[1].strip('"')


def read_sources(id_: str) -> list[str]:
    """Return the works that the front matter names."""
    head = SHEETS[id_].read_text("utf-8").split("---\n")[1]
    return re.findall(r"^  - (.+)$", head.partition("sources:")[2], re.M)


def find_box(page: Page, title: str) -> Any:
    """Return the worksheet of that title."""
    (found,) = [
        box
        for box in page.tree.xpath("//*[contains(@class, 'worksheet')]")
        if box.xpath("normalize-space(*[1])") == title
    ]
    return found


def test_there_are_8_handouts_and_a_sheet_for_professionals() -> None:
    assert sorted(SHEETS) == [*READERS, "p1"]


# -- on paper ------------------------------------------------------------------


@every_paper
@every_sheet
def test_a_sheet_fills_the_sides_that_it_declares(
    book: Project, paper: str, id_: str
) -> None:
    texts = open_sheet(book, paper, id_).texts
    # h3 has cards to cut out on a side of their own
    expected = 3 if id_ == "h3" else 2
    assert len(texts) == int(read_field(id_, "sides")) == expected
    # no side holds only the end of something
    assert all(len(text.split()) > 60 for text in texts)


@every_paper
@every_sheet
def test_steps_help_contact_and_imprint_end_the_last_side(
    book: Project, paper: str, id_: str
) -> None:
    text = open_sheet(book, paper, id_).texts[1]
    order = ["Do this now", "Help now", "Your contact", "This handout gives general"]
    places = [text.find(words) for words in order]
    assert -1 not in places
    assert places == sorted(places)


@every_paper
@every_sheet
def test_a_side_begins_or_ends_with_no_lonely_heading(
    book: Project, paper: str, id_: str
) -> None:
    page = open_page(book, id_)
    headings = {" ".join(h.text_content().split()) for h in page.tree.xpath("//h2")}
    for text in open_sheet(book, paper, id_).texts:
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        *_, last = [line for line in lines if not re.match(r"Page \d of \d", line)]
        assert last not in headings


@every_paper
@every_sheet
def test_no_sentence_is_missing_from_a_sheet(
    book: Project, paper: str, id_: str
) -> None:
    lost = find_lost(
        read_lines(SHEETS[id_]), "\n".join(open_sheet(book, paper, id_).texts)
    )
    # a sheet leaves pictures in words to its twin on the website
    words = open_page(book, id_).text("//details[@class='long-description']")
    assert find_lost(lost, words) == []


@pytest.mark.parametrize("id_", ["h2", "h4", "h7", "h8", "p1"])
@pytest.mark.parametrize("flavour", ["ua1", "2a"])
def test_verapdf_finds_nothing_against_sheets_with_fields_and_tables(
    book: Project, id_: str, flavour: str
) -> None:
    assert validate(book.dist / "handouts" / f"a4/{id_}.pdf", flavour) == []


@every_sheet
def test_the_head_says_whom_a_sheet_is_for(book: Project, id_: str) -> None:
    people = {
        "adult": "adults",
        "parent": "parents and carers",
        "supporter": "partners, friends and family",
        "professional": "professionals",
        "everyone": "everyone",
    }
    audience = people[read_field(id_, "audience")]
    first = open_sheet(book, "a4", id_).texts[0]
    assert f"Handout {id_.upper()} · for {audience} ·" in " ".join(first.split())


# -- what all sheets carry -----------------------------------------------------


@every_sheet
def test_the_website_has_the_whole_sheet(book: Project, id_: str) -> None:
    assert find_lost(read_lines(SHEETS[id_]), open_page(book, id_).text("//*")) == []


@every_sheet
def test_a_sheet_has_the_stop_rule(book: Project, id_: str) -> None:
    assert STOP_RULE in open_page(book, id_).text("//article")


@every_sheet
def test_a_sheet_measures_nobody(book: Project, id_: str) -> None:
    page = open_page(book, id_)
    assert not page.tree.xpath("//*[contains(@class, 'scale')]")
    assert not re.search(r"\bscores?\b", page.text("//article"))


@every_sheet
def test_a_sheet_names_works_that_the_guide_cites(id_: str) -> None:
    works = parse_file(ROOT / "references.bib").entries
    sources = read_sources(id_)
    assert 2 <= len(sources) <= 4
    assert [source for source in sources if source not in works] == []


@every_readers_sheet
def test_a_sheet_has_a_picture_and_room_to_write(book: Project, id_: str) -> None:
    page = open_page(book, id_)
    assert page.tree.xpath("//article//figure//*[@alt or @role='img']")
    assert page.tree.xpath("//article//*[contains(@class, 'write-line')]")
    # the caption names the picture, and advice follows it
    caption = page.text("(//article//figure//*[@class='caption-text'])[1]")
    assert not re.search(r"\byour?\b", caption)


@every_readers_sheet
def test_a_sheet_says_what_is_not_known(book: Project, id_: str) -> None:
    unknown = r"[Nn]obody knows|[Nn]o study has tested"
    assert re.search(unknown, open_page(book, id_).text("//article"))


@pytest.mark.parametrize("id_", ["h1", "h2", "h3"])
def test_a_sheet_says_what_the_alarm_is(book: Project, id_: str) -> None:
    text = open_page(book, id_).text("//article")
    assert re.search(r"[Tt]he alarm is a|worry \(the alarm\)", text)


# -- what one sheet carries ----------------------------------------------------


@pytest.mark.parametrize("id_", ["h4", "h5"])
def test_sheets_on_couples_say_that_safety_comes_first(book: Project, id_: str) -> None:
    page = open_page(book, id_)
    assert page.text("//*[contains(@class, 'safety')]").startswith(SAFETY_LINE)
    # before anything that it is about
    text = page.text("//article")
    assert text.index(SAFETY_LINE) < text.index("could")


@pytest.mark.parametrize("id_", ["h4", "h5", "h8"])
def test_sheets_on_couples_and_on_help_name_the_abuse_line(
    book: Project, id_: str
) -> None:
    assert "Domestic Abuse" in open_page(book, id_).text("//article")


@pytest.mark.parametrize("id_", ["h1", "h2", "h5"])
def test_sheets_that_name_a_pattern_are_no_test_and_no_diagnosis(
    book: Project, id_: str
) -> None:
    text = open_page(book, id_).text("//article")
    assert "not a test" in text
    assert "not a diagnosis" in text


@pytest.mark.parametrize("id_", ["h5", "h6", "h7", "h8"])
def test_sheets_that_speak_of_children_say_where_to_turn(
    book: Project, id_: str
) -> None:
    assert CHILD_LINE in open_page(book, id_).text("//article")


def test_h2_asks_what_its_example_answers(book: Project) -> None:
    page = open_page(book, "h2")
    example, asked = (
        find_box(page, title).xpath(".//p[@class='field-label']/text()")
        for title in ("Example: My alarm cycle", "My alarm cycle")
    )
    assert example == asked
    assert len(asked) == 6
    assert asked[-1] == "One thing to try next time"


def test_h3_gives_4_choices_for_each_of_3_steps(book: Project) -> None:
    lists = open_page(book, "h3").tree.xpath("//section[h2[contains(., 'Step ')]]/ul")
    assert [len(found) for found in lists] == [4, 4, 4]
    assert "You do not need to count." in open_page(book, "h3").text("//article")


def test_h4_says_what_to_try_in_4_rows_at_most(book: Project) -> None:
    page = open_page(book, "h4")
    assert 1 <= len(page.tree.xpath(f"{TABLE}//tbody/tr")) <= 4
    assert page.text(f"{TABLE}//thead") == "Instead of You could try"


def test_h4_says_what_to_do_before_asking_and_after_a_no(book: Project) -> None:
    steps = open_page(book, "h4").text("//*[contains(@class, 'try-this')]//ol")
    places = [steps.find(words) for words in ("calmer", "sheet", "ask once", "“no”")]
    assert -1 not in places
    assert places == sorted(places)


def test_h7_has_a_staff_strip_that_is_short_and_5_days(book: Project) -> None:
    page = open_page(book, "h7")
    strip = find_box(page, "For nursery or school staff")
    assert len(strip.xpath("string(.)").split()) <= 60
    days = find_box(page, "Five days").xpath(".//li")
    assert len(days) == 2 * 5


def test_h8_gives_help_first_and_6_questions_on_the_back(book: Project) -> None:
    front, back = open_sheet(book, "a4", "h8").texts
    assert "Help now in England" in front
    questions = find_box(open_page(book, "h8"), "Questions for a therapist")
    assert len(questions.xpath(".//li")) == 6
    assert "Questions for a therapist" in back


def test_the_sheet_for_professionals_names_every_other(book: Project) -> None:
    page = open_page(book, "p1")
    rows = page.tree.xpath(f"{TABLE}//tbody/tr")
    assert [row.text_content().split()[0].lower() for row in rows] == READERS
    text = page.text("//article")
    for pack in ("H1, H3 and H8", "H6, H7 and H8", "H4 and H5"):
        assert pack in text
    assert "None of them is a measure." in text


def test_packs_and_the_contact_sheet_are_listed_by_their_titles(book: Project) -> None:
    files = json.loads((book.dist / "manifest.json").read_text("utf-8"))["files"]
    told = {file["path"]: (file["title"], file["edition"]) for file in files}
    assert told["handouts/packs/couples-letter.pdf"] == ("Pack for couples", "letter")
    assert told["handouts/contact-sheet.pdf"] == ("All handouts at a glance", "a4")
    assert told["handouts/a4-large/h4.pdf"][1] == "a4-large"
