"""What `dist/` holds and what it was made from: which outputs are out of date.

An output is up to date when its inputs have the digest they had, and its piece of
`dist/` is just what was built.  The website copies the other pieces, so it is made
from them too.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
import sysconfig
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from .dist import hash_piece, is_intact, list_files
from .problems import SourceError
from .project import Project

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class Built(NamedTuple):
    """An output as it was built."""

    inputs: str  #: digest of what it was made from
    piece: str  #: its file or folder in `dist/`
    content: str  #: digest of that
    beside: dict[str, str]  #: digests of the pieces that a website copied


class State(NamedTuple):
    """What is known of the last build."""

    outputs: dict[str, Built]
    more: tuple[str, ...]  #: inputs that conf.py and the chapters name, as paths


def load_state(project: Project) -> State:
    """Return the state of the last build; an unreadable one counts as none."""
    try:
        text = (project.build / "state.json").read_text(encoding="utf-8")
        raw: dict[str, Any] = json.loads(text)
        outputs = {name: Built(**record) for name, record in raw["outputs"].items()}
        return State(outputs, tuple(raw["more"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return State({}, ())


def save_state(project: Project, state: State) -> None:
    """Note what `dist/` now holds."""
    outputs = {name: built._asdict() for name, built in state.outputs.items()}
    text = json.dumps({"outputs": outputs, "more": state.more}, indent=1)
    (project.build / "state.json").write_text(text + "\n", encoding="utf-8")


def list_intact(project: Project, state: State) -> dict[str, Built]:
    """Return the outputs whose piece of `dist/` is as it was built."""
    return {
        name: built
        for name, built in state.outputs.items()
        if hash_piece(project.dist / built.piece) == built.content
    }


def list_stale(project: Project, outputs: Sequence[str], state: State) -> list[str]:
    """Return the outputs to make, of those that are wanted."""
    digest = digest_inputs(project, state.more)
    intact = list_intact(project, state)
    fresh = {name: built for name, built in intact.items() if built.inputs == digest}
    stale = [name for name in outputs if name not in fresh]
    others = {name: built.content for name, built in intact.items() if name != "html"}
    is_listed = "html" in outputs and "html" not in stale
    if is_listed and (stale or fresh["html"].beside != others):
        stale.append("html")
    if not stale and not is_intact(project.dist):
        # the list of files or the manifest is gone: any output brings them back
        return list(outputs[-1:])
    return stale


def digest_inputs(project: Project, more: Iterable[str]) -> str:
    """Return a digest of all that an output is made from.

    :raises SourceError: a file cannot be read.
    """
    surroundings = [sys.version, os.getenv("SOURCE_DATE_EPOCH", "")]
    surroundings += list_packages(project)
    digest = hashlib.sha256("\n".join(surroundings).encode())
    for path in sorted({*list_inputs(project), *map(Path, more)}):
        digest.update(f"{path}\0".encode())
        try:
            digest.update(path.read_bytes() if path.is_file() else b"\0")
        except OSError as error:
            raise SourceError(
                str(path), f"cannot be read: {error.strerror}", "mend its permissions"
            ) from error
    return digest.hexdigest()


def list_inputs(project: Project) -> Iterator[Path]:
    """Yield the files that every build reads."""
    yield project.root / "conf.py"
    yield from list_files(project.source)
    for path in list_files(Path(__file__).parent):
        if path.suffix != ".pyc":
            yield path


def list_packages(project: Project) -> list[str]:
    """Return the installed packages that a build needs, each with its version.

    Those that only the tests need come and go without a new build.
    """
    folder = Path(sysconfig.get_path("purelib"))
    installed = sorted(path.name for path in folder.glob("*.dist-info"))
    try:
        pins = (project.root / "requirements.txt").read_text(encoding="utf-8")
    except OSError:
        return installed
    needed = set(re.findall(r"^([\w.-]+)==", pins, flags=re.M))
    return [name for name in installed if normalise(name.split("-")[0]) in needed]


def normalise(name: str) -> str:
    """Return a package's name as PyPI and requirements.txt spell it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def list_more_inputs(project: Project, app: Sphinx) -> tuple[str, ...]:
    """Return the inputs that only conf.py and the chapters know of."""
    config, root = app.config, project.root
    named = [*config.bibtex_bibfiles, *config.templates_path]
    named += [*config.html_static_path, *config.html_extra_path]
    folders = [Path(app.confdir, name) for name in named]
    folders += [
        Path(name)
        for name in (
            config.guidepress_claims,
            config.guidepress_prose,
            config.guidepress_regions,
        )
        if name
    ]
    for dependencies in app.env.dependencies.values():
        folders += [Path(app.srcdir, name) for name in dependencies]
    for module in list(sys.modules.values()):
        file = getattr(module, "__file__", None)
        if file and "site-packages" not in file:
            path = Path(file).resolve()
            folders += [path] if path.is_relative_to(root.resolve()) else []
    found: set[str] = set()
    for path in folders:
        path = Path(os.path.normpath(path))
        found.update(map(str, list_files(path) if path.is_dir() else [path]))
        if path.is_dir():
            found.add(str(path))
    return tuple(sorted(found))
