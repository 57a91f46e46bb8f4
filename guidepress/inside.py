"""Files from outside, of which none beyond their folder is read."""

from __future__ import annotations

import os
import stat
from pathlib import Path, PurePosixPath, PureWindowsPath

from .problems import SourceError


def read_inside(folder: Path, name: str, limit: int) -> bytes:
    """Return what a file holds.

    :param name: from the folder, with slashes: "logos/example.svg"
    :param limit: how many bytes are read at most
    :raises SourceError: it lies elsewhere, even by a link, is no file, or is too large
    """
    path = Path(folder, name)
    if leads_out(name):
        raise SourceError(
            str(path), "leads out of its folder", "name a file beside or below it"
        )
    try:
        home, found = folder.resolve(strict=True), path.resolve(strict=True)
    except (OSError, RuntimeError, ValueError) as error:  # a link to itself, a NUL
        raise SourceError(
            str(path), "there is no such file", "mend its name, or put it there"
        ) from error
    if not found.is_relative_to(home):
        raise SourceError(
            str(path), "is a link that leads out of its folder", "put the file there"
        )
    return read_regular(path, found, limit)


def leads_out(name: str) -> bool:
    """Tell whether a name is no plain path below a folder, on any system."""
    posix, windows = PurePosixPath(name), PureWindowsPath(name)
    is_absolute = posix.is_absolute() or bool(windows.drive or windows.root)
    return is_absolute or ".." in windows.parts or "\\" in name


def read_regular(path: Path, found: Path, limit: int) -> bytes:
    """Return the bytes of a file that is no device, no pipe and no folder."""
    refusal = SourceError(str(path), "is no file", "put a file there")
    try:
        # before it is opened: to open a device may do something
        if not stat.S_ISREG(found.stat().st_mode):
            raise refusal
        # it may have been exchanged since: then neither follow it nor wait for it
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
        with os.fdopen(os.open(found, flags), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise refusal
            data = file.read(limit + 1)
    except OSError as error:
        raise SourceError(
            str(path), f"cannot be read: {error.strerror}", "mend its permissions"
        ) from error
    if len(data) > limit:
        raise SourceError(
            str(path), f"is larger than {name_size(limit)}", "make it smaller"
        )
    return data


def name_size(count: int) -> str:
    """Return a number of bytes as an office counts them: "2 MB", "64 kB"."""
    return f"{count >> 20} MB" if count >> 20 else f"{count >> 10} kB"


def decode(path: Path, data: bytes) -> str:
    """Return the text of a file.

    A mark of the byte order in front, which some editors write, is let go.

    :raises SourceError: it is no UTF-8
    """
    try:
        if b"\0" in data:  # UTF-16 has one in each character
            raise UnicodeError
        return data.decode("utf-8-sig")
    except UnicodeError as error:
        raise SourceError(
            str(path), "is no text in UTF-8", "save it as “UTF-8” or “Unicode (UTF-8)”"
        ) from error
