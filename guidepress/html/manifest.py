"""The manifest: what the other builders made, for readers to download."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

from ..problems import SourceError


class File(NamedTuple):
    """A file to download."""

    path: str  #: inside dist/, as in "handouts/a4/h1.pdf"
    title: str
    size: int  #: bytes
    pages: int | None  #: None where a file has no pages, as an EPUB
    sha256: str
    version: str
    edition: str  #: "a5", "epub", "a4", "letter"
    date: str = ""  #: ISO date of its text, "" in a manifest of an older build


#: Fields of a file, with their types.
FIELDS: dict[str, tuple[type, ...]] = {
    "path": (str,),
    "title": (str,),
    "size": (int,),
    "pages": (int, type(None)),
    "sha256": (str,),
    "version": (str,),
    "edition": (str,),
    "date": (str,),
}


def locate_manifest(doctreedir: Path) -> Path:
    """Return where the other builders leave the manifest, beside the doctrees."""
    return doctreedir.parent / "manifest.json"


def locate_stage(doctreedir: Path) -> Path:
    """Return the folder in which the next dist/ comes together."""
    return doctreedir.parent / "stage"


def list_built(doctreedir: Path) -> dict[str, File]:
    """Return the files of the manifest that are there, by path."""
    stage = locate_stage(doctreedir)
    listed = read_manifest(locate_manifest(doctreedir))
    return {file.path: file for file in listed if (stage / file.path).is_file()}


def read_manifest(path: Path) -> list[File]:
    """Return the files, or none where nothing was built yet.

    :raises SourceError: the file cannot be read, or a field is wrong.
    """
    if not path.is_file():
        return []
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))["files"]
        return [read_entry(path, entry) for entry in entries]
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise SourceError(
            str(path), f"cannot be read: {error!r}", "delete it and run make again"
        ) from error


def read_entry(path: Path, entry: dict[str, Any]) -> File:
    """Check one file of the manifest and return it."""
    entry = {"date": ""} | entry
    for field, kinds in FIELDS.items():
        if field not in entry or not isinstance(entry[field], kinds):
            raise SourceError(
                str(path),
                f"{entry.get('path', 'a file')}: {field!r} is missing or ill-typed",
                "delete it and run make again",
            )
    return File(**{field: entry[field] for field in FIELDS})
