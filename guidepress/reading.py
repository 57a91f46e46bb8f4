"""Sphinx as a library: read the sources, write one output."""

from __future__ import annotations

import contextlib
import copy
import io
import logging
import pickle
import shutil
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.application import ENV_PICKLE_FILENAME, Sphinx
from sphinx.errors import ConfigError, ExtensionError, SphinxError
from sphinx.util.console import (  # type: ignore[attr-defined]
    strip_escape_sequences,
)
from sphinx.util.docutils import docutils_namespace, patch_docutils
from sphinx.util.logging import (
    NAMESPACE,
    WarningLogRecordTranslator,
    WarningSuppressor,
)
from sphinx.util.parallel import SerialTasks

from .problems import ADVICE, Problem, SourceError, read_source, relative

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from .project import Project


@contextlib.contextmanager
def read_project(project: Project) -> Iterator[tuple[Sphinx, list[Problem]]]:
    """Read every source that changed; yield the application and what is wrong.

    What is done with the application must be done within: docutils knows Sphinx's
    directives no longer.

    The environment is kept for the next time only if nothing is wrong: a cached
    doctree would swallow the warnings of its reading.
    """
    refuse_unreadable(project)
    warnings = io.StringIO()
    with as_source_errors(), patch_docutils(project.root), docutils_namespace():
        app = make_app(project, warnings)
        problems = read_warnings(warnings.getvalue())
        with ProblemCollector(app) as collector:
            app.builder.read()
            # a generator, whose running numbers the chapters and figures
            list(app.env.check_dependents(app, set()))
            app.env.check_consistency()
        problems += collector.problems
        is_sound = not problems
        if is_sound:
            keep_environment(app)
        try:
            yield app, problems
        finally:
            if not is_sound:
                forget_environment(project)


def read_warnings(text: str) -> list[Problem]:
    """Return as problems what Sphinx said before it could be listened to."""
    lines = dict.fromkeys(strip_escape_sequences(text).splitlines())
    problems = []
    for line in lines:
        place, found, message = line.partition("WARNING: ")
        if found:
            problems.append(Problem(relative(place.rstrip(": ")) or "conf.py", message))
        elif line.strip():
            problems.append(Problem("conf.py", line))
    return problems


def make_app(project: Project, warnings: io.StringIO) -> Sphinx:
    """Return Sphinx set up for the project, silent but for `warnings`.

    :raises SourceError: conf.py does not run; with the line where it stops.
    """
    try:
        return Sphinx(
            srcdir=project.source,
            confdir=project.root,
            outdir=project.build / "dummy",
            doctreedir=project.doctrees,
            buildername="dummy",
            status=None,
            warning=warnings,
        )
    except ConfigError as error:
        raise config_mistake(project.root / "conf.py", error) from error


def config_mistake(conf: Path, error: ConfigError) -> SourceError:
    """Return what stopped conf.py, without Sphinx's traceback."""
    cause = error.__cause__ or error.__context__
    if cause is None:
        return SourceError(str(conf), str(error))
    lines = [
        f.lineno
        for f in traceback.extract_tb(cause.__traceback__)
        if f.filename == str(conf)
    ]
    line = cause.lineno if isinstance(cause, SyntaxError) else (lines or [None])[-1]
    place = f"{conf}:{line}" if line else str(conf)
    reason = cause.msg if isinstance(cause, SyntaxError) else str(cause)
    return SourceError(place, f"{type(cause).__name__}: {reason}", "mend that line")


def refuse_unreadable(project: Project) -> None:
    """Refuse sources that are not there or that are no text.

    :raises SourceError: Sphinx would put a question mark for every wrong byte.
    """
    if not project.source.is_dir():
        raise SourceError("source", "there is no such folder", "go where conf.py is")
    for path in sorted(project.source.rglob("*")):
        if path.suffix in (".md", ".rst") and path.is_file():
            read_source(path)


class ProblemCollector(logging.Handler):
    """Keeps every warning of Sphinx as a problem."""

    def __init__(self, app: Sphinx) -> None:
        super().__init__(logging.WARNING)
        self.problems: list[Problem] = []
        self.translate = WarningLogRecordTranslator(app).filter
        self.addFilter(WarningSuppressor(app))

    def emit(self, record: logging.LogRecord) -> None:
        message = " ".join(record.getMessage().split()).rstrip(" .")
        located = copy.copy(record)
        self.translate(located)  # type: ignore[arg-type]  # turns a node or a docname into "path:line"
        kind, subtype = getattr(record, "type", ""), getattr(record, "subtype", "")
        advice = ADVICE.get(f"{kind}.{subtype}") or ADVICE.get(kind or "", "")
        place = relative(getattr(located, "location", None) or "")
        problem = Problem(place, message, advice)
        if problem not in self.problems:
            self.problems.append(problem)

    def __enter__(self) -> ProblemCollector:
        # in front of Sphinx's own handlers, whose filters rewrite the record
        logging.getLogger(NAMESPACE).handlers.insert(0, self)
        return self

    def __exit__(self, *_: object) -> None:
        logging.getLogger(NAMESPACE).removeHandler(self)


@contextlib.contextmanager
def as_source_errors() -> Iterator[None]:
    """Turn an error of Sphinx's own into one line; let our mistakes be seen as such."""
    try:
        yield
    except SourceError:
        raise
    except ExtensionError as error:
        raise error.orig_exc or error from None
    except SphinxError as error:
        raise SourceError("", " ".join(str(error).split())) from error


def keep_environment(app: Sphinx) -> None:
    """Store the environment, as Sphinx's own builds do."""
    with (app.doctreedir / ENV_PICKLE_FILENAME).open("wb") as file:
        pickle.dump(app.env, file, pickle.HIGHEST_PROTOCOL)


def forget_environment(project: Project) -> None:
    """Make the next build read everything again."""
    shutil.rmtree(project.doctrees, ignore_errors=True)


def write_output(app: Sphinx, folder: Path, name: str) -> list[Problem]:
    """Resolve and write every document with one builder; return what is wrong.

    This must run in a process of its own: resolving changes what the domains share.
    """
    shutil.rmtree(folder / name, ignore_errors=True)
    with as_source_errors(), ProblemCollector(app) as collector:
        builder = open_builder(app, folder / name, name)
        builder.parallel_ok = False
        builder.finish_tasks = SerialTasks()
        builder.write(None, (), "all")
        builder.finish()
        builder.finish_tasks.join()
        app.emit("build-finished", None)
        builder.cleanup()
    return collector.problems


def open_builder(app: Sphinx, folder: Path, name: str) -> Builder:
    """Return the builder of this name, which the application has from now on.

    :param folder: where it writes
    """
    app.outdir = folder
    app.outdir.mkdir(parents=True, exist_ok=True)
    app.preload_builder(name)
    app.builder = app.create_builder(name)
    app._init_builder()  # private; Sphinx offers no way to change the builder
    return app.builder
