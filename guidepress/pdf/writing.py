"""Pages to a PDF file: links, page labels, bookmarks, metadata."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pydyf

from .engine import VARIANT, Document, Page
from .pagination import PrintedPage


def write_pdf(pages: Sequence[PrintedPage], target: Path) -> None:
    """Join the pages of all parts and write them with their labels."""
    for printed in pages:
        keep_real_links(printed.page)
    document = first_document(pages)

    def finish(_: Document, pdf: Any) -> None:
        pdf.catalog["PageLabels"] = page_labels(pages)

    document.write_pdf(target, finisher=finish, pdf_variant=VARIANT)


def first_document(pages: Sequence[PrintedPage]) -> Document:
    """Return a document of all pages; title and language are the title page's."""
    return pages[0].document.copy([printed.page for printed in pages])


def keep_real_links(page: Page) -> None:
    """Drop the second link that WeasyPrint makes of an element inside a link.

    https://github.com/Kozea/WeasyPrint/issues/2482
    """
    page.links = [link for link in page.links if link[3].element_tag == "a"]


def page_labels(pages: Sequence[PrintedPage]) -> pydyf.Dictionary:
    """Return the number tree that gives each page the label printed on it."""
    numbers = pydyf.Array()
    for index, page in enumerate(pages):
        if index == 0 or page.roman != pages[index - 1].roman:
            style = "/r" if page.roman else "/D"
            numbers += [index, pydyf.Dictionary({"S": style, "St": page.number})]
    return pydyf.Dictionary({"Nums": numbers})


def write_sheet(document: Document, target: Path) -> None:
    """Write one document, such as a handout, as a PDF of its own."""
    for page in document.pages:
        keep_real_links(page)
    document.write_pdf(target, pdf_variant=VARIANT)
