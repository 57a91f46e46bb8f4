"""What must be true of pages that are laid out, and that nobody else would notice.

WeasyPrint runs text off the sheet, and takes a typeface of the system where ours lack
a character, without a word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ..fonts import name_foreign_families
from ..problems import Problem
from .engine import Document, MarginBox, Page, TextBox
from .privates import page_box

#: How far text may stand out, in CSS pixels: italics lean over the edge of their box.
TOLERANCE = 4


def find_cut_text(page: Page) -> Iterator[TextBox]:
    """Yield the texts that run into the margins of the page, or over its edge."""
    area = page_box(page)
    left, top = area.content_box_x() - TOLERANCE, area.content_box_y() - TOLERANCE
    right = left + area.width + 2 * TOLERANCE
    bottom = top + area.height + 2 * TOLERANCE
    for box in list_text_boxes(page):
        end, foot = box.position_x + box.width, box.position_y + box.height
        is_beside = box.position_x < left or end > right
        if is_beside or box.position_y < top or foot > bottom:
            yield box


def list_text_boxes(page: Page) -> list[TextBox]:
    """Return the text of a page but for its running heads."""
    root = page_box(page)
    margins = {
        box
        for child in root.children
        if isinstance(child, MarginBox)
        for box in child.descendants()
    }
    return [
        box
        for box in root.descendants()
        if isinstance(box, TextBox) and box not in margins and box.text.strip()
    ]


def name_cut_text(place: str, pages: Iterable[Page]) -> list[Problem]:
    """Return a problem for each block of a document that the page cuts off.

    :param place: the docname
    """
    cut: dict[str, str] = {}
    for page in pages:
        for box in find_cut_text(page):
            block = find_block(page, box.element)
            cut.setdefault(f"{place}#{block}" if block else place, box.text.strip())
    return [
        Problem(
            where,
            f"“{text[:40]}” runs off the page",
            "break the line, or make the table or the picture narrower",
        )
        for where, text in cut.items()
    ]


def find_block(page: Page, element: Any) -> str:
    """Return the number of the block in which an element of a document stands."""
    root = page_box(page).children[0].element
    parents = {child: parent for parent in root.iter() for child in parent}
    while element is not None and element.get("data-block") is None:
        element = parents.get(element)
    return "" if element is None else str(element.get("data-block"))


def find_lost_notes(pages: Sequence[Page]) -> Iterator[str]:
    """Yield the words of each note of a document that no page shows."""
    shown = {box.element for page in pages for box in list_text_boxes(page)}
    for element in page_box(pages[0]).children[0].element.iter():
        if element.get("role") == "doc-footnote" and not shown & {*element.iter()}:
            yield " ".join("".join(element.itertext()).split())


def name_lost_notes(place: str, pages: Sequence[Page]) -> list[Problem]:
    """Return a problem for each note of a document that no page shows."""
    return [
        Problem(
            place,
            f"the note “{words[:40]}” is on no page",
            "move its mark to another place",
        )
        for words in find_lost_notes(pages)
    ]


def check_pages(place: str, pages: Sequence[Page]) -> list[Problem]:
    """Return what is wrong with the pages of a document."""
    return name_cut_text(place, pages) + name_lost_notes(place, pages)


def name_foreign_fonts(document: Document) -> list[Problem]:
    """Return a problem for each typeface of the system that was used.

    The document must have been written: only then are its fonts known.
    """
    return name_foreign_families(font.family for font in document.fonts.values())
