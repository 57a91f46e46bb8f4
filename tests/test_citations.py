"""Marks, ranges and the AMA/NLM list."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from docutils import nodes
from lxml import html
from pybtex.database import parse_string
from pybtex.plugin import find_plugin
from sphinx.testing.util import SphinxTestApp

from guidepress.citations.marks import join_ranges
from guidepress.citations.style import FORMS, AmaStyle
from guidepress.problems import SourceError

from .readers.pdf import PdfFile

PLAIN = find_plugin("pybtex.backends", "plaintext")()
HTML = find_plugin("pybtex.backends", "html")()


@pytest.mark.parametrize(
    ("numbers", "runs"),
    [
        ([], []),
        ([4], [(4, 4)]),
        ([1, 2], [(1, 1), (2, 2)]),
        ([5, 6, 7], [(5, 7)]),
        ([7, 5, 6, 6], [(5, 7)]),
        ([1, 3, 4, 5, 9, 10], [(1, 1), (3, 5), (9, 9), (10, 10)]),
    ],
)
def test_neighbours_are_joined(numbers: list[int], runs: list[tuple[int, int]]) -> None:
    assert join_ranges(numbers) == runs


def format_entry(entry: str) -> str:
    data = parse_string(entry, "bibtex")
    (formatted,) = AmaStyle().format_entries(data.entries.values())
    return str(formatted.text.render(PLAIN))


def test_an_article() -> None:
    assert format_entry("""
        @article{a, author={van IJzendoorn, Marinus H. and {De Wolff}, Marianne S.},
          title={A title: With a part}, journal={Child Development}, year={1997},
          volume={68}, number={4}, pages={571--591}, doi={10.1111/x}}
    """) == (
        "van IJzendoorn MH, De Wolff MS. A title: With a part. Child Development. "
        "1997;68(4):571–591. https://doi.org/10.1111/x"
    )


def test_a_chapter() -> None:
    assert format_entry("""
        @incollection{a, author={Bartholomew, Kim}, title={Do they converge?},
          booktitle={Theory}, editor={Simpson, Jeffry A. and Rholes, W. Steven},
          publisher={Guilford Press}, address={New York}, year={1998}, pages={25--45}}
    """) == (
        "Bartholomew K. Do they converge? In: Simpson JA, Rholes WS, eds. Theory. "
        "Guilford Press; 1998:25–45."
    )


def test_a_book_in_its_second_edition() -> None:
    assert (
        format_entry("""
        @book{a, author={Bowlby, John}, title={Attachment and loss}, edition={2nd},
          publisher={Basic Books}, year={1982}}
    """)
        == "Bowlby J. Attachment and loss. 2nd ed. Basic Books; 1982."
    )


def test_a_book_of_editors() -> None:
    entry = """@book{a, editor={Simpson, Jeffry A. and Rholes, W. Steven},
      title={Theory}, publisher={Guilford Press}, year={1998}}"""
    assert format_entry(entry) == (
        "Simpson JA, Rholes WS, eds. Theory. Guilford Press; 1998."
    )


#: What the forms below have in common.
AUTHOR = "author={Ash, Ann and Birch, Bea}, title={On wicks}"


@pytest.mark.parametrize(
    ("entry", "printed"),
    [
        (
            """@online{a, author={{World Health Organization}}, title={Mental health},
              organization={WHO}, year={2025}, urldate={2026-11-24},
              url={https://example.org/a\\_b?c=1}}""",
            "World Health Organization. Mental health. WHO. 2025. "
            "Accessed 2026-11-24. https://example.org/a_b?c=1",
        ),
        (
            "@misc{a, title={Lamps today}, publisher={Elm}, url={http://example.org}}",
            "Lamps today. Elm. http://example.org",
        ),
        (
            f"""@techreport{{a, {AUTHOR}, institution={{Elm Institute}}, year={{2001}},
              number={{12}}, urldate={{2026-11-24}}, url={{https://example.org/12}}}}""",
            "Ash A, Birch B. On wicks. Elm Institute; 2001. Report 12. "
            "Accessed 2026-11-24. https://example.org/12",
        ),
        (
            f"""@report{{a, {AUTHOR}, publisher={{Elm}}, year={{2001}}, number={{7}},
              type={{Publication}}, doi={{10.1/x}}, urldate={{2026-11-24}},
              url={{https://doi.org/10.1/x}}}}""",
            "Ash A, Birch B. On wicks. Elm; 2001. Publication 7. https://doi.org/10.1/x",
        ),
        (
            f"""@inproceedings{{a, {AUTHOR}, booktitle={{Lamps 2001}}, year={{2001}},
              editor={{Cedar, Carl}}, publisher={{Elm}}, pages={{3--9}}}}""",
            "Ash A, Birch B. On wicks. In: Cedar C, ed. Lamps 2001. Elm; 2001:3–9.",
        ),
        (
            f"@conference{{a, {AUTHOR}, booktitle={{Lamps 2001}}, year={{2001}}}}",
            "Ash A, Birch B. On wicks. In: Lamps 2001. 2001.",
        ),
        (
            f"@phdthesis{{a, {AUTHOR}, school={{Elm University}}, year={{2001}}}}",
            "Ash A, Birch B. On wicks. Dissertation. Elm University; 2001.",
        ),
        (
            f"@mastersthesis{{a, {AUTHOR}, school={{Elm University}}, year={{2001}}}}",
            "Ash A, Birch B. On wicks. Master’s thesis. Elm University; 2001.",
        ),
        (
            f"""@thesis{{a, {AUTHOR}, institution={{Elm University}}, year={{2001}},
              type={{Bachelor’s thesis}}}}""",
            "Ash A, Birch B. On wicks. Bachelor’s thesis. Elm University; 2001.",
        ),
        (
            f"""@unpublished{{a, {AUTHOR}, note={{Unpublished manuscript}},
              year={{2001}}}}""",
            "Ash A, Birch B. On wicks. Unpublished manuscript. 2001.",
        ),
        (
            """@manual{a, title={Lamps}, edition={2nd}, organization={Elm Company},
              year={2001}}""",
            "Lamps. 2nd ed. Elm Company; 2001.",
        ),
        (
            """@proceedings{a, title={Lamps 2001}, editor={Cedar, Carl and Elm, Eva},
              publisher={Elm}, year={2001}}""",
            "Cedar C, Elm E, eds. Lamps 2001. Elm; 2001.",
        ),
        (
            f"@booklet{{a, {AUTHOR}, howpublished={{Elm Library}}, year={{2001}}}}",
            "Ash A, Birch B. On wicks. Elm Library; 2001.",
        ),
    ],
)
def test_other_types_of_work(entry: str, printed: str) -> None:
    assert format_entry(entry) == printed


def test_the_address_of_a_web_page_is_a_link() -> None:
    data = parse_string(
        "@online{a, title={Lamps}, url={https://example.org/?a=1#c}}", "bibtex"
    )
    (formatted,) = AmaStyle().format_entries(data.entries.values())
    address = "https://example.org/?a=1#c"
    assert f'href="{address}">{address}</a>' in formatted.text.render(HTML)


def test_an_unknown_type_is_the_editors_mistake() -> None:
    with pytest.raises(SourceError, match="the work ash is of the type @audio") as info:
        format_entry("@audio{ash, title={T}}")
    assert all(f"@{name}" in str(info.value) for name in FORMS)


@pytest.mark.parametrize("name", ["name", "entry", "labels", "bibliography"])
def test_a_type_is_no_method_of_the_style(name: str) -> None:
    with pytest.raises(SourceError, match=f"type @{name}"):
        format_entry(f"@{name}{{a, title={{T}}}}")


def test_organisations_in_braces_keep_their_names() -> None:
    entry = """@book{a, title={T}, publisher={P}, year={1},
      author={{Department of Health and Social Care} and {Care, Health} and A, Bo}}"""
    assert format_entry(entry).startswith(
        "Department of Health and Social Care, Care, Health, A B. T."
    )


@pytest.mark.parametrize(
    ("names", "printed"),
    [
        (6, "A A, B A, C A, D A, E A, F A."),
        (7, "A A, B A, C A, et al."),
    ],
)
def test_more_than_six_authors_are_three_and_et_al(names: int, printed: str) -> None:
    authors = " and ".join(f"{letter}, Ann" for letter in "ABCDEFG"[:names])
    fields = f"author={{{authors}}}, title={{T}}, publisher={{P}}, year={{1}}"
    entry = f"@book{{a, {fields}}}"
    assert format_entry(entry).startswith(printed)


def test_others_in_the_file_are_et_al() -> None:
    entry = "@book{a, author={A, Ann and others}, title={T}, publisher={P}, year={1}}"
    assert format_entry(entry).startswith("A A, et al. T.")


def test_initials_of_joined_and_accented_names() -> None:
    entry = """@book{a, author={Bureau, Jean-Fran{\\c{c}}ois and Padr\\'on, {\\'E}lena},
      title={T}, publisher={P}, year={1}}"""
    assert format_entry(entry).startswith("Bureau JF, Padrón É.")


def test_angle_brackets_of_an_old_doi_are_encoded() -> None:
    entry = "@article{a, author={A, B}, title={T}, journal={J}, year={1989},"
    doi = "10.1002/1097-0355(198923)10:3<157::AID-IMHJ2280100304>3.0.CO;2-3"
    text = format_entry(f"{entry} doi={{{doi}}}}}")
    assert text.endswith(
        "https://doi.org/10.1002/"
        "1097-0355(198923)10:3%3C157::AID-IMHJ2280100304%3E3.0.CO;2-3"
    )


@pytest.mark.sphinx("html", testroot="citations")
def test_numbers_follow_the_order_of_citation(app: SphinxTestApp) -> None:
    app.build()
    assert app.warning.getvalue() == ""
    domain = app.env.get_domain("cite")
    labels = {c.key: c.formatted_entry.label for c in domain.citations}
    assert labels == {"zeta": "1", "beta": "2", "alpha": "3", "gamma": "4"}
    text = (app.outdir / "two.html").read_text()
    assert "2</a>–<a" in text.replace("\n", "")


Printer = Callable[..., str]


@pytest.fixture
def print_text(rootdir: Path, tmp_path: Path) -> Printer:
    """Return a function that prints a text, citing works by the authors given."""

    def print_text(text: str, *authors: str, **settings: str) -> str:
        shutil.copytree(rootdir / "test-citations", tmp_path / "src")
        works = (
            f"@manual{{w{number}, title={{T}}, year={{2000}}, {names}}}"
            for number, names in enumerate(authors)
        )
        Path(tmp_path, "src", "works.bib").write_text("\n".join(works))
        Path(tmp_path, "src", "one.md").write_text(f"# One\n\n{text}\n")
        Path(tmp_path, "src", "two.md").write_text("# Two\n")
        app = SphinxTestApp("text", tmp_path / "src", confoverrides=settings)
        try:
            app.build()
            assert app.warning.getvalue() == ""
            doctree = app.env.get_and_resolve_doctree("one", app.builder)
        finally:
            app.cleanup()
        return spell(next(doctree.findall(nodes.paragraph)))

    return print_text


def spell(node: nodes.Element) -> str:
    """Return the words below a node, superscripts behind a caret."""
    raised = "^" if isinstance(node, nodes.superscript) else ""
    return raised + "".join(
        child.astext() if isinstance(child, nodes.Text) else spell(child)
        for child in node.children
    )


ONE, TWO = "author={First, Ann}", "author={First, Ann and Second, Bo}"
THREE = "author={van First, Ann and Second, Bo and Third, Cy}"
OTHERS = "author={First, Ann and others}"
EDITED, NOBODY = "editor={Elm, Ed}", "note={N}"
ORGANISATION = "author={{Elm and Ash Company}}"


@pytest.mark.parametrize(
    ("works", "printed"),
    [
        ([ONE], "First^1"),
        ([TWO], "First and Second^1"),
        ([THREE], "van First et al.^1"),
        ([OTHERS], "First et al.^1"),
        ([EDITED], "Elm^1"),
        ([NOBODY], "T^1"),
        ([ORGANISATION], "Elm and Ash Company^1"),
        ([ONE, TWO], "First^1 and First and Second^2"),
    ],
)
def test_a_textual_citation_names_the_authors(
    works: list[str], printed: str, print_text: Printer
) -> None:
    keys = ",".join(f"w{number}" for number in range(len(works)))
    assert print_text(f"By {{cite:t}}`{keys}`.", *works) == f"By {printed}."


def test_labels_without_numbers_have_no_ranges(print_text: Printer) -> None:
    alpha = {"bibtex_default_style": "alpha"}
    assert print_text("So.{cite}`w0,w1`", ONE, TWO, **alpha) == "So.^Fir00, FS00"


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("{cite}`w0{p. 12}`", "^1(p.\u00a012)"),
        ("{cite}`w0,w1{p. 12},w2,w3,w4`", "^1,2(p.\u00a012),3–5"),
        ("{cite:t}`w0{p. 12}`", "First^1(p.\u00a012)"),
    ],
)
def test_the_place_in_a_work_is_printed_behind_its_number(
    text: str, printed: str, print_text: Printer
) -> None:
    assert print_text(text, *[ONE] * 5) == printed


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("So.{cite}`{see}zeta`", "words before its citekey, “see”: write them in the"),
        ("So.{cite}`zeta beta`", "“zeta beta” cannot be read: write citekeys with co"),
        (
            "So.{cite:t}`zeta beta`",
            "“zeta beta” cannot be read: write citekeys with co",
        ),
        ("So.{cite:author}`zeta`", "the role cite:author is not for numbered lists:"),
    ],
)
def test_what_a_mark_cannot_say_is_refused(
    text: str, fault: str, rootdir: Path, tmp_path: Path
) -> None:
    shutil.copytree(rootdir / "test-citations", tmp_path / "src")
    Path(tmp_path, "src", "one.md").write_text(f"# One\n\nZeta.{{cite}}`zeta` {text}\n")
    app = SphinxTestApp("dummy", tmp_path / "src")
    try:
        app.build()
        (line,) = app.warning.getvalue().splitlines()
    finally:
        app.cleanup()
    assert "one.md:3: " in line
    assert fault in line


def test_a_handout_has_no_citations(rootdir: Path, tmp_path: Path) -> None:
    shutil.copytree(rootdir / "test-citations", tmp_path / "src")
    head = "---\nid: h1\naudience: all\nsides: 1\nversion: 1\n---\n\n"
    Path(tmp_path, "src", "handouts").mkdir()
    Path(tmp_path, "src", "handouts", "h1.md").write_text(
        f"{head}# H\n\nSo.{{cite}}`zeta`\n"
    )
    app = SphinxTestApp("dummy", tmp_path / "src")
    try:
        app.build()
        (line,) = app.warning.getvalue().splitlines()
        assert list_labels(app)["zeta"] == "1"
    finally:
        app.cleanup()
    assert "h1.md:10: " in line
    assert "the handout cites a work, and has no list of them: name its sources" in line


# -- the order of the numbers, and the ids of the marks ------------------------


@pytest.fixture
def app_of_parts(rootdir: Path, tmp_path: Path) -> Iterator[SphinxTestApp]:
    """A book with front and back matter, and an orphan, that all cite."""
    shutil.copytree(rootdir / "test-parts", tmp_path / "src")
    app = SphinxTestApp("html", tmp_path / "src")
    app.build()
    yield app
    app.cleanup()


def list_labels(app: SphinxTestApp) -> dict[str, str]:
    domain = app.env.get_domain("cite")
    return {c.key: c.formatted_entry.label for c in domain.citations}


def test_the_body_is_numbered_before_the_front_matter(
    app_of_parts: SphinxTestApp,
) -> None:
    assert app_of_parts.warning.getvalue() == ""
    assert list_labels(app_of_parts) == {
        "body1": "1",  # cited in the front matter too
        "body2": "2",
        "range2": "3",
        "range3": "4",
        "back": "5",
        "front": "6",
        "astray": "7",  # in an orphan, which comes first by name
    }


def read_page(app: SphinxTestApp, name: str) -> Any:
    return html.parse(Path(app.outdir, name)).getroot()


def test_marks_have_ids_of_their_works(app_of_parts: SphinxTestApp) -> None:
    page = read_page(app_of_parts, "b-body.html")
    marks = page.xpath("//a[@role='doc-biblioref']")
    assert [(mark.text_content(), mark.get("id")) for mark in marks] == [
        ("1", "cite-body1-1"),
        ("2", "cite-body2-1"),
        ("2", "cite-body2-2"),
        ("4", "cite-range3-1"),
        ("1", "cite-body1-2"),
    ]
    # a work inside the range "2–4" has its id on the whole mark
    (whole,) = page.xpath("//*[@id='cite-range2-1']")
    assert whole.text_content() == "2–4"
    assert not page.xpath("//*[starts-with(@id, 'id')]")


# -- links back ------------------------------------------------------------------


def spell_backlinks(page: Any) -> dict[str, str]:
    """Return citekey -> the words that say where a work is cited."""
    items = page.xpath("//li[starts-with(@id, 'ref-')]")
    return {
        item.get("id").removeprefix("ref-"): "".join(item.xpath("string(p[2])"))
        for item in items
    }


def test_works_say_where_they_are_cited(app_of_parts: SphinxTestApp) -> None:
    page = read_page(app_of_parts, "references.html")
    assert spell_backlinks(page) == {
        "body1": "Cited in Preface; Body; A section (Body); A section (Next).",
        "body2": "Cited in A section (Body).",
        "range2": "Cited in A section (Body).",
        "range3": "Cited in A section (Body).",
        "back": "Cited in Notes.",
        "front": "Cited in Preface.",
        "astray": "",  # its mark stands outside the book
    }
    links = page.xpath("//li[@id='ref-body1']//a[@role='doc-backlink']")
    assert [(link.get("href"), link.get("aria-label")) for link in links] == [
        ("c-front.html#cite-body1-1", "Back to Preface"),
        ("b-body.html#cite-body1-1", "Back to Body"),
        ("b-body.html#cite-body1-2", "Back to A section (Body)"),
        ("a-next.html#cite-body1-1", "Back to A section (Next)"),
    ]


def test_a_title_is_told_without_its_marks(app_of_parts: SphinxTestApp) -> None:
    page = read_page(app_of_parts, "references.html")
    (entry,) = page.xpath("//*[@role='doc-index']//p")
    assert entry.text_content() == "before the heading: Notes"
    assert spell_backlinks(page)["back"] == "Cited in Notes."


def test_links_back_say_the_printed_page(rootdir: Path, tmp_path: Path) -> None:
    shutil.copytree(rootdir / "test-parts", tmp_path / "src")
    app = SphinxTestApp("pdf", tmp_path / "src")
    try:
        written: Counter[str] = Counter()
        app.builder.write_html = count_calls(app.builder.write_html, written)
        app.build()
        assert app.warning.getvalue() == ""
        pdf = PdfFile(Path(app.outdir, "parts.pdf"))
    finally:
        app.cleanup()
    text = " ".join(pdf.texts[-1].split())
    assert "Cited in Preface, page v; chapter 1, page 1; chapter 2, page 3." in text
    (note,) = [a for a in pdf.pdf.pages[-1].Annots if "front" in str(a.get("/Dest"))][
        :1
    ]
    assert str(note.Contents) == "Preface, page v"
    # only what prints page numbers is written again, with pages guessed and then known
    assert written.pop("references") == 3
    assert set(written.values()) == {1}


def count_calls(write: Callable[..., str], written: Counter[str]) -> Callable[..., str]:
    """Return `write`, which then counts the documents that it writes."""

    def write_html(docname: str, *rest: Any) -> str:
        written[docname] += 1
        return write(docname, *rest)

    return write_html


def test_a_chapter_names_its_works_in_short(app_of_parts: SphinxTestApp) -> None:
    page = html.parse(Path(app_of_parts.outdir, "b-body.html")).getroot()
    (sources,) = page.xpath("//p[@class='chapter-sources']")
    assert sources.text_content() == (
        "Sources of this chapter, in full at the back: 1. Body1, 2000; 2. Body2, 2000; "
        "3. Range2, 2000; 4. Range3, 2000."
    )
    assert sources.xpath("a/@href")[0] == "references.html#ref-body1"
