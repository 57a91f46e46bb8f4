"""Worksheets and their fields, in every output."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from lxml import html
from PIL import Image
from sphinx.testing.util import SphinxTestApp

from guidepress.nodes import form_field, worksheet

from .conftest import sphinx_words
from .readers.epub import EpubFile
from .readers.epubcheck import check
from .readers.pdf import PdfFile
from .readers.verapdf import validate

MM = 72 / 25.4

#: The mean of a row of pixels that a line fills; black is 0.
DARK = 120

#: The worksheet that readers fill in, after its example.
BLANK = "//*[@id='my-lamp']"


def build(app: SphinxTestApp) -> Path:
    app.build()
    assert app.warning.getvalue() == ""
    return Path(app.outdir)


def read_page(app: SphinxTestApp, name: str = "guide/one.html") -> Any:
    return html.parse(build(app) / name).getroot()


def words_of(elements: list[Any]) -> list[str]:
    return [" ".join(element.text_content().split()) for element in elements]


# -- names -----------------------------------------------------------------------


@sphinx_words("dummy", "names")
def test_each_field_has_a_name_of_its_own(app: SphinxTestApp) -> None:
    build(app)
    fields = list(app.env.get_doctree("guide/one").findall(form_field))
    assert [field["name"] for field in fields] == [
        "example-my-lamp-what-went-out",
        "example-my-lamp-what-next",
        "my-lamp-what-went-out",
        "my-lamp-what-went-out-2",
        "my-lamp-what-next",
        "my-lamp-oil",
        "my-lamp-how-bright-is-it-now",
        "lamps-that-i-saw",
    ]


@sphinx_words("dummy", "stable")
def test_a_field_keeps_its_name_whatever_is_added(app: SphinxTestApp) -> None:
    path = Path(app.srcdir, "guide", "one.md")
    more = "\n::::{worksheet} Mine\n:::{write-line} What went out?\n:::\n::::\n\n"
    text = path.read_text()
    path.write_text(text.replace("\n::::{worksheet}", more + "::::{worksheet}", 1))
    build(app)
    names = [f["name"] for f in app.env.get_doctree("guide/one").findall(form_field)]
    assert names[0] == "mine-what-went-out"
    assert "my-lamp-what-went-out" in names


# -- the website -----------------------------------------------------------------


@sphinx_words("html", "site")
def test_a_worksheet_is_a_named_group(app: SphinxTestApp) -> None:
    page = read_page(app)
    sheets = page.xpath("//div[@role='group'][contains(@class, 'worksheet')]")
    names = [page.get_element_by_id(s.get("aria-labelledby")).text for s in sheets]
    assert names == ["Example: My lamp", "My lamp"]


@sphinx_words("html", "site")
def test_room_to_write_is_said_once(app: SphinxTestApp) -> None:
    page = read_page(app)
    rooms = page.xpath(f"{BLANK}//*[@class='room']")
    assert words_of(rooms) == [
        "2 lines to write on",
        "A line to write on",
        "A box to write in",
    ]
    assert [len(r.xpath("span[@class='line']")) for r in rooms] == [2, 1, 4]


@sphinx_words("html", "site")
def test_nothing_can_be_typed_and_lost(app: SphinxTestApp) -> None:
    article = read_page(app).xpath("//article")[0]
    assert article.xpath(".//form | .//input | .//textarea") == []


@sphinx_words("html", "site")
def test_an_example_shows_its_answers_in_place_of_room(app: SphinxTestApp) -> None:
    page = read_page(app)
    (sheet,) = page.xpath("//p[.='Example: My lamp']/..")
    answers = words_of(sheet.xpath(".//*[@class='answer']"))
    assert answers == ["The lamp did, at 9. Then the other.", "More oil."]
    assert sheet.xpath(".//*[@class='room']") == []


@sphinx_words("html", "site")
def test_lists_to_tick_are_lists_with_a_label(app: SphinxTestApp) -> None:
    page = read_page(app)
    found = {
        page.get_element_by_id(group.get("aria-labelledby")).text: words_of(
            group.xpath("ul/li")
        )
        for group in page.xpath("//div[@role='group'][ul]")
    }
    assert found == {
        "How bright is it now?": ["dim", "bright"],
        "Lamps that I saw": ["a tall one", "a small one"],
    }
    unlabelled = page.xpath(f"{BLANK}//div[contains(@class, 'tick-list')]/ul/li")
    assert words_of(unlabelled) == ["oil", "wick"]


@sphinx_words("html", "site")
def test_a_link_leads_to_a_worksheet(app: SphinxTestApp) -> None:
    (link,) = read_page(app).xpath("//a[@href='#my-lamp']")
    assert link.text_content() == "the sheet"


# -- the EPUB --------------------------------------------------------------------


@sphinx_words("epub", "epub")
def test_the_epub_asks_and_leaves_no_lines(app: SphinxTestApp) -> None:
    (path,) = build(app).glob("*.epub")
    epub = EpubFile(path)
    page = epub.page("guide/one.xhtml")
    labels = epub.xpath(page, f"{BLANK}//*[@class='field-label']/text()")
    assert [str(label) for label in labels][:2] == ["What went out?"] * 2
    assert epub.xpath(page, "//*[@class='room' or @class='line']") == []
    assert "The lamp did, at 9." in epub.text(page)
    assert len(epub.xpath(page, f"{BLANK}/h:ul[@class='prompts']/h:li")) > 3
    (last,) = epub.xpath(page, f"{BLANK}/h:p[last()]")
    assert (
        "".join(last.itertext()) == "To write by hand, print this sheet from the PDF."
    )
    assert check(path) == []


@sphinx_words("epub", "based", html_baseurl="https://example.org/guide/")
def test_a_sheet_leads_to_the_file_to_print(app: SphinxTestApp) -> None:
    (path,) = build(app).glob("*.epub")
    epub = EpubFile(path)
    (link,) = epub.xpath(epub.page("guide/one.xhtml"), f"{BLANK}/h:p[last()]/h:a")
    assert link.get("href") == "https://example.org/guide/downloads/lamps.pdf"
    assert check(path) == []


# -- print -----------------------------------------------------------------------


def find_lines(path: Path) -> list[float]:
    """Return how far from the top of the first page its long lines are, in mm."""
    scale = 4
    page = pypdfium2.PdfDocument(path)[0].render(scale=scale).to_pil().convert("L")
    inside = page.crop((page.width // 4, 0, page.width // 2, page.height))
    means = inside.resize((1, inside.height), Image.Resampling.BOX).tobytes()
    dark = [y for y, mean in enumerate(means) if mean < DARK]
    tops = [y for y in dark if y - 1 not in dark]
    return [y / scale / MM for y in tops]


@pytest.fixture
def print_sheet(app: SphinxTestApp) -> Path:
    """The worksheet of the handout for A4."""
    return build(app) / "a4" / "h1.pdf"


@sphinx_words("handouts", "handout")
def test_lines_and_boxes_have_room_for_a_hand(print_sheet: Path) -> None:
    lines = find_lines(print_sheet)
    gaps = [b - a for a, b in itertools.pairwise(lines)]
    assert sum(gap == pytest.approx(9.5, abs=0.3) for gap in gaps) >= 2, gaps
    assert any(gap == pytest.approx(28.5, abs=0.7) for gap in gaps), gaps


@sphinx_words("handouts", "handout")
def test_a_sheet_with_fields_is_tagged(print_sheet: Path) -> None:
    assert validate(print_sheet, "ua1") == []
    (text,) = PdfFile(print_sheet).texts
    for words in ("My lamps", "Where are they?", "How bright are they?", "bright"):
        assert words in text
    assert "to write" not in text


@sphinx_words("handouts", "handout")
def test_a_scale_is_a_list_in_the_tagged_sheet(print_sheet: Path) -> None:
    pdf = pikepdf.open(print_sheet)
    lists = [
        item
        for item in pdf.objects
        if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/L"
    ]
    assert [[str(kid.S) for kid in item.K] for item in lists] == [["/LI", "/LI"]]


@sphinx_words("pdf", "pdf")
def test_the_pdf_holds_the_example_and_is_tagged(app: SphinxTestApp) -> None:
    path = build(app) / "lamps.pdf"
    text = "\n".join(PdfFile(path).texts)
    for words in ("Example: My lamp", "The lamp did, at 9.", "Lamps that I saw"):
        assert words in text
    assert validate(path, "ua1") == []


@pytest.mark.parametrize(
    "builder",
    [
        pytest.param(name, marks=sphinx_words(name, name, html_theme="basic"))
        for name in ("latex", "text", "man", "texinfo", "xml", "singlehtml", "dirhtml")
    ],
)
def test_other_builders_write_what_the_nodes_hold(
    app: SphinxTestApp, builder: str
) -> None:
    if builder == "man":
        app.config.man_pages = [("index", "lamps", "", [], 1)]
    app.build()
    files = [path for path in Path(app.outdir).rglob("*") if path.is_file()]
    found = "\n".join(p.read_bytes().decode("utf-8", "replace") for p in files)
    for words in (
        "Example: My lamp",
        "What went out?",
        "The lamp did, at 9.",
        "How bright is it now?",
        "How to use this picture:",
        "The dot is round.",
        "If you keep a lamp",
    ):
        assert words in found, words


@sphinx_words("text", "text")
def test_labels_stand_on_lines_of_their_own(app: SphinxTestApp) -> None:
    build(app)
    lines = Path(app.outdir, "guide", "one.txt").read_text().splitlines()
    assert [line.strip() for line in lines].count("What next?") == 2


# -- what is refused -------------------------------------------------------------

HEAD = "::::{worksheet} Mine"
ANSWER = ":::{write-line} Why?\nBecause.\n:::"
EMPTY = ":::{write-line} Why?\n:::"


def sheet(content: str, head: str = HEAD) -> str:
    return f"# One\n\n{head}\n\n{content}\n::::\n"


REFUSED = {
    "worksheet without a title": (
        sheet(EMPTY, "::::{worksheet}"),
        "one.md:3: WARNING: “worksheet” has no title: write it on the first line",
    ),
    "worksheet without a field": (
        sheet("Some words."),
        "one.md:3: WARNING: the worksheet has no field: add one, such as",
    ),
    "example without an answer": (
        sheet(EMPTY, f"{HEAD}\n:example:"),
        "one.md:3: WARNING: the example has no answer: write one into a field",
    ),
    "answer where a reader is to write": (
        sheet(ANSWER),
        "one.md:6: WARNING: a field of a worksheet that is no example has an answer: "
        "empty it, or add :example:",
    ),
    "answer outside every worksheet": (
        f"# One\n\n{ANSWER}\n",
        "one.md:4: WARNING: a field of a worksheet that is no example has an answer",
    ),
    "line without a label": (
        sheet(":::{write-line}\n:::"),
        "one.md:5: WARNING: “write-line” has no label: write it on the first line, "
        "as in “:::{write-line} What happened?”",
    ),
    "too many lines": (
        sheet(":::{write-line} Why?\n:lines: 40\n:::"),
        "'write-line': Invalid option value for 'lines': 40: give it 1 to 15 lines",
    ),
    "box too low for a hand": (
        sheet(":::{write-box} Why?\n:height: 1\n:::"),
        "Invalid option value for 'height': 1: give it 2 to 15 lines",
    ),
    "scale with a number": (
        sheet(":::{scale} How loud?\n- quiet\n- 10, loud\n:::"),
        "one.md:5: WARNING: the scale holds a number, “10, loud”: say it in words, so "
        "that nobody adds up a score",
    ),
    "scale with a number of another script": (
        sheet(":::{scale} How loud?\n- quiet\n- loud ½\n:::"),
        "the scale holds a number, “loud ½”",
    ),
    "scale of one word": (
        sheet(":::{scale} How loud?\n- loud\n:::"),
        "one.md:5: WARNING: the scale needs 2 to 5 words and has 1: list them",
    ),
    "scale of six words": (
        sheet(":::{scale} How loud?\n- a\n- b\n- c\n- d\n- e\n- f\n:::"),
        "one.md:5: WARNING: the scale needs 2 to 5 words and has 6: list them",
    ),
    "scale without a label": (
        sheet(":::{scale}\n- quiet\n- loud\n:::"),
        "one.md:5: WARNING: “scale” has no label",
    ),
    "list with something besides": (
        sheet(":::{tick-list} What?\nWords.\n\n- one\n:::"),
        "one.md:5: WARNING: “tick-list” holds no list, or more than a list: begin",
    ),
    "list with nothing": (
        sheet(":::{tick-list} What?\n:::"),
        "one.md:5: WARNING: “tick-list” holds no list, or more than a list",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
@sphinx_words("dummy", "refused")
def test_a_worksheet_that_cannot_stand_is_refused(
    app: SphinxTestApp, case: str
) -> None:
    text, expected = REFUSED[case]
    Path(app.srcdir, "guide", "one.md").write_text(text, encoding="utf-8")
    app.builder.read()
    warnings = app.warning.getvalue().splitlines()
    assert [expected in line for line in warnings] == [True], warnings


@sphinx_words("dummy", "kinds")
def test_a_worksheet_knows_whether_it_is_an_example(app: SphinxTestApp) -> None:
    build(app)
    sheets = app.env.get_doctree("guide/one").findall(worksheet)
    assert [sheet["example"] for sheet in sheets] == [True, False]
