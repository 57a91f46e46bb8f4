"""The print PDF: the book laid out chapter by chapter with WeasyPrint."""

from sphinx.application import Sphinx

from .builder import PdfBuilder


def setup(app: Sphinx) -> None:
    """Register the builder `pdf`."""
    app.add_builder(PdfBuilder)
