"""Imposing: the pages of the book, two on each side of a sheet that is folded once.

Sheets are put into each other to make a signature, and stapled through the fold.  A
long book becomes several signatures of about the same thickness.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pikepdf

from .pagination import Placed

#: An office stapler takes no more, and a thicker fold stands open.
MOST_SHEETS = 20

#: A4 landscape, in points.
SHEET = (297 * 72 / 25.4, 210 * 72 / 25.4)

PAGES_OF_A_SHEET = 4


class Side(NamedTuple):
    """One side of a sheet: indexes of pages of the book, None for a blank one."""

    left: int | None
    right: int | None


def fill_places(count: int, *, keeps_last: bool) -> list[int | None]:
    """Return the pages in order, with the blank ones that fill the last sheet.

    :param keeps_last: the last page is the outside of the last leaf, whatever blanks
        come before it; otherwise they come at the end
    """
    pages: list[int | None] = [*range(count)]
    blanks = [None] * (-count % PAGES_OF_A_SHEET)
    return [*pages[:-1], *blanks, *pages[-1:]] if keeps_last else [*pages, *blanks]


def cut_signatures(
    places: Sequence[int | None], most_sheets: int = MOST_SHEETS
) -> Iterator[Sequence[int | None]]:
    """Yield as few signatures as will do, the thicker ones first."""
    sheets = len(places) // PAGES_OF_A_SHEET
    count = -(-sheets // most_sheets)
    start = 0
    for number in range(count):
        end = start + sheets // count + (number < sheets % count)
        yield places[start * PAGES_OF_A_SHEET : end * PAGES_OF_A_SHEET]
        start = end


def list_sides(signature: Sequence[int | None]) -> Iterator[Side]:
    """Yield front and back of each sheet, from the outermost one to the middle."""
    last = len(signature) - 1
    for first in range(0, len(signature) // 2, 2):
        yield Side(signature[last - first], signature[first])
        yield Side(signature[first + 1], signature[last - first - 1])


def impose_booklet(path: Path, placed: Sequence[Placed]) -> None:
    """Replace a file of A5 pages by one of sheets to print on both sides."""
    # a colophon or a back cover: a page that is a part of its own
    keeps_last = len(placed) > 1 and len(placed[-1].labels) == 1
    with pikepdf.open(path, allow_overwriting_input=True) as book:
        places = fill_places(len(book.pages), keeps_last=keeps_last)
        booklet = pikepdf.new()
        forms = [booklet.copy_foreign(draw_page(page)) for page in book.pages]
        for signature in cut_signatures(places):
            for side in list_sides(signature):
                add_side(booklet, forms, side)
        booklet.docinfo.update(booklet.copy_foreign(book.docinfo))
        booklet.Root.ViewerPreferences = pikepdf.Dictionary(
            Duplex=pikepdf.Name.DuplexFlipShortEdge, PrintScaling=pikepdf.Name("/None")
        )
        booklet.save(path, deterministic_id=True, min_version=book.pdf_version)


def draw_page(page: pikepdf.Page) -> pikepdf.Object:
    """Return a page as a drawing to be placed."""
    form = page.as_form_xobject()
    # qpdf copies the list of fonts and pictures for each; all pages share one
    form.Resources = page.obj.Resources
    return form


def add_side(booklet: pikepdf.Pdf, forms: Sequence[pikepdf.Object], side: Side) -> None:
    """Add a side, its pages next to the fold in the middle."""
    width, height = SHEET
    sheet = booklet.add_blank_page(page_size=SHEET)
    content = ""
    for index, is_left in ((side.left, True), (side.right, False)):
        if index is None:
            continue
        left, bottom, right, top = map(float, forms[index].BBox)
        x = width / 2 - right if is_left else width / 2 - left
        y = (height - bottom - top) / 2
        # a name of our own: pikepdf would take a random one
        name = pikepdf.Name.Left if is_left else pikepdf.Name.Right
        sheet.add_resource(forms[index], pikepdf.Name.XObject, name)
        content += f"q 1 0 0 1 {x:.4f} {y:.4f} cm {name} Do Q\n"
    sheet.Contents = booklet.make_stream(content.encode())
