"""The website: its own pages, its links, and that it stands alone."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pikepdf
import pytest
from sphinx.testing.util import SphinxTestApp

from guidepress.html.downloads import format_size
from guidepress.problems import SourceError

from .readers.site import Page, Site

PDF = {
    "path": "small.pdf",
    "title": "Small guide",
    "size": 461_921,
    "pages": 106,
    "sha256": "0" * 64,
    "version": "1.0",
    "edition": "a5",
}
SHEET = PDF | {
    "path": "handouts/a4/h1.pdf",
    "title": "The sheet",
    "size": 45_000,
    "pages": 1,
    "edition": "a4",
}


def work_folder(app: SphinxTestApp) -> Path:
    return Path(app.doctreedir).parent


def stage(app: SphinxTestApp, *files: dict[str, object]) -> None:
    """Leave what the other builders leave: files, and the manifest that lists them."""
    for file in files:
        path = work_folder(app) / "stage" / str(file["path"])
        path.parent.mkdir(parents=True, exist_ok=True)
        if "handouts" in path.parts:
            write_blank(path)
        else:
            path.write_bytes(b"made")
    manifest = work_folder(app) / "manifest.json"
    manifest.write_text(json.dumps({"files": files}), encoding="utf-8")


def write_blank(path: Path) -> None:
    """Write a PDF of one empty page: a picture is made of the first page of a sheet."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(path)


def build(app: SphinxTestApp) -> Site:
    app.build()
    assert app.warning.getvalue() == ""
    return Site(Path(app.outdir))


@pytest.fixture
def site(app: SphinxTestApp) -> Site:
    stage(app, PDF, SHEET)
    return build(app)


sphinx_site = pytest.mark.sphinx("html", testroot="html-site", freshenv=True)
sphinx_root = pytest.mark.sphinx("html", testroot="html-root", freshenv=True)
every_theme = pytest.mark.parametrize(
    "theme",
    [
        pytest.param(name, marks=pytest.mark.sphinx(confoverrides={"html_theme": name}))
        for name in ("guidepress", "furo", "alabaster")
    ],
)
sphinx_drawings = pytest.mark.sphinx("html", testroot="html-drawings", freshenv=True)
sphinx_plain = pytest.mark.sphinx("html", testroot="html-plain", freshenv=True)


# -- links and resources -------------------------------------------------------


@sphinx_site
def test_every_internal_link_arrives(site: Site) -> None:
    assert site.dead_links() == []


@sphinx_site
def test_nothing_is_loaded_from_another_host(site: Site) -> None:
    assert site.foreign_resources() == []
    assert site.missing_resources() == []


@sphinx_site
def test_no_id_stands_twice_on_a_page(site: Site) -> None:
    for page in site.pages.values():
        assert len(page.ids) == len(set(page.ids)), page.name


def test_reader_finds_a_dead_link_and_a_foreign_resource(tmp_path: Path) -> None:
    text = '<img src="https://x.org/a.png"><a href="#gone">a</a><a href="b.html">b</a>'
    (tmp_path / "a.html").write_text(text, encoding="utf-8")
    site = Site(tmp_path)
    assert [link.href for link in site.dead_links()] == ["#gone", "b.html"]
    assert site.foreign_resources() == [("a.html", "https://x.org/a.png")]


# -- downloads -----------------------------------------------------------------


@sphinx_site
def test_downloads_page_lists_size_pages_and_version(site: Site) -> None:
    text = site["downloads.html"].text("//article")
    assert "Version 1.0 PDF, A5 106 pages, 462 kB" in text
    assert "Version 1.0 PDF, A4 1 page, 45 kB" in text


@sphinx_site
def test_missing_files_are_not_built_yet(site: Site) -> None:
    missing = site["downloads.html"].text("//*[contains(@class, 'missing')]")
    assert missing.count("not built yet") == 3  # EPUB in the sidebar, EPUB, Letter
    assert "US Letter" in missing


@sphinx_site
def test_listed_file_that_is_gone_is_not_linked(app: SphinxTestApp) -> None:
    stage(app, PDF)
    (work_folder(app) / "stage" / "small.pdf").unlink()
    site = build(app)
    assert not [link for link in site.links if link.href.endswith(".pdf")]


@sphinx_site
def test_site_holds_its_own_copies(site: Site) -> None:
    assert (site.folder / "downloads" / "small.pdf").read_bytes() == b"made"
    assert (site.folder / "downloads" / "handouts" / "a4" / "h1.pdf").is_file()


@sphinx_site
def test_every_page_offers_the_guide_and_both_pages(site: Site) -> None:
    for page in site.pages.values():
        paths = [urlsplit(link.href) for link in page.links]
        targets = {site.locate(page.name, url.path) for url in paths if not url.scheme}
        assert {"downloads/small.pdf", "downloads.html", "help.html"} <= targets


@sphinx_site
def test_handout_links_to_its_files(site: Site) -> None:
    links = site["handouts/h1.html"].links
    assert "../downloads/handouts/a4/h1.pdf" in [link.href for link in links]


@sphinx_site
def test_newer_manifest_rewrites_every_page(
    app: SphinxTestApp, make_app: Callable[..., SphinxTestApp]
) -> None:
    stage(app)
    site = build(app)
    assert "not built yet" in site["guide/one.html"].text("//body")
    stage(app, PDF)
    page = Path(app.outdir, "downloads.html")
    os.utime(page, ns=(0, 0))
    again = make_app("html", srcdir=app.srcdir)
    again.build()
    assert "462 kB" in Site(Path(again.outdir))["guide/one.html"].text("//body")


@sphinx_site
@pytest.mark.parametrize(
    "text", ["{", "[]", '{"files": [{"path": "small.pdf"}]}', '{"files": ["a"]}']
)
def test_broken_manifest_is_named(app: SphinxTestApp, text: str) -> None:
    (work_folder(app) / "manifest.json").write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=r"manifest\.json"):
        app.build()


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "1 kB"), (461_921, "462 kB"), (999_499, "999 kB"), (1_240_000, "1.2 MB")],
)
def test_sizes_are_in_words(number: int, words: str) -> None:
    assert format_size(number).replace("\N{NO-BREAK SPACE}", " ") == words


# -- help now ------------------------------------------------------------------


@sphinx_site
def test_help_page_lists_every_region_its_own_first(site: Site) -> None:
    page = site["help.html"]
    assert page.text("//h2") == "In Hereland In Thereland Somewhere else"
    links = {link.text: link.href for link in page.links}
    assert links["Call 999"] == "tel:999"
    assert links["Text HI to 123 456"] == "sms:123456"
    assert (links["Call 911"], links["Text 911"]) == ("tel:911", "sms:911")


@sphinx_site
def test_help_page_says_what_was_read_and_who_called(site: Site) -> None:
    here = site["help.html"].text("//section[@id='here']")
    there = site["help.html"].text("//section[@id='there']")
    assert (
        "No person has checked these numbers with the services yet. "
        "They were read on the web pages that are named."
    ) in here
    assert "Read on 5 November 2026 at example.org, example.net." in here
    assert "No person" not in there
    assert "Checked with the service by A. Person on 25 November 2026." in there


@pytest.mark.sphinx("html", testroot="html-site", srcdir="html-checked", freshenv=True)
def test_what_nobody_checked_is_said_once_in_a_region(app: SphinxTestApp) -> None:
    path = Path(app.srcdir, "regions", "here.toml")
    first, *rest = path.read_text(encoding="utf-8").split("[[line]]")
    lines = [*rest, rest[1].replace("The listeners", "The hearers")]
    lines[0] = lines[0].replace('checked_by = ""', 'checked_by = "B. Person"')
    path.write_text("[[line]]".join([first, *lines]), encoding="utf-8")
    here = build(app)["help.html"].text("//section[@id='here']")
    assert here.count("No person has checked") == 1
    assert "yet: The listeners, The hearers. They were read" in here


@sphinx_site
def test_help_boxes_lead_to_other_places(site: Site) -> None:
    for name in ("guide/one.html", "handouts/h1.html"):
        box = "//*[contains(@class, 'help-now')]//a[contains(., 'other countries')]"
        (link,) = site[name].tree.xpath(box)
        assert link.text == "Not in Hereland? See other countries"
        assert link.get("href") == "../help.html"


# -- pages ---------------------------------------------------------------------


@sphinx_site
def test_first_page_is_made_from_the_settings(site: Site) -> None:
    page = site["index.html"]
    assert page.text("//h1") == "Small guide"
    assert "A line below" in page.text("//header[@class='start-cover']")
    links = {link.text: link.href for link in page.links}
    assert links["Begin here"] == "front/start.html"
    assert links["If this is you"] == "front/start.html#if-this-is-you"
    assert "How to read" not in links


@sphinx_site
def test_head_names_language_and_content(site: Site) -> None:
    page = site["guide/one.html"]
    assert page.tree.get("lang") == "en-GB"
    assert page.meta("description") == "The main thing."
    assert site["downloads.html"].meta("description") == "A guide for tests & trials."


@sphinx_site
def test_foot_tells_who_reviewed_the_text(site: Site) -> None:
    for page in site.pages.values():
        foot = page.text("//div[@class='foot']")
        assert "Not yet clinically reviewed" in foot
        assert "First edition." in foot
        assert "CC BY 4.0." in foot


@sphinx_root
def test_foot_says_nothing_where_nothing_is_known(app: SphinxTestApp) -> None:
    lines = build(app)["one.html"].tree.xpath("//div[@class='foot']/p")
    assert [line.text_content() for line in lines] == []


@sphinx_site
def test_drawing_is_part_of_the_page(site: Site) -> None:
    """A browser loads no typeface for the words of an SVG behind `<img>`."""
    (drawing,) = site["guide/one.html"].tree.xpath("//figure//*[local-name()='svg']")
    assert (drawing.get("role"), drawing.get("aria-label")) == ("img", "A circle.")


@pytest.mark.sphinx("html", testroot="html-site", srcdir="html-named", freshenv=True)
def test_document_cannot_take_the_name_of_our_page(app: SphinxTestApp) -> None:
    Path(app.srcdir, "help.md").write_text(
        "---\norphan: true\n---\n# Mine\n", encoding="utf-8"
    )
    with pytest.raises(SourceError, match="another name"):
        app.build()


# -- the root document ---------------------------------------------------------


@sphinx_site
def test_root_without_words_gives_way_to_the_first_page(site: Site) -> None:
    page = site["index.html"]
    assert page.text("//article//h1") == "Small guide"
    assert page.text("//article").count("Chapter one") == 1


@sphinx_root
@every_theme
def test_root_document_keeps_its_text(app: SphinxTestApp, theme: str) -> None:
    page = build(app)["index.html"]
    text = page.text("//body")
    assert page.text("//h1[not(@class='logo')]").startswith("Welcome to lamps")
    for words in ("Lamps give light.", "What a lamp needs", "It needs oil."):
        assert text.count(words) >= 1, words
    assert "one.html" in [link.href for link in page.links]


@sphinx_root
@every_theme
def test_downloads_are_reached_from_the_root_document(
    app: SphinxTestApp, theme: str
) -> None:
    site = build(app)
    assert "downloads.html" in [link.href for link in site["index.html"].links]
    assert site.dead_links() == []


@pytest.mark.sphinx("html", testroot="html-root", srcdir="html-hidden", freshenv=True)
def test_first_page_lists_what_the_root_document_hides(app: SphinxTestApp) -> None:
    path = Path(app.srcdir, "index.md")
    text = path.read_text(encoding="utf-8").replace("one\n", ":hidden:\none\n")
    path.write_text(text, encoding="utf-8")
    page = build(app)["index.html"]
    assert page.text("//nav[@class='contents-list']") == "Contents One"
    assert "It needs oil." in page.text("//article")


@sphinx_root
@every_theme
def test_no_page_links_to_sources_that_are_not_shipped(
    app: SphinxTestApp, theme: str
) -> None:
    site = build(app)
    assert list((site.folder / "_sources").rglob("*.*")) == []
    assert not [link for link in site.links if "_sources" in link.href]
    assert site.dead_links() == []


@pytest.mark.sphinx(
    "html",
    testroot="html-plain",
    srcdir="html-sources",
    freshenv=True,
    confoverrides={"html_copy_source": True, "html_show_sourcelink": True},
)
def test_sources_are_linked_where_the_project_says_so(app: SphinxTestApp) -> None:
    site = build(app)
    assert "_sources/one.md.txt" in [link.href for link in site["one.html"].links]
    assert site.dead_links() == []


def find_drawings(page: Page) -> list[Any]:
    return list(page.tree.xpath("//article//svg[contains(@class, 'drawing')]"))


# -- drawings ------------------------------------------------------------------


@sphinx_drawings
def test_drawing_carries_what_the_author_asked_for(app: SphinxTestApp) -> None:
    first, second, third = find_drawings(build(app)["one.html"])
    assert first.get("id") == "lamp"
    assert set(first.get("class").split()) == {
        "drawing", "own", "bright", "wide", "align-center",
    }  # fmt: skip
    assert "width: 50%" in first.get("style")
    assert "width: 120px" in second.get("style")
    assert "width: 20px" in third.get("style")
    assert third.get("aria-hidden") == "true"
    assert {d.getparent().tag for d in (first, second, third)} == {"div", "figure"}
    # what scales a drawing; the parser of HTML writes names in lower case
    assert {d.get("viewbox") for d in (first, second, third)} == {"0 0 40 20"}


@pytest.mark.sphinx(
    "html", testroot="html-drawings", srcdir="html-titled", freshenv=True
)
def test_title_of_a_drawing_does_not_pop_up(app: SphinxTestApp) -> None:
    path = Path(app.srcdir) / "figures" / "gradient.svg"
    drawing = path.read_text(encoding="utf-8")
    head, mark, rest = drawing.partition("<defs")
    path.write_text(f"{head}<title>A glow</title>{mark}{rest}", encoding="utf-8")
    page = build(app)["one.html"]
    assert find_drawings(page)
    assert page.tree.xpath("//article//*[local-name()='title']") == []


@sphinx_drawings
def test_ids_of_a_drawing_used_twice_stay_apart(app: SphinxTestApp) -> None:
    page = build(app)["one.html"]
    assert len(page.ids) == len(set(page.ids))
    for drawing in find_drawings(page):
        (glow,) = drawing.xpath(".//lineargradient/@id")
        (dot,) = drawing.xpath(".//circle/@id")
        (rect,) = drawing.xpath(".//rect")
        assert rect.get("fill") == f"url(#{glow})"
        assert rect.get("style") == f"stroke: url('#{glow}')"
        assert [use.values() for use in drawing.xpath(".//use")] == [[f"#{dot}"]] * 2
        assert drawing.xpath(".//a/@href") == ["#elsewhere"]


@sphinx_drawings
def test_drawing_with_rules_for_the_whole_page_stays_apart(app: SphinxTestApp) -> None:
    page = build(app)["one.html"]
    assert page.tree.xpath("//article//img/@src") == ["_images/styled.svg"]


@pytest.mark.sphinx(
    "html",
    testroot="html-drawings",
    freshenv=True,
    confoverrides={"html_theme": "alabaster"},
)
def test_drawing_in_another_theme_is_a_picture(app: SphinxTestApp) -> None:
    """The page has none of our typefaces there, so that nothing is won."""
    page = build(app)["one.html"]
    assert page.tree.xpath("//*[@id='lamp']//img/@src") == ["_images/gradient.svg"]
    assert len(page.ids) == len(set(page.ids))
    assert find_drawings(page) == []


@pytest.mark.sphinx(
    "html", testroot="html-drawings", srcdir="html-broken", freshenv=True
)
@pytest.mark.parametrize("text", ["<svg><g></svg>", "", "<html/>", "no drawing"])
def test_broken_drawing_is_named_with_its_line(app: SphinxTestApp, text: str) -> None:
    Path(app.srcdir, "figures", "gradient.svg").write_text(text, encoding="utf-8")
    app.build()
    warnings = app.warning.getvalue()
    assert "one.md:3: WARNING: the drawing figures/gradient.svg" in warnings
    assert "[guidepress.svg]" in warnings
    page = Site(Path(app.outdir))["one.html"]
    assert "_images/gradient.svg" in page.tree.xpath("//img[@id='lamp']/@src")


@pytest.mark.sphinx(
    "html", testroot="html-drawings", srcdir="html-remote", freshenv=True
)
def test_drawing_of_another_host_is_not_read(app: SphinxTestApp) -> None:
    text = "# One\n\n![A lamp](https://example.org/lamp.svg)\n"
    Path(app.srcdir, "one.md").write_text(text, encoding="utf-8")
    page = build(app)["one.html"]
    (source,) = page.tree.xpath("//article//img/@src")
    assert source == "https://example.org/lamp.svg"


@pytest.mark.sphinx(
    "html", testroot="html-drawings", srcdir="html-entity", freshenv=True
)
def test_drawing_brings_in_no_other_file(app: SphinxTestApp) -> None:
    Path(app.srcdir, "secret.txt").write_text("hidden words", encoding="utf-8")
    path = Path(app.srcdir, "figures", "gradient.svg")
    path.write_text(
        '<!DOCTYPE svg [<!ENTITY a SYSTEM "../secret.txt"><!ENTITY b "inner">]>'
        '<svg xmlns="http://www.w3.org/2000/svg"><text>&b; &a;</text></svg>',
        encoding="utf-8",
    )
    app.build()
    assert "hidden words" not in Site(Path(app.outdir))["one.html"].text("//body")


@pytest.mark.sphinx("html", testroot="html-site", srcdir="html-cover", freshenv=True)
def test_missing_cover_is_named(app: SphinxTestApp) -> None:
    Path(app.srcdir, "figures", "cover.svg").unlink()
    with pytest.raises(SourceError, match=r"cover\.svg: the cover drawing is missing"):
        app.build()


# -- what is read and loaded ---------------------------------------------------


@sphinx_site
def test_regions_and_manifest_are_read_once(
    app: SphinxTestApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def note(path: Path, *args: object, **kwargs: object) -> str:
        read.append(path.name)
        return text_of(path, *args, **kwargs)

    text_of: Callable[..., str] = Path.read_text
    stage(app, PDF)
    monkeypatch.setattr(Path, "read_text", note)
    build(app)
    assert read.count("there.toml") == 1
    assert read.count("manifest.json") == 1


@sphinx_drawings
def test_colours_of_code_are_loaded_where_there_is_code(app: SphinxTestApp) -> None:
    site = build(app)
    loaded = {
        name: any("pygments.css" in url for url in page.resources)
        for name, page in site.pages.items()
    }
    assert [name for name, found in loaded.items() if found] == ["code.html"]


# -- another book, another theme -----------------------------------------------


@sphinx_plain
def test_without_a_region_there_is_no_help_page(app: SphinxTestApp) -> None:
    site = build(app)
    assert "help.html" not in site.pages
    assert not [link for link in site.links if "help" in link.href]


@sphinx_plain
def test_downloads_page_works_in_another_theme(app: SphinxTestApp) -> None:
    site = build(app)
    assert "not built yet" in site["downloads.html"].text("//body")
    assert "downloads.html" in [link.href for link in site["index.html"].links]
    assert site.dead_links() == []
    assert site.missing_resources() == []
