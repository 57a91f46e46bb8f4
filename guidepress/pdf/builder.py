"""Sphinx's builder `pdf`: the book as one PDF for print."""

from __future__ import annotations

import functools
from collections.abc import Set
from pathlib import Path
from typing import ClassVar

from docutils import nodes

from ..book import Book, Chapter, assemble
from ..config import find_cover
from .engine import watching
from .frames import Frames
from .paged import PagedBuilder
from .pagemap import map_pages, write_page_map
from .pagination import Pagination, Part
from .writing import write_pdf


class PdfBuilder(PagedBuilder):
    """Assembles the book from resolved doctrees, lays it out and joins the pages."""

    name = "pdf"
    epilog = "The PDF is in %(outdir)s."
    stylesheets: ClassVar[list[str]] = [
        "tokens.css",
        "content.css",
        "boxes.css",
        "pdf/pages.css",
        "pdf/type.css",
        "pdf/front.css",
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
            write_pdf(pages, outdir / f"{self.config.guidepress_slug}.pdf")
            records = map_pages(pages, {c.docname for c in book.chapters()})
            write_page_map(outdir / "pages.json", self.edition, records)
        self.report(watched)

    def list_parts(self, book: Book) -> list[Part]:
        """Return the parts of the book in the order in which they are bound."""
        frames = Frames(self.config, book)
        sections = {c.docname: list_sections(c) for c in book.chapters()}
        imprint = [c for c in book.front if c.role == "imprint"]
        front = [c for c in book.front if c.role != "imprint"]
        contents = functools.partial(frames.contents, sections)
        return [
            Part("title-page", "front", lambda _: frames.title_page(), recto=True),
            *(self.part(frames, chapter) for chapter in imprint),
            Part("contents", "front", contents, recto=True),
            *(self.part(frames, chapter) for chapter in front),
            *(self.part(frames, c, recto=i == 0) for i, c in enumerate(book.body)),
            *(self.part(frames, c, recto=i == 0) for i, c in enumerate(book.back)),
        ]

    def part(self, frames: Frames, chapter: Chapter, *, recto: bool = False) -> Part:
        """Return a chapter as a part of the book."""
        body = self.write_html(chapter.docname, chapter.number, chapter.doctree)
        html = frames.chapter(chapter, body)
        return Part(chapter.docname, chapter.matter, lambda _: html, recto)


def list_sections(chapter: Chapter) -> list[tuple[str, str]]:
    """Return (id, title) of the sections right below the chapter's title."""
    top = next(chapter.doctree.findall(nodes.section), None)
    return [
        (section["ids"][0], section.children[0].astext())
        for section in (top.children if top else ())
        if isinstance(section, nodes.section)
    ]
