"""The cover: the title page of the print PDF as a picture."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
from sphinx.config import Config

from .. import fonts
from ..book import Book
from ..config import find_cover
from ..pdf.builder import PdfBuilder
from ..pdf.engine import Engine, EngineProblems, watching
from ..pdf.frames import Frames
from ..pdf.paged import CSS

#: Shops and shelves show at least 1,600 px of height sharply; A5 gives the ratio.
COVER_WIDTH = 1200


def draw_cover(
    config: Config, sources: Path, doctreedir: Path
) -> tuple[bytes, EngineProblems]:
    """Return the title page as a PNG, and what the engine found wrong with it.

    :param sources: the folder with the text and its figures
    :param doctreedir: beside which the typefaces are kept
    """
    find_cover(config, sources)
    faces = fonts.make_faces(fonts.cache_folder(doctreedir))
    stylesheets = [CSS / name for name in PdfBuilder.stylesheets]
    frames = Frames(config, Book((), (), ()))
    with watching() as watched:
        engine = Engine(stylesheets, faces, sources)
        document = engine.lay_out(frames.title_page())
        pdf = document.copy(document.pages[:1]).write_pdf()
    return rasterise(pdf), watched


def rasterise(pdf: bytes) -> bytes:
    """Return the first page as a PNG."""
    page = pypdfium2.PdfDocument(pdf)[0]
    scale = COVER_WIDTH / page.get_width()
    image = page.render(scale=scale).to_pil()
    content = io.BytesIO()
    image.save(content, "PNG", optimize=True)
    return content.getvalue()
