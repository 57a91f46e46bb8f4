"""Names that WeasyPrint does not promise to keep, each read here and nowhere else.

No public way leads from a page to its text, nor from a text to its marks in the file.
tests/test_privates.py asks for every name, so that a new version fails by name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from .engine import AbsolutePlaceholder, Page, boxes


def page_box(page: Page) -> Any:
    """Return the box of a page, which holds all others."""
    return page._page_box


def set_page_box(page: Page, box: Any) -> None:
    """Give a page another box to paint and to tag."""
    page._page_box = box


def empty_page_box() -> Any:
    """Return a page's box that WeasyPrint's own tagger finds nothing in."""
    box = boxes.PageBox.__new__(boxes.PageBox)
    box.element, box.children = None, ()
    return box


def take_marks(stream: Any) -> dict[Any, int]:
    """Return the number of each box's marked content, and leave none behind.

    WeasyPrint's tagger asserts that it used them all.
    """
    marks = {box: mark["mcid"] for box, mark in stream._tags.items()}
    stream._tags.clear()
    return marks


def list_groups(stream: Any, known: Collection[str] = ()) -> Iterator[Any]:
    """Yield the groups (form XObjects) that a stream draws, such as faint text.

    :param known: names of what other pages drew, since pages share their resources
    """
    for name, group in stream._resources["XObject"].items():
        if name not in known and "Resources" in getattr(group, "extra", ()):
            yield group
            yield from list_groups(group)


def list_names(stream: Any) -> set[str]:
    """Return the names of the XObjects that are known so far."""
    return set(stream._resources["XObject"])


def fonts_of(stream: Any) -> dict[str, Any]:
    """Return the fonts that were drawn with so far."""
    fonts: dict[str, Any] = stream._fonts
    return fonts


def unwrap(box: Any) -> Any:
    """Return the box that stands at a place, which may hold another's place only."""
    return box._box if isinstance(box, AbsolutePlaceholder) else box
