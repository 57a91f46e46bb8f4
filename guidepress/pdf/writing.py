"""Pages to a PDF file: the structure tree, page labels, how a reader opens it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pydyf

from ..problems import Problem
from .checks import name_foreign_fonts
from .engine import VARIANT, Document
from .metadata import Metadata
from .pagination import PrintedPage
from .tagging.finisher import Tagger
from .tagging.pages import MarkedPage


def write_pdf(
    pages: Sequence[PrintedPage], target: Path, metadata: Metadata
) -> list[Problem]:
    """Join the pages of all parts and write them with their labels.

    :return: what is wrong with the file
    """
    marked = [MarkedPage(printed.page, printed.part) for printed in pages]
    catalog = {
        "PageLabels": page_labels(pages),
        "PageLayout": "/TwoPageRight",
        "PageMode": "/UseOutlines",
    }
    return write(pages[0].document.copy(marked), target, metadata, catalog)


def write_sheet(
    document: Document, target: Path, metadata: Metadata, place: str
) -> list[Problem]:
    """Write one document, such as a handout, as a PDF of its own.

    :param place: the docname, for what is wrong with it
    :return: what is wrong with the file
    """
    marked = [MarkedPage(page, place) for page in document.pages]
    return write(document.copy(marked), target, metadata, {})


def write(
    document: Document, target: Path, metadata: Metadata, catalog: dict[str, Any]
) -> list[Problem]:
    """Write a document of marked pages.

    :param catalog: what its catalogue says besides
    :return: what is wrong with the file
    """
    document.metadata = metadata
    tagger = Tagger()

    def finish(document: Document, pdf: Any) -> None:
        tagger(document, pdf)
        pdf.catalog.update(catalog)

    document.write_pdf(target, finisher=finish, pdf_variant=VARIANT)
    return tagger.problems + name_foreign_fonts(document)


def page_labels(pages: Sequence[PrintedPage]) -> pydyf.Dictionary:
    """Return the number tree that gives each page the label printed on it."""
    numbers = pydyf.Array()
    for index, page in enumerate(pages):
        if index == 0 or page.roman != pages[index - 1].roman:
            style = "/r" if page.roman else "/D"
            numbers += [index, pydyf.Dictionary({"S": style, "St": page.number})]
    return pydyf.Dictionary({"Nums": numbers})
