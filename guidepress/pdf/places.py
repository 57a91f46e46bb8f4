"""Where in the text each laid-out page begins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from .checks import list_text_boxes
from .engine import Page
from .pagemap import UNCOUNTED, Place
from .privates import page_box


def read_places(pages: Sequence[Page]) -> list[Place | None]:
    """Return where the text of each page of a part begins, None for no text."""
    read: dict[str, int] = {}
    return [read_page(page, read) for page in pages]


def read_page(page: Page, read: dict[str, int]) -> Place | None:
    """Count the text of a page into `read` and return where its first text stands."""
    first = None
    earlier = set(read)
    for block, text, hyphenated, is_head in list_texts(page):
        if is_head and block in earlier:
            continue  # the head of a table, printed again
        before = read.get(block, 0)
        first = first or Place(block, before)
        count = sum(not c.isspace() and c not in UNCOUNTED for c in text)
        read[block] = before + count - hyphenated
    return first


def list_texts(page: Page) -> Iterator[tuple[str, str, bool, bool]]:
    """Yield the texts in drawing order.

    Each is (block, text, whether a hyphen of the layout ends it, whether it stands
    in the head of a table).
    """
    children = page_box(page).children
    html = next(box for box in children if box.element is not None).element
    parents = {child: parent for parent in html.iter() for child in parent}
    for box in list_text_boxes(page):
        element = box.element
        while element is not None and element.get("data-block") is None:
            element = None if is_added(element) else parents.get(element)
        if element is not None and "::" not in box.element_tag:
            hyphen = box.style["hyphenate_character"]
            hyphenated = box.text.endswith(hyphen) and hyphen != "-"
            is_head = any(e.tag == "thead" for e in climb(element, parents))
            yield element.get("data-block"), box.text, hyphenated, is_head


def climb(element: Any, parents: dict[Any, Any]) -> Iterator[Any]:
    """Yield an element and all around it."""
    while element is not None:
        yield element
        element = parents.get(element)


def is_added(element: Any) -> bool:
    """Tell whether a text stands in print only, and so must not be counted.

    Such are the pages where links lead, and the numbers before notes.
    """
    is_locator: bool = element.get("class") == "locators"
    return is_locator or element.get("role") == "doc-backlink"
