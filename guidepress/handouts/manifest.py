"""The list of what was printed for a clinic: which file is which version of what."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from ..problems import SourceError

NAME = "manifest"


class Record(NamedTuple):
    """A file of the list."""

    file: str  #: below the folder of the list: "a4/h1.pdf"
    id: str  #: "h1", "first-visit"
    title: str
    version: str
    last_reviewed: str  #: ISO date, or ""
    clinic: str  #: its id, "" for sheets without a name
    edition: str  #: "a4-large"
    pages: int
    sha256: str


def digest(data: bytes) -> str:
    """Return the digest of a file's content, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def write_manifest(folder: Path, records: Iterable[Record]) -> None:
    """Write the list, as JSON for programs and as CSV for a spreadsheet."""
    rows = sorted(records)
    content = {"files": [row._asdict() for row in rows]}
    text = json.dumps(content, ensure_ascii=False, indent=1)
    (folder / f"{NAME}.json").write_text(text + "\n", encoding="utf-8")
    # with a byte order mark, since a spreadsheet takes it for another encoding else
    path = folder / f"{NAME}.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(Record._fields)
        writer.writerows(rows)


def read_manifest(path: Path) -> list[Record]:
    """Return the list of a file.

    :raises SourceError: it is not there, or is no such list
    """
    try:
        content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return [read_record(row) for row in content["files"]]
    except OSError as error:
        reason = error.strerror or "cannot be read"
        raise SourceError(str(path), reason, "name a manifest.json") from error
    except (ValueError, KeyError, TypeError) as error:
        raise SourceError(
            str(path), "is no list of handouts", "name the manifest.json of a clinic"
        ) from error


def read_record(row: dict[str, Any]) -> Record:
    """Return a file of the list.

    :raises TypeError: something is missing, unknown, or of another type
    """
    record = Record(**row)
    kinds = [int if name == "pages" else str for name in Record._fields]
    if not all(map(isinstance, record, kinds)):
        raise TypeError(row)
    return record
