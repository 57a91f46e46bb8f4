"""The index: what authors note, merged, sorted and led to its places."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from sphinx.testing.util import SphinxTestApp

from guidepress.index.entries import Entry, list_groups, spell_words
from guidepress.locators import Place
from guidepress.pdf.locators import spell_chapters, spell_index

from .readers import epubcheck
from .readers.epub import EpubFile
from .readers.pdf import PdfFile

Build = Callable[..., SphinxTestApp]


@pytest.fixture
def build_root(rootdir: Path, tmp_path: Path) -> Iterator[Build]:
    """Return a function that builds the root, with more text in its first chapter."""
    apps = []

    def build_root(buildername: str, more: str = "") -> SphinxTestApp:
        shutil.copytree(rootdir / "test-index", tmp_path / "src")
        with Path(tmp_path, "src", "lamps.md").open("a") as file:
            file.write(more)
        apps.append(SphinxTestApp(buildername, tmp_path / "src"))
        apps[0].build()
        return apps[0]

    yield build_root
    for app in apps:
        app.cleanup()


# -- order -----------------------------------------------------------------------


def test_words_are_sorted_without_case_accents_and_articles() -> None:
    root = Entry("")
    for word in ("zeal", "The dark", "Élan", "earth", "a lamp", "lamp oil", "3 steps"):
        root.find([word])
    groups = [(letter, [e.word for e in found]) for letter, found in list_groups(root)]
    assert groups == [
        ("#", ["3 steps"]),
        ("D", ["The dark"]),
        ("E", ["earth", "Élan"]),
        ("L", ["a lamp", "lamp oil"]),
        ("Z", ["zeal"]),
    ]


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        ("single", "lamp", [["lamp"]]),
        ("single", "lamp; of clay", [["lamp", "of clay"]]),
        ("pair", "oil; smell", [["oil", "smell"], ["smell", "oil"]]),
        ("triple", "a; b; c", [["a", "b c"], ["b", "c, a"], ["c", "a b"]]),
    ],
)
def test_pairs_and_triples_stand_under_each_word(
    kind: str, value: str, words: list[list[str]]
) -> None:
    assert spell_words(kind, value) == words


# -- pages -----------------------------------------------------------------------


def spell(labels: str, main: str = "") -> str:
    """Return what an index prints for places on these pages."""
    places = [Place("d", f"i{n}", label in main.split()) for n, label in pages(labels)]
    page_map = {f"d:i{n}": label for n, label in pages(labels)}
    return "".join(
        f"*{piece.text}*" if piece.link and piece.link.main else piece.text
        for piece in spell_index(places, page_map)
    )


def pages(labels: str) -> list[tuple[int, str]]:
    return list(enumerate(labels.split()))


@pytest.mark.parametrize(
    ("labels", "printed"),
    [
        ("4", "4"),
        ("4 4 4", "4"),
        ("4 9", "4, 9"),
        ("4 5 6 9", "4–6, 9"),
        ("iv v 1 2", "iv, v, 1–2"),
        ("9 10 11", "9–11"),
    ],
)
def test_neighbouring_pages_are_joined(labels: str, printed: str) -> None:
    assert spell(labels) == printed


def test_a_main_page_stands_alone() -> None:
    assert spell("3 4 5 6", main="4") == "3, *4*, 5–6"


def test_places_without_a_page_yet_have_a_number_of_likely_width() -> None:
    assert "".join(p.text for p in spell_index([Place("d", "i")], {})) == "00"


def test_pages_are_told_by_chapter() -> None:
    places = [("chapter 2", Place("d", f"i{n}")) for n in range(4)]
    places.append(("Notes", Place("e", "i0")))
    page_map = {"d:i0": "7", "d:i1": "7", "d:i2": "9", "d:i3": "11", "e:i0": "40"}
    pieces = list(spell_chapters(places, page_map))
    assert "".join(piece.text for piece in pieces) == (
        "chapter 2, pages\u00a07, 9 and 11; Notes, page\u00a040"
    )
    assert [(p.link.id, p.name) for p in pieces if p.link] == [
        ("d:i0", "chapter 2, page 7"),
        ("d:i2", "chapter 2, page 9"),
        ("d:i3", "chapter 2, page 11"),
        ("e:i0", "Notes, page 40"),
    ]


# -- outputs ---------------------------------------------------------------------

LINES = [
    "cord: see wick",
    "the dark: Uses (Lamps)",
    "flame: Wicks",
    "lamp",
    "trimming of a: Wicks",
    "oil",
    "press, olive: Uses (Oil)",
    "smell: Wicks",
    "olive",
    "oil press: Uses (Oil)",
    "press",
    "olive oil: Uses (Oil)",
    "smell",
    "oil: Wicks",
    "wick: Wicks; Uses (Oil); see also flame",
    "Zürich: Wicks",
]


def read_lines(found: list[Any]) -> list[str]:
    return [" ".join("".join(node.itertext()).split()) for node in found]


def test_the_index_of_the_website(build_root: Build) -> None:
    app = build_root("html")
    assert app.warning.getvalue() == ""
    page = html.parse(Path(app.outdir, "words.html")).getroot()
    (index,) = page.xpath("//*[@role='doc-index']")
    assert index.get("aria-label") == "Index"
    assert read_lines(index.xpath(".//h2")) == list("CDFLOPSWZ")
    # neither the handout's words nor the glossary's
    assert read_lines(index.xpath(".//p")) == LINES
    assert index.xpath("string(.//strong)") == "Wicks"
    for link in index.xpath(".//a/@href"):
        name, _, id_ = link.partition("#")
        target = html.parse(Path(app.outdir, name or "words.html")).getroot()
        assert target.xpath(f"//*[@id='{id_}']"), link


def test_index_entries_leave_no_trace_in_the_text(build_root: Build) -> None:
    app = build_root("html")
    page = html.parse(Path(app.outdir, "lamps.html")).getroot()
    paragraphs = page.xpath("//article//section//p")
    texts = [node.text_content() for node in paragraphs]
    assert texts[:2] == ["A wick drinks. A flame stands.", "More on wicks."]
    assert all(text.strip() for text in texts)
    assert paragraphs[0].get("id") == "index-0"


def test_the_index_of_the_epub(build_root: Build) -> None:
    app = build_root("epub")
    assert app.warning.getvalue() == ""
    path = Path(app.outdir, "words.epub")
    epub = EpubFile(path)
    name = epub.page("words.xhtml")
    (index,) = epub.xpath(name, "//h:section[@epub:type='index']")
    assert index.get("role") == "doc-index"
    found = epub.xpath(name, "//h:section//h:li/h:p")
    assert read_lines(found) == LINES
    landmark = epub.xpath(epub.nav(), "//h:nav[@epub:type='landmarks']//h:a/text()")
    assert "Index" in landmark
    assert epubcheck.check(path) == []


def test_the_index_of_the_pdf(build_root: Build) -> None:
    app = build_root("pdf")
    assert app.warning.getvalue() == ""
    pdf = PdfFile(Path(app.outdir, "words.pdf"))
    lines = pdf.texts[-1].split("\r\n")
    assert "wick: 1, 3; see also flame" in lines
    assert "flame: 1" in lines
    assert "olive oil: 3" in lines


# -- refusals --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ("see: rope; wig", "from “rope” to “wig”, which has no place in the book: "),
        ("see: rope; cord", "from “rope” to “cord”, which has no place in the book"),
        ("seealso: wick; snuff", "from “wick” to “snuff”, which has no place"),
        ("pair: alone", "invalid pair index entry 'alone'"),
        (
            "module: os",
            "is no longer supported for index entries (from entry 'module: os')",
        ),
        ("", "“index” names no entry: write one on each line"),
    ],
)
def test_an_entry_that_leads_nowhere_is_refused(
    entry: str, fault: str, build_root: Build
) -> None:
    app = build_root("dummy", f"\n```{{index}}\n{entry}\n```\n\nText.\n")
    warnings = app.warning.getvalue().splitlines()
    assert "lamps.md:33: " in warnings[0]
    assert fault in warnings[0]
    assert len(warnings) == 1


def test_a_like_word_is_offered(build_root: Build) -> None:
    app = build_root("dummy", "\n```{index} see: rope; wik\n```\n\nText.\n")
    assert "did you mean wick?" in app.warning.getvalue()
