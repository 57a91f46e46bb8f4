"""One worker of the composer: lays parts out, keeps them, and writes them as files."""

from __future__ import annotations

import gc

from ...problems import Problem
from ..checks import check_pages
from ..engine import Document, watching
from ..pagination import Job, Proof
from ..places import read_places
from ..writing import write_part
from .hands import MakeTools
from .internals import Bare, as_part, furnish, with_glyphs, without_margins
from .order import FontUse, Order, Sheets
from .specimen import lay_out_specimen


class Worker:
    """Lays out and writes parts in this process."""

    def __init__(self, make_tools: MakeTools) -> None:
        self.tools = make_tools()
        self.specimen = lay_out_specimen(self.tools.engine)
        self.kept: dict[Job, tuple[Document, list[Bare]]] = {}
        # what is there now is never freed, and need not be looked through again
        gc.freeze()

    def lay_out(self, job: Job) -> Proof:
        """Lay out a part, but for its running heads and folios."""
        with watching() as watched, without_margins() as bare:
            watched.place = job.name
            document = self.tools.engine.lay_out(
                job.html, f"html {{ break-before: {job.side} }}"
            )
            watched.problems += check_pages(job.name, document.pages)
        self.kept[job] = document, bare
        return describe(document, tuple(watched.problems))

    def write(self, order: Order) -> Sheets:
        """Write a part with its running heads and folios; it is not kept."""
        document, bare = self.kept.pop(order.job)
        with watching() as watched:
            watched.place = order.job.name
            furnish(bare, order.folio)
            places = read_places(document.pages)
            with as_part(order.targets) as fonts:
                data, problems = self.write_file(document, order.job.name)
        return Sheets(data, fonts, places, (*watched.problems, *problems))

    def write_fonts(self, used: dict[str, FontUse]) -> tuple[bytes, list[Problem]]:
        """Return a PDF whose page has the fonts, and what is wrong with the styles."""
        with with_glyphs(used):
            data, _ = self.write_file(self.specimen, "")
        return data, self.tools.problems

    def write_file(self, document: Document, name: str) -> tuple[bytes, list[Problem]]:
        """Return a document as a PDF, and what is wrong with it."""
        _, metadata, _, is_tagged = self.tools
        return write_part(document, name, metadata, is_tagged=is_tagged)


def describe(document: Document, problems: tuple[Problem, ...]) -> Proof:
    """Return what the book needs to know of a part that was laid out."""
    return Proof(
        tuple(tuple(page.anchors) for page in document.pages),
        frozenset(
            link[1]
            for page in document.pages
            for link in page.links
            if link[0] == "internal"
        ),
        problems,
    )
