"""A page with every face, of which the book's fonts are made."""

from __future__ import annotations

from ...fonts import FACES
from ..engine import Document, Engine

#: A word in every face, so that WeasyPrint knows them all.
SPECIMEN = "".join(
    f"<p style=\"font: {face.style} {face.weight} 9pt '{face.family}'\">Aa</p>"
    for face in FACES
)


def lay_out_specimen(engine: Engine) -> Document:
    """Return a page with every face; it warms what layouts share, too."""
    return engine.lay_out(f'<html lang="en"><title>Specimen</title>{SPECIMEN}')
