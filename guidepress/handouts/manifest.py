"""The list of what was printed for a clinic: which file is which version of what."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from ..problems import SourceError

NAME = "manifest"

T = TypeVar("T")


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


def write_manifest(
    folder: Path, records: Iterable[Record], refusals: Iterable[str] = ()
) -> None:
    """Write the list, as JSON for programs and as CSV for a spreadsheet.

    :param refusals: why the files may not go out to readers yet
    """
    rows = sorted(records)
    content = {
        "files": [row._asdict() for row in rows],
        "refusals": list(refusals),
    }
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
    return read(path, lambda content: [read_record(row) for row in content["files"]])


def read_refusals(path: Path) -> list[str]:
    """Return why the files of a list may not go out to readers.

    :raises SourceError: it is not there, or is no such list
    """
    return read(path, lambda content: [str(each) for each in content["refusals"]])


def read(path: Path, take: Callable[[dict[str, Any]], list[T]]) -> list[T]:
    """Return what is taken from the content of a file.

    :raises SourceError: it is not there, or is no such list
    """
    try:
        return take(json.loads(path.read_text(encoding="utf-8")))
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
