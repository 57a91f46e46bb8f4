"""Which glyphs of which fonts the parts of a book use together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from .order import FontUse

T = TypeVar("T")


def unite(uses: Iterable[dict[str, FontUse]]) -> dict[str, FontUse]:
    """Return what all parts together use of each font."""
    united: dict[str, FontUse] = {}
    for use in uses:
        for name, font in use.items():
            known = united.setdefault(name, FontUse(font.family, {}, {}))
            known.texts.update(font.texts)
            known.widths.update(font.widths)
    return {
        name: FontUse(font.family, sort(font.texts), sort(font.widths))
        for name, font in united.items()
    }


def sort(glyphs: dict[int, T]) -> dict[int, T]:
    """Return the same in the order of the glyphs, whatever the order of the parts."""
    return dict(sorted(glyphs.items()))
