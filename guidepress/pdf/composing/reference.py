"""The book on WeasyPrint's documented interface: slower, and what is compared.

One process lays every part out again at its place, and `Document.copy` joins the pages.
The composer must show the same text and the same pixels.  Where a new WeasyPrint bars
its way, `guidepress_layout = "reference"` builds this way.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pydyf

from ...problems import Problem
from ..checks import check_pages, name_foreign_fonts
from ..engine import Document, Page, watching
from ..pagemap import Place
from ..pagination import Job, Placed, Proof
from ..places import read_places
from ..writing import mark_pages, write
from .order import Tools
from .worker import describe

BLANK = '<html lang="{}"><title>Blank page</title><body class="blank">'


class ReferenceComposer:
    """Lays parts out one after the other, and writes the book of them."""

    def __init__(self, make_tools: Callable[[], Tools]) -> None:
        self.tools = make_tools()
        self.proofs: dict[Job, Proof] = {}

    def lay_out(self, jobs: Sequence[Job]) -> list[Proof]:
        """Lay out all jobs, those that were before from memory."""
        for job in set(jobs) - self.proofs.keys():
            with watching() as watched:
                watched.place = job.name
                document = self.place(job, 1)
                watched.problems += check_pages(job.name, document.pages)
            self.proofs[job] = describe(document, tuple(watched.problems))
        return [self.proofs[job] for job in jobs]

    def place(self, job: Job, folio: int) -> Document:
        """Lay out a part whose first page has this folio.

        A page counter that `@page` sets is not incremented on that page.
        """
        counter = f"@page :first {{ counter-reset: page {folio} }}"
        side = f"html {{ break-before: {job.side} }}"
        return self.tools.engine.lay_out(job.html, counter + side)

    def write(
        self, placed: Sequence[Placed], target: Path
    ) -> tuple[list[list[Place | None]], list[Problem]]:
        """Write the book; return where the text of each page begins, and problems."""
        pages: list[Page] = []
        places: list[list[Place | None]] = []
        _, metadata, problems, is_tagged = self.tools
        with watching() as watched:
            for part in placed:
                document = self.place(part.job or self.blank, part.folio)
                places.append(read_places(document.pages) if part.job else [None])
                marked = mark_pages(document, part.name) if is_tagged else document
                pages += marked.pages
            book = document.copy(pages)
            catalog = label_pages(placed)
            found = write(book, target, metadata, catalog, is_tagged=is_tagged)
        found += [p for part in placed for p in part.proof.problems]
        found += [*problems, *watched.problems, *name_foreign_fonts(book)]
        return places, list(dict.fromkeys(found))

    @property
    def blank(self) -> Job:
        """A blank page, which is always the back of a leaf."""
        return Job("", BLANK.format(self.tools.metadata.lang), "left")

    def close(self) -> None:
        """Have nothing to end."""


def label_pages(placed: Sequence[Placed]) -> pydyf.Dictionary:
    """Return what a catalogue says of the pages' labels and how they are shown."""
    numbers = pydyf.Array()
    index, before = 0, None
    for part in placed:
        if part.words:
            numbers += [index, pydyf.Dictionary({"P": pydyf.String(part.words)})]
        elif part.roman != before:
            style = "/r" if part.roman else "/D"
            numbers += [index, pydyf.Dictionary({"S": style, "St": part.folio})]
        index += len(part.labels)
        before = None if part.words else part.roman
    return pydyf.Dictionary(
        {
            "PageLabels": pydyf.Dictionary({"Nums": numbers}),
            "PageLayout": "/TwoPageRight",
            "PageMode": "/UseOutlines",
        }
    )
