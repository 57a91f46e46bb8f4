"""`{book-index}` where the index stands, and `{index}` where a word is treated."""

from __future__ import annotations

from docutils import nodes
from sphinx.domains.index import IndexDirective
from sphinx.util.docutils import SphinxDirective

from ..nodes import book_index


class BookIndexDirective(SphinxDirective):
    """The index of the book; it is filled in when every document has been read."""

    def run(self) -> list[nodes.Node]:
        result = book_index()
        self.set_source_info(result)
        self.env.note_reread()  # it depends on every document
        return [result]


class IndexEntryDirective(IndexDirective):
    """Entries of the index for what follows, each on a line of its own.

    MyST hands only the first line on as an argument, so that Sphinx's directive takes
    but one entry there.
    """

    has_content = True
    required_arguments = 0
    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        lines = [*self.arguments, *self.content]
        self.arguments = ["\n".join(line for line in lines if line.strip())]
        if not self.arguments[0]:
            raise self.error("“index” names no entry: write one on each line")
        try:
            return super().run()
        except ValueError as error:
            raise self.error(f"the index entry cannot be read: {error}") from error
