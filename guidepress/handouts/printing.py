"""Sheets on paper: laid out, checked and written, on every core.

A sheet is printed once for all clinics whose crisis lines and choices are the same,
with the room for a contact box left empty, and each clinic's box is stamped on.
"""

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
from .jobs import Printed, SheetJob

if TYPE_CHECKING:
    from ..pdf.engine import Engine, EngineProblems
    from .stamping import Spot, Stamp

#: The back of a leaf on which nothing stands.
BACK = "<html><style>@page { @bottom-right { content: none } }</style><body></body>"

#: The face of what is typed, that of the sheet's text.
TYPED = next(face for face in FACES if face.family == LABEL)

#: How many sheets without a name a process keeps (of about 0.1 MB), and how many boxes:
#: the sheets serve all clinics, and a box the next sheets of its own.
MOST_SHELLS, MOST_STAMPS = 256, 32

#: A file, and what is wrong with it.
Written = tuple[bytes, list[Problem]]


class Shell(NamedTuple):
    """A printed sheet on which the contact boxes are still to come."""

    files: tuple[tuple[SheetEdition, bytes], ...]
    spots: tuple[Spot, ...]  #: where the boxes belong, in the order of the texts
    sides: int
    problems: tuple[Problem, ...]
    picture: str  #: the first side, if it is wanted and no box belongs on it


class SheetPrinter:
    """Prints sheets in this process."""

    def __init__(self, config: Config, sources: Path, doctreedir: Path) -> None:
        self.config, self.sources, self.doctreedir = config, sources, doctreedir
        self.engines: dict[tuple[str, ...], Engine] = {}
        self.problems: list[Problem] = []  #: of the stylesheets
        self.find_shell = functools.lru_cache(MOST_SHELLS)(self.print_shell)
        self.find_stamp = functools.lru_cache(MOST_STAMPS)(self.print_stamp)

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
        """Print a file in its editions."""
        from .pictures import draw_first_side
        from .stamping import stamp_sheet

        stamps = [
            self.find_stamp(text.contact, job.edition) if text.contact else None
            for text in job.documents
        ]
        bare = tuple(text._replace(contact="") for text in job.documents)
        heights = tuple(stamp.height if stamp else None for stamp in stamps)
        shell = self.find_shell(job._replace(documents=bare), heights)
        placed = list(zip(shell.spots, filter(None, stamps), strict=True))
        files = tuple(
            (edition, stamp_sheet(data, placed, is_grey=edition.is_grey))
            for edition, data in shell.files
        )
        found = [*self.problems, *shell.problems]
        found += [problem for _, stamp in placed for problem in stamp.problems]
        picture = shell.picture
        if job.is_pictured and not picture:
            picture = draw_first_side(files[0][1])
        return Printed(files, shell.sides, tuple(dict.fromkeys(found)), picture)

    def print_stamp(self, html: str, edition: SheetEdition) -> Stamp:
        """Print a contact box by itself."""
        from ..pdf.checks import check_pages
        from ..pdf.engine import watching
        from ..pdf.metadata import describe_sheet
        from ..pdf.writing import write_sheets
        from .stamping import Stamp, measure_box

        metadata = describe_sheet(self.config, "", "", "", "")
        with watching() as watched:
            document = self.choose_engine(edition).lay_out(html, edition.page_css)
            top, height = measure_box(document.pages[0])
            data, found = write_sheets([(document, "")], metadata)
        problems = [*watched.problems, *check_pages("", document.pages), *found]
        return Stamp(data, top, height, tuple(problems))

    def print_shell(self, job: SheetJob, heights: tuple[float | None, ...]) -> Shell:
        """Print a sheet with empty room for the boxes that are to come.

        :param heights: of each text's box in CSS pixels, None where there is none
        """
        from ..pdf.engine import watching
        from ..pdf.metadata import describe_sheet
        from ..pdf.writing import write_sheets
        from .pictures import draw_first_side

        facts = job.facts
        subject = describe_audience(self.config, facts.audience)
        metadata = describe_sheet(
            self.config, facts.title, facts.version, facts.last_reviewed, subject
        )
        with watching() as watched:
            laid_out, spots, problems = self.lay_out(job, heights, watched)
            write = functools.partial(write_sheets, laid_out, metadata)
            face = self.choose_engine(job.edition).faces[TYPED]
            files, found = write_editions(job, write, face)
        is_drawn = job.is_pictured and not any(spot.page == 0 for spot in spots)
        return Shell(
            tuple(files),
            tuple(spots),
            sum(len(document.pages) for document, _ in laid_out),
            (*watched.problems, *problems, *found),
            draw_first_side(files[0][1]) if is_drawn else "",
        )

    def lay_out(
        self,
        job: SheetJob,
        heights: Sequence[float | None],
        watched: EngineProblems,
    ) -> tuple[list[tuple[Any, str]], list[Spot], list[Problem]]:
        """Return each document of a file with its name, and where boxes are to come.

        The third is what is wrong.
        """
        from ..pdf.checks import check_pages
        from .foot import sink_foot
        from .stamping import find_spot, spell_room

        engine = self.choose_engine(job.edition)
        laid_out: list[tuple[Any, str]] = []
        spots: list[Spot] = []
        problems: list[Problem] = []
        for text, height in zip(job.documents, heights, strict=True):
            if count_sides(laid_out) % 2:
                back = engine.lay_out(BACK, job.edition.page_css)
                laid_out.append((back, text.docname))
            watched.place = text.docname
            css = job.edition.page_css + (spell_room(height) if height else "")
            document = engine.lay_out(text.html, css)
            document = document.copy(sink_foot(document.pages))
            problems += check_pages(text.docname, document.pages)
            if height:
                spots.append(find_spot(document, count_sides(laid_out)))
            laid_out.append((document, text.docname))
        return laid_out, spots, problems


def count_sides(laid_out: Sequence[tuple[Any, str]]) -> int:
    """Return how many pages some documents have."""
    return sum(len(document.pages) for document, _ in laid_out)


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
    from . import foot, stamping  # noqa: F401

    return make_printer
