"""The pages that print tells behind the links of its text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sphinx.testing.util import SphinxTestApp

from .readers.pdf import PdfFile

Read = Callable[[str], str]


@pytest.fixture
def read(app: SphinxTestApp) -> Read:
    """Return a function that builds the root with this chapter, and reads its page."""

    def read(chapter: str) -> str:
        Path(app.srcdir, "wicks.md").write_text(chapter)
        app.build()
        assert app.warning.getvalue() == ""
        pdf = PdfFile(Path(app.outdir) / "lanterns.pdf")
        return " ".join(pdf.texts[pdf.labels.index("3")].split())

    return read


pages = pytest.mark.sphinx(
    "pdf", testroot="furniture", srcdir="cross-references", freshenv=True
)


@pages
def test_a_link_says_on_which_page_it_ends(read: Read) -> None:
    words = read("# Wicks\n\nSee {doc}`oil`, {numref}`lamp` and {ref}`it <lamp>`.\n")
    assert "See Oil, and where to find it (page 1), Fig. 1.1 (page 1) and" in words
    assert "it (page 1)." in words


@pages
def test_links_in_lists_and_tables_say_it_too(read: Read) -> None:
    words = read(
        "# Wicks\n\n- {ref}`one <lamp>`\n\n| A |\n|---|\n| {ref}`two <lamp>` |\n"
    )
    assert "one (page 1)" in words
    assert "two (page 1)" in words


@pages
def test_what_stands_in_order_is_found_without_a_page(read: Read) -> None:
    words = read(
        "# Wicks\n\nOf {term}`cotton`.\n\n:::{glossary}\ncotton\n  A plant.\n:::\n"
    )
    assert "Of cotton." in words
    assert "(page" not in words


@pages
def test_a_heading_says_no_page(read: Read) -> None:
    words = read("# Wicks\n\n## After {doc}`oil`\n\nText.\n")
    assert "After Oil, and where to find it Text." in words


@pages
def test_an_address_on_the_web_has_no_page(read: Read) -> None:
    words = read("# Wicks\n\nSee [the site](https://example.org/).\n")
    assert "See the site." in words
