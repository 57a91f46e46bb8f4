"""Pages to a PDF file with its structure tree and metadata."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..problems import Problem
from .checks import name_foreign_fonts
from .engine import VARIANT, Document
from .metadata import Metadata
from .tagging.finisher import Tagger
from .tagging.pages import MarkedPage


def write_part(
    document: Document, place: str, metadata: Metadata, *, is_tagged: bool = True
) -> tuple[bytes, list[Problem]]:
    """Return a part of the book as a PDF, and what is wrong with it.

    :param place: the docname, for what is wrong with it
    :param is_tagged: False for a printer's file, which claims no standard
    """
    target = io.BytesIO()
    if not is_tagged:
        document.metadata = metadata
        document.write_pdf(target)
        return target.getvalue(), []
    marked = [MarkedPage(page, place) for page in document.pages]
    problems = write(document.copy(marked), target, metadata)
    return target.getvalue(), problems


def write_sheet(
    document: Document, target: Path, metadata: Metadata, place: str
) -> list[Problem]:
    """Write one document, such as a handout, as a PDF of its own.

    :param place: the docname, for what is wrong with it
    :return: what is wrong with the file
    """
    marked = [MarkedPage(page, place) for page in document.pages]
    part = document.copy(marked)
    return write(part, target, metadata) + name_foreign_fonts(part)


def write(
    document: Document,
    target: Path | io.BytesIO,
    metadata: Metadata,
    catalog: Mapping[str, Any] | None = None,
) -> list[Problem]:
    """Write a document of marked pages with its structure tree.

    :param catalog: what its catalogue says besides
    :return: what the tree lacks, or has too much
    """
    document.metadata = metadata
    tagger = Tagger()

    def finish(document: Document, pdf: Any) -> None:
        tagger(document, pdf)
        pdf.catalog.update(catalog or {})

    document.write_pdf(target, finisher=finish, pdf_variant=VARIANT)
    return tagger.problems
