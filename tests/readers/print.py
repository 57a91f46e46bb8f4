"""What the tests ask of pages as a printer or a reader with low vision sees them."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pikepdf
import pypdfium2
import pypdfium2.raw

MM = 72 / 25.4


class Glyph(NamedTuple):
    """A character on a page."""

    page: int
    text: str
    size: float  #: in points, as printed
    box: tuple[float, float, float, float]  #: left, bottom, right, top


def list_glyphs(path: Path) -> Iterator[Glyph]:
    """Yield every character that leaves ink."""
    raw = pypdfium2.raw
    for number, page in enumerate(pypdfium2.PdfDocument(path)):
        text = page.get_textpage()
        for index in range(text.count_chars()):
            character = chr(raw.FPDFText_GetUnicode(text, index))
            if character.isspace() or raw.FPDFText_IsGenerated(text, index) == 1:
                continue
            matrix = raw.FS_MATRIX()
            raw.FPDFText_GetMatrix(text, index, matrix)
            scale = math.hypot(matrix.c, matrix.d)
            size = raw.FPDFText_GetFontSize(text, index) * scale
            yield Glyph(number, character, round(size, 2), text.get_charbox(index))


def read_bodies(path: Path, margin: float) -> list[str]:
    """Return the text of each page between running head and folio.

    :param margin: what is left out at the head and the foot of a page, in points
    """
    return [read_band(page, margin) for page in pypdfium2.PdfDocument(path)]


def read_band(page: pypdfium2.PdfPage, margin: float) -> str:
    """Return the text of a page but for what stands in a margin."""
    text, height = page.get_textpage(), page.get_height()
    raw, kept = pypdfium2.raw, []
    for index in range(text.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(text, index))
        _, bottom, _, top = text.get_charbox(index)
        # spaces that pdfium adds have no place of their own
        if character.isspace() or margin < (bottom + top) / 2 < height - margin:
            kept.append(character)
    return "".join(kept)


def count_words(text: str) -> Counter[str]:
    """Count the words of a text."""
    return Counter(list_words(text))


def list_words(text: str) -> list[str]:
    """Return the words of a text in order, whatever the lines do to them.

    Numbers are left out, and what stands around those of pages: "pages 3 and 4" is
    "page 3" where both places are on one page.
    """
    joined = re.sub("[-\u2010\u00ad\ufffe\x02]\\s*", "", text)
    joined = re.sub(r"pages?\s[\divxl]+((, | and )\d+)*", "", joined)
    return re.findall(r"[^\W\d_]+", joined)


def read_box(page: pikepdf.Page, name: str) -> list[float]:
    """Return a page box in whole hundredths of a point."""
    return [round(float(edge), 2) for edge in page.obj[f"/{name}"]]


def list_claims(path: Path) -> set[str]:
    """Return the parts of a file that claim a standard."""
    claims = {"/StructTreeRoot", "/MarkInfo", "/Metadata", "/OutputIntents"}
    with pikepdf.open(path) as pdf:
        return claims & set(pdf.Root.keys())
