"""The book put together from doctrees, and its PDF from other people's sources."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from docutils import nodes
from sphinx.testing.util import SphinxTestApp

from guidepress.book import Book, assemble, list_chapters

from .readers.pdf import PdfFile
from .readers.words import count_words

pytestmark = pytest.mark.sphinx("pdf", testroot="matter")


@pytest.fixture
def book(app: SphinxTestApp) -> Book:
    """The assembled book; its doctrees are resolved once in a process."""
    app.builder.read()
    list(app.env.check_dependents(app, set()))
    return assemble(app.env, app.builder)


def test_documents_stand_in_the_order_of_their_toctrees(app: SphinxTestApp) -> None:
    app.builder.read()
    assert list_chapters(app.env) == [
        ("front/about", "front"),
        ("front/welcome", "front"),
        ("one", "body"),
        ("part/index", "body"),
        ("part/inner", "body"),
        ("notes", "back"),
    ]


def test_a_root_with_words_comes_first(app: SphinxTestApp) -> None:
    path = Path(app.srcdir, "index.md")
    path.write_text(path.read_text().replace("# Matter\n", "# Matter\n\nHello.\n", 1))
    app.builder.read()
    assert list_chapters(app.env)[0] == ("index", "front")


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
    words = "Who made it What the note says Its own words Head Second in a list The end"
    assert count_words(words) - pdf.words == Counter()
    assert len(pdf.links) > 8
    records = json.loads((Path(app.outdir) / "pages.json").read_text())["pages"]
    assert [record["label"] for record in records] == pdf.labels
