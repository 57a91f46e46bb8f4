"""The book put together from doctrees, and its PDF from other people's sources."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from docutils import nodes
from sphinx.testing.util import SphinxTestApp

from guidepress.book import (
    Book,
    assemble,
    list_sections,
    list_slots,
    plain_title,
)
from guidepress.pdf.builder import name_sections

from .readers.pdf import PdfFile
from .readers.words import find_lost

pytestmark = pytest.mark.sphinx("pdf", testroot="matter")


@pytest.fixture
def book(app: SphinxTestApp) -> Book:
    """The assembled book; its doctrees are resolved once in a process."""
    app.builder.read()
    list(app.env.check_dependents(app, set()))
    return assemble(app.env, app.builder)


def test_documents_stand_in_the_order_of_their_toctrees(app: SphinxTestApp) -> None:
    app.builder.read()
    assert [slot[:2] for slot in list_slots(app.env)] == [
        ("front/about", "front"),
        ("front/welcome", "front"),
        ("one", "body"),
        ("part/index", "body"),
        ("part/inner", "body"),
        ("notes", "back"),
    ]


def test_a_root_with_words_follows_the_imprint(app: SphinxTestApp) -> None:
    path = Path(app.srcdir, "index.md")
    path.write_text(path.read_text().replace("# Matter\n", "# Matter\n\nHello.\n", 1))
    app.builder.read()
    assert [slot.docname for slot in list_slots(app.env)][:2] == [
        "front/about",
        "index",
    ]


def test_the_imprint_is_bound_first_wherever_it_is_named(app: SphinxTestApp) -> None:
    index, notes = Path(app.srcdir, "index.md"), Path(app.srcdir, "notes.md")
    index.write_text(index.read_text().replace("front/about\n", ""))
    notes.write_text("---\nmatter: imprint\n---\n" + notes.read_text())
    app.builder.read()
    slot, *others = list_slots(app.env)
    assert (slot.docname, slot.matter, slot.role) == ("notes", "front", "imprint")
    assert [slot.docname for slot in others[:2]] == ["front/welcome", "one"]


def test_a_circle_of_toctrees_is_walked_once(app: SphinxTestApp) -> None:
    app.builder.read()
    before = list_slots(app.env)
    app.env.toctree_includes["part/inner"] = ["part/index", "index", "one", "notes"]
    assert [(s.docname, s.parent) for s in list_slots(app.env)] == [
        ("front/about", ""),
        ("front/welcome", ""),
        ("one", ""),
        ("part/index", ""),
        ("part/inner", "part/index"),
        ("notes", "part/inner"),
    ]
    assert before[-1] == ("notes", "back", "", "", "")


@pytest.mark.sphinx("pdf", testroot="epub-titles")
def test_titles_are_words_alone(book: Book) -> None:
    oil, _ = book.body
    assert oil.title == "Oil and light"
    assert [title for _, title in name_sections(oil)] == [
        "How it burns",
        "What Birch and Cedar saw",
    ]


def test_a_title_keeps_every_kind_of_word() -> None:
    title = nodes.title()
    title += [nodes.Text("H"), nodes.subscript("", "2"), nodes.Text("O, ")]
    title += [
        nodes.literal("", "code"),
        nodes.Text(" and  m"),
        nodes.superscript("", "2"),
    ]
    title += [nodes.raw("", "<br>", format="html"), nodes.footnote_reference("", "1")]
    assert plain_title(title) == "H2O, code and m2"


def test_sections_are_those_right_below(book: Book) -> None:
    one = next(c for c in book.body if c.docname == "one")
    (section,) = list_sections(one.doctree)
    assert plain_title(section) == "A section"
    assert list_sections(section) == []


def test_ids_are_unique_in_the_book(book: Book) -> None:
    ids = Counter(
        id_
        for chapter in book.chapters()
        for node in chapter.doctree.findall(nodes.Element)
        for id_ in node["ids"]
    )
    assert [id_ for id_, count in ids.items() if count > 1] == []
    assert "one:a-section" in ids
    assert "part/inner:a-section" in ids


def test_every_link_inside_leads_to_an_id(book: Book) -> None:
    ids = {chapter.docname for chapter in book.chapters()}
    links = []
    for chapter in book.chapters():
        for node in chapter.doctree.findall(nodes.Element):
            ids.update(node["ids"])
            if isinstance(node, nodes.reference):
                links.append(node)
    assert {node["refid"] for node in links} <= ids
    assert "part/inner" in {node["refid"] for node in links}
    assert len(links) == 4


def test_a_link_out_of_the_book_keeps_its_words(book: Book) -> None:
    one = next(c for c in book.body if c.docname == "one")
    paragraph = next(
        p for p in one.doctree.findall(nodes.paragraph) if "a sheet" in p.astext()
    )
    assert paragraph.astext() == "Here is the other section, and a sheet."
    assert len(list(paragraph.findall(nodes.reference))) == 1


def test_chapters_know_their_matter_number_and_role(book: Book) -> None:
    assert [c.role for c in book.front] == ["imprint", ""]
    assert [c.number for c in book.body[:2]] == ["1", "2"]
    assert [c.title for c in book.back] == ["Notes"]


def test_the_pdf_of_another_book_holds_all_its_words(app: SphinxTestApp) -> None:
    app.build()
    assert app.warning.getvalue() == ""
    pdf = PdfFile(Path(app.outdir) / "matter.pdf")
    lines = ["Who made it.", "What the note says.", "Its own words.", "HeadSecond"]
    lines += ["in a list", "The end.", "Here is the other section, and a sheet."]
    assert find_lost(lines, "\n".join(pdf.texts)) == []
    assert len(pdf.links) > 8
    records = json.loads((Path(app.outdir) / "pages.json").read_text())["pages"]
    assert [record["label"] for record in records] == pdf.labels
