"""One worker of the composer: lays parts out, keeps them, and writes them as files."""

from __future__ import annotations

import gc
from typing import NamedTuple

from ...problems import Problem
from ..checks import check_pages
from ..engine import Document, load_hyphens, watching
from ..pagination import Job, Mould, Proof
from ..places import read_places
from ..writing import write_part
from .filling import fill_in
from .hands import MakeTools
from .internals import Bare, as_part, furnish, with_glyphs, without_margins
from .order import FontUse, Order, Sheets
from .specimen import lay_out_specimen


class Layout(NamedTuple):
    """A part that was laid out."""

    job: Job
    document: Document
    bare: list[Bare]


class Worker:
    """Lays out and writes parts in this process."""

    def __init__(self, make_tools: MakeTools) -> None:
        self.tools = make_tools()
        self.specimen = lay_out_specimen(self.tools.engine)
        load_hyphens(self.tools.metadata.lang)
        self.kept: dict[Mould, Layout] = {}
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
        self.kept[job.mould] = Layout(job, document, bare)
        return describe(document, tuple(watched.problems))

    def write(self, order: Order) -> Sheets:
        """Write a part with its running heads and folios; it is not kept."""
        _, document, bare = self.take(order.job)
        with watching() as watched:
            watched.place = order.job.name
            furnish(bare, order.folio)
            places = read_places(document.pages)
            with as_part(order.targets) as fonts:
                data, problems = self.write_file(document, order.job.name)
        return Sheets(data, fonts, places, (*watched.problems, *problems))

    def take(self, job: Job) -> Layout:
        """Return a layout of a job, which is no longer kept.

        Where one of its mould has no room for its page numbers, as in words broken by
        a hyphen, it is made anew.
        """
        layout = self.kept.pop(job.mould)
        if layout.job == job:
            return layout
        root = self.tools.engine.parse(job.html).etree_element
        if fill_in(layout.document.pages, root):
            return layout
        if self.lay_out(job).anchors != list_anchors(layout.document):
            raise RuntimeError(f"{job.name}: a page number moved what stands after it")
        return self.kept.pop(job.mould)

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
        list_anchors(document),
        frozenset(
            link[1]
            for page in document.pages
            for link in page.links
            if link[0] == "internal"
        ),
        problems,
    )


def list_anchors(document: Document) -> tuple[tuple[str, ...], ...]:
    """Return for each page the ids that stand on it."""
    return tuple(tuple(page.anchors) for page in document.pages)
