"""What a reader gets: the folder `dist/`, exchanged as a whole or not at all.

A build that fails, or is killed, leaves the last good files.  Everything is staged in
a folder beside `dist/` and the two change names in one step.
"""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from .pdf.editions import find_edition
from .problems import SourceError

MANIFEST, SUMS = "manifest.json", "SHA256SUMS"

#: renameat2(2): exchange two names in one step.  Linux 3.15, glibc 2.28.
AT_FDCWD, RENAME_EXCHANGE = -100, 2


def next_to(dist: Path) -> Path:
    """Return the folder where the next `dist/` is put together."""
    return dist.with_name(f".{dist.name}.next")


def last_of(dist: Path) -> Path:
    """Return the folder that holds the old `dist/` while names are swapped."""
    return dist.with_name(f".{dist.name}.last")


def heal(dist: Path) -> None:
    """Undo what a killed build left half done."""
    if not dist.exists() and last_of(dist).is_dir():
        last_of(dist).rename(dist)
    for leftover in (next_to(dist), last_of(dist)):
        # what cannot be deleted harms nobody: it is in no reader's way
        shutil.rmtree(leftover, ignore_errors=True)


def require_writable(dist: Path) -> None:
    """Refuse early what would fail after minutes of building.

    :raises SourceError: `dist/` is no folder, or nothing can be written beside it.
    """
    if dist.exists() and not dist.is_dir():
        raise SourceError(str(dist), "is not a folder", "move it away and build again")
    trial = next_to(dist)
    try:
        trial.mkdir()
        trial.rmdir()
    except OSError as error:
        raise SourceError(
            str(dist), f"cannot be written: {error.strerror}", "mend its permissions"
        ) from error
    if dist.is_dir() and not os.access(dist, os.W_OK):
        raise SourceError(str(dist), "cannot be written", "mend its permissions")


def publish(stage: Path, dist: Path) -> None:
    """Exchange `dist/` for a copy of `stage`.

    :raises SourceError: the folder cannot be written; `dist/` is as it was.
    """
    try:
        shutil.rmtree(next_to(dist), ignore_errors=True)
        shutil.copytree(stage, next_to(dist))
        exchange(next_to(dist), dist)
    except OSError as error:
        reason = error.strerror or str(error)
        raise SourceError(
            str(dist), f"cannot be exchanged: {reason}", "free it and try again"
        ) from error
    heal(dist)


def exchange(new: Path, old: Path) -> None:
    """Give `new` the name of `old`; what had that name goes, if there was any."""
    if not old.exists():
        new.rename(old)
    elif not exchange_names(new, old):
        # no such system call here: two steps, and `heal` mends a kill between them
        old.rename(last_of(old))
        try:
            new.rename(old)
        except OSError:
            last_of(old).rename(old)
            raise


def exchange_names(one: Path, other: Path) -> bool:
    """Exchange two names in one step; tell whether the system can."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    names = os.fsencode(one), os.fsencode(other)
    return bool(renameat2(AT_FDCWD, names[0], AT_FDCWD, names[1], RENAME_EXCHANGE) == 0)


def sha256(path: Path) -> str:
    """Return the digest of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def hash_piece(path: Path) -> str:
    """Return a digest of a file, or of all files below a folder; "" for nothing."""
    if path.is_file():
        return sha256(path)
    if not path.is_dir():
        return ""
    digest = hashlib.sha256()
    for file in list_files(path):
        digest.update(f"{file.relative_to(path).as_posix()}\0{sha256(file)}\n".encode())
    return digest.hexdigest()


def list_files(folder: Path) -> list[Path]:
    """Return every file below, sorted by its path."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def describe_download(
    stage: Path, path: Path, title: str, version: str, slug: str
) -> dict[str, Any]:
    """Return the manifest's record of a file."""
    name = path.relative_to(stage)
    return {
        "path": name.as_posix(),
        "title": title,
        "size": path.stat().st_size,
        "pages": count_pages(path),
        "sha256": sha256(path),
        "version": version,
        "edition": edition_of(name, slug),
    }


def edition_of(name: Path, slug: str) -> str:
    """Return the edition that the place of a file stands for."""
    if name.suffix == ".epub":
        return "epub"
    edition = find_edition(lambda e: e.name_file(slug) == name.as_posix())
    return edition.name if edition else name.parent.name


def count_pages(path: Path) -> int | None:
    """Return the pages of a PDF; other files have none."""
    if path.suffix != ".pdf":
        return None
    import pypdfium2  # here, since most commands never count

    with pypdfium2.PdfDocument(path) as document:
        return len(document)


def write_manifest(path: Path, records: Iterable[dict[str, Any]]) -> None:
    """Write the list of downloads."""
    text = json.dumps({"files": list(records)}, ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8")


def write_sums(folder: Path) -> None:
    """Write SHA256SUMS, in the form that `sha256sum -c` reads."""
    lines = [
        f"{sha256(path)}  {path.relative_to(folder).as_posix()}\n"
        for path in list_files(folder)
        if path.name != SUMS
    ]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8")


def is_intact(dist: Path) -> bool:
    """Tell whether `dist/` holds just the files that SHA256SUMS lists, unchanged."""
    try:
        lines = (dist / SUMS).read_text(encoding="utf-8").splitlines()
    except OSError:
        return False
    listed = {dist / line[66:]: line[:64] for line in lines}
    found = {path for path in list_files(dist) if path != dist / SUMS}
    return found == set(listed) and all(sha256(p) == s for p, s in listed.items())
