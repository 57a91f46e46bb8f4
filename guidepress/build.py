"""One reading, every output: what `make` runs.

Sphinx reads the sources once, in this process; each output is then resolved and
written in a forked child, since two builders on one live environment print every
reference twice (sphinxcontrib-bibtex adds to nodes that its domain shares).
"""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import shutil
import sys
import time
import traceback
from collections.abc import Iterator, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from . import dist
from .problems import Problem, SourceError

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: The outputs in the order in which they are made: each may read those before it.
OUTPUTS = ("pdf", "epub", "handouts", "html")

#: Outputs of one round are written at the same time.
ROUNDS = (("pdf", "handouts"), ("epub",), ("html",))


class Project(NamedTuple):
    """The folders of a project."""

    root: Path

    @property
    def source(self) -> Path:
        return self.root / "source"

    @property
    def build(self) -> Path:
        return self.root / "build"

    @property
    def stage(self) -> Path:
        return self.build / "stage"

    @property
    def dist(self) -> Path:
        return self.root / "dist"


class Outcome(NamedTuple):
    """What a child reports."""

    problems: list[Problem]
    crash: str  #: a traceback: our mistake, not the editor's


def build(project: Project, outputs: Sequence[str]) -> int:
    """Build the outputs that are out of date into `dist/`; return the exit code."""
    started = time.monotonic()
    dist.heal(project.dist)
    digest = digest_inputs(project)
    stale = list_stale(project, outputs, digest)
    if not stale:
        print("Nothing is to be done: dist/ is up to date.")
        return 0
    try:
        dist.require_writable(project.dist)
        problems = build_outputs(project, stale)
    except SourceError as error:
        problems = [error.problem]
    if problems:
        return report(problems)
    remember(project, stale, digest)
    print(f"dist/ is ready: {', '.join(stale)} in {time.monotonic() - started:.1f} s.")
    return 0


def check(project: Project) -> int:
    """Read and resolve every document without writing an output."""
    from .reading import read_project

    try:
        with read_project(project) as (app, problems):
            problems = problems or write_round(project, app, ("dummy",))
            count = len(app.env.found_docs)
    except SourceError as error:
        problems = [error.problem]
    if problems:
        return report(problems)
    print(f"No problem found in {count} documents.")
    return 0


def build_outputs(project: Project, outputs: Sequence[str]) -> list[Problem]:
    """Read once, write the outputs, and exchange `dist/`; return what is wrong."""
    from .reading import read_project

    print(f"Reading source/ for {', '.join(outputs)} …", flush=True)
    with read_project(project) as (app, problems):
        problems = problems or write_outputs(project, app, outputs)
        if problems:
            return problems
        write_manifest(project, app)
    dist.write_sums(project.stage)
    dist.publish(project.stage, project.dist)
    return []


def write_outputs(
    project: Project, app: Sphinx, outputs: Sequence[str]
) -> list[Problem]:
    """Write the outputs round by round onto the stage; return what is wrong."""
    from . import fonts

    slug = app.config.guidepress_slug
    # once, before two children would make the same ones
    fonts.make_faces(fonts.cache_folder(project.build / "doctrees"))
    prepare_stage(project, slug, kept=set(OUTPUTS) - set(outputs))
    for names in ROUNDS:
        wanted = [name for name in names if name in outputs]
        if "html" in wanted:
            write_manifest(project, app)
        if problems := write_round(project, app, wanted):
            return problems
        for name in wanted:
            print(f"  {name} is written.", flush=True)
            stage_output(project, name, slug)
    return []


# -- what is out of date -------------------------------------------------------


def digest_inputs(project: Project) -> str:
    """Return a digest of all that an output is made from."""
    digest = hashlib.sha256(f"{sys.version}{os.getenv('SOURCE_DATE_EPOCH')}".encode())
    for path in list_inputs(project):
        digest.update(f"{path}\0".encode())
        digest.update(path.read_bytes() if path.is_file() else b"")
    return digest.hexdigest()


def list_inputs(project: Project) -> Iterator[Path]:
    """Yield the files that a build reads."""
    yield project.root / "conf.py"
    yield project.root / "requirements.txt"
    yield from sorted(project.root.glob("*.bib"))
    for folder in (project.source, project.root / "regions"):
        yield from dist.list_files(folder)
    for path in dist.list_files(Path(__file__).parent):
        if path.suffix != ".pyc":
            yield path


def list_stale(project: Project, outputs: Sequence[str], digest: str) -> list[str]:
    """Return the outputs to make: those whose inputs or files have changed."""
    if not dist.is_intact(project.dist):
        return list(outputs)
    known = recall(project)
    stale = [name for name in outputs if known.get(name) != digest]
    # the website lists the others with their sizes
    if stale and "html" in outputs and "html" not in stale:
        stale.append("html")
    return stale


def recall(project: Project) -> dict[str, str]:
    """Return the digest of the inputs of each output as it stands in `dist/`."""
    try:
        state = json.loads((project.build / "state.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return state if isinstance(state, dict) else {}


def remember(project: Project, outputs: Sequence[str], digest: str) -> None:
    """Note what `dist/` now holds."""
    state = recall(project) | dict.fromkeys(outputs, digest)
    (project.build / "state.json").write_text(json.dumps(state), encoding="utf-8")


# -- writing -------------------------------------------------------------------


def write_round(project: Project, app: Sphinx, names: Sequence[str]) -> list[Problem]:
    """Write some outputs at the same time, each in a child; return what is wrong."""
    problems: list[Problem] = []
    running = [start_child(project, app, name) for name in names]
    for process, receiver in running:
        outcome = receive(receiver)
        process.join()
        if outcome.crash:
            raise RuntimeError(f"a builder failed\n{outcome.crash}")
        problems += [p for p in outcome.problems if p not in problems]
    return problems


def start_child(
    project: Project, app: Sphinx, name: str
) -> tuple[multiprocessing.process.BaseProcess, Connection]:
    """Fork a child that writes one output."""
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    outdir = project.build / name
    process = context.Process(target=run_child, args=(app, name, outdir, sender))
    process.start()
    sender.close()
    return process, receiver


def receive(receiver: Connection) -> Outcome:
    """Wait for a child's outcome."""
    try:
        outcome = receiver.recv()
    except EOFError:
        return Outcome([], "the process ended without a word; was it killed?")
    assert isinstance(outcome, Outcome)
    return outcome


def run_child(app: Sphinx, name: str, outdir: Path, sender: Connection) -> None:
    """Write one output in a child and send the outcome."""
    from .reading import write_output

    try:
        outcome = Outcome(write_output(app, name, outdir), "")
    except SourceError as error:
        outcome = Outcome([error.problem], "")
    except Exception:  # it cannot cross the pipe; the parent raises it again
        outcome = Outcome([], traceback.format_exc())
    sender.send(outcome)
    sender.close()


# -- staging -------------------------------------------------------------------


def pieces(name: str, slug: str) -> str:
    """Return the file or folder of `dist/` that an output owns."""
    return {
        "pdf": f"{slug}.pdf",
        "epub": f"{slug}.epub",
        "handouts": "handouts",
        "html": "site",
    }[name]


def prepare_stage(project: Project, slug: str, kept: set[str]) -> None:
    """Empty the stage and put there the outputs that stay as they are."""
    shutil.rmtree(project.stage, ignore_errors=True)
    project.stage.mkdir(parents=True)
    for name in kept:
        copy(project.dist / pieces(name, slug), project.stage / pieces(name, slug))


def stage_output(project: Project, name: str, slug: str) -> None:
    """Put an output that was just written on the stage."""
    built = project.build / name
    source = built / pieces(name, slug) if name in ("pdf", "epub") else built
    copy(source, project.stage / pieces(name, slug))


def copy(source: Path, target: Path) -> None:
    """Copy a file or a folder, if it is there."""
    if source.is_dir():
        # Sphinx's own notes on a build are no part of a website
        unread = shutil.ignore_patterns(".buildinfo", "_sources")
        shutil.copytree(source, target, ignore=unread)
    elif source.is_file():
        shutil.copyfile(source, target)


def write_manifest(project: Project, app: Sphinx) -> None:
    """List the downloads on the stage, for readers and for the website."""
    from .reading import title_of

    records = [
        dist.describe_download(
            project.stage, path, title_of(app, path), app.config.release
        )
        for path in dist.list_files(project.stage)
        if path.suffix in (".pdf", ".epub")
        and not path.is_relative_to(project.stage / "site")
    ]
    dist.write_manifest(project.stage / dist.MANIFEST, records)
    shutil.copyfile(project.stage / dist.MANIFEST, project.build / dist.MANIFEST)


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
