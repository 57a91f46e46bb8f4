"""The EPUB of a book that knows nothing of this project, with others' extensions."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest
from lxml import etree
from sphinx.testing.util import SphinxTestApp

from guidepress.epub.repair import CLOSE, OPEN, repair_body

from .readers.epub import EpubFile
from .readers.epubcheck import check


class Built(NamedTuple):
    """A book and what its build warned of."""

    epub: EpubFile
    warnings: str


@pytest.fixture(scope="module")
def foreign(rootdir: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A book with cards, tabs, raw HTML, films, and pages that others write into."""
    folder = tmp_path_factory.mktemp("foreign") / "src"
    shutil.copytree(rootdir / "test-epub-foreign", folder)
    warnings = io.StringIO()
    app = SphinxTestApp("epub", folder, warning=warnings)
    try:
        app.build()
    finally:
        app.cleanup()
    (path,) = Path(app.outdir).glob("*.epub")
    return Built(EpubFile(path), warnings.getvalue())


def words(built: Built, page: str) -> str:
    return built.epub.text(built.epub.page(page))


def test_epubcheck_finds_nothing_in_it(foreign: Built) -> None:
    assert check(foreign.epub.path) == []


@pytest.mark.parametrize(
    "text",
    [
        "A card",
        "What the card says.",
        "What the first tab says.",
        "What the second tab says.",
        "What the fold hides.",
        "What the inline tab says.",
        "What the other inline tab says.",
        "Press",
        "Keep off.",
        "☐ To do",
        "☑ Done",
        "graph TD",
        "What the gadget says.",
    ],
)
def test_what_extensions_fold_away_is_in_sight(foreign: Built, text: str) -> None:
    assert text in words(foreign, "boxes.xhtml")


def test_raw_html_is_read_as_a_browser_reads_it(foreign: Built) -> None:
    page = foreign.epub.page("raw.xhtml")
    assert foreign.epub.xpath(page, "//h:div[@class='wide']/h:p[2]/text()")[
        0
    ].startswith("Second & third")
    assert len(foreign.epub.xpath(page, "//h:td")) == 2
    assert "alert" not in words(foreign, "raw.xhtml")
    assert "Behind it." in words(foreign, "raw.xhtml")
    assert not foreign.epub.xpath(page, "//h:script | //h:style | //@bgcolor")


def test_films_frames_and_far_pictures_are_links(foreign: Built) -> None:
    page = foreign.epub.page("media.xhtml")
    assert foreign.epub.xpath(page, "//h:a/@href") == [
        f"https://example.org/{name}"
        for name in (
            "gear.png",
            "film.mp4",
            "player",
            "sound.mp3",
            "pixel.gif",
            "thing.swf",
        )
    ]
    assert "A far gear." in words(foreign, "media.xhtml")


def test_a_page_that_no_toctree_names_is_left_out(foreign: Built) -> None:
    assert not [name for name in foreign.epub.members if "lost" in name]


def test_nothing_that_extensions_add_to_a_website_is_packed(foreign: Built) -> None:
    assert not [n for n in foreign.epub.members if n.endswith((".js", "copy.css"))]
    for page in foreign.epub.spine():
        assert not foreign.epub.xpath(page, "//h:meta[@name='broken'] | //h:script")


def test_an_unknown_node_is_named_with_its_line(foreign: Built) -> None:
    assert "boxes.md:61: WARNING: the EPUB knows no markup for gadget" in (
        foreign.warnings
    )


def test_a_script_that_is_left_out_is_named_with_its_line(foreign: Built) -> None:
    assert re.search(r"raw\.md:\d+: WARNING: a script or style", foreign.warnings)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>a<br>b", "ab"),
        ("<form><input name=a value=b><button>Go</button></form>", "bGo"),
        ("a < b & c", "a < b & c"),
        ("<p>\x0bdown", "down"),
        ("</div></section>rest", "rest"),
        ('<img src="none.png" alt="A cog.">', "A cog."),
        ("<iframe src='javascript:x' title=T></iframe>", "T"),
        ("<p 1a=b>x", "x"),
        ("<b id=a></b><b id=a>twice", "twice"),
        ("<script>if (a < b && c)</script>after", "after"),
        ("<ruby>a<rt>b</ruby>", "ab"),
    ],
)
def test_whatever_comes_is_xml_with_its_words(body: str, expected: str) -> None:
    result = repair_body(body, "../images")
    root = etree.fromstring(OPEN + result + CLOSE)
    assert "".join(root.itertext()) == expected
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_a_good_page_comes_back_to_the_byte() -> None:
    body = '<p id="a">well &amp; <a href="#a">good</a></p>\n<div></div>\n'
    assert repair_body(body, "../images") == body
