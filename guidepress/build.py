"""One reading, every output: what `make` runs."""

from __future__ import annotations

import contextlib
import fcntl
import functools
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from . import dist
from .children import write_at_once
from .pdf.editions import DEFAULT, MORE_OUTPUTS, find_edition
from .problems import Problem, SourceError
from .project import ALL_OUTPUTS, Project, name_piece
from .state import (
    Built,
    State,
    digest_inputs,
    list_intact,
    list_more_inputs,
    list_stale,
    load_state,
    save_state,
)

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: Outputs of one round are written at the same time.
ROUNDS = (
    ("pdf", "handouts"),
    ("epub",),
    *(MORE_OUTPUTS[i : i + 2] for i in range(0, len(MORE_OUTPUTS), 2)),
    ("html",),
)


def build(project: Project, outputs: Sequence[str]) -> int:
    """Build the outputs that are out of date into `dist/`; return the exit code."""
    started = time.monotonic()
    try:
        refuse_wrong_epoch()
        with alone(project):
            dist.heal(project.dist)
            stale = list_stale(project, outputs, load_state(project))
            stale = add_needed(project, stale)
            if not stale:
                print("Nothing is to be done: dist/ is up to date.")
                return 0
            dist.require_writable(project.dist)
            problems = build_outputs(project, stale)
    except SourceError as error:
        problems = [*error.problems]
    if problems:
        return report(problems)
    print(f"dist/ is ready: {', '.join(stale)} in {time.monotonic() - started:.1f} s.")
    return 0


def add_needed(project: Project, stale: list[str]) -> list[str]:
    """Add the PDF, whose pages the EPUB marks, where it is not up to date."""
    if "epub" not in stale or "pdf" in stale:
        return stale
    state = load_state(project)
    built = list_intact(project, state).get("pdf")
    has_map = (project.build / "pdf" / "pages.json").is_file()
    if has_map and built and built.inputs == digest_inputs(project, state.more):
        return stale
    return ["pdf", *stale]


def check(project: Project) -> int:
    """Say what is wrong with the sources and their text, without an output."""
    from .handouts.clinics.profiles import check_profiles
    from .prose.report import list_lines, print_report, write_report
    from .prose.run import check_text
    from .reading import read_project, write_output

    try:
        with alone(project), read_project(project) as (app, problems):
            sheets = check_text(app) or []
            problems += check_profiles(app, project.root / "clinics")
            write = functools.partial(write_output, app, project.build)
            problems = problems or write_at_once(["dummy"], write)
            if sheets:
                write_report(sheets, project.build / "check.html", app.config.project)
    except SourceError as error:
        return report(error.problems)
    # a fault of evidence is found twice: by the reading too
    said = {str(problem) for problem in problems}
    faults = [p for p in list_lines(sheets, notices=False) if str(p) not in said]
    print_report(sheets)
    if problems + faults:
        return report(problems + faults)
    print("No problem found.")
    return 0


def build_outputs(project: Project, outputs: Sequence[str]) -> list[Problem]:
    """Read once, write the outputs, and exchange `dist/`; return what is wrong."""
    from .reading import read_project
    from .stage import write_manifest

    print(f"Reading source/ for {', '.join(outputs)} …", flush=True)
    kept = find_kept(project, load_state(project), outputs)
    before = digest_inputs(project, ())
    with read_project(project) as (app, problems):
        more = list_more_inputs(project, app)
        # what was saved while it was read may be missing: then it is stale at once
        is_settled = digest_inputs(project, ()) == before
        digest = digest_inputs(project, more) if is_settled else ""
        problems = problems or write_outputs(project, app, outputs, kept)
        if problems:
            return problems
        write_manifest(project, app, kept)
        made = describe_outputs(project, outputs, app.config.guidepress_slug, digest)
    dist.write_sums(project.stage)
    dist.publish(project.stage, project.dist)
    save_state(project, State(kept | made, more))
    return []


def write_outputs(
    project: Project, app: Sphinx, outputs: Sequence[str], kept: dict[str, Built]
) -> list[Problem]:
    """Write the outputs round by round onto the stage; return what is wrong."""
    from . import fonts
    from .reading import write_output
    from .stage import prepare_stage, stage_output, write_manifest

    # once, before two children would make the same ones
    fonts.make_faces(fonts.cache_folder(project.doctrees))
    prepare_stage(project, kept)
    for names in ROUNDS:
        wanted = [name for name in names if name in outputs]
        if "html" in wanted:
            write_manifest(project, app, kept)
        write = functools.partial(write_output, app, project.build)
        if problems := write_at_once(wanted, write):
            return problems
        for name in wanted:
            print(f"  {name} is written.", flush=True)
            stage_output(project, name, app.config.guidepress_slug)
    return []


def find_kept(
    project: Project, state: State, outputs: Sequence[str]
) -> dict[str, Built]:
    """Return the outputs that stay in `dist/`; say which do not, and why."""
    intact = list_intact(project, state)
    digest = digest_inputs(project, state.more)
    kept: dict[str, Built] = {}
    for name, built in state.outputs.items():
        # one text at a time: no edition stands beside an A5 of newer words
        is_edition = name in MORE_OUTPUTS and "pdf" in outputs
        if name in outputs or not (project.dist / built.piece).exists():
            continue
        if name not in intact:
            say_left_out(name, built, "was changed after it was built")
        elif is_edition and built.inputs != digest:
            say_left_out(name, built, "is out of date")
        else:
            kept[name] = built
    return kept


def say_left_out(name: str, built: Built, reason: str) -> None:
    """Say why an output leaves `dist/`, and how it comes back."""
    command = name_command(name)
    print(f"  {built.piece} {reason} and is left out; {command} builds it again.")


def name_command(output: str) -> str:
    """Return what an editor types for an output."""
    edition = find_edition(lambda e: e.output == output)
    if edition is None or edition is DEFAULT:
        return f"make {output}"
    return f"make pdf EDITION={edition.name}"


def describe_outputs(
    project: Project, outputs: Sequence[str], slug: str, digest: str
) -> dict[str, Built]:
    """Return the record of each output that was just staged."""
    pieces = {name: name_piece(name, slug) for name in ALL_OUTPUTS}
    beside = {
        name: dist.hash_piece(project.stage / piece)
        for name, piece in pieces.items()
        if name != "html" and (project.stage / piece).exists()
    }
    return {
        name: Built(
            digest,
            pieces[name],
            dist.hash_piece(project.stage / pieces[name]),
            beside if name == "html" else {},
        )
        for name in outputs
    }


@contextlib.contextmanager
def alone(project: Project) -> Iterator[None]:
    """Let one build at a time work in a project; give it a folder for its leavings.

    :raises SourceError: nothing can be written in the project.
    """
    try:
        project.build.mkdir(parents=True, exist_ok=True)
        lock = (project.build / ".lock").open("w")
    except OSError as error:
        raise SourceError(
            str(project.build),
            f"cannot be written: {error.strerror}",
            "mend its permissions",
        ) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another build is at work here; waiting for it …", flush=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        # WeasyPrint leaves a folder behind in each child that ends
        with tempfile.TemporaryDirectory(dir=project.build, prefix="tmp-") as folder:
            before, tempfile.tempdir = tempfile.tempdir, folder
            try:
                yield
            finally:
                tempfile.tempdir = before


def refuse_wrong_epoch() -> None:
    """Refuse a SOURCE_DATE_EPOCH that is no number of seconds."""
    epoch = os.getenv("SOURCE_DATE_EPOCH", "0")
    if not epoch.isdecimal():
        raise SourceError(
            "SOURCE_DATE_EPOCH",
            f"{epoch!r} is no number of seconds",
            "unset or mend it",
        )


def report(problems: Sequence[Problem]) -> int:
    """Print every problem on a line of its own; return the exit code."""
    for problem in problems:
        print(problem, file=sys.stderr)
    count = len(problems)
    print(
        f"{count} problem{'s' * (count > 1)}; dist/ is as it was.",
        file=sys.stderr,
    )
    return 1
