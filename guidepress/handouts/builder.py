"""Sphinx's builder `handouts`."""

from __future__ import annotations

import functools
from collections.abc import Set
from pathlib import Path

from docutils import nodes
from sphinx.util import logging

from ..book import is_handout, qualify_ids, resolve_links
from ..crew import count_cores
from ..nodes import long_description
from ..pdf.paged import PagedBuilder
from ..problems import Problem, SourceError
from .editions import PAPERS
from .packs import read_packs
from .planning import Planner
from .printing import Printed, SheetJob, SheetPrinter, print_sheets
from .sheet import read_handout, read_id
from .texts import Sheet, SheetTexts

logger = logging.getLogger(__name__)

#: Each has the typefaces and the pictures in memory.
MOST_PRINTERS = 8


class HandoutsBuilder(PagedBuilder):
    """Writes every handout in every edition, and the packs."""

    name = "handouts"
    epilog = "The handouts are in %(outdir)s."

    def write_documents(self, docnames: Set[str]) -> None:
        """Write all handouts; chapters of the book are not our concern."""
        planner = self.make_planner()
        problems: dict[Problem, None] = {}
        jobs = list(planner.plan())
        for job, printed in print_sheets(jobs, self.printer, self.hands):
            self.write_files(job, printed)
            problems |= dict.fromkeys(printed.problems)
        self.report(problems)

    def make_planner(self) -> Planner:
        """Return what lists the jobs, with every handout read."""
        found = sorted(d for d in self.env.found_docs if is_handout(d, self.config))
        self.refuse_repeated_ids(found)
        sheets = [self.read_sheet(docname) for docname in found]
        ids = [sheet.handout.id for sheet in sheets]
        packs = read_packs(self.config, Path(self.confdir), ids)
        return Planner(SheetTexts(self), sheets, packs)

    @property
    def printer(self) -> functools.partial[SheetPrinter]:
        """What makes a printer, in the process that prints."""
        return functools.partial(
            SheetPrinter, self.config, Path(self.srcdir), Path(self.doctreedir)
        )

    @property
    def hands(self) -> int:
        """How many printers are at work at the same time."""
        return count_cores(MOST_PRINTERS)

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

    def write_files(self, job: SheetJob, printed: Printed) -> None:
        """Put what was printed into the folders of its editions."""
        for edition, data in printed.files:
            target = Path(self.outdir, job.name_file(edition))
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        self.count_sides(job, printed.sides)

    def count_sides(self, job: SheetJob, sides: int) -> None:
        """Warn when a sheet runs longer than it promises."""
        if job.sides and sides > job.sides:
            logger.warning(
                "the handout takes %d sides of %s and declares %d: cut its text",
                sides,
                PAPERS[job.edition.paper],
                job.sides,
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
