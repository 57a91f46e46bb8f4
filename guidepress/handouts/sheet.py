"""A handout, as its front matter describes it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from ..config import is_date, is_slug
from ..problems import SourceError


class Handout(NamedTuple):
    """The front matter of a handout."""

    id: str  #: names its files: "h1"
    title: str
    audience: str
    sides: int  #: how many it may take
    version: str
    last_reviewed: str  #: ISO date, or ""
    next_review: str  #: ISO date, or ""
    sources: tuple[str, ...]  #: two to four, printed in the imprint
    main_message: str = ""


def read_handout(place: str, title: str, metadata: Mapping[str, Any]) -> Handout:
    """Return the handout that the front matter describes.

    :raises SourceError: a field is missing or has the wrong form.
    """
    for field in ("id", "audience", "sides", "version"):
        if not str(metadata.get(field, "")).strip():
            raise SourceError(
                place, f"the handout has no {field!r}", "add it to the front matter"
            )
    sides = str(metadata["sides"])
    if not sides.isdecimal() or int(sides) < 1:
        raise SourceError(
            place, f"sides: {sides!r} is no number of pages", "write it as in “2”"
        )
    if not is_slug(str(metadata["id"])):
        raise SourceError(
            place,
            f"id: {metadata['id']!r} cannot name a file",
            "use lower-case letters, digits and hyphens",
        )
    return Handout(
        str(metadata["id"]),
        title,
        str(metadata["audience"]),
        int(sides),
        str(metadata["version"]),
        read_date(place, metadata, "last_reviewed"),
        read_date(place, metadata, "next_review"),
        read_sources(place, metadata.get("sources", "")),
        str(metadata.get("main_message", "")),
    )


def read_id(docname: str, metadata: Mapping[str, Any]) -> str:
    """Return the id of a handout, which names its files."""
    return str(metadata.get("id") or docname.rpartition("/")[2])


def read_date(place: str, metadata: Mapping[str, Any], field: str) -> str:
    """Return a day of the front matter, or "" where none is given."""
    value = str(metadata.get(field, ""))
    if value and not is_date(value):
        raise SourceError(
            place, f"{field}: {value!r} is no day", "write it as in “2026-11-24”"
        )
    return value


def read_sources(place: str, value: Any) -> tuple[str, ...]:
    """Return the list of sources; MyST hands a list over as JSON."""
    try:
        items = json.loads(value) if value else []
    except ValueError:
        items = None
    if not isinstance(items, list):
        raise SourceError(
            place, "sources: is no list", "begin each source on a line with “- ”"
        )
    return tuple(map(str, items))
