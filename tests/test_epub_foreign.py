"""The EPUB of books that know nothing of this project, with others' extensions.

Each root is a construct: it ends in a valid EPUB, and no word of it is lost.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .foreign import Built, build_foreign
from .readers.epubcheck import check

#: Root -> what a reader must find on its pages, in order.
WORDS = {
    "admonitions": [
        *("Warning", "Keep off.", "By the way", "Gears turn.", "Note", "An item."),
        *("And code.", "Added in version 2.0", "The crank.", "Todo", "Oil it."),
    ],
    "copy-buttons": ['print("Copy me.")', "Copy"],
    "design": [
        *("A card", "What the card says.", "new", "What the grid says.", "One"),
        *("What the first tab says.", "Two", "What the second tab says.", "Fold"),
        *("What the fold hides.", "Press"),
    ],
    "diagrams": [
        *("A leads to B.", "Mermaid", "graph TD A --> B", "How it turns"),
        *("C leads to D.", "Graphviz", "digraph { C -> D }", "A line behind."),
    ],
    "far-pictures": ["A gear that was fetched.", "A gear that was not."],
    "genindex": ["A gear turns; see the index."],
    "icons": ["A flash.", "A star.", "A home.", "A bolt."],
    "injected": ["☐ To do", "☑ Done"],
    "inline-tabs": ["Old", "What the old tab says.", "New", "What the new tab says."],
    "mathematics": ["Sum", "as in", "No formula:", r"\nosuchcommand{x}"],
    "media": [
        *("https://example.org/film.mp4", "A film", "https://example.org/sound.mp3"),
        *("A pixel.", "https://example.org/thing.swf", "Behind them."),
    ],
    "orphan": ["A page that is bound, and one that is not."],
    "raw-html": [
        *(
            "One",
            "two bold",
            "both",
            "and X.",
            "Left open",
            "Second & third",
        ),
        *("Old words", "More", "Within the fold.", "cell", "next", "Behind it."),
        *("Elsewhere", "nowhere"),
    ],
    "raw-pictures": ["In a line,", "An ornament:", "No file at all."],
    "unknown-node": ["What the gadget says."],
}

#: Root -> what its build warns of, for the editor.
WARNINGS = {
    "far-pictures": ["is on the network"],
    "mathematics": ["index.md:9: WARNING: the formula cannot be read"],
    "raw-html": [
        f"index.md:{line}: WARNING: a script or style in raw HTML is left out"
        for line in (16, 17)
    ],
    "raw-pictures": ["has no alternative text", "is no file under source/"],
    "unknown-node": ["index.md:3: WARNING: the EPUB knows no markup for gadget"],
}

Foreign = Callable[[str], Built]


@pytest.fixture(scope="module")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> Foreign:
    """Return a function that builds the EPUB of a root, once."""
    built: dict[str, Built] = {}

    def build(name: str) -> Built:
        if name not in built:
            folder = tmp_path_factory.mktemp(name)
            built[name] = build_foreign(f"foreign-{name}", folder)
        return built[name]

    return build


@pytest.mark.parametrize("name", WORDS)
def test_epubcheck_finds_nothing(name: str, foreign: Foreign) -> None:
    assert check(foreign(name).epub.path) == []


@pytest.mark.parametrize("name", WORDS)
def test_no_word_is_lost(name: str, foreign: Foreign) -> None:
    epub = foreign(name).epub
    texts = [epub.text(page) for page in epub.spine() if "/text/" in page]
    text, place = " ".join(texts), 0
    for words in WORDS[name]:
        found = text.find(words, place)
        assert found >= 0, words
        place = found + len(words)


@pytest.mark.parametrize("name", WORDS)
def test_an_editor_is_told_what_is_left_out_and_no_more(
    name: str, foreign: Foreign
) -> None:
    lines = foreign(name).warnings.splitlines()
    expected = WARNINGS.get(name, [])
    assert [w for w in expected if not any(w in line for line in lines)] == []
    assert [line for line in lines if not any(w in line for w in expected)] == []


def test_raw_html_is_read_as_a_browser_reads_it(foreign: Foreign) -> None:
    epub = foreign("raw-html").epub
    page = epub.page("index.xhtml")
    (second,) = epub.xpath(page, "//h:div[@class='wide']/h:p[2]")
    assert second.text.startswith("Second & third")
    assert len(epub.xpath(page, "//h:td")) == 2
    assert "alert" not in epub.text(page)
    assert not epub.xpath(page, "//h:script | //h:style | //@bgcolor")


def test_films_frames_and_far_pictures_are_links(foreign: Foreign) -> None:
    epub = foreign("media").epub
    names = ("film.mp4", "player", "sound.mp3", "pixel.gif", "thing.swf")
    assert epub.xpath(epub.page("index.xhtml"), "//h:a/@href") == [
        f"https://example.org/{name}" for name in names
    ]


def test_a_diagram_is_code_with_a_word_on_what_it_is(foreign: Foreign) -> None:
    epub = foreign("diagrams").epub
    notes = "//h:p[following-sibling::*[1]/descendant-or-self::h:pre]/text()"
    assert epub.xpath(epub.page("index.xhtml"), notes) == [
        "A diagram, as it is written in Mermaid:",
        "A diagram, as it is written in Graphviz:",
    ]


def test_a_formula_that_can_be_read_is_mathml(foreign: Foreign) -> None:
    epub = foreign("mathematics").epub
    formulas = epub.xpath(epub.page("index.xhtml"), "//m:math/@alttext")
    assert formulas == ["a^2", r"\sum_{i=1}^{n} x_i"]


def test_a_page_that_no_toctree_names_is_left_out(foreign: Foreign) -> None:
    epub = foreign("orphan").epub
    assert not [name for name in epub.members if "lost" in name]
    assert epub.xpath(epub.page("index.xhtml"), "//h:a") == []


def test_sphinx_s_own_pages_are_no_pages_of_the_book(foreign: Foreign) -> None:
    epub = foreign("genindex").epub
    pages = [name.rpartition("/")[2] for name in epub.spine() if "/text/" in name]
    assert pages == ["gears.xhtml"]
    assert epub.xpath(epub.page("gears.xhtml"), "//h:a") == []


@pytest.mark.parametrize("name", ["copy-buttons", "icons", "injected"])
def test_nothing_that_is_a_websites_is_packed(name: str, foreign: Foreign) -> None:
    epub = foreign(name).epub
    assert {n.rpartition(".")[2] for n in epub.members if n.startswith("EPUB/")} == {
        *("css", "ncx", "opf", "png", "xhtml")
    }
    (style,) = (n for n in epub.members if n.endswith(".css"))
    assert "font-face" not in epub.members[style].decode()
    for page in epub.spine():
        assert not epub.xpath(page, "//h:meta | //h:script | //h:button")
