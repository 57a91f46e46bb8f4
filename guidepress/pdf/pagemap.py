"""The page map on disk: at which word each printed page begins.

`pages.json` lists, for each page, its `label`, and `docname`, `block` and `offset`
of the first text on it: the block's number is the same in every output
(transforms.NumberBlocks), and the offset counts the characters of the block's text
before the page, white space not counted.  Pages that no chapter owns, such as the
contents, have no docname.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from .pagination import Placed


class Place(NamedTuple):
    """A place in the text."""

    block: str
    offset: int  #: characters of the block before it, without white space


def map_pages(
    parts: Iterable[tuple[Placed, Sequence[Place | None]]], docnames: set[str]
) -> list[dict[str, Any]]:
    """Return the record of each page, in order."""
    records = []
    for placed, places in parts:
        for label, place in zip(placed.labels, places, strict=True):
            record: dict[str, Any] = {"label": label, "docname": None}
            if place and placed.name in docnames:
                record |= {"docname": placed.name, **place._asdict()}
            records.append(record)
    return records


def write_page_map(path: Path, edition: str, records: list[dict[str, Any]]) -> None:
    """Write the page map of an edition."""
    content = {"edition": edition, "pages": records}
    text = json.dumps(content, ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8")
