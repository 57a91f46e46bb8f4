"""What other people's books ask of print: laid out whole, or refused in one line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sphinx.testing.util import SphinxTestApp

from .readers.pdf import PdfFile

Build = Callable[[str], tuple[PdfFile, str]]

pytestmark = pytest.mark.sphinx("pdf", testroot="demanding", freshenv=True)


@pytest.fixture
def build(app: SphinxTestApp) -> Build:
    """Return a function that builds a chapter: its PDF, and what was said."""

    def build(chapter: str) -> tuple[PdfFile, str]:
        Path(app.srcdir, "chapter.md").write_text(f"# Chapter\n\n{chapter}\n")
        app.build()
        path = Path(app.outdir) / "demanding.pdf"
        return PdfFile(path), app.warning.getvalue()

    return build


def list_words(count: int, letters: str = "") -> list[str]:
    return [f"w{n}{letters}" for n in range(count)]


def nest(opening: str, depth: int, words: list[str]) -> str:
    """Return admonitions in admonitions, the outermost fence the longest."""
    text = words[-1]
    for level in range(depth):
        fence = ":" * (3 + level)
        text = f"{fence}{{{opening}}}\n{words[level]}\n\n{text}\n{fence}"
    return text


LISTS = "\n".join("  " * n + f"- w{n}" for n in range(9))
TABLE_OF_7 = f"|{'|'.join(list_words(7))}|\n|{'---|' * 7}\n|{'several words|' * 7}"
TABLE_OF_12 = f"|{'|'.join(list_words(12))}|\n|{'---|' * 12}\n|{'several words|' * 12}"
TABLE_OF_WORDS = f"| A | B |\n|---|---|\n| w0 | {'w1' * 80} |"
LONG_TABLE = "| A | B |\n|---|---|\n" + "\n".join(
    f"| w{n} | {'some words ' * 9}|" for n in range(60)
)
TALL_ROW = "| A | B |\n|---|---|\n| w0 | " + " ".join(list_words(900)) + " |"
LONG_CODE = "```text\nw0 = " + "-".join(["word"] * 60) + " w1\n```"
MUCH_CODE = "```python\n" + "\n".join(f"w{n} = {n}" for n in range(150)) + "\n```"
MIXED = f":::{{note}}\nw0\n\n{LISTS}\n:::\n\n> w1\n>\n> > w2 quoted twice"
TALL_BOX = ":::{key-points}\n" + "\n".join(f"- w{n}" for n in range(90)) + "\n:::"


@pytest.mark.parametrize(
    ("chapter", "words"),
    [
        (LISTS, list_words(9)),
        (nest("note", 6, list_words(7)), list_words(7)),
        (TABLE_OF_7, list_words(7)),
        (TABLE_OF_WORDS, ["w0", "w1" * 5]),
        (LONG_TABLE, list_words(60)),
        (TALL_ROW, list_words(900)),
        (LONG_CODE, ["w0", "w1"]),
        (MUCH_CODE, list_words(150)),
        (MIXED, list_words(9)),
        (TALL_BOX, list_words(90)),
        ("`" + "w0" * 90 + "`", ["w0w0w0"]),
        (f"# Two {'very ' * 40}long\n\n## {'w0' * 60}\n\nw1", ["w0w0", "w1"]),
    ],
    ids=[
        *("deep lists", "nested notes", "7 columns", "a long word in a table"),
        *("a long table", "a row taller than the page", "a long line of code"),
        *("much code", "all mixed", "a box taller than the page", "long literal"),
        "long headings",
    ],
)
def test_no_word_is_lost(build: Build, chapter: str, words: list[str]) -> None:
    pdf, said = build(chapter)
    assert said == ""
    found = "".join("".join(pdf.texts).split())
    assert [word for word in words if word not in found] == []


@pytest.mark.parametrize("name", ["tall", "wide"])
@pytest.mark.parametrize(
    "chapter",
    [
        ":::{{figure}} {}.svg\n:alt: A frame.\n\nA caption.\n:::",
        ":::{{figure}} {}.svg\n:alt: A frame.\n:::",
        ":::{{figure}} {}.svg\n:alt: A frame.\n:width: 9000px\n:::",
        ":::{{image}} {}.svg\n:alt: A frame.\n:::",
        "![A frame]({}.svg)",
    ],
    ids=["captioned", "alone", "wider", "image", "in a line"],
)
def test_a_picture_larger_than_the_page_is_made_smaller(
    build: Build, name: str, chapter: str
) -> None:
    pdf, said = build(chapter.format(name))
    assert said == ""
    page = pdf.rendered[pdf.labels.index("1")]
    width, height = page.get_size()
    boxes = [found.get_bounds() for found in page.get_objects()]
    assert all(left >= 0 and right <= width for left, _, right, _ in boxes)
    assert all(low >= 0 and top <= height for _, low, _, top in boxes)


@pytest.mark.parametrize(
    ("chapter", "refusal"),
    [
        ("One.\n\nA word, שלום, in it.", ":5: WARNING: no bundled typeface has"),
        ("One.\n\nA snowman ⛄.", ":5: WARNING: no bundled typeface has"),
        ("One.\n\nAs $a^2$ is.", ":5: WARNING: the PDF cannot print formulas"),
        ("One.\n\n$$\na^2\n$$", ":5: WARNING: the PDF cannot print formulas"),
        (
            f"One.\n\n{TABLE_OF_12}",
            ":5: WARNING: “w8” runs off the page: break the line, or make",
        ),
    ],
    ids=["right to left", "no glyph", "formula", "display", "12 columns"],
)
def test_what_cannot_be_printed_is_refused_with_its_line(
    build: Build, chapter: str, refusal: str
) -> None:
    _, said = build(chapter)
    assert refusal in said, said
    assert said.count("chapter.md") == 1, said
