"""Sphinx's builder `handouts`."""

from __future__ import annotations

from collections.abc import Set
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.util import logging

from ..book import is_handout, qualify_ids, resolve_links
from ..config import describe_audience
from ..nodes import long_description
from ..pdf.paged import PagedBuilder
from ..problems import Problem, SourceError
from .sheet import PAPERS, Handout, frame, name_file, read_handout, read_id

if TYPE_CHECKING:
    from ..pdf.engine import Engine

logger = logging.getLogger(__name__)


class HandoutsBuilder(PagedBuilder):
    """Writes every handout once for each paper."""

    name = "handouts"
    epilog = "The handouts are in %(outdir)s."
    stylesheets: ClassVar[list[str]] = [
        "tokens.css",
        "content.css",
        "code.css",
        "boxes.css",
        "worksheets.css",
        "paged/notes.css",
        "paged/worksheets.css",
        "handouts/sheet.css",
        "handouts/figures.css",
        "handouts/worksheets.css",
        "handouts/foot.css",
    ]

    def write_documents(self, docnames: Set[str]) -> None:
        """Write all handouts; chapters of the book are not our concern."""
        found = sorted(d for d in self.env.found_docs if is_handout(d, self.config))
        if not found:
            return
        self.refuse_repeated_ids(found)
        engine, problems = self.make_engine()
        for docname in found:
            problems += self.write_handout(engine, docname)
        self.report(dict.fromkeys(problems))

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

    def write_handout(self, engine: Engine, docname: str) -> list[Problem]:
        """Write one handout for each paper; return what is wrong with it."""
        # WeasyPrint takes half a second to import, and other builders may not need it
        from ..pdf.metadata import describe_sheet
        from .printing import Sheet, print_sheet

        problems: list[Problem] = []
        doctree = self.env.get_and_resolve_doctree(docname, self, tags=self.tags)
        drop_descriptions(doctree)
        qualify_ids(doctree, docname)
        resolve_links(doctree, set())
        title = self.env.titles[docname].astext()
        place = str(self.env.doc2path(docname))
        handout = read_handout(place, title, self.env.metadata[docname])
        body = self.write_html(docname, "", doctree)
        metadata = describe_sheet(
            self.config,
            handout.title,
            handout.version,
            handout.last_reviewed,
            describe_audience(self.config, handout.audience),
        )
        sheet = Sheet(docname, frame(self.config, handout, body), metadata)
        for folder, paper in PAPERS.items():
            target = Path(self.outdir, name_file(folder, handout.id))
            target.parent.mkdir(parents=True, exist_ok=True)
            printed = print_sheet(engine, sheet, paper, target)
            self.count_sides(docname, handout, paper, printed.sides)
            problems += printed.problems
        return problems

    def count_sides(
        self, docname: str, handout: Handout, paper: str, sides: int
    ) -> None:
        """Warn when a sheet runs longer than it promises."""
        if sides > handout.sides:
            logger.warning(
                "the handout takes %d sides of %s and declares %d: cut its text",
                sides,
                paper,
                handout.sides,
                location=docname,
                type="guidepress",
                subtype="sides",
            )


def drop_descriptions(doctree: nodes.document) -> None:
    """Take out the pictures in words: a sheet has two sides.

    The same sheet on the website has them, and print keeps the picture's `alt`.
    """
    for description in list(doctree.findall(long_description)):
        description.parent.remove(description)
