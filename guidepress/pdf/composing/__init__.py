"""The composer: lays out the parts of a book in several processes and joins them.

Parts go to whoever is free, so that every core is at work; what comes out is the same
whatever their number.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ...crew import count_cores
from ...fonts import name_foreign_families
from ...problems import Problem
from ..pagemap import Place
from ..pagination import Job, Mould, Placed, Proof
from .cache import PartCache
from .fonts import unite
from .hands import Hands, MakeTools, ManyHands, OneHand
from .joining import Piece, join
from .order import Order, Sheets

if TYPE_CHECKING:
    from .reference import ReferenceComposer

REFERENCE = "reference"

#: Each holds its pages in memory, and the rest of a build has one core.
MOST_HANDS = 4


def open_composer(
    make_tools: MakeTools, cache: PartCache, way: str = ""
) -> Composer | ReferenceComposer:
    """Open a composer.  It must be closed.

    :param way: how many hands it has ("": one for each core), or "reference"
    """
    if way == REFERENCE:
        from .reference import ReferenceComposer

        return ReferenceComposer(make_tools)
    count = int(way or count_cores(MOST_HANDS))
    many = count > 1
    hands: Hands = ManyHands(make_tools, count) if many else OneHand(make_tools)
    return Composer(hands, cache)


class Composer:
    """Lays parts out with several hands, and writes the book of them."""

    def __init__(self, hands: Hands, cache: PartCache) -> None:
        self.hands, self.cache = hands, cache
        self.proofs: dict[Mould, Proof] = {}
        self.held: set[Mould] = set()  #: of those jobs that a hand still has
        self.close = hands.close

    def lay_out(self, jobs: Sequence[Job]) -> list[Proof]:
        """Lay out all jobs, but those that were before with other page numbers."""
        missing = {job.mould: job for job in jobs if job.mould not in self.proofs}
        for mould, job in missing.items():
            if proof := self.cache.find_proof(job):
                self.proofs[mould] = proof
        self.prepare(job for mould, job in missing.items() if mould not in self.proofs)
        return [self.proofs[job.mould] for job in jobs]

    def prepare(self, jobs: Iterable[Job]) -> None:
        """Have jobs laid out by the hands."""
        for job, proof in self.hands.lay_out(list(jobs)).items():
            self.cache.keep_proof(job, proof)
            self.proofs[job.mould] = proof
            self.held.add(job.mould)

    def write(
        self, placed: Sequence[Placed], target: Path
    ) -> tuple[list[list[Place | None]], list[Problem]]:
        """Write the book; return where the text of each page begins, and problems."""
        sheets = self.write_parts(placed)
        used = unite(sheet.fonts for sheet in sheets if sheet)
        fonts, problems = self.hands.write_fonts(used)
        problems += [p for part in placed for p in part.proof.problems]
        problems += [p for sheet in sheets if sheet for p in sheet.problems]
        problems += name_dead_links(placed)
        problems += name_foreign_families(font.family for font in used.values())
        if not problems:
            pieces = zip(placed, sheets, strict=True)
            join([Piece(p, s.data if s else b"") for p, s in pieces], fonts, target)
            self.cache.forget_unused()
        return [sheet.places if sheet else [None] for sheet in sheets], problems

    def write_parts(self, placed: Sequence[Placed]) -> list[Sheets | None]:
        """Return the sheets of each part, None for a blank page."""
        targets = frozenset[str]().union(*(part.proof.targets for part in placed))
        orders = [take_order(p, p.job, targets) if p.job else None for p in placed]
        found = {o: self.cache.find_sheets(o) for o in orders if o}
        missing = [order for order, sheets in found.items() if not sheets]
        self.prepare(o.job for o in missing if o.job.mould not in self.held)
        written = self.hands.write(missing)
        for order in missing:
            found[order] = written[order.job]
            self.cache.keep_sheets(order, written[order.job])
        return [found[order] if order else None for order in orders]


def take_order(placed: Placed, job: Job, targets: frozenset[str]) -> Order:
    """Return the order for a part at its place."""
    ids = frozenset(id_ for anchors in placed.proof.anchors for id_ in anchors)
    return Order(job, placed.folio, targets & ids)


def name_dead_links(placed: Sequence[Placed]) -> list[Problem]:
    """Return a problem for each link to a place that no part has."""
    known = {id_ for part in placed for ids in part.proof.anchors for id_ in ids}
    return [
        Problem(
            part.name,
            f"a link leads to “{id_}”, and nothing in the book has that name",
            "mend the link",
        )
        for part in placed
        for id_ in sorted(part.proof.targets - known)
    ]
