"""The HTML around the chapters: cover, title page, contents, colophon and so on."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Sequence
from typing import Any, NamedTuple

from ..book import Book, Chapter, qualify
from ..fonts import LABEL, TEXT
from ..templating import describe_book, format_day, load_templates
from .locators import UNKNOWN
from .pagination import PageMap

#: What the colophon names.
TOOLS = ("sphinx", "weasyprint")

#: name -> title of parts that the contents list and no document holds.
#: A colon before the name keeps their ids apart from documents.
OWN = {"figures": "Figures", "colophon": "How this book was made"}


class Entry(NamedTuple):
    """A line of the contents."""

    id: str
    number: str
    title: str
    label: str  #: the printed page number; zeros until it is known
    sections: tuple[Entry, ...] = ()


class Figure(NamedTuple):
    """A line of the list of figures."""

    id: str
    number: str
    title: str  #: the first sentence of its caption


class Frames:
    """Fills the templates in templates/pdf/."""

    def __init__(self, config: Any, book: Book) -> None:
        self.config, self.book = config, book
        self.templates = load_templates("pdf")
        self.common = describe_book(config)

    def fill(self, template: str, **values: Any) -> str:
        """Fill one template."""
        return self.templates.get_template(template).render(self.common, **values)

    def cover(self) -> str:
        """Return the cover."""
        return self.fill("title-page.html", kind="cover")

    def half_title(self) -> str:
        """Return the page before the title page, which has the title alone."""
        return self.fill("half-title.html")

    def title_page(self) -> str:
        """Return the title page."""
        return self.fill("title-page.html", kind="title-page")

    def colophon(self) -> str:
        """Return the last page: version, typefaces and tools."""
        date = format_day(self.config.guidepress_published, self.config.language)
        return self.fill(
            "colophon.html",
            heading=OWN["colophon"],
            date=date,
            faces=(TEXT, LABEL),
            tools={name: importlib.metadata.version(name) for name in TOOLS},
            version=self.config.version,
        )

    def figures(self, figures: Sequence[Figure], pages: PageMap) -> str:
        """Return the list of figures with the page numbers known so far."""
        entries = [
            Entry(f.id, f.number, f.title, pages.get(f.id, UNKNOWN)) for f in figures
        ]
        return self.fill(
            "contents.html", heading=OWN["figures"], kind="figures", entries=entries
        )

    def contents(
        self,
        sections: dict[str, list[tuple[str, str]]],
        around: tuple[list[str], list[str]],
        pages: PageMap,
    ) -> str:
        """Return the contents with the page numbers known so far.

        :param sections: docname -> (id, title) of the sections it lists
        :param around: the names of our own parts before and after the chapters
        """
        before, after = (
            [Entry(f":{n}", "", OWN[n], pages.get(f":{n}", UNKNOWN)) for n in names]
            for names in around
        )
        chapters = [
            Entry(
                chapter.docname,
                chapter.number,
                chapter.title,
                pages.get(chapter.docname, UNKNOWN),
                tuple(
                    Entry(id_, "", title, pages.get(id_, UNKNOWN))
                    for id_, title in sections[chapter.docname]
                ),
            )
            for chapter in self.book.chapters()
            if chapter.role != "imprint"
        ]
        return self.fill(
            "contents.html",
            heading="Contents",
            kind="contents",
            entries=[*before, *chapters, *after],
        )

    def chapter(self, chapter: Chapter, body: str) -> str:
        """Return a chapter's document."""
        return self.fill(
            "chapter.html",
            chapter=chapter,
            heading_id=qualify(chapter.docname, ""),
            body=body,
        )
