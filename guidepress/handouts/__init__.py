"""Handouts: each document under source/handouts/ as a sheet for A4 and for Letter."""

from sphinx.application import Sphinx

from .builder import HandoutsBuilder


def setup(app: Sphinx) -> None:
    """Register the builder `handouts`."""
    app.add_builder(HandoutsBuilder)
