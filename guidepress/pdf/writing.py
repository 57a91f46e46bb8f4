"""Pages to a PDF file with its structure tree and metadata."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ..problems import Problem
from .checks import name_foreign_fonts
from .engine import FORM_VARIANT, VARIANT, Document
from .forms import Form
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
    part = mark_pages(document, place) if is_tagged else document
    problems = write(part, target, metadata, is_tagged=is_tagged)
    return target.getvalue(), problems


def write_sheets(
    documents: Sequence[tuple[Document, str]],
    metadata: Metadata,
    form: Form | None = None,
) -> tuple[bytes, list[Problem]]:
    """Return documents, such as a handout or several, as one PDF.

    :param documents: each with its docname, for what is wrong with it
    :param form: makes fields to type in of what asks for some
    :return: the file, and what is wrong with it
    """
    pages = [page for each in documents for page in mark_pages(*each).pages]
    marked, target = documents[0][0].copy(pages), io.BytesIO()
    problems = write(marked, target, metadata, form=form)
    problems += name_foreign_fonts(marked)
    return target.getvalue(), problems


def mark_pages(document: Document, place: str) -> Document:
    """Return a document whose pages remember what is drawn on them."""
    return document.copy([MarkedPage(page, place) for page in document.pages])


def write(
    document: Document,
    target: Path | io.BytesIO,
    metadata: Metadata,
    catalog: Mapping[str, Any] | None = None,
    *,
    is_tagged: bool = True,
    form: Form | None = None,
) -> list[Problem]:
    """Write a document with its structure tree, for which its pages are marked.

    :param catalog: what its catalogue says besides
    :param is_tagged: False for a file that claims no standard and has no tree
    :param form: makes fields to type in; the file then claims PDF/UA-1 alone
    :return: what the tree lacks, or has too much
    """
    document.metadata = metadata
    tagger = Tagger()

    def finish(document: Document, pdf: Any) -> None:
        if form:
            form.place(document, pdf)
        if is_tagged:
            tagger(document, pdf)
        if form:
            form.clear()
        pdf.catalog.update(catalog or {})

    variant = (FORM_VARIANT if form else VARIANT) if is_tagged else None
    document.write_pdf(target, finisher=finish, pdf_variant=variant)
    return tagger.problems + (form.problems if form else [])
