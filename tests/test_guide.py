"""What the text of this title keeps to, chapter by chapter and sheet by sheet."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest
from docutils import nodes

from guidepress.citations.chapter_sources import chapter_sources
from guidepress.nodes import answer, box, form_field, worksheet
from guidepress.prose.run import Sheet, check_text
from guidepress.reading import read_project

from .conftest import ROOT, copy_book

WORKSHEETS = "back/worksheets"
PROFESSIONALS = "back/professionals"

#: The most words that a reader is asked to read, and that a professional is.
MAIN_TEXT, NOTES = 12_000, 700

CHAPTERS = [
    "what-it-is",
    "how-attachment-works",
    "four-patterns",
    "where-patterns-come-from",
    "young-children",
    "helping-a-child",
    "signs-in-adults",
    "couples-and-friends",
    "as-a-parent",
    "can-patterns-change",
    "toolkit",
    "getting-help",
]

TITLES = [
    "My alarm cycle",
    "My pause card",
    "My reassurance builder",
    "Our goodbye plan",
    "My steady moments",
    "My support map",
    "My questions to take",
]

#: The audit: the finding, what the older article says, where it is settled, and how.
COLUMNS = 4

#: A document that the audit names.
PLACE = re.compile(r"`((?:front|guide|back)/[a-z-]+\.md)`")

STOP = ["Stop if you feel worse.", "Do something that steadies you.", "Tell someone."]


class Guide(NamedTuple):
    """The real guide: its doctrees as they were read, and what the checks measured."""

    doctrees: dict[str, nodes.document]
    sheets: dict[str, Sheet]

    def worksheets(self, *, example: bool) -> list[worksheet]:
        """Return the examples, or the sheets that a reader fills in."""
        found = self.doctrees[WORKSHEETS].findall(worksheet)
        return [sheet for sheet in found if sheet["example"] is example]

    def boxes(self, chapter: str, kind: str) -> list[box]:
        """Return the boxes of a kind in a chapter."""
        doctree = self.doctrees[f"guide/{chapter}"]
        return [node for node in doctree.findall(box) if node["kind"] == kind]


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Guide:
    """The guide, read once and not built."""
    project = copy_book(tmp_path_factory.mktemp("guide") / "book")
    with read_project(project) as (app, problems):
        assert problems == []
        doctrees = {name: app.env.get_doctree(name) for name in app.env.found_docs}
        sheets = check_text(app)
    assert sheets is not None
    return Guide(doctrees, {sheet.document.docname: sheet for sheet in sheets})


def title_of(sheet: worksheet) -> str:
    """Return the title of a worksheet."""
    return sheet.children[0].astext().removeprefix("Example: ")


# -- worksheets ------------------------------------------------------------------


@pytest.mark.parametrize("example", [True, False])
def test_each_worksheet_stands_once_as_an_example_and_once_blank(
    guide: Guide, example: bool
) -> None:
    assert [title_of(s) for s in guide.worksheets(example=example)] == TITLES


def test_worksheets_stand_in_one_place_only(guide: Guide) -> None:
    holders = {
        name
        for name, doctree in guide.doctrees.items()
        if any(doctree.findall(worksheet)) and not name.startswith("handouts/")
    }
    assert holders == {WORKSHEETS}


def test_every_field_of_an_example_is_answered(guide: Guide) -> None:
    for sheet in guide.worksheets(example=True):
        for field in sheet.findall(form_field):
            assert any(field.findall(answer)), (title_of(sheet), field.astext())


def test_every_blank_worksheet_says_when_to_stop(guide: Guide) -> None:
    for sheet in guide.worksheets(example=False):
        words = sheet.astext()
        assert [line for line in STOP if line not in words] == [], title_of(sheet)


def test_a_chapter_leads_to_every_worksheet(guide: Guide) -> None:
    names = {name for s in guide.worksheets(example=False) for name in s["names"]}
    targets = {
        str(link["reftarget"])
        for chapter in CHAPTERS
        for link in guide.doctrees[f"guide/{chapter}"].findall(nodes.Element)
        if link.get("reftype") == "ref"
    }
    assert len(names) == len(TITLES)
    assert names <= targets


# -- chapters --------------------------------------------------------------------


def test_the_guide_has_its_twelve_chapters(guide: Guide) -> None:
    found = {name for name in guide.doctrees if name.startswith("guide/")}
    assert found == {f"guide/{chapter}" for chapter in CHAPTERS}


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_chapter_opens_with_its_line_and_three_key_points(
    guide: Guide, chapter: str
) -> None:
    (line,) = guide.boxes(chapter, "in-this-chapter")
    (points,) = guide.boxes(chapter, "key-points")
    title, *blocks = next(guide.doctrees[f"guide/{chapter}"].findall(nodes.section))
    assert isinstance(title, nodes.title)
    assert list(blocks[:2]) == [line, points]
    assert len(list(points.findall(nodes.list_item))) == 3


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_chapter_says_what_nobody_knows_and_ends_with_a_step_and_help(
    guide: Guide, chapter: str
) -> None:
    kinds = [b["kind"] for b in guide.doctrees[f"guide/{chapter}"].findall(box)]
    assert kinds.index("unknowns") < kinds.index("try-this")
    assert kinds.count("try-this") == 1
    assert kinds[-1] == "help-now"


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_chapter_with_a_step_says_when_to_stop(guide: Guide, chapter: str) -> None:
    words = " ".join(b.astext() for b in guide.boxes(chapter, "safety"))
    assert [line for line in STOP if line not in words] == []


@pytest.mark.parametrize(
    ("chapter", "least"), [("young-children", 5), (CHAPTERS[6], 5)]
)
def test_each_sign_has_another_reason_and_something_to_try(
    guide: Guide, chapter: str, least: int
) -> None:
    sections = [
        s.astext() for s in guide.doctrees[f"guide/{chapter}"].findall(nodes.section)
    ][1:]
    signs = [text for text in sections if "This can also be:" in text]
    assert len(signs) >= least
    assert [text for text in signs if "You can try:" not in text] == []


# -- sizes -----------------------------------------------------------------------


def test_the_main_text_stays_within_its_words(guide: Guide) -> None:
    words = {
        name: sheet.figures.words
        for name, sheet in guide.sheets.items()
        if name.startswith("guide/") or name == "front/start-here"
    }
    assert len(words) == len(CHAPTERS) + 1
    assert sum(words.values()) <= MAIN_TEXT, words


def test_the_notes_for_professionals_stay_short(guide: Guide) -> None:
    assert guide.sheets[PROFESSIONALS].figures.words <= NOTES


# -- the claim audit -------------------------------------------------------------


def test_the_claim_audit_settles_every_finding_in_a_document_that_exists() -> None:
    path = ROOT / "docs" / "review" / "claim-audit.md"
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [line.strip("| ").split(" | ") for line in lines if line[2:3].isdigit()]
    assert [int(row[0]) for row in rows] == list(range(1, 30))
    assert [row[0] for row in rows if len(row) != COLUMNS or not all(row)] == []
    places = {name for row in rows for name in PLACE.findall(row[2])}
    assert len(places) > len(CHAPTERS)
    assert [name for name in places if not (ROOT / "source" / name).is_file()] == []


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_each_chapter_names_its_sources_before_the_help(
    guide: Guide, chapter: str
) -> None:
    """It is printed alone, without the list at the back."""
    doctree = guide.doctrees[f"guide/{chapter}"]
    (sources,) = doctree.findall(chapter_sources)
    after = sources.next_node(descend=False, siblings=True)
    assert isinstance(after, box)
    assert after["kind"] == "help-now"
