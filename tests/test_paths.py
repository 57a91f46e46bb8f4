"""Audience paths: a reader's way into the book, and whom a document is for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html
from sphinx.testing.util import SphinxTestApp

from .conftest import sphinx_words
from .readers.epub import EpubFile
from .readers.pdf import PdfFile


def build(app: SphinxTestApp) -> Path:
    app.build()
    assert app.warning.getvalue() == ""
    return Path(app.outdir)


@sphinx_words("html", "paths")
def test_a_path_is_a_section_with_a_heading(app: SphinxTestApp) -> None:
    page = html.parse(build(app) / "front" / "start.html")
    found = page.xpath("//section[contains(@class, 'audience-path')]/h3/text()")
    assert found == ["If you keep a lamp", "If you are a guest"]


@sphinx_words("html", "paths")
def test_the_first_page_leads_to_each_path_and_nowhere_else(
    app: SphinxTestApp,
) -> None:
    page = html.parse(build(app) / "index.html")
    links = page.xpath("//nav[@class='paths']//a")
    assert [(a.text, a.get("href")) for a in links] == [
        ("If you keep a lamp", "front/start.html#if-you-keep-a-lamp"),
        ("If you are a guest", "front/start.html#if-you-are-a-guest"),
    ]


@sphinx_words("epub", "paths-epub")
def test_the_epub_lists_the_paths_in_its_contents(app: SphinxTestApp) -> None:
    (path,) = build(app).glob("*.epub")
    targets = EpubFile(path).toc()
    assert any(target.endswith("#if-you-are-a-guest") for target in targets)


@sphinx_words("pdf", "paths-pdf")
def test_print_marks_the_paths(app: SphinxTestApp) -> None:
    pdf = PdfFile(build(app) / "lamps.pdf")
    titles = [title for _, title, _ in pdf.outline]
    assert "If you keep a lamp" in titles
    assert len(pdf.links) >= 2


@sphinx_words("handouts", "paths-handouts")
@pytest.mark.parametrize(
    ("audience", "line"),
    [
        ("guest", "Handout H1 · If you are a guest"),
        ("everyone", "Handout H1 · for everyone"),
    ],
)
def test_a_sheet_says_whom_it_is_for(
    app: SphinxTestApp, audience: str, line: str
) -> None:
    path = Path(app.srcdir, "handouts", "h1.md")
    path.write_text(path.read_text().replace("guest", audience), encoding="utf-8")
    (text,) = PdfFile(build(app) / "a4" / "h1.pdf").texts
    assert line in text


@sphinx_words(
    "handouts",
    "audiences",
    guidepress_audiences={"guest": "guests", "porter": "porters"},
)
@pytest.mark.parametrize(
    ("audience", "line"),
    [("guest", "Handout H1 · for guests"), ("porter", "Handout H1 · for porters")],
)
def test_a_sheet_may_be_for_people_whom_no_path_leads(
    app: SphinxTestApp, audience: str, line: str
) -> None:
    path = Path(app.srcdir, "handouts", "h1.md")
    text = re.sub(
        "^audience: .*", f"audience: {audience}", path.read_text(), flags=re.M
    )
    path.write_text(text, encoding="utf-8")
    (text,) = PdfFile(build(app) / "a4" / "h1.pdf").texts
    assert line in text


@sphinx_words("dummy", "audience")
def test_an_audience_that_is_no_path_is_refused(app: SphinxTestApp) -> None:
    path = Path(app.srcdir, "guide", "one.md")
    path.write_text(path.read_text().replace("keeper", "kepers"), encoding="utf-8")
    app.builder.read()
    assert (
        "one.md:2: WARNING: there is no audience “kepers”: write keeper, guest or "
        "everyone in the front matter; did you mean keeper?"
    ) in app.warning.getvalue()


@sphinx_words("dummy", "free", guidepress_paths={})
def test_a_book_without_paths_names_audiences_freely(app: SphinxTestApp) -> None:
    Path(app.srcdir, "front", "start.md").write_text(
        "---\naudience: lovers of lamps\n---\n# Begin here\n", encoding="utf-8"
    )
    build(app)


@sphinx_words("dummy", "nowhere")
def test_a_path_that_leads_nowhere_is_refused(app: SphinxTestApp) -> None:
    path = Path(app.srcdir, "front", "start.md")
    text = path.read_text().replace("- Read {doc}`the first", "Read {doc}`the first")
    path.write_text(text, encoding="utf-8")
    app.builder.read()
    assert (
        "start.md:8: WARNING: the path “keeper” leads nowhere: list where to go"
    ) in app.warning.getvalue()


@sphinx_words("dummy", "unnamed")
def test_a_path_without_an_audience_is_refused(app: SphinxTestApp) -> None:
    path = Path(app.srcdir, "front", "start.md")
    path.write_text(path.read_text().replace("{path} keeper", "{path}"))
    app.builder.read()
    assert (
        "start.md:8: WARNING: “path” has no audience: write it on the first line, as "
        "in “:::{path} keeper”"
    ) in app.warning.getvalue()


@sphinx_words("dummy", "hidden")
def test_a_path_within_a_box_is_refused(app: SphinxTestApp) -> None:
    path = Path(app.srcdir, "front", "start.md")
    text = path.read_text().replace(
        ":::{path} guest", "::::{safety}\n\n:::{path} guest"
    )
    text = text.replace("`.\n:::\n\n## How", "`.\n:::\n::::\n\n## How")
    path.write_text(text, encoding="utf-8")
    app.builder.read()
    assert (
        "start.md:14: WARNING: the path “guest” stands inside something else"
    ) in app.warning.getvalue()
