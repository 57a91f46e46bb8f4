"""Sheets on paper: laid out, checked and written, on every core."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx.config import Config

from ..config import describe_audience
from ..crew import Crew
from ..problems import Problem
from .editions import SheetEdition, list_stylesheets
from .sheet import Handout

if TYPE_CHECKING:
    from ..pdf.engine import Engine

#: Where the stylesheets lie.
CSS = Path(__file__).parent.parent / "css"


class SheetJob(NamedTuple):
    """A sheet that is to be laid out once, and printed in some editions."""

    docname: str
    handout: Handout
    html: str
    editions: tuple[SheetEdition, ...]  #: that share their pages

    @property
    def edition(self) -> SheetEdition:
        """The edition that is laid out, whether it is wanted or not."""
        return self.editions[0].layout


class Printed(NamedTuple):
    """What came of printing a sheet."""

    files: tuple[tuple[SheetEdition, bytes], ...]  #: the PDF of each edition
    sides: int
    problems: tuple[Problem, ...]


class SheetPrinter:
    """Prints sheets in this process."""

    def __init__(self, config: Config, sources: Path, doctreedir: Path) -> None:
        self.config, self.sources, self.doctreedir = config, sources, doctreedir
        self.engines: dict[tuple[str, ...], Engine] = {}
        self.problems: list[Problem] = []  #: of the stylesheets

    def choose_engine(self, edition: SheetEdition) -> Engine:
        """Return the engine for an edition, with its stylesheets."""
        from ..pdf.engine import make_engine

        names = tuple(list_stylesheets(edition))
        if names not in self.engines:
            paths = [CSS / name for name in names]
            engine, problems = make_engine(paths, self.sources, self.doctreedir)
            self.engines[names] = engine
            self.problems += problems
        return self.engines[names]

    def print_sheet(self, job: SheetJob) -> Printed:
        """Lay out, check and write a sheet."""
        from ..pdf.checks import check_pages
        from ..pdf.engine import watching
        from ..pdf.metadata import describe_sheet
        from ..pdf.writing import write_sheet
        from .foot import sink_foot

        handout = job.handout
        subject = describe_audience(self.config, handout.audience)
        metadata = describe_sheet(
            self.config, handout.title, handout.version, handout.last_reviewed, subject
        )
        engine = self.choose_engine(job.edition)
        with watching() as watched:
            watched.place = job.docname
            document = engine.lay_out(job.html, job.edition.page_css)
            document = document.copy(sink_foot(document.pages))
            problems = check_pages(job.docname, document.pages)
            data, found = write_sheet(document, metadata, job.docname)
        files, unturned = colour_editions(job, data)
        problems = [*self.problems, *watched.problems, *problems, *found, *unturned]
        return Printed(files, len(document.pages), tuple(problems))


def colour_editions(
    job: SheetJob, data: bytes
) -> tuple[tuple[tuple[SheetEdition, bytes], ...], list[Problem]]:
    """Return the file of each edition from that in colour, and what is wrong."""
    from ..pdf.greys import turn_grey

    files: list[tuple[SheetEdition, bytes]] = []
    problems: list[Problem] = []
    for edition in job.editions:
        coloured = data
        if edition.is_grey:
            coloured, problems = turn_grey(data, job.docname)
        files.append((edition, coloured))
    return tuple(files), problems


def print_sheets(
    jobs: Sequence[SheetJob], make_printer: Callable[[], SheetPrinter], count: int
) -> Iterator[tuple[SheetJob, Printed]]:
    """Print sheets in so many processes; yield each when it is done, in any order."""
    if count == 1:
        printer = make_printer()
        yield from ((job, printer.print_sheet(job)) for job in jobs)
        return
    waiting = list(reversed(jobs))

    def give(hand: Connection) -> SheetJob | None:
        if not waiting:
            return None
        hand.send(("print_sheet", waiting[-1]))
        return waiting.pop()

    with closing(Crew(lambda: load_printer(make_printer), count)) as crew:
        yield from crew.keep_busy(give)


def load_printer(
    make_printer: Callable[[], SheetPrinter],
) -> Callable[[], SheetPrinter]:
    """Import WeasyPrint, and return what makes a printer."""
    from ..pdf import checks, engine, greys, metadata, writing  # noqa: F401
    from . import foot  # noqa: F401

    return make_printer
