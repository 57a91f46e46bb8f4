"""Pages to a PDF file: links, page labels, bookmarks, metadata."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pydyf

from ..problems import Problem
from .checks import name_foreign_fonts
from .engine import VARIANT, Document
from .pagination import PrintedPage
from .workarounds import keep_real_links, name_links, wrap_list_bodies


def write_pdf(pages: Sequence[PrintedPage], target: Path) -> list[Problem]:
    """Join the pages of all parts and write them with their labels.

    :return: what is wrong with the file
    """
    for printed in pages:
        keep_real_links(printed.page)
    document = first_document(pages)

    def finish(_: Document, pdf: Any) -> None:
        pdf.catalog["PageLabels"] = page_labels(pages)
        for printed in pages:
            name_links(printed.page)
        wrap_list_bodies(pdf)

    document.write_pdf(target, finisher=finish, pdf_variant=VARIANT)
    return name_foreign_fonts(document)


def first_document(pages: Sequence[PrintedPage]) -> Document:
    """Return a document of all pages; title and language are the title page's."""
    return pages[0].document.copy([printed.page for printed in pages])


def page_labels(pages: Sequence[PrintedPage]) -> pydyf.Dictionary:
    """Return the number tree that gives each page the label printed on it."""
    numbers = pydyf.Array()
    for index, page in enumerate(pages):
        if index == 0 or page.roman != pages[index - 1].roman:
            style = "/r" if page.roman else "/D"
            numbers += [index, pydyf.Dictionary({"S": style, "St": page.number})]
    return pydyf.Dictionary({"Nums": numbers})


def write_sheet(document: Document, target: Path) -> list[Problem]:
    """Write one document, such as a handout, as a PDF of its own.

    :return: what is wrong with the file
    """
    for page in document.pages:
        keep_real_links(page)
    document.write_pdf(
        target, finisher=lambda _, pdf: wrap_list_bodies(pdf), pdf_variant=VARIANT
    )
    return name_foreign_fonts(document)
