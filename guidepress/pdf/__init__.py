"""The print PDF: the book laid out chapter by chapter with WeasyPrint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .editions import EDITIONS

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register a builder for each edition: `pdf`, `pdf-large-print` and so on."""
    from .builder import make_builder

    for edition in EDITIONS:
        app.add_builder(make_builder(edition))
    app.connect("env-before-read-docs", open_composer_early)
    app.connect("build-finished", close_composer)


def open_composer_early(app: Sphinx, *_: object) -> None:
    """Let the composer get ready beside the reading, which has one core."""
    from .builder import PdfBuilder

    if isinstance(app.builder, PdfBuilder):
        app.builder.open_composer()


def close_composer(app: Sphinx, *_: object) -> None:
    """End the composer if the reading failed."""
    from .builder import PdfBuilder

    if isinstance(app.builder, PdfBuilder):
        app.builder.close_composer()
