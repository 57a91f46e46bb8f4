"""Sphinx's builder `handouts`."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence, Set
from pathlib import Path

from docutils import nodes

from .. import fonts
from ..book import is_handout, qualify_ids, resolve_links
from ..config import OPTIONS
from ..crew import count_cores
from ..dates import read_modified
from ..nodes import long_description
from ..pdf.paged import CSS, PagedBuilder
from ..problems import SourceError
from .delivery import Delivery
from .jobs import Printed, SheetJob
from .kept_sheets import SheetCache
from .packs import read_packs
from .planning import Planner
from .printing import SheetPrinter, print_sheets
from .run import PrintRun
from .sheet import read_handout, read_id
from .texts import Sheet, SheetTexts
from .translator import SheetTranslator

#: The settings that a file may repeat.
TOLD = ("project", "author", "language", "version", *OPTIONS)

#: Each has the typefaces and the pictures in memory.
MOST_PRINTERS = 8


class HandoutsBuilder(PagedBuilder):
    """Writes every handout in every edition, the packs and the contact sheet."""

    name = "handouts"
    default_translator_class = SheetTranslator
    epilog = "The handouts are in %(outdir)s."

    def write_documents(self, docnames: Set[str]) -> None:
        """Write all handouts; chapters of the book are not our concern."""
        self.report(self.open_run().run([Delivery(Path(self.outdir), None)]))

    def open_run(self, scheduler: str = "") -> PrintRun:
        """Return what prints the handouts, with every one of them read.

        :param scheduler: the address of a Dask cluster, "" for this machine alone
        """
        print_ = functools.partial(self.print_jobs, scheduler)
        return PrintRun(self.make_planner(), self.open_cache(), print_)

    def print_jobs(
        self, scheduler: str, jobs: Sequence[SheetJob]
    ) -> Iterator[tuple[SheetJob, Printed]]:
        """Print jobs on a cluster, or on every core of this machine."""
        if not jobs or not scheduler:
            return print_sheets(jobs, self.printer, count_cores(MOST_PRINTERS))
        from .cluster import print_on_cluster  # Dask may not be installed

        return print_on_cluster(jobs, self.printer, scheduler)

    def open_cache(self) -> SheetCache:
        """Return the sheets that were printed before."""
        faces = fonts.make_faces(fonts.cache_folder(Path(self.doctreedir)))
        return SheetCache(
            Path(self.doctreedir).parent / "sheets",
            Path(self.srcdir),
            [*sorted(CSS.rglob("*.css")), *faces.values()],
            repr([(name, self.config[name]) for name in TOLD])
            + str(read_modified(self.config)),
        )

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


def drop_descriptions(doctree: nodes.document) -> None:
    """Take out the pictures in words: a sheet has two sides.

    The same sheet on the website has them, and print keeps the picture's `alt`.
    """
    for description in list(doctree.findall(long_description)):
        description.parent.remove(description)
