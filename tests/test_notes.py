"""Notes in print: at the foot of the page, or at the end of the chapter."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sphinx.testing.util import SphinxTestApp

from guidepress.pdf.checks import name_lost_notes
from guidepress.pdf.engine import Engine

from .readers import verapdf
from .readers.pdf import PdfFile

Build = Callable[[str], PdfFile]

notes = pytest.mark.sphinx("pdf", testroot="furniture", srcdir="notes", freshenv=True)

LONG = " ".join(["oil"] * 90) + " end."


@pytest.fixture
def build(app: SphinxTestApp) -> Build:
    """Return a function that builds the root with this chapter."""

    def build(chapter: str) -> PdfFile:
        Path(app.srcdir, "wicks.md").write_text(f"# Wicks\n\n{chapter}\n")
        app.build()
        assert app.warning.getvalue() == ""
        return PdfFile(Path(app.outdir) / "lanterns.pdf")

    return build


def read(pdf: PdfFile, label: str = "3") -> list[str]:
    """Return the lines of a page, by its label."""
    lines = pdf.texts[pdf.labels.index(label)].splitlines()
    return [" ".join(line.split()) for line in lines]


@notes
def test_a_short_note_stands_at_the_foot_of_its_page(build: Build) -> None:
    pdf = build("Oil[^a] burns.\n\nIt smells.\n\n[^a]: *Whale* oil.")
    lines = read(pdf)
    assert lines[-1] == "1 Whale oil." or lines[-2] == "1 Whale oil."
    assert "Notes" not in lines
    assert lines.index("It smells.") < lines.index("1 Whale oil.")


@notes
def test_call_and_note_lead_to_each_other(build: Build, app: SphinxTestApp) -> None:
    pdf = build("Oil[^a] burns.\n\n[^a]: Whale oil.")
    assert {"wicks:a", "wicks:id1"} <= set(pdf.destinations)
    page = pdf.labels.index("3")
    assert [link.target for link in pdf.links if link.page == page] == [page, page]
    assert verapdf.validate(Path(app.outdir) / "lanterns.pdf", "ua1") == []


@notes
def test_a_second_call_leads_to_the_one_note(build: Build) -> None:
    pdf = build("Oil[^a] burns. Fat[^a] too.\n\n[^a]: Not water.")
    assert sum("Not water." in line for line in read(pdf)) == 1
    page = pdf.labels.index("3")
    assert len([link for link in pdf.links if link.page == page]) == 3


@notes
@pytest.mark.parametrize(
    "chapter",
    [
        f"Oil[^a] burns.\n\n[^a]: {LONG}",
        "Oil[^a] burns.\n\n[^a]: First.\n\n    The end.",
        "## Oil[^a]\n\nIt burns.\n\n[^a]: The end.",
        "| Oil[^a] |\n|---|\n| burns |\n\n[^a]: The end.",
        ":::{figure} lamp.svg\n:alt: x\n\nOil[^a].\n:::\n\n[^a]: The end.",
    ],
    ids=["long", "two paragraphs", "in a heading", "in a table's head", "in a caption"],
)
def test_other_notes_stand_at_the_end_of_the_chapter(
    build: Build, chapter: str
) -> None:
    lines = read(build(chapter))
    assert "Notes" in lines
    assert any(line.startswith("1 ") for line in lines[lines.index("Notes") :])
    assert any(line.endswith("end.") for line in lines[lines.index("Notes") :])


@notes
def test_a_note_in_a_heading_is_no_part_of_its_bookmark(build: Build) -> None:
    pdf = build("## Oil[^a]\n\nIt burns.\n\n[^a]: The end.")
    assert "Oil" in [title for _, title, _ in pdf.outline]


@notes
def test_many_notes_on_one_page_are_all_printed(build: Build) -> None:
    calls = " ".join(f"Oil{n}[^n{n}]." for n in range(60))
    words = "\n".join(f"[^n{n}]: Note{n} {'oil ' * 40}end{n}." for n in range(60))
    text = " ".join(build(f"{calls}\n\n{words}").texts)
    assert [n for n in range(60) if f"Note{n} " not in text] == []
    assert [n for n in range(60) if f"end{n}." not in text] == []


def test_a_note_that_no_page_shows_is_a_problem(tmp_path: Path) -> None:
    engine = Engine([], {}, tmp_path)
    html = '<html lang="en"><title>t</title><p>x{}<span role="doc-footnote">y</span>'
    good = engine.lay_out(html.format(""))
    bad = engine.lay_out(html.format("<style>span { display: none }</style>"))
    assert name_lost_notes("one", good.pages) == []
    assert "the note “y” is on no page" in str(name_lost_notes("one", bad.pages)[0])
