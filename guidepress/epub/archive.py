"""The archive: a zip file whose bytes depend on its content alone (OCF 3.3)."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

MIMETYPE = b"application/epub+zip"

#: A zip file knows no earlier year.
FIRST_YEAR = 1980

UNIX = 3  # create_system, which else names the machine's own
FILE_MODE = 0o100644


def write_archive(
    target: Path, members: Mapping[str, bytes], when: datetime.datetime
) -> None:
    """Write the members sorted by name, the mimetype first and stored (OCF 4.3).

    The file gets its name when it is complete: until then the last one stays.
    """
    unfinished = target.with_suffix(".part")
    try:
        with ZipFile(unfinished, "w") as archive:
            archive.writestr(describe_member("mimetype", when), MIMETYPE, ZIP_STORED)
            for name in sorted(members):
                archive.writestr(
                    describe_member(name, when), members[name], ZIP_DEFLATED, 9
                )
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def describe_member(name: str, when: datetime.datetime) -> ZipInfo:
    """Return the header of a member; its time is the book's, not the file's."""
    year = max(when.year, FIRST_YEAR)
    # a zip file counts in steps of two seconds
    info = ZipInfo(name, (year, *when.timetuple()[1:5], when.second // 2 * 2))
    info.create_system = UNIX
    info.external_attr = FILE_MODE << 16
    return info
