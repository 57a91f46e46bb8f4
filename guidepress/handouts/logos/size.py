"""How large a logo is, and whether a sheet can show it."""

from __future__ import annotations

import re
from pathlib import Path

from ...problems import SourceError

#: CSS pixels in a unit of length.
UNITS = {
    "": 1.0,
    "px": 1.0,
    "pt": 4 / 3,
    "pc": 16.0,
    "mm": 96 / 25.4,
    "cm": 96 / 2.54,
    "in": 96.0,
}

#: The longest side of a drawing, in CSS pixels.
LONGEST = 10_000

#: How many times as long as the other a side may be.
THINNEST = 20

DECIMAL = r"[-+]?(?:\d{1,9}(?:\.\d{0,20})?|\.\d{1,20})"
LENGTH = re.compile(rf"\s*({DECIMAL})\s*([a-z]*)\s*")
BOX = re.compile(rf"\s*{DECIMAL}[\s,]+{DECIMAL}[\s,]+({DECIMAL})[\s,]+({DECIMAL})\s*")

#: Width and height in CSS pixels.
Size = tuple[float, float]


def read_size(width: str, height: str, box: str) -> Size | None:
    """Return the size of a drawing from these attributes of `<svg>`, or None.

    A share of the page, as in "100%", says nothing: then the `viewBox` counts.
    """
    found = BOX.fullmatch(box)
    inner = (float(found[1]), float(found[2])) if found else (0.0, 0.0)
    wide, high = read_length(width), read_length(height)
    if inner[0] > 0 and inner[1] > 0:
        if not wide and not high:
            return inner
        return (wide or high * inner[0] / inner[1], high or wide * inner[1] / inner[0])
    return (wide, high) if wide and high and not box else None


def read_length(text: str) -> float:
    """Return a length in CSS pixels, or 0 where the text gives none."""
    found = LENGTH.fullmatch(text)
    if not found or found[2] not in UNITS:
        return 0.0
    return max(0.0, float(found[1]) * UNITS[found[2]])


def refuse_shape(place: Path, width: float, height: float) -> None:
    """Refuse a logo of which a sheet could show a stripe or nothing.

    :raises SourceError: it is too large, or one side is far longer than the other
    """
    shorter, longer = sorted((width, height))
    if longer > LONGEST or shorter < 1:
        raise SourceError(
            str(place),
            f"has sides that are not between 1 and {LONGEST} pixels",
            "save it in another size",
        )
    if longer > THINNEST * shorter:
        raise SourceError(
            str(place),
            f"has a side that is more than {THINNEST} times as long as the other",
            "save it in another shape",
        )
