"""A handout: what its front matter says, and the frame around its text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from ..problems import SourceError
from ..templating import describe_book, load_templates


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
        raise SourceError(place, f"sides: {sides!r} is no number of pages")
    return Handout(
        str(metadata["id"]),
        title,
        str(metadata["audience"]),
        int(sides),
        str(metadata["version"]),
        str(metadata.get("last_reviewed", "")),
        str(metadata.get("next_review", "")),
        read_list(metadata.get("sources", ())),
    )


def read_list(value: Any) -> tuple[str, ...]:
    """Return a list of the front matter; MyST hands it over as JSON."""
    items = json.loads(value) if isinstance(value, str) and value else value
    return tuple(map(str, items))


def frame(config: Any, handout: Handout, body: str) -> str:
    """Return the HTML of a sheet."""
    template = load_templates("handouts").get_template("sheet.html")
    return template.render(describe_book(config), handout=handout, body=body)
