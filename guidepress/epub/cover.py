"""The cover: the cover of the print PDF as a picture."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
from sphinx.config import Config

from ..book import Book
from ..config import find_cover
from ..pdf.builder import PdfBuilder
from ..pdf.frames import Frames
from ..pdf.paged import CSS
from ..problems import Problem

#: Shops and shelves show at least 1,600 px of height sharply; A5 gives the ratio.
COVER_WIDTH = 1200


def draw_cover(
    config: Config, sources: Path, doctreedir: Path
) -> tuple[bytes, list[Problem]]:
    """Return the cover as a PNG, and what is wrong with it.

    :param sources: the folder with the text and its figures
    :param doctreedir: beside which the typefaces are kept
    """
    # WeasyPrint takes half a second to import, and other builders may not need it
    from ..pdf.engine import make_engine, watching

    find_cover(config, sources)
    stylesheets = [CSS / name for name in PdfBuilder.stylesheets]
    frames = Frames(config, Book((), (), ()))
    engine, problems = make_engine(stylesheets, sources, doctreedir)
    with watching() as watched:
        document = engine.lay_out(frames.cover())
        pdf = document.copy(document.pages[:1]).write_pdf()
    return rasterise(pdf), problems + watched.problems


def rasterise(pdf: bytes) -> bytes:
    """Return the first page as a PNG."""
    page = pypdfium2.PdfDocument(pdf)[0]
    scale = COVER_WIDTH / page.get_width()
    image = page.render(scale=scale).to_pil()
    content = io.BytesIO()
    image.save(content, "PNG", optimize=True)
    return content.getvalue()
