"""Sheets on paper: laid out, checked and written, on every core."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx.config import Config

from ..config import describe_audience
from ..crew import Crew
from ..fonts import FACES, LABEL
from ..pdf.paged import CSS
from ..problems import Problem
from .editions import SheetEdition, list_stylesheets

if TYPE_CHECKING:
    from ..pdf.engine import Engine, EngineProblems

#: The back of a leaf on which nothing stands.
BACK = "<html><style>@page { @bottom-right { content: none } }</style><body></body>"

#: The face of what is typed, that of the sheet's text.
TYPED = next(face for face in FACES if face.family == LABEL)

#: A file, and what is wrong with it.
Written = tuple[bytes, list[Problem]]


class Facts(NamedTuple):
    """What a file says of itself."""

    id: str  #: "h1"; of a pack "first-visit"
    title: str
    version: str
    last_reviewed: str  #: ISO date, or ""
    audience: str


class SheetText(NamedTuple):
    """A text to be laid out, which begins on the front of a leaf."""

    docname: str
    html: str


class SheetJob(NamedTuple):
    """A file that is to be laid out once, and printed in some editions."""

    path: str  #: below the folder of the handouts: "{edition}/h1.pdf"
    facts: Facts
    documents: tuple[SheetText, ...]  #: one, or those of a pack
    editions: tuple[SheetEdition, ...]  #: that share their pages
    sides: int | None = None  #: how many it promises to fill at most
    is_sheet: bool = False  #: one handout, and no pack of them

    @property
    def edition(self) -> SheetEdition:
        """The edition that is laid out, whether it is wanted or not."""
        return self.editions[0].layout

    @property
    def docname(self) -> str:
        """The document to name where something is wrong."""
        return self.documents[0].docname

    def name_file(self, edition: SheetEdition) -> str:
        """Return where the file of an edition lies: "a4/h1.pdf"."""
        return self.path.format(edition=edition.name)


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
        """Lay out, check and write a file."""
        from ..pdf.engine import watching
        from ..pdf.metadata import describe_sheet
        from ..pdf.writing import write_sheets

        facts = job.facts
        subject = describe_audience(self.config, facts.audience)
        metadata = describe_sheet(
            self.config, facts.title, facts.version, facts.last_reviewed, subject
        )
        with watching() as watched:
            laid_out, problems = self.lay_out(job, watched)
            write = functools.partial(write_sheets, laid_out, metadata)
            face = self.choose_engine(job.edition).faces[TYPED]
            files, found = write_editions(job, write, face)
        problems = [*self.problems, *watched.problems, *problems, *found]
        sides = sum(len(document.pages) for document, _ in laid_out)
        return Printed(tuple(files), sides, tuple(dict.fromkeys(problems)))

    def lay_out(
        self, job: SheetJob, watched: EngineProblems
    ) -> tuple[list[tuple[Any, str]], list[Problem]]:
        """Return each document of a file with its name, and what is wrong with it."""
        from ..pdf.checks import check_pages
        from .foot import sink_foot

        engine = self.choose_engine(job.edition)
        laid_out: list[tuple[Any, str]] = []
        problems: list[Problem] = []
        for docname, html in job.documents:
            if sum(len(document.pages) for document, _ in laid_out) % 2:
                laid_out.append((engine.lay_out(BACK, job.edition.page_css), docname))
            watched.place = docname
            document = engine.lay_out(html, job.edition.page_css)
            document = document.copy(sink_foot(document.pages))
            problems += check_pages(docname, document.pages)
            laid_out.append((document, docname))
        return laid_out, problems


def write_editions(
    job: SheetJob, write: Callable[..., Written], face: Path
) -> tuple[list[tuple[SheetEdition, bytes]], list[Problem]]:
    """Return the file of each edition of a sheet, and what is wrong with them.

    :param write: writes what was laid out, with or without a form
    :param face: the typeface of what is typed
    """
    from ..pdf.forms import Form
    from ..pdf.greys import turn_grey

    (printed, problems), files = write(), []
    for edition in job.editions:
        data, found = printed, list[Problem]()
        if edition.is_fillable:
            data, found = write(Form(face))
        elif edition.is_grey:
            data, found = turn_grey(printed, job.docname)
        files.append((edition, data))
        problems += found
    return files, problems


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
    from ..pdf import checks, engine, forms, greys, metadata, writing  # noqa: F401
    from . import foot  # noqa: F401

    return make_printer
