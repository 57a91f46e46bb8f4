"""What the glyphs of a font say: soft hyphens, and a space for every font.

`font` is WeasyPrint's; it maps the glyphs that were drawn to their text.
"""

from __future__ import annotations

import io
from typing import Any

from fontTools.ttLib import TTFont

#: What the layout draws where it parts a word.
HYPHEN = "\u2010"
SOFT_HYPHEN = "\u00ad"


def soften_hyphens(font: Any) -> None:
    """Let the hyphen of the layout read as a soft one.

    Readers and searches then find the whole word.  It needs a font whose U+2010 is no
    sign for anything else (tests/test_fonts.py); Literata is one, and Atkinson
    Hyperlegible borrows its hyphen.
    """
    for glyph, text in font.to_unicode.items():
        if text == HYPHEN:
            font.to_unicode[glyph] = SOFT_HYPHEN


def supply_space(font: Any) -> None:
    """Make a font able to say a space, though none was drawn with it."""
    if " " in font.to_unicode.values():
        return
    with TTFont(
        io.BytesIO(font.file_content), fontNumber=font.index, lazy=True
    ) as file:
        name = (file.getBestCmap() or {}).get(ord(" "))
        if name is None:
            return
        glyph = file.getGlyphID(name)
        font.widths.setdefault(glyph, round(file["hmtx"][name][0] * 1000 / font.upem))
        font.to_unicode[glyph] = " "


def find_spaces(fonts: dict[Any, Any]) -> dict[str, int]:
    """Return the glyph of the space of each font, by the font's name in a stream."""
    return {
        font.hash: glyph
        for font in fonts.values()
        for glyph, text in font.to_unicode.items()
        if text == " "
    }
