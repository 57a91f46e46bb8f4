"""Sphinx's builders `pdf` and `pdf-…`: the book as one PDF for print."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Set
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util.logging import suppress_logging

from .. import fonts
from ..book import (
    Book,
    Chapter,
    assemble,
    count_imprints,
    list_sections,
    plain_title,
    qualify,
)
from ..config import OPTIONS, find_cover
from ..dates import read_modified
from ..pictures import read_title
from .composing import Composer, open_composer
from .composing.cache import PartCache
from .composing.order import Tools
from .cross_references import has_page_numbers
from .editions import DEFAULT, Edition
from .frames import Figure, Frames
from .paged import CSS, PagedBuilder
from .pagemap import digest_sources, map_pages, write_page_map
from .pagination import PageMap, Part, settle
from .printers import FINISHES

if TYPE_CHECKING:
    from .composing.reference import ReferenceComposer

#: The settings that a file may repeat.
TOLD = ("project", "author", "language", "version", *OPTIONS)


class PdfBuilder(PagedBuilder):
    """Assembles the book from resolved doctrees, lays it out and joins the pages."""

    name = DEFAULT.output
    epilog = "The PDF is in %(outdir)s."
    edition = DEFAULT
    stylesheets = DEFAULT.stylesheets
    composer: Composer | ReferenceComposer | None = None
    says_pages = True

    def write_documents(self, docnames: Set[str]) -> None:
        """Write the whole book, whatever changed."""
        find_cover(self.config, Path(self.srcdir))
        composer = self.open_composer()
        book = assemble(self.env, self)
        path = Path(self.outdir, self.edition.name_file(self.slug))
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            placed, _ = settle(composer, self.list_parts(book))
            places, problems = composer.write(placed, path)
        finally:
            self.close_composer()
        if not problems:
            docnames = {c.docname for c in book.chapters()}
            records = map_pages(zip(placed, places, strict=True), docnames)
            page_map = Path(self.outdir, "pages.json")
            sources = digest_sources(self.env, Path(self.confdir, "conf.py"))
            write_page_map(page_map, self.edition.name, records, sources)
            if self.edition.finish:
                FINISHES[self.edition.finish](path, placed)
        self.report(problems)

    @property
    def slug(self) -> str:
        """The name of the book in file names."""
        return str(self.config.guidepress_slug)

    def open_composer(self) -> Composer | ReferenceComposer:
        """Return the composer; it gets ready while Sphinx still reads."""
        if self.composer is None:
            faces = fonts.make_faces(fonts.cache_folder(Path(self.doctreedir)))
            cache = PartCache(
                Path(self.doctreedir).parent / "parts" / self.name,
                Path(self.srcdir),
                [*(CSS / name for name in self.stylesheets), *faces.values()],
                repr([(name, self.config[name]) for name in TOLD])
                + str(read_modified(self.config)),
            )
            way = self.config.guidepress_layout
            self.composer = open_composer(self.make_tools, cache, way)
        return self.composer

    def make_tools(self) -> Tools:
        """Return what a worker of the composer needs, in the process that lays out."""
        from .metadata import describe_guide

        engine, problems = self.make_engine()
        return Tools(
            engine, describe_guide(self.config), problems, self.edition.is_tagged
        )

    def close_composer(self) -> None:
        """End the processes of the composer."""
        if self.composer:
            self.composer.close()
            self.composer = None

    def list_parts(self, book: Book) -> list[Part]:
        """Return the parts of the book in the order in which they are bound."""
        frames = Frames(self.config, book)
        sections = {c.docname: name_sections(c) for c in book.chapters()}
        figures = [f for c in book.chapters() for f in self.list_figures(c)]
        after = ["colophon"] * self.config.guidepress_colophon
        around = (["figures"] if figures else [], after)
        contents = functools.partial(frames.contents, sections, around)
        front = [self.part(frames, chapter) for chapter in book.front]
        place = count_imprints(book.front)
        front[:place] = [part._replace(side="left") for part in front[:place]]
        lists = [Part("contents", "front", contents)]
        if figures:
            write = functools.partial(frames.figures, figures)
            lists.append(Part("figures", "front", write))
        front[place:place] = lists
        parts = [
            *self.list_first_pages(frames),
            *front,
            *(self.part(frames, chapter) for chapter in book.body),
            *(self.part(frames, chapter) for chapter in book.back),
        ]
        if self.config.guidepress_colophon:
            parts.append(Part("colophon", "back", frames.colophon()))
        return parts

    def list_first_pages(self, frames: Frames) -> list[Part]:
        """Return what stands before the imprint.

        A book without a drawing for its cover begins with its title page.
        """
        if not self.config.guidepress_cover:
            return [Part("title-page", "front", frames.cover())]
        return [
            Part("cover", "front", frames.cover(), label="Cover"),
            Part("half-title", "front", frames.half_title()),
            Part("title-page", "front", frames.title_page()),
        ]

    def list_figures(self, chapter: Chapter) -> list[Figure]:
        """Return the figures of a chapter that have a number."""
        docname = chapter.docname
        numbers = self.env.toc_fignumbers.get(docname, {}).get("figure", {})
        names = {
            qualify(docname, id_): ".".join(map(str, number))
            for id_, number in numbers.items()
        }
        return [
            Figure(id_, names[id_], read_title(figure).removesuffix("."))
            for figure in chapter.doctree.findall(nodes.figure)
            for id_ in figure["ids"]
            if id_ in names
        ]

    def part(self, frames: Frames, chapter: Chapter) -> Part:
        """Return a chapter as a part of the book.

        One that prints page numbers is written again whenever they change; what is
        wrong with it is said the first time.
        """
        aloud: Iterator[AbstractContextManager[Any]] = iter([nullcontext()])

        def write(pages: PageMap) -> str:
            self.page_map = pages
            doctree = chapter.doctree.deepcopy()  # writing may change it
            with next(aloud, None) or suppress_logging():
                body = self.write_html(chapter.docname, chapter.number, doctree)
            return frames.chapter(chapter, body)

        if has_page_numbers(chapter.doctree):
            return Part(chapter.docname, chapter.matter, write)
        return Part(chapter.docname, chapter.matter, write({}))


def make_builder(edition: Edition) -> type[PdfBuilder]:
    """Return the builder of an edition, named as its output."""
    members = {
        "name": edition.output,
        "edition": edition,
        "stylesheets": edition.stylesheets,
    }
    return type("PdfBuilder", (PdfBuilder,), members)


def name_sections(chapter: Chapter) -> list[tuple[str, str]]:
    """Return (id, title) of the sections that the contents list."""
    return [(s["ids"][0], plain_title(s)) for s in list_sections(chapter.doctree)]
