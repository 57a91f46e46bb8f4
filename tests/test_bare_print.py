"""A project that sets nothing but `extensions = ["guidepress"]` prints its book."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sphinx.testing.util import SphinxTestApp

from .readers import verapdf
from .readers.pdf import PdfFile

Build = Callable[[str], tuple[Path, str]]

pytestmark = pytest.mark.sphinx("pdf", testroot="bare-print", freshenv=True)

WORDS = """
first = 1
return gear * times
both of them
A wheel with teeth.
Added in version 1.1
How many.
whether it turned
Mind your fingers.
Of its own.
Ctrl+C
show all
line two
A quotation.
The words of the note.
""".strip().splitlines()


@pytest.fixture
def build(app: SphinxTestApp) -> Build:
    """Return a function that builds with more text: the PDF, and what was said."""

    def build(more: str) -> tuple[Path, str]:
        with Path(app.srcdir, "use.rst").open("a") as file:
            file.write(more)
        app.build()
        return Path(app.outdir) / "book.pdf", app.warning.getvalue()

    return build


def test_a_bare_project_is_printed_whole_and_accessible(build: Build) -> None:
    path, said = build("")
    assert said == ""
    text = "".join("".join(PdfFile(path).texts).split())
    assert [w for w in WORDS if "".join(w.split()) not in text] == []
    assert verapdf.validate(path, "ua1") == []
    assert verapdf.validate(path, "2a") == []


def test_what_is_for_the_screen_only_is_not_printed(build: Build) -> None:
    path, said = build("\n.. only:: pdf\n\n   Only on paper.\n")
    text = "".join(PdfFile(path).texts)
    assert said == ""
    assert "Only on paper" in text
    assert "Only on the web" not in text
    assert "Only in LaTeX" not in text


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ("\nAs :math:`a^2` is.\n", "the PDF cannot print formulas yet"),
        ("\n.. math::\n\n   a^2\n", "the PDF cannot print formulas yet"),
        (
            "\n.. image:: https://example.org/a.png\n   :alt: A gear.\n",
            "the picture https://example.org/a.png is on the network",
        ),
        ("\n.. image:: none.png\n   :alt: A gear.\n", "image file not readable"),
    ],
    ids=["formula", "display", "picture by address", "missing picture"],
)
def test_what_cannot_be_printed_is_refused_in_one_line(
    build: Build, more: str, refusal: str
) -> None:
    _, said = build(more)
    assert refusal in said, said
    assert said.count("WARNING") == 1, said
    assert "use.rst:112: " in said
