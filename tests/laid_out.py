"""The real book, laid out by one hand whose pages can be looked at."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.testing.util import _clean_up_global_state

from guidepress.book import assemble
from guidepress.pdf.builder import PdfBuilder
from guidepress.pdf.composing import Composer
from guidepress.pdf.composing.cache import PartCache
from guidepress.pdf.composing.hands import OneHand
from guidepress.pdf.composing.internals import furnish
from guidepress.pdf.engine import Page
from guidepress.pdf.pagination import settle
from guidepress.project import Project


@contextlib.contextmanager
def lay_out_book(
    book: Project, folder: Path, output: str = "pdf", *, with_heads: bool = False
) -> Iterator[dict[str, list[Page]]]:
    """Yield the laid-out pages of each part of a book.

    :param output: the builder of an edition
    :param with_heads: whether running heads and folios are on them
    """
    shutil.copytree(book.doctrees, folder / "doctrees")
    app = Sphinx(
        book.source, book.root, folder / "pdf", folder / "doctrees", output, status=None
    )
    try:
        builder = app.builder
        assert isinstance(builder, PdfBuilder)
        builder.read()
        builder.close_composer()  # one hand does it here, whose pages can be looked at
        list(app.env.check_dependents(app, set()))
        tools = builder.make_tools()
        hand = OneHand(lambda: tools)
        composer = Composer(hand, PartCache(folder / "kept", folder, [], ""))
        placed, _ = settle(composer, builder.list_parts(assemble(app.env, builder)))
        assert [p for part in placed for p in part.proof.problems] == []
        pages = {}
        for part in placed:
            if part.job:
                _, document, bare = hand.worker.take(part.job)
                if with_heads:
                    furnish(bare, part.folio)
                pages[part.job.name] = document.pages
        yield pages
    finally:
        # as Sphinx's test app does: other tests make one anew
        _clean_up_global_state()
