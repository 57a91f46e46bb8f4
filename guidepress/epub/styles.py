"""The stylesheet of the EPUB: one file in it, one construct a file here."""

from __future__ import annotations

import contextlib
import functools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docutils import nodes

FOLDER = Path(__file__).parent.parent / "css" / "epub"

#: In the order of the cascade.
STYLES = (
    "text.css",
    "pictures.css",
    "tables.css",
    "code.css",
    "boxes.css",
    "worksheets.css",
    "back.css",
    "contents.css",
    "title-page.css",
)


def join_styles() -> str:
    """Return the stylesheets as one: each file is one more to open for a reader."""
    return "\n".join((FOLDER / name).read_text(encoding="utf-8") for name in STYLES)


@functools.cache
def list_classes() -> frozenset[str]:
    """Return the classes that the stylesheet knows; any other says nothing there."""
    return frozenset(re.findall(r"\.([a-zA-Z][\w-]*)", join_styles()))


@contextlib.contextmanager
def only_styled_classes(
    node: nodes.Element, attributes: dict[str, Any]
) -> Iterator[None]:
    """Leave out the classes that the stylesheet does not know, while a tag is written.

    Most are docutils' own, on every second tag.  The node keeps them: other visitors
    ask for some.
    """
    for name in attributes.keys() & {"class", "CLASS"}:
        attributes[name] = " ".join(filter(is_kept, attributes[name].split()))
    if "classes" in attributes:
        attributes["classes"] = list(filter(is_kept, attributes["classes"]))
    classes: list[str] = node.get("classes", [])
    if classes:
        node["classes"] = list(filter(is_kept, classes))
    try:
        yield
    finally:
        if classes:
            node["classes"] = classes


def is_kept(name: str) -> bool:
    """Tell whether a class is styled, or names a language for docutils to write."""
    return name in list_classes() or name.startswith("language-")
