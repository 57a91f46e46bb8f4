"""Figures: the line on their use, and the picture in words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from docutils import nodes
from lxml import html
from sphinx.testing.util import SphinxTestApp

from guidepress.nodes import how_to_use, long_description

from .conftest import sphinx_words
from .readers.epub import EpubFile
from .readers.epubcheck import check
from .readers.pdf import PdfFile

DESCRIPTION = "The dot is round. It stands in the middle. Nothing is beside it."


def build(app: SphinxTestApp) -> Path:
    app.build()
    assert app.warning.getvalue() == ""
    return Path(app.outdir)


def join_words(element: Any) -> str:
    return " ".join(element.text_content().split())


@sphinx_words("html", "figures")
def test_the_use_of_a_picture_follows_its_caption(app: SphinxTestApp) -> None:
    page = html.parse(build(app) / "guide" / "one.html")
    first, second = page.xpath("//figure/figcaption")
    assert [child.get("class") for child in first] == [
        None,
        "how-to-use",
        "long-description",
    ]
    assert join_words(first[1]) == "How to use this picture: find the middle first."
    assert join_words(second) == "How to use this picture: look again."


@sphinx_words("html", "figures")
@pytest.mark.parametrize("name", ["guide/one.html", "handouts/h1.html"])
def test_a_drawing_is_tied_to_its_words(app: SphinxTestApp, name: str) -> None:
    page = html.parse(build(app) / name)
    drawing = page.xpath("//figure//*[local-name()='svg']")[0]
    (words,) = page.xpath(f"//details[@id='{drawing.get('aria-details')}']")
    assert join_words(words[0]) == "This picture in words"
    assert join_words(words).startswith("This picture in words The dot is round.")


@sphinx_words("html", "figures")
def test_a_picture_without_words_names_none(app: SphinxTestApp) -> None:
    page = html.parse(build(app) / "guide" / "one.html")
    _, second = page.xpath("//figure//*[local-name()='svg']")
    assert "aria-details" not in second.attrib


@sphinx_words("epub", "figures-epub")
def test_the_epub_folds_the_words_below_the_picture(app: SphinxTestApp) -> None:
    (path,) = build(app).glob("*.epub")
    epub = EpubFile(path)
    page = epub.page("guide/one.xhtml")
    (target,) = epub.xpath(page, "//h:figure//h:img/@aria-details")
    (words,) = epub.xpath(page, f"//h:details[@id='{target}']")
    spoken = " ".join("".join(words.itertext()).split())
    assert spoken.endswith(f"{DESCRIPTION} Back to Fig. 1.1 ↩\ufe0e")
    (back,) = words.iter("{*}a")
    (figure,) = epub.xpath(page, f"//h:figure[.//h:img/@aria-details='{target}']")
    assert back.get("href") == f"#{figure.get('id')}"
    assert back.get("aria-label") == "Back to Fig. 1.1"
    assert "longDescription" in epub.meta("schema:accessibilityFeature")
    assert check(path) == []


@sphinx_words("pdf", "figures-pdf")
def test_print_shows_the_words_below_the_caption(app: SphinxTestApp) -> None:
    text = " ".join("\n".join(PdfFile(build(app) / "lamps.pdf").texts).split())
    assert f"find the middle first. This picture in words {DESCRIPTION}" in text


@sphinx_words("handouts", "figures-handout")
def test_a_sheet_leaves_the_words_to_the_website(app: SphinxTestApp) -> None:
    (text,) = PdfFile(build(app) / "a4" / "h1.pdf").texts
    assert "look at it." in text
    assert "The dot is round." not in text


# -- other people's books ------------------------------------------------------


@sphinx_words("html", "legends", guidepress_long_descriptions=False)
def test_a_legend_stays_a_legend_unless_the_book_says_so(app: SphinxTestApp) -> None:
    page = html.parse(build(app) / "guide" / "one.html")
    assert page.xpath("//details") == []
    (legend,) = page.xpath("//figcaption/div[@class='legend']")
    assert join_words(legend) == DESCRIPTION
    assert page.xpath("//@aria-details") == []


@sphinx_words("epub", "legends-epub", guidepress_long_descriptions=False)
def test_a_legend_is_read_in_the_epub(app: SphinxTestApp) -> None:
    (path,) = build(app).glob("*.epub")
    epub = EpubFile(path)
    (legend,) = epub.xpath(epub.page("guide/one.xhtml"), "//h:figcaption/h:div")
    assert " ".join("".join(legend.itertext()).split()) == DESCRIPTION
    assert check(path) == []


@sphinx_words("dummy", "nodes")
def test_the_parts_of_a_figure_have_a_place_in_the_source(app: SphinxTestApp) -> None:
    build(app)
    doctree = app.env.get_doctree("guide/one")
    parts = [*doctree.findall(how_to_use), *doctree.findall(long_description)]
    assert [part.line for part in parts] == [6, 19, 6]
    assert all(isinstance(part.parent, nodes.figure) for part in parts)
