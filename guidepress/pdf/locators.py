"""Places of the book as pages: "chapter 3, page 21", and "12–14" in the index."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..book import qualify
from ..locators import Place
from .pagination import PageMap

#: What is printed until pages are known: of the width that most numbers have.
UNKNOWN = "00"


class PageLink(NamedTuple):
    """A link to a page, or to the first of several that follow each other."""

    id: str  #: where it leads, as the page map names it
    label: str  #: the printed number: "21", "12–14"
    main: bool = False

    @property
    def last(self) -> str:
        """The last page of a run."""
        return self.label.rpartition("–")[2]


class Piece(NamedTuple):
    """Words of a sentence of links."""

    text: str
    link: PageLink | None = None  #: where they lead, or None for what stands between
    name: str = ""  #: the words of the link by itself


def list_pages(places: Iterable[Place], pages: PageMap) -> list[PageLink]:
    """Return a link for each page on which some of the places stand.

    A page is a main one if any place on it is.
    """
    found: dict[str, PageLink] = {}
    for place in places:
        id_ = qualify(place.docname, place.id)
        label = pages.get(id_, UNKNOWN)
        known = found.get(label, PageLink(id_, label))
        found[label] = known._replace(main=known.main or place.main)
    return list(found.values())


def join_pages(links: Iterable[PageLink]) -> list[PageLink]:
    """Join neighbours: pages 12, 13 and 14 are "12–14"; a main one stands alone."""
    joined: list[PageLink] = []
    for link in links:
        if joined and are_neighbours(joined[-1], link):
            first = joined[-1]
            label = f"{first.label.partition('–')[0]}–{link.label}"
            joined[-1] = first._replace(label=label)
        else:
            joined.append(link)
    return joined


def are_neighbours(one: PageLink, next_: PageLink) -> bool:
    """Tell whether a page follows on another, neither of them a main one."""
    if one.main or next_.main or not (one.last + next_.label).isdecimal():
        return False
    return int(next_.label) == int(one.last) + 1


def spell_index(places: Iterable[Place], pages: PageMap) -> Iterator[Piece]:
    """Yield "3, 12–14, 20"."""
    for number, link in enumerate(join_pages(list_pages(places, pages))):
        if number:
            yield Piece(", ")
        yield Piece(link.label, link, f"page {link.label}")


def spell_words(words: str, place: Place, pages: PageMap) -> Iterator[Piece]:
    """Yield "Figure 3.1, page 14", or "page 14" where the link has no words."""
    (link,) = list_pages([place], pages)
    before = f"{words}, " if words else ""
    # the number stays with its word
    yield Piece(f"{before}page\u00a0{link.label}", link, f"{before}page {link.label}")


def spell_chapters(
    places: Iterable[tuple[str, Place]], pages: PageMap
) -> Iterator[Piece]:
    """Yield "chapter 2, pages 9 and 12; chapter 5, page 40".

    :param places: the places in order, each with the words for its chapter
    """
    runs = itertools.groupby(places, lambda pair: pair[0])
    for number, (chapter, run) in enumerate(runs):
        if number:
            yield Piece("; ")
        yield from spell_chapter(chapter, list_pages((p for _, p in run), pages))


def spell_chapter(chapter: str, links: list[PageLink]) -> Iterator[Piece]:
    """Yield the pages of one chapter."""
    plural = "s" if len(links) > 1 else ""
    for number, link in enumerate(links):
        if number:
            yield Piece(" and " if link is links[-1] else ", ")
        # the number stays with its word
        before = "" if number else f"{chapter}, page{plural}\u00a0"
        name = f"{chapter}, page {link.label}".replace("\u00a0", " ")
        yield Piece(before + link.label, link, name)
