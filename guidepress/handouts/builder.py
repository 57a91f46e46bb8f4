"""Sphinx's builder `handouts`."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Set
from pathlib import Path
from typing import NamedTuple

from docutils import nodes
from sphinx.util import logging

from ..book import is_handout, qualify_ids, resolve_links
from ..crew import count_cores
from ..nodes import long_description
from ..pdf.paged import PagedBuilder
from ..problems import Problem, SourceError
from ..regions import Region, load_region
from .cards import CardSide, choose_grid, take_card, write_cards
from .editions import PAPERS, PRINTED, SheetEdition, group_by_layout
from .frames import frame_sheet
from .printing import Printed, SheetJob, SheetPrinter, print_sheets
from .sheet import Handout, read_handout, read_id

logger = logging.getLogger(__name__)

#: Each has the typefaces and the pictures in memory.
MOST_PRINTERS = 8


class Sheet(NamedTuple):
    """A handout with its text, whose links are resolved."""

    docname: str
    handout: Handout
    doctree: nodes.document


class HandoutsBuilder(PagedBuilder):
    """Writes every handout in every edition."""

    name = "handouts"
    epilog = "The handouts are in %(outdir)s."

    def write_documents(self, docnames: Set[str]) -> None:
        """Write all handouts; chapters of the book are not our concern."""
        found = sorted(d for d in self.env.found_docs if is_handout(d, self.config))
        if not found:
            return
        self.refuse_repeated_ids(found)
        sheets = [self.read_sheet(docname) for docname in found]
        jobs = [job for sheet in sheets for job in self.plan_jobs(sheet)]
        printer = functools.partial(
            SheetPrinter, self.config, Path(self.srcdir), Path(self.doctreedir)
        )
        problems: dict[Problem, None] = {}
        for job, printed in print_sheets(jobs, printer, count_cores(MOST_PRINTERS)):
            self.write_sheet(job, printed)
            problems |= dict.fromkeys(printed.problems)
        self.report(problems)

    def refuse_repeated_ids(self, docnames: list[str]) -> None:
        """Refuse two handouts whose files would have one name."""
        seen: dict[str, str] = {}
        for docname in docnames:
            id_ = read_id(docname, self.env.metadata[docname])
            path = str(self.env.doc2path(docname))
            if id_ in seen:
                raise SourceError(
                    path,
                    f"the id {id_!r} is that of {seen[id_]} too",
                    "give it another",
                )
            seen[id_] = docname

    def read_sheet(self, docname: str) -> Sheet:
        """Return a handout, ready to be written as HTML."""
        doctree = self.env.get_and_resolve_doctree(docname, self, tags=self.tags)
        drop_descriptions(doctree)
        qualify_ids(doctree, docname)
        resolve_links(doctree, set())
        title = self.env.titles[docname].astext()
        place = str(self.env.doc2path(docname))
        handout = read_handout(place, title, self.env.metadata[docname])
        return Sheet(docname, handout, doctree)

    def plan_jobs(self, sheet: Sheet) -> Iterator[SheetJob]:
        """Yield the jobs that print a sheet in every edition."""
        for editions in group_by_layout(PRINTED):
            html = self.write_sheet_html(sheet, editions[0])
            yield SheetJob(sheet.docname, sheet.handout, html, editions)

    def write_sheet_html(self, sheet: Sheet, edition: SheetEdition) -> str:
        """Return the HTML of a whole sheet."""
        # writing moves notes about, and each edition begins with the same text
        doctree = sheet.doctree.deepcopy()
        side = self.write_card_side(sheet.docname, doctree, edition)
        body = self.write_html(sheet.docname, "", doctree)
        return frame_sheet(self.config, sheet.docname, sheet.handout, body, side)

    def write_card_side(
        self, docname: str, doctree: nodes.document, edition: SheetEdition
    ) -> CardSide | None:
        """Take the cards of a handout from its text; return the side of them."""
        card = None if edition.is_fillable else take_card(doctree)
        if card is None:
            return None
        grid, document = choose_grid(edition), doctree.copy()
        document += write_cards(card, grid, self.region)
        return CardSide(self.write_html(docname, "", document), grid.marks)

    @functools.cached_property
    def region(self) -> Region | None:
        """The region of conf.py."""
        id_ = self.config.guidepress_region
        return load_region(Path(self.config.guidepress_regions), id_) if id_ else None

    def write_sheet(self, job: SheetJob, printed: Printed) -> None:
        """Put a sheet that was printed into the folders of its editions."""
        for edition, data in printed.files:
            target = Path(self.outdir, edition.name_file(job.handout.id))
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        if not job.edition.is_large:
            self.count_sides(job, printed.sides)

    def count_sides(self, job: SheetJob, sides: int) -> None:
        """Warn when a sheet runs longer than it promises."""
        if sides > job.handout.sides:
            logger.warning(
                "the handout takes %d sides of %s and declares %d: cut its text",
                sides,
                PAPERS[job.edition.paper],
                job.handout.sides,
                location=job.docname,
                type="guidepress",
                subtype="sides",
            )


def drop_descriptions(doctree: nodes.document) -> None:
    """Take out the pictures in words: a sheet has two sides.

    The same sheet on the website has them, and print keeps the picture's `alt`.
    """
    for description in list(doctree.findall(long_description)):
        description.parent.remove(description)
