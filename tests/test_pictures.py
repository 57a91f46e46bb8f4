"""The pictures in words, collected at the back of the book."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from lxml import html
from sphinx.testing.util import SphinxTestApp

from guidepress.locators import Place
from guidepress.pdf.locators import spell_words

from .readers import epubcheck
from .readers.epub import EpubFile
from .readers.pdf import PdfFile

Build = Callable[..., SphinxTestApp]

WORDS = "The dot is round. It stands in the middle. Nothing is beside it."
LIST = "# In words\n\n:::{pictures-in-words}\n:::\n"
TOCTREE = "\n:::{toctree}\n:name: back\n\nback/pictures\n:::\n"


@pytest.fixture
def build_root(rootdir: Path, tmp_path: Path) -> Iterator[Build]:
    """Return a function that builds the root with a document at the back.

    :param chapter: what is to be in the chapter instead of its own text
    """
    apps = []

    def build_root(
        buildername: str, back: str = LIST, chapter: str = "", **settings: object
    ) -> SphinxTestApp:
        source = tmp_path / "src"
        shutil.copytree(rootdir / "test-words", source)
        (source / "back").mkdir()
        (source / "back" / "pictures.md").write_text(back)
        with (source / "index.md").open("a") as index:
            index.write(TOCTREE)
        if chapter:
            (source / "guide" / "one.md").write_text(f"# Chapter one\n\n{chapter}")
        apps.append(SphinxTestApp(buildername, source, confoverrides=settings))
        apps[0].build()
        return apps[0]

    yield build_root
    for app in apps:
        app.cleanup()


def join_words(text: str) -> str:
    return " ".join(text.split())


def outdir(app: SphinxTestApp) -> Path:
    assert app.warning.getvalue() == ""
    return Path(app.outdir)


def test_a_page_stands_behind_the_words_of_a_link() -> None:
    pages = {"d:fig": "14"}
    (piece,) = spell_words("Figure 3.1", Place("d", "fig"), pages)
    assert (piece.text, piece.name) == (
        "Figure 3.1, page\u00a014",
        "Figure 3.1, page 14",
    )
    (piece,) = spell_words("", Place("d", "fig"), pages)
    assert piece.text == "page\u00a014"


def test_print_leads_from_the_caption_to_the_words_and_back(build_root: Build) -> None:
    pdf = PdfFile(outdir(build_root("pdf")) / "lamps.pdf")
    texts = [join_words(text) for text in pdf.texts]
    (picture,) = (
        i for i, t in enumerate(texts) if "How to use this picture: find" in t
    )
    (words,) = (i for i, t in enumerate(texts) if WORDS in t)
    assert f"This picture in words: page {pdf.labels[words]}" in texts[picture]
    assert f"Fig. 1.1, page {pdf.labels[picture]}. A dot." in texts[words]
    assert words > picture
    ways = {(link.page, link.target) for link in pdf.links}
    assert {(picture, words), (words, picture)} <= ways


def test_the_website_lists_the_words_and_leads_to_the_picture(
    build_root: Build,
) -> None:
    site = outdir(build_root("html"))
    page = html.parse(site / "back" / "pictures.html")
    (heading,) = page.xpath("//article//h2")
    assert join_words(heading.text_content()) == "Fig. 1.1. A dot."
    (link,) = heading.xpath("./a")
    assert (link.text, link.get("href")) == ("Fig. 1.1", "../guide/one.html#fig-dot")
    assert WORDS in join_words(page.xpath("//article")[0].text_content())
    # and they stay where they are folded
    assert html.parse(site / "guide" / "one.html").xpath("//figure//details")


def test_a_picture_without_a_number_is_called_a_picture(build_root: Build) -> None:
    site = outdir(build_root("html", numfig=False))
    (heading,) = html.parse(site / "back" / "pictures.html").xpath("//article//h2")
    assert join_words(heading.text_content()) == "Picture. A dot."


def test_a_sheet_is_not_in_the_list(build_root: Build) -> None:
    page = html.parse(outdir(build_root("html")) / "back" / "pictures.html")
    assert len(page.xpath("//article//h2")) == 1


def test_epubcheck_finds_nothing_in_a_book_with_the_list(build_root: Build) -> None:
    (path,) = outdir(build_root("epub")).glob("*.epub")
    epub = EpubFile(path)
    text = "".join(epub.xpath(epub.page("back/pictures.xhtml"), "//h:body//text()"))
    assert WORDS in join_words(text)
    assert epubcheck.check(path) == []


FIGURE = """\
:::{{figure}} /figures/dot.svg
:name: fig-dot
:alt: A dot.

A dot.

{words}
:::

See {{ref}}`fig-dot`.
"""


def test_links_and_index_entries_in_the_words_may_stand_twice(
    build_root: Build,
) -> None:
    words = "The dot, {doc}`a start </front/start>`, is {index}`round`."
    site = outdir(build_root("html", chapter=FIGURE.format(words=words)))
    page = html.parse(site / "back" / "pictures.html")
    (link,) = page.xpath("//article//a[text()='a start' or span='a start']")
    assert link.get("href") == "../front/start.html"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {"guidepress_long_descriptions": False},
            "pictures.md:3: WARNING: “pictures-in-words” has no pictures: say "
            "“guidepress_long_descriptions = True” in conf.py, or take it out",
        ),
        (
            {"back": f"{LIST}\n:::{{pictures-in-words}}\n:::\n"},
            "pictures.md:6: WARNING: the pictures in words stand twice: "
            "take one list out",
        ),
        (
            {"chapter": "No picture.\n"},
            "pictures.md:3: WARNING: no picture is told in words: take the list out",
        ),
        (
            {"chapter": FIGURE.format(words="It is round.{cite}`lamp2001`")},
            "one.md:3: WARNING: a picture in words names a work: "
            "put the citation into the caption",
        ),
    ],
)
def test_a_list_that_cannot_stand_is_refused(
    build_root: Build, changes: dict[str, object], told: str
) -> None:
    app = build_root("dummy", **changes)
    assert told in app.warning.getvalue()
