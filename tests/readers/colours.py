"""What a file sets its colours with, read apart from how they were written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf

#: What may set a colour, and how many numbers a grey has.
SETTERS = frozenset({"g", "G", "rg", "RG", "k", "K", "sc", "SC", "scn", "SCN"})


def find_colours(path: Path) -> set[str]:
    """Return all that a file has and that is not grey."""
    with pikepdf.open(path) as pdf:
        return set(list_colours(pdf))


def list_colours(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Yield each operator, space and picture that is not in DeviceGray."""
    for page in pdf.pages:
        yield from list_operators(page)
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream):
            if item.get("/Subtype") == "/Form" or "/PatternType" in item:
                yield from list_operators(item)
            if item.get("/Subtype") == "/Image":
                yield from name_space(item.ColorSpace)
            if "/Group" in item and "/CS" in item.Group:
                yield from name_space(item.Group.CS)
        yield from list_shadings(item)


def list_operators(stream: Any) -> Iterator[str]:
    """Yield each operator that sets a colour, or a space that has some."""
    for instruction in pikepdf.parse_content_stream(stream):
        name = str(instruction.operator)
        values = [v for v in instruction.operands if not isinstance(v, pikepdf.Name)]
        if name in SETTERS and len(values) > 1:
            yield " ".join([*map(str, values), name])
        if name in ("cs", "CS"):
            yield from name_space(instruction.operands[0])


def list_shadings(item: Any) -> Iterator[str]:
    """Yield the spaces of an object's own shadings that are not grey."""
    resources = item.get("/Resources") if isinstance(item, pikepdf.Dictionary) else None
    if isinstance(item, pikepdf.Stream):
        resources = item.get("/Resources")
    if resources is not None:
        for shading in resources.get("/Shading", {}).values():
            yield from name_space(shading.ColorSpace)


def name_space(space: Any) -> Iterator[str]:
    """Yield the name of a space that may have colours."""
    if space not in (pikepdf.Name.DeviceGray, pikepdf.Name.Pattern):
        yield str(space)
