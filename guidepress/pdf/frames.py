"""The HTML around the chapters: title page, contents, and each chapter's own page."""

from __future__ import annotations

from typing import Any, NamedTuple

from ..book import Book, Chapter, qualify
from ..templating import describe_book, load_templates
from .pagination import PageMap


class Entry(NamedTuple):
    """A line of the contents."""

    id: str
    number: str
    title: str
    label: str  #: the printed page number; zeros until it is known
    sections: tuple[Entry, ...] = ()


class Frames:
    """Fills the templates in templates/pdf/."""

    def __init__(self, config: Any, book: Book) -> None:
        self.config, self.book = config, book
        self.templates = load_templates("pdf")
        self.common = describe_book(config)

    def fill(self, template: str, **values: Any) -> str:
        """Fill one template."""
        return self.templates.get_template(template).render(self.common, **values)

    def title_page(self) -> str:
        """Return the title page, whose head gives the PDF its metadata."""
        return self.fill("title-page.html")

    def contents(
        self, sections: dict[str, list[tuple[str, str]]], pages: PageMap
    ) -> str:
        """Return the contents with the page numbers known so far.

        :param sections: docname -> (id, title) of the sections it lists
        """
        entries = [
            Entry(
                chapter.docname,
                chapter.number,
                chapter.title,
                pages.get(chapter.docname, "00"),
                tuple(
                    Entry(id_, "", title, pages.get(id_, "00"))
                    for id_, title in sections[chapter.docname]
                ),
            )
            for chapter in self.book.chapters()
            if chapter.role != "imprint"
        ]
        return self.fill("contents.html", entries=entries)

    def chapter(self, chapter: Chapter, body: str) -> str:
        """Return a chapter's document."""
        return self.fill(
            "chapter.html",
            chapter=chapter,
            heading_id=qualify(chapter.docname, ""),
            body=body,
        )
