"""A stand-in for a page: it remembers what was drawn, and keeps it from WeasyPrint."""

from __future__ import annotations

from typing import Any

from ..engine import Page, TextBox
from ..privates import (
    empty_page_box,
    fonts_of,
    list_groups,
    list_names,
    page_box,
    set_page_box,
    take_marks,
)
from .fonts import soften_hyphens, supply_space
from .links import Rect, join_links

#: WeasyPrint draws nothing for a text that is white space only.  This is none to
#: `str.strip`, and the glyphs that are drawn were chosen before.
DRAWN_SPACE = " \u200b"


class MarkedPage(Page):  # type: ignore[misc]  # WeasyPrint has no types
    """A page that shows WeasyPrint's tagger nothing and remembers its marks."""

    def __init__(self, page: Page, place: str = "") -> None:
        """Stand in for a page.

        :param place: the document that it comes from, for what is wrong with it
        """
        self.__dict__.update(vars(page))
        self.place = place
        self.box = page_box(page)
        self.scale = 1.0  #: from CSS pixels to points
        self.marks: dict[Any, int] = {}
        self.streams: list[Any] = []  #: its own, then the groups in it
        self.links, self.quads = join_links(page.links)
        set_page_box(self, empty_page_box())

    @property
    def root(self) -> Any:
        """The document's root element."""
        return next(b.element for b in self.box.children if b.element is not None)

    def paint(self, stream: Any, scale: float = 1) -> None:
        """Paint the page, and remember which box is in which marked content."""
        spaces = [
            (box, box.text)
            for box in self.box.descendants(placeholders=True)
            if isinstance(box, TextBox) and box.text.isspace()
        ]
        for box, _ in spaces:
            box.text = DRAWN_SPACE
        known = list_names(stream)
        hidden = page_box(self)
        set_page_box(self, self.box)
        super().paint(stream, scale)
        set_page_box(self, hidden)
        for box, text in spaces:
            box.text = text
        self.scale, self.marks = scale, take_marks(stream)
        self.streams = [stream, *list_groups(stream, known)]
        for font in fonts_of(stream).values():
            soften_hyphens(font)
            supply_space(font)

    def measure(self, rect: Rect) -> tuple[float, float, float, float]:
        """Turn (left, top, right, bottom) in CSS pixels into a rectangle in points."""
        left, top, right, bottom = rect
        corners = left, self.height - bottom, right, self.height - top
        first, second, third, fourth = (round(v * self.scale, 2) for v in corners)
        return first, second, third, fourth
