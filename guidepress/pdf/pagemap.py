"""The page map on disk: at which word each printed page begins.

`pages.json` lists, for each page, its `label`, and `docname`, `block` and `offset`
of the first text on it: the block's number is the same in every output
(transforms.NumberBlocks), and the offset counts the characters of the block's text
before the page, white space not counted.  Pages that no chapter owns, such as the
contents, have no docname.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from .checks import list_text_boxes
from .engine import Page
from .pagination import PrintedPage
from .privates import page_box

#: What the layout adds inside words, or the source has and print does not show.
UNCOUNTED = "\u00ad\u200b\u2060"


class Place(NamedTuple):
    """A place in the text."""

    block: str
    offset: int  #: characters of the block before it, without white space


def map_pages(pages: Sequence[PrintedPage], docnames: set[str]) -> list[dict[str, Any]]:
    """Return the record of each page, in order."""
    records = []
    read: dict[tuple[str, str], int] = {}
    for page in pages:
        record: dict[str, Any] = {"label": page.label, "docname": None}
        if page.part in docnames and (place := read_page(page, read)):
            record |= {"docname": page.part, **place._asdict()}
        records.append(record)
    return records


def write_page_map(path: Path, edition: str, records: list[dict[str, Any]]) -> None:
    """Write the page map of an edition."""
    content = {"edition": edition, "pages": records}
    text = json.dumps(content, ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8")


def read_page(page: PrintedPage, read: dict[tuple[str, str], int]) -> Place | None:
    """Count the text of a page into `read` and return where its first text stands."""
    first = None
    for block, text, hyphenated in list_texts(page.page):
        before = read.get((page.part, block), 0)
        first = first or Place(block, before)
        count = sum(not c.isspace() and c not in UNCOUNTED for c in text)
        read[page.part, block] = before + count - hyphenated
    return first


def list_texts(page: Page) -> Iterator[tuple[str, str, bool]]:
    """Yield (block, text, whether a hyphen of the layout ends it) in drawing order."""
    children = page_box(page).children
    html = next(box for box in children if box.element is not None).element
    parents = {child: parent for parent in html.iter() for child in parent}
    for box in list_text_boxes(page):
        element = box.element
        while element is not None and element.get("data-block") is None:
            # page numbers stand in print only, and must not be counted
            is_locator = element.get("class") == "locators"
            element = None if is_locator else parents.get(element)
        if element is not None and "::" not in box.element_tag:
            hyphen = box.style["hyphenate_character"]
            hyphenated = box.text.endswith(hyphen) and hyphen != "-"
            yield element.get("data-block"), box.text, hyphenated
