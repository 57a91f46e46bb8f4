"""What a page of the website says of its chapter, and how it prints."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pypdfium2
import pytest
from docutils import nodes
from docutils.utils import new_document
from playwright.sync_api import Page
from sphinx.testing.util import SphinxTestApp

from guidepress.build import build
from guidepress.html.chapters import count_minutes, say_minutes
from guidepress.project import Project

from .readers.browser import browsing, serving
from .readers.site import Site

#: What only a screen has use for.
ON_SCREEN = ("Leave this page", "Print this page", "Downloads", "Previous", "http")


def make_doctree(words: int) -> nodes.document:
    doctree = new_document("x")
    doctree += nodes.paragraph("", "word " * words)
    return doctree


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (1, "About 1 minute to read"),
        (200, "About 1 minute to read"),
        (201, "About 2 minutes to read"),
    ],
)
def test_time_to_read_is_rounded_up(words: int, said: str) -> None:
    assert say_minutes(count_minutes(make_doctree(words))) == said


def test_words_of_a_link_are_counted_once() -> None:
    doctree = make_doctree(0)
    link = nodes.reference("", "word " * 201)
    doctree += nodes.paragraph("", "", link)
    assert count_minutes(doctree) == 2


@pytest.mark.sphinx("html", testroot="html-site", freshenv=True)
def test_only_chapters_say_how_long_they_take(app: SphinxTestApp) -> None:
    app.build()
    site = Site(Path(app.outdir))
    found = "//p[contains(@class, 'reading-time')]"
    assert site["guide/one.html"].text(found) == "About 1 minute to read"
    assert [name for name in site.pages if site[name].text(found)] == ["guide/one.html"]


def test_foot_says_when_the_text_was_checked(book: Project) -> None:
    foot = Site(book.dist / "site")["guide/toolkit.html"].text("//footer")
    assert "Text checked on 24 November 2026. Next check by 24 November 2029." in foot
    assert "Not yet clinically reviewed or tested with readers." in foot


def test_day_that_is_none_is_refused(
    small: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    with (small.root / "conf.py").open("a", encoding="utf-8") as file:
        file.write('html_theme = "guidepress"\n')
        file.write('guidepress_front_matter = {"last_reviewed": "in spring"}\n')
    assert build(small, ("html",)) != 0
    message = capsys.readouterr().err
    assert "last_reviewed: 'in spring' is no day: write it as in" in message


# -- on paper --------------------------------------------------------------------


@pytest.fixture(scope="module")
def chapter(book: Project) -> Iterator[Page]:
    with serving(book.dist / "site") as address, browsing() as browser:
        page = browser.new_page()
        page.goto(address + "guide/toolkit.html")
        yield page


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_chapter_prints_without_what_is_for_a_screen(chapter: Page, paper: str) -> None:
    pdf = pypdfium2.PdfDocument(chapter.pdf(format=paper))
    text = "\n".join(page.get_textpage().get_text_range() for page in pdf)
    assert "Your toolkit" in text
    assert "Not yet clinically reviewed" in text
    assert "Sources of this chapter" in text
    assert "call 999" in " ".join(text.split())
    for words in (
        "Leave this page",
        "Print this page",
        "Downloads",
        "Previous",
        "http",
    ):
        assert words not in text, words


def test_sheet_prints_to_the_edges_that_paper_has(chapter: Page) -> None:
    """The column is no wider than the paper: nothing is made smaller to fit."""
    chapter.emulate_media(media="print")
    chapter.set_viewport_size({"width": 640, "height": 900})
    assert chapter.evaluate("document.documentElement.scrollWidth") <= 640
    chapter.emulate_media(media="screen")


def test_button_prints(chapter: Page) -> None:
    chapter.evaluate("window.print = () => (window.printed = true)")
    chapter.get_by_role("button", name="Print this page").click()
    assert chapter.evaluate("window.printed")


# -- weight ----------------------------------------------------------------------


def test_first_view_of_a_chapter_is_light(book: Project, chapter: Page) -> None:
    """On a slow line: 150 kB with the typefaces, as a server would compress it."""
    asked: list[str] = []
    chapter.on("request", lambda request: asked.append(urlsplit(request.url).path))
    chapter.reload(wait_until="networkidle")
    assert any(path.endswith(".woff2") for path in asked)
    weight = sum(weigh(book.dist / "site" / path.lstrip("/")) for path in asked)
    assert 50_000 < weight < 150_000


def weigh(file: Path) -> int:
    content = file.read_bytes()
    return len(content if file.suffix == ".woff2" else gzip.compress(content))
