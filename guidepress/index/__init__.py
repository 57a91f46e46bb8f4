"""The index of the book, made from Sphinx's own index entries."""

from __future__ import annotations

from sphinx.application import Sphinx

from .checks import check_references
from .directives import BookIndexDirective, IndexEntryDirective
from .transforms import WriteIndex


def setup(app: Sphinx) -> None:
    """Register what authors say, and what is made of it."""
    app.add_directive("book-index", BookIndexDirective)
    # Sphinx's own, with a line for each entry
    app.add_directive("index", IndexEntryDirective, override=True)
    app.add_post_transform(WriteIndex)
    app.connect("env-check-consistency", check_references)
