"""The pages of the print PDF in the EPUB: all of them, in order, at the word."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from docutils import nodes

from guidepress.build import build
from guidepress.epub.pages import Page, find_kind, mark_pages, page_break, read_pages
from guidepress.project import Project

from .readers.epub import EpubFile
from .readers.pdf import PdfFile

SLUG = "anxious-attachment"
#: The head of the evidence table, which print repeats on each page of it.
REPEATED = "WhatwesayWhere"
#: Documents whose lines end with places: pages in print, sections in the EPUB.
LOCATED = {"back/index-of-words", "back/pictures"}
MARKER = "//h:*[@role='doc-pagebreak']"


@pytest.fixture(scope="module")
def pdf(book: Project) -> PdfFile:
    return PdfFile(book.dist / f"{SLUG}.pdf")


@pytest.fixture(scope="module")
def epub(book: Project) -> EpubFile:
    return EpubFile(book.dist / f"{SLUG}.epub")


def test_every_page_of_the_pdf_is_marked_once_in_order(
    pdf: PdfFile, epub: EpubFile
) -> None:
    marked = [
        label
        for page in epub.spine()
        for label in epub.xpath(page, f"{MARKER}/@aria-label")
    ]
    assert marked == pdf.labels


def test_page_list_leads_to_every_marker(pdf: PdfFile, epub: EpubFile) -> None:
    links = epub.xpath(epub.nav(), "//h:nav[@epub:type='page-list']//h:a")
    assert [link.text for link in links] == pdf.labels
    for link in links:
        page, id_ = epub.resolve(epub.nav(), link.get("href"))
        assert epub.xpath(page, f"//*[@id='{id_}']/@aria-label") == [link.text]
    ncx = epub.xpath("EPUB/toc.ncx", "//ncx:pageTarget/ncx:navLabel/ncx:text/text()")
    assert ncx == pdf.labels


def test_the_package_names_the_pdf(epub: EpubFile) -> None:
    (source,) = epub.meta("pageBreakSource")
    assert source.startswith("Anxious attachment – The guide’s writers, ")
    assert source.endswith(", PDF, A5")
    features = epub.meta("schema:accessibilityFeature")
    assert {"pageNavigation", "pageBreakMarkers"} <= set(features)


def keep_letters(text: str, count: int) -> str:
    """Return the first letters and digits: bullets and boxes are the layout's."""
    return "".join(filter(str.isalnum, text))[:count]


def test_markers_stand_at_the_word(book: Project, pdf: PdfFile, epub: EpubFile) -> None:
    records = json.loads((book.build / "pdf" / "pages.json").read_text())["pages"]
    where = {
        label: page
        for page in epub.spine()
        for label in epub.xpath(page, f"{MARKER}/@aria-label")
    }
    wrong = []
    for index, record in enumerate(records):
        if not record["docname"]:
            continue
        label = record["label"]
        behind = f"{MARKER}[@aria-label='{label}']/following::text()"
        marked = keep_letters("".join(epub.xpath(where[label], behind)[:40]), 10)
        text = pdf.text_between_margins([index], set())
        printed = keep_letters(text, len(text)).removeprefix(REPEATED)
        count = 4 if record["docname"] in LOCATED else 10
        if marked[:count] != printed[:count]:
            wrong.append((label, marked, printed))
    assert not wrong, wrong


def test_no_marker_is_part_of_a_name(epub: EpubFile) -> None:
    names = ("h1", "h2", "h3", "h4", "a", "summary")
    inside = " | ".join(f"//h:{name}{MARKER}" for name in names)
    levels = ("ul", "ol", "dl", "table", "thead", "tbody", "tr")
    inside += "".join(f" | //h:{n}/h:*[@role='doc-pagebreak']" for n in levels)
    for page in epub.spine():
        assert epub.xpath(page, inside) == [], page


# -- a document ----------------------------------------------------------------


def make_document(*blocks: nodes.TextElement) -> nodes.document:
    document = nodes.document(None, None)
    document += nodes.section("", *blocks)
    for number, block in enumerate(blocks):
        block["block"] = f"b{number}"
    return document


def list_markers(document: nodes.document) -> list[str]:
    return [mark["label"] for mark in document.findall(page_break)]


def test_a_marker_splits_a_text() -> None:
    paragraph = nodes.paragraph("", "One two three")
    document = make_document(paragraph)
    assert mark_pages(document, [Page("2", "a", "b0", 6)])
    assert [child.astext() for child in paragraph] == ["One two ", "", "three"]


def test_a_page_that_begins_with_a_heading_is_marked_before_its_section() -> None:
    """A link to the section must not lead to the end of the page before it."""
    document = make_document(nodes.paragraph("", "One"))
    title = nodes.title("", "Two", block="b1")
    document[0] += nodes.section("", title)
    assert mark_pages(document, [Page("2", "a", "b1", 0)])
    assert [type(child) for child in document[0]] == [
        *(nodes.paragraph, page_break, nodes.section)
    ]
    assert document[0][2][0] is title


@pytest.mark.parametrize("node", [nodes.title, nodes.rubric, nodes.literal_block])
def test_a_marker_goes_in_front_of_what_stays_whole(
    node: type[nodes.TextElement],
) -> None:
    document = make_document(nodes.paragraph("", "One"), node("", "Two three"))
    assert mark_pages(document, [Page("2", "a", "b1", 4)])
    section = document[0]
    assert isinstance(section, nodes.section)
    assert isinstance(section[1], page_break)


def test_pages_without_text_stand_before_the_next_or_at_the_end() -> None:
    document = make_document(nodes.paragraph("", "One"), nodes.paragraph("", "Two"))
    pages = [
        Page("1", "a", "b0", 0),
        Page("2", "a", "", 0),
        Page("3", "a", "b1", 0),
        Page("4", "a", "", 0),
    ]
    assert mark_pages(document, pages)
    assert list_markers(document) == ["1", "2", "3", "4"]


@pytest.mark.parametrize(("block", "offset"), [("b7", 0), ("b0", 9)])
def test_a_map_of_another_text_is_seen(block: str, offset: int) -> None:
    document = make_document(nodes.paragraph("", "One"))
    assert not mark_pages(document, [Page("1", "a", block, offset)])


@pytest.mark.parametrize("content", ["", "{}", '{"sources": "", "pages": [1]}'])
def test_a_broken_page_map_is_not_used(tmp_path: Path, content: str) -> None:
    path = tmp_path / "pages.json"
    path.write_text(content)
    env: object = type("Env", (), {"found_docs": (), "dependencies": {}})()
    pages, reason = read_pages(path, env, tmp_path / "conf.py")  # type: ignore[arg-type]
    assert pages == []
    assert "cannot be read" in reason


@pytest.mark.parametrize(
    ("label", "kind"), [("24", "normal"), ("xiv", "front"), ("Cover (back)", "special")]
)
def test_kinds_of_pages(label: str, kind: str) -> None:
    assert find_kind(label) == kind


def test_the_epub_alone_builds_the_pdf_that_it_counts(small: Project) -> None:
    assert build(small, ["epub"]) == 0
    epub = EpubFile(small.dist / "small.epub")
    assert epub.meta("pageBreakSource")
    # an old map is not used: the list is left out
    page_map = small.build / "pdf" / "pages.json"
    text = page_map.read_text().replace('"sources": "', '"sources": "0')
    page_map.write_text(text)
    (small.dist / "small.epub").unlink()
    assert build(small, ["epub"]) == 0
    assert not EpubFile(small.dist / "small.epub").meta("pageBreakSource")
