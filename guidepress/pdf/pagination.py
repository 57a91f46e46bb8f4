"""Pages, folios and the page map.

Each part of the book is a document of its own.  Printed page numbers are written as
text from the page map, and parts are laid out again until the map stops changing; a
map that does not settle is an error, not a guess.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple, NewType, Protocol

from ..book import Matter
from ..problems import Problem, SourceError

#: id -> printed label of the page where it stands
PageMap = Mapping[str, str]

Side = Literal["left", "right"]

#: The map is settled after two rounds, or three where numbers gain a digit.
MOST_ROUNDS = 6

#: The letters that a page has room for, and those that the end of a block leaves empty:
#: what fits the chapters of two books in A5 best, each to a page.  A guess that has a
#: digit too many lays a chapter out twice.
LETTERS_A_PAGE, LETTERS_A_BLOCK = 1365, 52

TAG = re.compile(r'<(?:(p|li|tr|h\d|figure)\b)?(?:[^>]*? id="([^"]+)")?[^>]*>')

#: All are of one width where pages are named (css/pdf/type.css).
DIGIT = re.compile(r"\d")


class Part(NamedTuple):
    """A document of the book, laid out by itself.

    It begins on the same side of the leaf whatever stands before it, so that a change
    in one part moves nothing in another but its page numbers.
    """

    name: str  #: docname, or "title-page" and "contents"
    matter: Matter
    html: str | Callable[[PageMap], str]  #: or its HTML with page numbers filled in
    side: Side = "right"  #: of its first page
    label: str = ""  #: words in place of folios, which do not count it: "Cover"


#: Of what one layout serves for all: see `Job.mould`.
Mould = NewType("Mould", tuple[str, str, str])


class Job(NamedTuple):
    """What is to be laid out; equal jobs give equal pages."""

    name: str
    html: str
    side: Side

    @property
    def mould(self) -> Mould:
        """What jobs of a part share that print other numbers of as many digits."""
        return Mould((self.name, DIGIT.sub("0", self.html), self.side))


class Proof(NamedTuple):
    """What is known of a part that was laid out."""

    anchors: tuple[tuple[str, ...], ...]  #: for each page, the ids that stand on it
    targets: frozenset[str] = frozenset()  #: the ids that its links lead to
    problems: tuple[Problem, ...] = ()


class Composer(Protocol):
    """Whoever lays parts out."""

    def lay_out(self, jobs: Sequence[Job]) -> list[Proof]:
        """Lay out all jobs, those that were before from memory."""


class Placed(NamedTuple):
    """A part at its place in the book, or a blank page."""

    job: Job | None  #: None for a blank page
    proof: Proof
    folio: int  #: of its first page, within its matter
    roman: bool
    words: str = ""  #: that label it in place of folios

    @property
    def name(self) -> str:
        """The part's name, "" for a blank page."""
        return self.job.name if self.job else ""

    @property
    def labels(self) -> list[str]:
        """The folios of its pages as printed, "iv" or "23", or words."""
        if self.words:
            return [self.words for _ in self.proof.anchors]
        numbers = range(self.folio, self.folio + len(self.proof.anchors))
        return [roman(n) if self.roman else str(n) for n in numbers]


BLANK = Proof(anchors=((),))


def settle(composer: Composer, parts: Sequence[Part]) -> tuple[list[Placed], PageMap]:
    """Lay out until every printed page number is right.

    :raises SourceError: a page number moves its own target again and again.
    """
    page_map = guess_page_map(parts)
    for _ in range(MOST_ROUNDS):
        jobs = [write_job(part, page_map) for part in parts]
        placed = list(place(parts, jobs, composer.lay_out(jobs)))
        found = map_ids(placed)
        if found == page_map:
            return placed, found
        before, page_map = page_map, found
    moving = sorted(id_ for id_ in found if found[id_] != before.get(id_))
    raise SourceError(
        "",
        f"the page numbers do not settle; these places move: {', '.join(moving)}",
        "change a few words near them",
    )


def guess_page_map(parts: Sequence[Part]) -> PageMap:
    """Return the map as the length of the parts lets it be guessed.

    A number that has as many digits as the true one is filled in later; only where it
    has more or fewer is a part laid out twice.
    """
    jobs = [write_job(part, {}) for part in parts]
    return map_ids(place(parts, jobs, [guess_proof(job.html) for job in jobs]))


def guess_proof(html: str) -> Proof:
    """Return the pages that a part may have, each with the ids that may be on it."""
    pages: list[list[str]] = [[]]
    letters = end = 0
    for tag in TAG.finditer(html):
        letters += tag.start() - end + (LETTERS_A_BLOCK if tag[1] else 0)
        end = tag.end()
        while letters >= len(pages) * LETTERS_A_PAGE:
            pages.append([])
        if tag[2]:
            pages[-1].append(tag[2])
    return Proof(tuple(map(tuple, pages)))


def write_job(part: Part, page_map: PageMap) -> Job:
    """Return a part as a job, the page numbers known so far filled in."""
    html = part.html if isinstance(part.html, str) else part.html(page_map)
    return Job(part.name, html, part.side)


def place(
    parts: Iterable[Part], jobs: Iterable[Job], proofs: Iterable[Proof]
) -> Iterator[Placed]:
    """Yield the parts in the order of the book, with the blank pages between them."""
    count = folio = 0
    is_roman, words = True, ""
    for part, job, proof in zip(parts, jobs, proofs, strict=True):
        if count % 2 != (part.side == "left"):
            # the blank back of a leaf belongs to what stands before it
            yield Placed(None, BLANK, folio + 1, is_roman, words and f"{words} (back)")
            count, folio = count + 1, folio + (not words)
        if is_roman and part.matter != "front":
            folio, is_roman = 0, False
        words = part.label
        yield Placed(job, proof, folio + 1, is_roman, words)
        pages = len(proof.anchors)
        count, folio = count + pages, folio + (0 if words else pages)


def map_ids(placed: Iterable[Placed]) -> PageMap:
    """Return the label of the first page on which each id stands."""
    found: dict[str, str] = {}
    for part in placed:
        for label, anchors in zip(part.labels, part.proof.anchors, strict=True):
            for anchor in anchors:
                found.setdefault(anchor, label)
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
