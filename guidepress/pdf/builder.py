"""Sphinx's builder `pdf`: the book as one PDF for print."""

from __future__ import annotations

import functools
from collections.abc import Set
from pathlib import Path
from typing import ClassVar

from ..book import Book, Chapter, assemble, count_imprints, list_sections, plain_title
from ..config import find_cover
from ..nodes import locator
from .engine import watching
from .frames import Frames
from .metadata import describe_guide
from .paged import PagedBuilder
from .pagemap import map_pages, write_page_map
from .pagination import PageMap, Pagination, Part
from .writing import write_pdf


class PdfBuilder(PagedBuilder):
    """Assembles the book from resolved doctrees, lays it out and joins the pages."""

    name = "pdf"
    epilog = "The PDF is in %(outdir)s."
    stylesheets: ClassVar[list[str]] = [
        "tokens.css",
        "content.css",
        "boxes.css",
        "worksheets.css",
        "paged/worksheets.css",
        "pdf/pages.css",
        "pdf/type.css",
        "pdf/boxes.css",
        "pdf/worksheets.css",
        "pdf/front.css",
        "pdf/back.css",
    ]
    edition = "a5"

    def write_documents(self, docnames: Set[str]) -> None:
        """Write the whole book, whatever changed."""
        find_cover(self.config, Path(self.srcdir))
        book = assemble(self.env, self)
        with watching() as watched:
            parts = self.list_parts(book)
            pagination = Pagination(self.make_engine(), parts, watched, self.language)
            pages, _ = pagination.settle()
            outdir = Path(self.outdir)
            outdir.mkdir(parents=True, exist_ok=True)
            # what is said from here on is about no part in particular
            watched.place = ""
            path = outdir / f"{self.config.guidepress_slug}.pdf"
            watched.problems += write_pdf(pages, path, describe_guide(self.config))
            records = map_pages(pages, {c.docname for c in book.chapters()})
            write_page_map(outdir / "pages.json", self.edition, records)
        self.report(watched)

    def list_parts(self, book: Book) -> list[Part]:
        """Return the parts of the book in the order in which they are bound."""
        frames = Frames(self.config, book)
        sections = {c.docname: name_sections(c) for c in book.chapters()}
        contents = functools.partial(frames.contents, sections)
        front = [self.part(frames, chapter) for chapter in book.front]
        place = count_imprints(book.front)
        front.insert(place, Part("contents", "front", contents, recto=True))
        return [
            Part("title-page", "front", lambda _: frames.title_page(), recto=True),
            *front,
            *(self.part(frames, c, recto=i == 0) for i, c in enumerate(book.body)),
            *(self.part(frames, c, recto=i == 0) for i, c in enumerate(book.back)),
        ]

    def part(self, frames: Frames, chapter: Chapter, *, recto: bool = False) -> Part:
        """Return a chapter as a part of the book.

        One that prints page numbers is written again whenever they change.
        """

        def write(pages: PageMap) -> str:
            self.page_map = pages
            doctree = chapter.doctree.deepcopy()  # writing may change it
            body = self.write_html(chapter.docname, chapter.number, doctree)
            return frames.chapter(chapter, body)

        if has_locators(chapter):
            return Part(chapter.docname, chapter.matter, write, recto)
        html = write({})
        return Part(chapter.docname, chapter.matter, lambda _: html, recto)


def has_locators(chapter: Chapter) -> bool:
    """Tell whether a chapter prints numbers of pages."""
    return next(chapter.doctree.findall(locator), None) is not None


def name_sections(chapter: Chapter) -> list[tuple[str, str]]:
    """Return (id, title) of the sections that the contents list."""
    return [(s["ids"][0], plain_title(s)) for s in list_sections(chapter.doctree)]
