"""Crisis lines per region, read from `regions/<id>.toml`.

No number stands anywhere else: a line is printed only with the page it was read
on and the day that somebody read it.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, NamedTuple

from .config import is_date
from .problems import SourceError, read_source


class Line(NamedTuple):
    """A crisis line, as its own pages describe it."""

    name: str
    how: str  #: the words before the number: "call", "text SHOUT to"
    number: str  #: as printed, grouped for reading
    hours: str
    whom: str  #: for whom it is (`for` in the file)
    sources: tuple[str, ...]  #: addresses of the pages that were read
    page_date: str  #: the date that the page itself gives, or ""
    read_on: str  #: the day the page was read, ISO
    checked_by: str  #: who has checked it with the service, or ""
    checked_on: str  #: when, ISO, or ""
    safe_print: bool = False  #: left out where a found sheet could do harm


class Region(NamedTuple):
    """A place and its crisis lines, the emergency number first."""

    id: str
    place: str  #: "England", as in "In England"
    lines: tuple[Line, ...]
    path: Path


#: Fields of a line in the file, with their types.  `for` is Python's word.
FIELDS: dict[str, type] = {
    "name": str,
    "how": str,
    "number": str,
    "hours": str,
    "for": str,
    "sources": list,
    "page_date": str,
    "read_on": str,
    "checked_by": str,
    "checked_on": str,
    "safe_print": bool,
}
MAY_BE_EMPTY = {"page_date", "checked_by", "checked_on"}


def load_region(folder: Path, id_: str) -> Region:
    """Read one region.

    :raises SourceError: the file is missing, unreadable, or a field is wrong.
    """
    path = folder / f"{id_}.toml"
    known = sorted(p.stem for p in folder.glob("*.toml"))
    if not path.is_file():
        raise SourceError(
            str(path),
            f"there is no region {id_!r}",
            f"set guidepress_region to one of {', '.join(known) or '(none found)'}",
        )
    text = read_source(path)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SourceError(str(path), f"cannot be read: {error}", "mend it") from error
    # a line whose heading is misspelt would be lost in silence
    if unknown := sorted(set(data) - {"place", "line"}):
        raise SourceError(
            str(path), f"there is no field {unknown[0]!r}", "write [[line]] or “place”"
        )
    place = data.get("place")
    if not isinstance(place, str) or not place:
        raise SourceError(str(path), "'place' is missing", "name it, as in “England”")
    raw_lines = data.get("line", [])
    if not isinstance(raw_lines, list) or not all(
        isinstance(raw, dict) for raw in raw_lines
    ):
        raise SourceError(str(path), "'line' is no list of lines", "write [[line]]")
    lines = tuple(read_line(path, n, raw) for n, raw in enumerate(raw_lines))
    if not lines:
        raise SourceError(str(path), "has no [[line]]", "add the emergency number")
    return Region(id_, place, lines, path)


def load_regions(folder: Path) -> list[Region]:
    """Read every region of the folder, in the order of their names."""
    return [load_region(folder, path.stem) for path in sorted(folder.glob("*.toml"))]


def read_line(path: Path, index: int, raw: dict[str, Any]) -> Line:
    """Check one `[[line]]` and return it."""
    where = f"line {index + 1} ({raw.get('name', 'without a name')})"
    for field, kind in FIELDS.items():
        if field == "safe_print" and field not in raw:
            continue
        value = raw.get(field)
        if not isinstance(value, kind):
            raise SourceError(
                str(path), f"{where}: {field!r} is missing or no {kind.__name__}"
            )
        if not value and kind is not bool and field not in MAY_BE_EMPTY:
            raise SourceError(str(path), f"{where}: {field!r} is empty", "fill it in")
    for field in ("read_on", "checked_on"):
        if raw[field] and not is_date(raw[field]):
            raise SourceError(
                str(path),
                f"{where}: {field} is no day: {raw[field]!r}",
                "write it as in “2026-11-24”",
            )
    if unknown := sorted(set(raw) - set(FIELDS)):
        raise SourceError(str(path), f"{where}: unknown field {unknown[0]!r}")
    return Line(
        raw["name"],
        raw["how"],
        raw["number"],
        raw["hours"],
        raw["for"],
        tuple(raw["sources"]),
        raw["page_date"],
        raw["read_on"],
        raw["checked_by"],
        raw["checked_on"],
        raw.get("safe_print", False),
    )
