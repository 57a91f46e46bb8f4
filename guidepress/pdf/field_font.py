"""The typeface of what is typed into a form.

Programs ask for a simple font with one of the old sets of letters, so the whole face
goes in, and not only what a page has drawn: a typed name may need any letter.
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import NamedTuple

import pydyf
from fontTools.ttLib import TTFont

#: The codes of WinAnsiEncoding that show something (ISO 32000-1, annex D).
FIRST, LAST = 32, 255


class Measured(NamedTuple):
    """A face as PDF describes it, in thousandths of the size."""

    file: bytes
    name: str
    widths: tuple[int, ...]  #: of the codes from FIRST to LAST
    box: tuple[int, ...]
    ascent: int
    descent: int
    cap_height: int


@functools.cache
def measure_face(path: Path) -> Measured:
    """Read what a PDF must say of a typeface."""
    with TTFont(path, lazy=True) as font:
        scale = 1000 / font["head"].unitsPerEm
        glyphs, advances = font.getBestCmap(), font["hmtx"]
        widths = []
        for code in range(FIRST, LAST + 1):
            letter = bytes([code]).decode("cp1252", "replace")
            glyph = glyphs.get(ord(letter), ".notdef")
            widths.append(round(advances[glyph][0] * scale))
        head, metrics = font["head"], font["OS/2"]
        edges = head.xMin, head.yMin, head.xMax, head.yMax
        return Measured(
            path.read_bytes(),
            str(font["name"].getDebugName(6)),
            tuple(widths),
            tuple(round(edge * scale) for edge in edges),
            round(font["hhea"].ascent * scale),
            round(font["hhea"].descent * scale),
            round(getattr(metrics, "sCapHeight", metrics.sTypoAscender) * scale),
        )


def add_font(pdf: pydyf.PDF, path: Path) -> bytes:
    """Put a typeface into a file as a simple font; return its reference."""
    face = measure_face(path)
    stream = pydyf.Stream([face.file], {"Length1": len(face.file)}, compress=True)
    pdf.add_object(stream)
    descriptor = pydyf.Dictionary(
        {
            "Type": "/FontDescriptor",
            "FontName": f"/{face.name}",
            "Flags": 32,  # letters of Latin
            "FontBBox": pydyf.Array(face.box),
            "ItalicAngle": 0,
            "Ascent": face.ascent,
            "Descent": face.descent,
            "CapHeight": face.cap_height,
            "StemV": 80,
            "FontFile2": stream.reference,
        }
    )
    pdf.add_object(descriptor)
    font = pydyf.Dictionary(
        {
            "Type": "/Font",
            "Subtype": "/TrueType",
            "BaseFont": f"/{face.name}",
            "Encoding": "/WinAnsiEncoding",
            "FirstChar": FIRST,
            "LastChar": LAST,
            "Widths": pydyf.Array(face.widths),
            "FontDescriptor": descriptor.reference,
        }
    )
    pdf.add_object(font)
    reference: bytes = font.reference
    return reference
