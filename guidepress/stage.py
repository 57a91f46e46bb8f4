"""The stage: where the next `dist/` is put together under `build/`."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import dist
from .dates import read_epoch, read_modified
from .handouts.manifest import NAME as LIST
from .handouts.manifest import read_manifest as read_list
from .project import Project, name_piece
from .state import Built

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: The folder of the clinics' sheets, and all that no reader of the book downloads.
CLINICS, HANDOUTS = "clinics", "handouts"
UNLISTED = {CLINICS, "site"}


def prepare_stage(project: Project, kept: dict[str, Built]) -> None:
    """Empty the stage and put there the pieces that stay as they are.

    What clinics have was printed for them: no build of the book takes it away.
    """
    shutil.rmtree(project.stage, ignore_errors=True)
    project.stage.mkdir(parents=True)
    for piece in (*(built.piece for built in kept.values()), CLINICS):
        copy_piece(project.dist / piece, project.stage / piece)


def stage_output(project: Project, name: str, slug: str) -> None:
    """Put an output that was just written on the stage."""
    piece, built = name_piece(name, slug), project.build / name
    # a builder leaves its file by the name it has in dist/, or a folder
    source = built / piece if (built / piece).is_file() else built
    copy_piece(source, project.stage / piece)


def copy_piece(source: Path, target: Path) -> None:
    """Copy a file or a folder, if it is there."""
    if source.is_dir():
        # Sphinx's own note on a build is no part of a website
        unread = shutil.ignore_patterns(".buildinfo")
        shutil.copytree(source, target, ignore=unread)
    elif source.is_file():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)


def write_manifest(project: Project, app: Sphinx, kept: dict[str, Built]) -> None:
    """List the downloads on the stage, for readers and for the website.

    A file that was not built anew keeps its record, with the version it had.
    """
    pieces = {built.piece for built in kept.values()}
    known = {
        record["path"]: record
        for record in read_manifest(project.dist)
        if not pieces.isdisjoint((record["path"], record["path"].split("/")[0]))
    }
    records = []
    for path in dist.list_files(project.stage):
        name = path.relative_to(project.stage).as_posix()
        if path.suffix not in (".pdf", ".epub") or name.split("/")[0] in UNLISTED:
            continue
        records.append(known.get(name) or describe_file(project, app, path))
    dist.write_manifest(project.stage / dist.MANIFEST, records)
    shutil.copyfile(project.stage / dist.MANIFEST, project.build / dist.MANIFEST)


def read_manifest(folder: Path) -> list[dict[str, Any]]:
    """Return the records of a manifest, none where there is no readable one."""
    try:
        content = json.loads((folder / dist.MANIFEST).read_text(encoding="utf-8"))
        return list(content["files"])
    except (OSError, ValueError, KeyError, TypeError):
        return []


def describe_file(project: Project, app: Sphinx, path: Path) -> dict[str, Any]:
    """Return the record of a file that was built anew."""
    config = app.config
    record = dist.describe_download(
        project.stage, path, config.project, config.release, config.guidepress_slug
    )
    record["date"] = f"{read_modified(config):%Y-%m-%d}"
    folder = project.stage / HANDOUTS
    if not path.is_relative_to(folder):
        return record
    name = path.relative_to(folder).as_posix()
    told = {row.file: row for row in read_list(folder / f"{LIST}.json")}[name]
    if told.last_reviewed and not read_epoch():  # as the file itself says
        record["date"] = told.last_reviewed
    return record | {"title": told.title, "edition": told.edition}
