"""The rules of a well-set page, in the real book; each with a page that breaks it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from guidepress.pdf.engine import Engine, Page
from guidepress.project import Project

from .laid_out import lay_out_book
from .readers.pages import (
    find_hyphens,
    find_short_pages,
    find_stranded_headings,
    find_torn,
    list_lines,
)
from .readers.pdf import PdfFile

REVIEW = "Not yet clinically reviewed or tested with readers"

CSS = """
@page { size: 100pt 60pt; margin: 10pt }
body { font-size: 10pt; line-height: 10pt; margin: 0 }
h2, p { break-after: auto; font-size: 10pt; margin: 0; orphans: 1; widows: 1 }
.break { break-before: page }
"""


@pytest.fixture(scope="module")
def pdf(book: Project) -> PdfFile:
    return PdfFile(book.dist / "anxious-attachment.pdf")


@pytest.fixture(scope="module")
def parts(
    book: Project, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, list[Page]]]:
    """The laid-out pages of each part of the real book."""
    folder = tmp_path_factory.mktemp("typesetting") / "build"
    with lay_out_book(book, folder) as pages:
        yield pages


def lay_out(folder: Path, body: str, css: str = "") -> list[Page]:
    """Return the tiny pages of a text: 4 lines of about 15 letters."""
    (folder / "tiny.css").write_text(CSS + css)
    html = f'<html lang="en"><title>t</title>{body}'
    pages: list[Page] = Engine([folder / "tiny.css"], {}, folder).lay_out(html).pages
    return pages


# -- the box tree ----------------------------------------------------------------


def test_no_heading_ends_a_page(parts: dict[str, list[Page]]) -> None:
    assert {n: s for n, p in parts.items() if (s := find_stranded_headings(p))} == {}


def test_a_stranded_heading_is_seen(tmp_path: Path) -> None:
    body = '<p>1<p>2<h2>Head</h2><p class="break">3'
    assert find_stranded_headings(lay_out(tmp_path, body)) == ["Head"]


def test_no_paragraph_is_torn_to_a_single_line(parts: dict[str, list[Page]]) -> None:
    assert {name: t for name, pages in parts.items() if (t := find_torn(pages))} == {}


@pytest.mark.parametrize("lines", [3, 1], ids=["orphan", "widow"])
def test_a_single_line_is_seen(tmp_path: Path, lines: int) -> None:
    before = "<p>x" * lines
    after = 3 if lines == 3 else 4
    words = "<br>".join(f"line {n}" for n in range(after))
    found = find_torn(lay_out(tmp_path, f"{before}<p>{words}"))
    assert found == ["line 0" if lines == 3 else "line 2"]


def test_pages_are_full_but_for_the_last_of_a_part(
    parts: dict[str, list[Page]],
) -> None:
    assert {n: s for n, p in parts.items() if (s := find_short_pages(p))} == {}


def test_a_nearly_empty_page_is_seen(tmp_path: Path) -> None:
    pages = lay_out(tmp_path, '<p>1<p>2<p class="break">3')
    assert find_short_pages(pages) == ["1 / 2"]


def test_no_chapter_ends_with_a_line_or_two_on_a_page(
    parts: dict[str, list[Page]],
) -> None:
    last = {name: len(list_lines(pages[-1])) for name, pages in parts.items()}
    short = {name for name, lines in last.items() if lines < 4}
    assert short <= {"half-title"}


def test_no_page_ends_within_a_word(parts: dict[str, list[Page]]) -> None:
    ends = [end for pages in parts.values() for end in find_hyphens(pages)]
    assert len(ends) < 2  # what a page ends with is chance: see type.css


def test_a_word_that_a_page_breaks_is_seen(tmp_path: Path) -> None:
    css = "p { hyphens: auto }"
    body = "<p>1<p>2<p>3<p>incomprehensibilities"
    assert [*map(len, find_hyphens(lay_out(tmp_path, body, css)))] != []


def test_headings_and_code_are_never_broken(parts: dict[str, list[Page]]) -> None:
    lines = (line for p in parts.values() for page in p for line in list_lines(page))
    broken = [
        line for line in lines if line.text.endswith("\u2010") and line.tag != "p"
    ]
    assert {line.tag for line in broken} <= {"li", "dd", "a"}


# -- the file --------------------------------------------------------------------


def read_head(pdf: PdfFile, index: int) -> str:
    """Return the running head of a page."""
    width, height = pdf.rendered[index].get_size()
    return " ".join(pdf.text_in(index, (0, height - 54, width, height)).split())


def read_foot(pdf: PdfFile, index: int) -> str:
    """Return what stands at the foot of a page."""
    width, _ = pdf.rendered[index].get_size()
    return " ".join(pdf.text_in(index, (0, 0, width, 60)).split())


def find_openers(pdf: PdfFile) -> dict[int, str]:
    """Return the index of the page that each part opens, and its title."""
    return {
        page: re.sub(r"^\d+ ", "", title)
        for level, title, page in pdf.outline
        if level == 0
    }


def test_running_heads_name_the_book_and_the_last_chapter(pdf: PdfFile) -> None:
    openers = find_openers(pdf)
    checked = 0
    for index in range(min(openers), len(pdf.texts)):
        opener = max(page for page in openers if page <= index)
        if index == opener or not pdf.texts[index].strip():
            assert read_head(pdf, index) == "", pdf.labels[index]
            continue
        wanted = openers[opener] if index % 2 == 0 else "Anxious attachment"
        assert read_head(pdf, index) == wanted, pdf.labels[index]
        checked += 1
    assert checked > 100


def test_the_label_of_each_page_is_the_folio_at_its_foot(pdf: PdfFile) -> None:
    bare = {"Cover", "Cover (back)", "i", "ii", "iii", "iv"}
    for index, label in enumerate(pdf.labels):
        is_blank = not pdf.texts[index].strip()
        wanted = "" if is_blank or label in bare else label
        # an opener says beside its folio who has reviewed the text
        found = read_foot(pdf, index).removeprefix(REVIEW).strip()
        assert found == wanted, label


def test_blank_pages_are_left_hand_and_hold_nothing(pdf: PdfFile) -> None:
    blank = [i for i, text in enumerate(pdf.texts) if not text.strip()]
    assert blank
    for index in blank:
        assert index % 2
        assert list(pdf.rendered[index].get_objects()) == []


def test_margins_are_mirrored(pdf: PdfFile) -> None:
    lefts = {0: set[float](), 1: set[float]()}
    for index in range(pdf.labels.index("1"), len(pdf.texts)):
        if edge := pdf.find_left_edge(index):
            lefts[index % 2].add(round(edge))
    inner, outer = 19 / 25.4 * 72, 15 / 25.4 * 72
    assert min(lefts[0]) == pytest.approx(inner, abs=2)
    assert min(lefts[1]) == pytest.approx(outer, abs=2)


def list_contents(pdf: PdfFile, pages: range) -> list[tuple[str, str]]:
    """Return (title, printed page) of each line with a leader."""
    lines = "\n".join(pdf.texts[index] for index in pages).splitlines()
    found = (re.fullmatch(r"(?:\d+ )?(.*?)[ .]{2,}(\w+)\s*", line) for line in lines)
    return [(line[1], line[2]) for line in found if line]


def test_the_outline_is_the_contents(pdf: PdfFile) -> None:
    openers = find_openers(pdf)
    first, last = (
        next(page for page, title in openers.items() if title == heading)
        for heading in ("Contents", "Figures")
    )
    numbered = {page for _, title, page in pdf.outline if re.match(r"\d+ ", title)}
    wanted = [
        (re.sub(r"^\d+ ", "", title), pdf.labels[page])
        for level, title, page in pdf.outline
        if page > first
        and level < 1 + (max(p for p in openers if p <= page) in numbered)
    ]
    assert list_contents(pdf, range(first, last)) == wanted
