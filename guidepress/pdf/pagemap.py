"""The page map on disk: at which word each printed page begins.

`pages.json` lists, for each page, its `label`, and `docname`, `block` and `offset`
of the first text on it: the block's number is the same in every output
(transforms.NumberBlocks), and the offset counts the characters of the block's text
before the page, white space not counted.  A page without text of a chapter, such as
one of the contents, has no docname; `part` is what it belongs to in any case.
`sources` is the digest of what was printed, so that an old map is known as such.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from sphinx.environment import BuildEnvironment

from .pagination import Placed

#: What the layout adds inside words, or the source has and print does not show: it
#: does not count either.
UNCOUNTED = "\u00ad\u200b\u2060"


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
            record: dict[str, Any] = {"label": label, "part": placed.name}
            record["docname"] = None
            if place and placed.name in docnames:
                record |= {"docname": placed.name, **place._asdict()}
            records.append(record)
    return records


def digest_sources(env: BuildEnvironment, conf: Path) -> str:
    """Return a digest of conf.py and all that the documents are read from."""
    paths = {Path(env.doc2path(docname)) for docname in env.found_docs}
    for names in env.dependencies.values():
        paths.update(Path(env.srcdir, name) for name in names)
    paths.add(conf)
    digest = hashlib.sha256()
    for path in sorted(paths):
        content = path.read_bytes() if path.is_file() else b""
        digest.update(hashlib.sha256(content).digest())
    return digest.hexdigest()


def write_page_map(
    path: Path, edition: str, records: list[dict[str, Any]], sources: str
) -> None:
    """Write the page map of an edition."""
    content = {"edition": edition, "sources": sources, "pages": records}
    text = json.dumps(content, ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8")
