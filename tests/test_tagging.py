"""The structure tree: one element for each of the source's, in the source's order."""

from __future__ import annotations

import pytest

from .readers.tree import Element
from .tagged import Tag, faces, tag

__all__ = ["faces", "tag"]

LONG = "Some words that go on and on. " * 60
PICTURE = (
    "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='20'>"
    "<title>A bar</title><rect width='40' height='20'/></svg>"
)


def only(root: Element, type_: str) -> Element:
    """Return the one element of a type."""
    (found,) = root.find(type_)
    return found


@pytest.mark.parametrize(
    ("body", "outline"),
    [
        ("<p>One <em>two</em></p>", "P(Em)"),
        ("<section><h1>T</h1><p>x</p></section>", "Sect(H1 P)"),
        ("<div>bare<p>x</p>bare</div>", "P P P"),
        ("<div>one</div><div>two</div>", "P P"),
        ("<div><a href='#x' id='x'>bare</a> words</div>", "P(Link)"),
        ("<ul><li>x</li></ul>", "L(LI(Lbl LBody))"),
        ("<ul><li><p>x</p><p>y</p></li></ul>", "L(LI(Lbl LBody(P P)))"),
        (
            "<ol><li>x<ul><li>y</li></ul></li></ol>",
            "L(LI(Lbl LBody(L(LI(Lbl LBody)))))",
        ),
        ("<ul style='list-style: none'><li>x</li></ul>", "L(LI(LBody))"),
        (
            "<dl><dt>a</dt><dd>b</dd><dt>c</dt><dd><p>d</p></dd></dl>",
            "L(LI(Lbl LBody) LI(Lbl LBody(P)))",
        ),
        ("<blockquote>x</blockquote>", "BlockQuote(P)"),
        ("<pre><code>x</code></pre>", "P(Code)"),
        ("<div role='group'><p>x</p></div>", "Sect(P)"),
        ("<aside><p>x</p></aside>", "Aside(P)"),
        ("<p>x</p><p aria-hidden='true'>* <a href='#y' id='y'>*</a></p>", "P"),
        ("<table role='presentation'><tr><td>x</td></tr></table>", "P"),
        (
            "<p>x<a role='doc-noteref' href='#n' id='r'>1</a></p><aside id='n' "
            "role='doc-footnote'><span><a role='doc-backlink' href='#r'>1</a></span>"
            "<p>y</p></aside>",
            "P(Reference(Link)) Note(Lbl(Link) P)",
        ),
    ],
)
def test_each_element_has_its_structure(tag: Tag, body: str, outline: str) -> None:
    tagged = tag(body)
    assert tagged.problems == []
    assert tagged.outline == outline


@pytest.mark.parametrize(
    ("body", "type_"),
    [
        (f"<p>{LONG}</p>", "P"),
        (f"<ul><li><p>{LONG}</p></li></ul>", "LI"),
        (f"<ul><li><p>{LONG}</p></li></ul>", "Lbl"),
        (f"<ul><li>{LONG}</li><li>x</li></ul>", "L"),
        (f"<table><tr><td>{LONG}</td></tr></table>", "TD"),
        (f"<table>{'<tr><td>x</td></tr>' * 40}</table>", "Table"),
        (f"<p><a href='#x' id='x'>{LONG}</a></p>", "Link"),
    ],
)
def test_what_crosses_a_page_stays_one(tag: Tag, body: str, type_: str) -> None:
    tagged = tag(body)
    file = tagged.file
    assert tagged.problems == []
    assert len(file.pdf.pages) > 1
    expected = 2 if type_ == "LI" and "<li>x" in body else 1
    assert len(file.root.find(type_)) == expected


def test_the_head_of_a_table_is_told_once_and_repeated_as_an_artifact(
    tag: Tag,
) -> None:
    rows = "<tr><td>x</td><td>y</td></tr>" * 30
    head = "<thead><tr><th><a href='#t'>A head</a></th><th>B</th></tr></thead>"
    tagged = tag(f"<table id='t'>{head}<tbody>{rows}</tbody></table>")
    file = tagged.file
    assert file.root.text.count("A head") == 1
    assert file.artifacts["Pagination"].count("A head") == len(file.pdf.pages) - 1 > 1
    links = [a for page in file.pdf.pages for a in page.get("/Annots", [])]
    assert len(links) == 1


def test_heads_of_tables_say_what_they_head(tag: Tag) -> None:
    root = tag(
        "<table><caption>C</caption><thead><tr><th>A</th><th colspan='2'>B</th></tr>"
        "</thead><tbody><tr><th rowspan='2'>r</th><td>1</td><td></td></tr>"
        "<tr><td>3</td><td>4</td></tr></tbody></table>"
    ).root
    table = only(root, "Table")
    assert table.outline == (
        "Table(Caption THead(TR(TH TH)) TBody(TR(TH TD TD) TR(TD TD)))"
    )
    first, second, row = table.find("TH")
    assert [h.attribute("/Table", "/Scope") for h in (first, second, row)] == [
        "/Column",
        "/Column",
        "/Row",
    ]
    assert second.attribute("/Table", "/ColSpan") == 2
    assert row.attribute("/Table", "/RowSpan") == 2


def test_contents_and_lists_of_pages_are_tables_of_contents(tag: Tag) -> None:
    entry = "<li><a href='#{0}' title='{0}, page 1'><span>{0}</span><span>1</span></a>"
    body = f"<ol>{entry.format('a')}<ol>{entry.format('b')}</ol></li></ol>"
    for role in ("doc-toc", "doc-pagelist"):
        tagged = tag(f"<nav role='{role}'>{body}</nav><p id='a'>x</p><p id='b'>y</p>")
        assert tagged.outline == (
            "TOC(TOCI(Reference(Link) TOC(TOCI(Reference(Link))))) P P"
        )
        links = [link for e in tagged.root.find("Link") for link in e.links]
        assert [str(a.Contents) for a in links] == ["a, page 1", "b, page 1"]


NOTE = (
    "<p>Words<a role='doc-noteref' href='#n' id='r'>1</a>"
    "<span class='note' role='doc-footnote' id='n'>"
    "<a role='doc-backlink' href='#r' title='Back'>1</a> The note.</span> go on.</p>"
)
AT_THE_FOOT = (
    ".note { float: footnote } ::footnote-call, ::footnote-marker { content: none }"
)


def test_a_note_stands_behind_its_reference_and_both_link(tag: Tag) -> None:
    tagged = tag(NOTE, AT_THE_FOOT)
    assert tagged.problems == []
    assert tagged.outline == "P(Reference(Link) Note(Lbl(Link)))"
    root = tagged.root
    assert root.text == "Words11 The note. go on."
    note = only(root, "Note")
    assert str(note.item.ID) == "n"
    names = tagged.file.pdf.Root.StructTreeRoot.IDTree.Names
    assert str(names[0]) == "n"
    assert names[1].S == "/Note"
    targets = [str(link.Dest) for e in root.find("Link") for link in e.links]
    assert targets == ["n", "r"]


def test_a_citation_refers_to_an_entry_of_the_references(tag: Tag) -> None:
    tagged = tag(
        "<p>Known<sup><a role='doc-biblioref' aria-label='Reference 1' href='#b'>1</a>"
        "</sup>.</p><ol role='doc-bibliography'><li id='b'><p>Bowlby.</p>"
        "<p>Cited.</p></li><li>Ainsworth.</li></ol>"
    )
    assert tagged.outline == (
        "P(Reference(Link)) L(LI(Lbl LBody(P(BibEntry) P)) LI(Lbl LBody(BibEntry)))"
    )
    (link,) = only(tagged.root, "Link").links
    assert str(link.Contents) == "Reference 1"


def test_the_index_refers_to_pages(tag: Tag) -> None:
    tagged = tag(
        "<div role='doc-index'><h1>A</h1><ul><li id='a'><p>alarm: "
        "<a href='#a'>1</a></p></li></ul></div>"
    )
    assert tagged.outline == "Index(H1 L(LI(Lbl LBody(P(Reference(Link))))))"


def test_a_figure_has_its_words_its_caption_and_its_place(tag: Tag) -> None:
    tagged = tag(
        f"<figure>{PICTURE}<figcaption>Words</figcaption></figure>",
        "figure { margin: 0 }",
    )
    assert tagged.problems == []
    assert tagged.outline == "Figure(Caption)"
    figure = only(tagged.root, "Figure")
    assert str(figure.item.Alt) == "A bar"
    box = [float(v) for v in figure.attribute("/Layout", "/BBox")]
    assert box == pytest.approx([20, 165, 50, 180], abs=0.1)


def test_a_decorative_picture_is_an_artifact(tag: Tag) -> None:
    decoration = PICTURE.replace("<svg", "<svg aria-hidden='true'")
    tagged = tag(f"<p>Words {decoration} go on.</p>")
    assert tagged.problems == []
    assert tagged.outline == "P"


def test_languages_and_short_forms_are_said(tag: Tag) -> None:
    tagged = tag(
        "<p>They say <span lang='fr'>très bien</span>.</p>"
        "<p lang='de'>Ja, <em>gern</em>.</p><div lang='cy'>Iawn.</div>"
        "<p><abbr title='cognitive behavioural therapy'>CBT</abbr></p>"
    )
    assert tagged.outline == "P(Span) P(Em) Div(P) P(Span)"
    french, german, welsh, short = (
        only(tagged.root, "Part").find("Span")[0],
        tagged.root.find("P")[1],
        only(tagged.root, "Div"),
        tagged.root.find("Span")[1],
    )
    assert [str(e.item.Lang) for e in (french, german, welsh)] == ["fr", "de", "cy"]
    assert str(short.item.E) == "cognitive behavioural therapy"


def test_a_float_and_a_foot_do_not_change_the_order(tag: Tag) -> None:
    tagged = tag(
        "<p>One <span style='float: right'>two</span> three.</p>"
        "<table><tfoot><tr><td>last</td></tr></tfoot>"
        "<tbody><tr><td>first</td></tr></tbody></table>"
    )
    assert tagged.file.words == ["One", "two", "three.", "last", "first"]


@pytest.mark.parametrize(
    ("style", "numbering"),
    [("disc", "/Disc"), ("decimal", "/Decimal"), ("lower-roman", "/LowerRoman")],
)
def test_a_list_says_how_it_is_numbered(tag: Tag, style: str, numbering: str) -> None:
    root = tag(f"<ul style='list-style: {style}'><li>x</li></ul>").root
    assert only(root, "L").attribute("/List", "/ListNumbering") == numbering


def test_a_list_without_labels_says_nothing_of_numbers(tag: Tag) -> None:
    root = tag("<ol style='list-style: none'><li>x</li></ol>").root
    assert only(root, "L").attribute("/List", "/ListNumbering") is None


def test_faint_text_is_in_the_tree(tag: Tag) -> None:
    tagged = tag("<p>One <span style='opacity: 0.5'>two</span></p>")
    assert tagged.problems == []
    assert tagged.file.words == ["One", "two"]
