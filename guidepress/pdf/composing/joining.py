"""Joins the parts of a book, each a PDF file, to one file."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf

from ..pagination import Placed
from .structure import StructureTree


class Piece(NamedTuple):
    """A part of the book to be joined, or a blank page."""

    placed: Placed
    data: bytes  #: its PDF file, b"" for a blank page


def join(pieces: Sequence[Piece], fonts: bytes, target: Path) -> None:
    """Write one PDF of all pieces, with the given fonts for every page.

    Language, metadata and the like are the first piece's.
    """
    joining = Joining(pieces[0].data, fonts)
    for piece in pieces[1:]:
        if piece.data:
            joining.append(piece.data)
        else:
            joining.append_blank_page()
    joining.finish([piece.placed for piece in pieces])
    joining.book.save(
        target,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        deterministic_id=True,
    )


class Joining:
    """A book in the making."""

    def __init__(self, data: bytes, fonts: bytes) -> None:
        """Begin with the first part.

        :param fonts: a PDF with the fonts of the book
        """
        self.book = Pdf.open(io.BytesIO(data))
        self.fonts = copy_fonts(self.book, fonts)
        self.pictures: dict[bytes, Object] = {}
        self.names: dict[bytes, Object] = {}
        self.bookmarks: list[Object] = []
        is_tagged = Name.StructTreeRoot in self.book.Root
        self.structure = StructureTree(self.book) if is_tagged else None
        self.supply(self.book.pages)
        self.collect(self.book.Root)

    def append(self, data: bytes) -> None:
        """Append the pages of a part, and what its catalogue says of them."""
        with Pdf.open(io.BytesIO(data)) as part:
            first = len(self.book.pages)
            for page in part.pages:
                self.book.pages.append(page)
            pages = list(self.book.pages[first:])
            # what refers to pages is copied after them, and then refers to the copies
            catalog = Dictionary()
            for key in (Name.Names, Name.Outlines, Name.StructTreeRoot):
                if key in part.Root:
                    catalog[key] = self.book.copy_foreign(
                        part.make_indirect(part.Root[key])
                    )
        self.supply(pages)
        self.collect(catalog)
        if self.structure:
            self.structure.add(catalog.StructTreeRoot, pages)

    def append_blank_page(self) -> None:
        """Append an empty page of the size of the first one."""
        first = self.book.pages[0].obj
        blank = Dictionary(Type=Name.Page, Resources=Dictionary(), Tabs=Name.S)
        blank.Contents = self.book.make_stream(b"")
        for key in (Name.MediaBox, Name.TrimBox, Name.BleedBox):
            blank[key] = Array([*first[key]])
        self.book.pages.append(pikepdf.Page(self.book.make_indirect(blank)))

    def supply(self, pages: Iterable[pikepdf.Page]) -> None:
        """Give pages the book's fonts, of which they have the names only.

        Of equal pictures one is kept.  All pages of a part share their resources.
        """
        for page in pages:
            fonts = page.obj.Resources.Font
            for name in list(fonts.keys()):
                fonts[name] = self.fonts[name]
            pictures = page.obj.Resources.get(Name.XObject, Dictionary())
            for name, picture in list(pictures.items()):
                if picture.get(Name.Subtype) == Name.Image:
                    digest = hashlib.sha256(picture.read_raw_bytes()).digest()
                    pictures[name] = self.pictures.setdefault(digest, picture)

    def collect(self, catalog: Object) -> None:
        """Remember the destinations and bookmarks that a part's catalogue names."""
        if Name.Names in catalog and Name.Dests in catalog.Names:
            found = list(catalog.Names.Dests.Names)
            for name, place in zip(found[::2], found[1::2], strict=True):
                self.names.setdefault(bytes(name), place)
        if Name.Outlines in catalog:
            self.bookmarks.extend(walk(catalog.Outlines))

    def finish(self, placed: Sequence[Placed]) -> None:
        """Write what belongs to the whole book."""
        if self.structure:
            self.structure.write()
        root = self.book.Root
        names = [
            item
            for name in sorted(self.names)
            for item in (pikepdf.String(name), self.names[name])
        ]
        places = self.book.make_indirect(Dictionary(Names=Array(names)))
        root.Names = Dictionary(Dests=places)
        if self.bookmarks:
            root.Outlines = self.chain_bookmarks()
        root.PageLabels = self.book.make_indirect(label_pages(placed))
        root.PageLayout, root.PageMode = Name.TwoPageRight, Name.UseOutlines

    def chain_bookmarks(self) -> Object:
        """Return the outline of the whole book."""
        root = self.book.make_indirect(Dictionary(Type=Name.Outlines))
        items = self.bookmarks
        for before, item in zip([None, *items[:-1]], items, strict=True):
            item.Parent = root
            for key in (Name.Prev, Name.Next):
                if key in item:
                    del item[key]
            if before is not None:
                before.Next, item.Prev = item, before
        root.First, root.Last = items[0], items[-1]
        shown = (max(int(item.get(Name.Count, 0)), 0) for item in items)
        root.Count = len(items) + sum(shown)
        return root


def copy_fonts(book: Pdf, data: bytes) -> dict[str, Object]:
    """Copy the fonts of a file's first page into the book; return them by name."""
    with Pdf.open(io.BytesIO(data)) as file:
        fonts = book.copy_foreign(file.make_indirect(file.pages[0].Resources.Font))
    return {name: book.make_indirect(font) for name, font in fonts.items()}


def walk(outlines: Object) -> Iterator[Object]:
    """Yield the top bookmarks of an outline tree."""
    item = outlines.get(Name.First)
    while item is not None:
        yield item
        item = item.get(Name.Next)


def label_pages(placed: Iterable[Placed]) -> Dictionary:
    """Return the number tree that gives each page the label printed on it."""
    numbers: list[int | Dictionary] = []
    index, before = 0, None
    for part in placed:
        if part.words:
            numbers += [index, Dictionary(P=part.words)]
        elif part.roman != before:
            style = Name.r if part.roman else Name.D
            numbers += [index, Dictionary(S=style, St=part.folio)]
        index += len(part.labels)
        before = None if part.words else part.roman
    return Dictionary(Nums=Array(numbers))
