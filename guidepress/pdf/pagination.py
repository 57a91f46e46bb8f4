"""Pages, folios and the page map.

Each part of the book is a small document of its own.  Printed page numbers are
written as text from the page map, and parts are laid out again until the map stops
changing; a map that does not settle is an error, not a guess.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from ..book import Matter
from ..problems import SourceError
from .checks import name_cut_text
from .engine import Document, Engine, EngineProblems, Page

#: id -> printed label of the page where it stands
PageMap = Mapping[str, str]

#: The map is settled after two rounds, or three where numbers gain a digit.
MOST_ROUNDS = 6

BLANK = '<!doctype html><html lang="{}"><title>Blank page</title><body class="blank">'


class Part(NamedTuple):
    """A document of the book, laid out by itself."""

    name: str  #: docname, or "title-page" and "contents"
    matter: Matter
    html: Callable[[PageMap], str]  #: its HTML, printed page numbers filled in
    recto: bool = False  #: begins on a right-hand page


class PrintedPage(NamedTuple):
    """A page of the book."""

    page: Page
    document: Document  #: that it was laid out in
    part: str  #: the name of its part, "" for a blank page
    label: str  #: the folio as printed: "iv", "23"
    number: int  #: the folio as a number within its matter
    roman: bool


class Pagination:
    """Lays out the parts of a book one after the other."""

    def __init__(
        self, engine: Engine, parts: Sequence[Part], watched: EngineProblems, lang: str
    ) -> None:
        self.engine, self.parts, self.watched = engine, parts, watched
        self.blank = BLANK.format(lang)
        self.known: dict[tuple[str, int, str], Document] = {}
        self.used: dict[tuple[str, int, str], Document] = {}
        self.layouts = 0

    def settle(self) -> tuple[list[PrintedPage], PageMap]:
        """Lay out until every printed page number is right.

        :raises SourceError: a page number moves its own target again and again.
        """
        page_map: PageMap = {}
        for _ in range(MOST_ROUNDS):
            self.known, self.used = self.used, {}
            pages = self.lay_out_all(page_map)
            found = map_ids(pages)
            if found == page_map:
                return pages, found
            before, page_map = page_map, found
        moving = sorted(id_ for id_ in found if found[id_] != before.get(id_))
        raise SourceError(
            "",
            f"the page numbers do not settle; these places move: {', '.join(moving)}",
            "change a few words near them",
        )

    def lay_out_all(self, page_map: PageMap) -> list[PrintedPage]:
        """Lay out every part with the page numbers known so far."""
        pages: list[PrintedPage] = []
        folio, roman = 0, True
        for part in self.parts:
            if part.recto and len(pages) % 2:
                # the blank back of the leaf belongs to what stands before
                folio += 1
                blank = self.lay_out("", self.blank, folio, "left")
                pages += printed(blank, "", folio, roman)
            if roman and part.matter != "front":
                folio, roman = 0, False
            side = "left" if len(pages) % 2 else "right"
            document = self.lay_out(part.name, part.html(page_map), folio + 1, side)
            pages += printed(document, part.name, folio + 1, roman)
            folio += len(document.pages)
        return pages

    def lay_out(self, name: str, html: str, folio: int, side: str) -> Document:
        """Lay out one part, unless it was with the same words at the same place."""
        key = html, folio, side
        document = self.used.get(key) or self.known.get(key)
        if document is None:
            self.layouts += 1
            self.watched.place = name
            document = self.engine.lay_out(html, place_css(folio, side))
            self.watched.problems += name_cut_text(name, document.pages)
        self.used[key] = document
        return document


def place_css(folio: int, side: str) -> str:
    """Return the rules that put a part at its place in the book.

    A page counter that `@page` sets is not incremented on that page, so the value is
    the first page's own folio.
    """
    return (
        f"@page :first {{ counter-reset: page {folio} }}html {{ break-before: {side} }}"
    )


def printed(
    document: Document, part: str, folio: int, is_roman: bool
) -> list[PrintedPage]:
    """Return the pages of a part, whose first has this folio."""
    return [
        PrintedPage(page, document, part, roman(n) if is_roman else str(n), n, is_roman)
        for n, page in enumerate(document.pages, folio)
    ]


def map_ids(pages: Sequence[PrintedPage]) -> PageMap:
    """Return the label of the first page on which each id stands."""
    found: dict[str, str] = {}
    for page in pages:
        for anchor in page.page.anchors:
            found.setdefault(anchor, page.label)
    return found


def roman(number: int) -> str:
    """Return a number from 1 to 3999 in lower-case Roman numerals."""
    result = ""
    for value, letters in (
        *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc")),
        *((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
    ):
        while number >= value:
            result, number = result + letters, number - value
    return result
