"""What the website tells search engines, and whoever takes a wrong turn."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from playwright.sync_api import Page
from sphinx.testing.util import SphinxTestApp

from guidepress.html.metadata import spell_facts
from guidepress.project import Project

from .readers.browser import QuietHandler, browsing, serving
from .readers.site import Site

BASE = "https://guide.example/attachment/"


def sphinx_site(**settings: object) -> pytest.MarkDecorator:
    return pytest.mark.sphinx(
        "html", testroot="html-site", freshenv=True, confoverrides=settings
    )


def build(app: SphinxTestApp) -> Site:
    app.build()
    assert app.warning.getvalue() == ""
    return Site(Path(app.outdir))


def read_facts(site: Site, name: str) -> dict[str, Any]:
    (text,) = site[name].tree.xpath("//script[@type='application/ld+json']/text()")
    facts: dict[str, Any] = json.loads(text)
    return facts


def read_property(site: Site, name: str, key: str) -> str:
    return "".join(site[name].tree.xpath("//meta[@property=$key]/@content", key=key))


def canonical(site: Site, name: str) -> str:
    return "".join(site[name].tree.xpath("//link[@rel='canonical']/@href"))


@sphinx_site(html_baseurl=BASE)
def test_address_of_the_site_is_told_where_it_is_known(app: SphinxTestApp) -> None:
    site = build(app)
    assert canonical(site, "guide/one.html") == BASE + "guide/one.html"
    assert read_property(site, "guide/one.html", "og:url") == BASE + "guide/one.html"
    sitemap = etree.parse(str(site.folder / "sitemap.xml"))
    found = sitemap.xpath("//*[local-name()='loc']/text()")
    assert BASE + "guide/one.html" in found
    assert found == sorted(found)
    names = {address.removeprefix(BASE) for address in found}
    assert {"help.html", "downloads.html", "handouts/h1.html"} <= names
    assert not names & {"search.html", "404.html"}
    robots = (site.folder / "robots.txt").read_text(encoding="utf-8")
    assert f"Sitemap: {BASE}sitemap.xml\n" in robots


@sphinx_site()
def test_without_an_address_nothing_is_invented(app: SphinxTestApp) -> None:
    site = build(app)
    assert canonical(site, "guide/one.html") == ""
    assert read_property(site, "guide/one.html", "og:url") == ""
    assert not (site.folder / "sitemap.xml").exists()
    assert not (site.folder / "robots.txt").exists()


@sphinx_site()
def test_first_page_is_a_book_and_a_chapter_a_page_of_it(app: SphinxTestApp) -> None:
    site = build(app)
    book = read_facts(site, "index.html")
    assert (book["@type"], book["name"]) == ("Book", "Small guide")
    chapter = read_facts(site, "guide/one.html")
    assert chapter["@type"] == "MedicalWebPage"
    assert chapter["isPartOf"] == {"@type": "Book", "name": "Small guide"}
    assert read_property(site, "guide/one.html", "og:title") == chapter["name"]


@sphinx_site(guidepress_front_matter={"last_reviewed": "2026-01-02"})
def test_review_by_nobody_is_no_review(app: SphinxTestApp) -> None:
    facts = read_facts(build(app), "guide/one.html")
    assert facts["dateModified"] == "2026-01-02"
    assert not {"lastReviewed", "reviewedBy"} & facts.keys()


@sphinx_site(
    guidepress_front_matter={"last_reviewed": "2026-01-02"},
    guidepress_reviewers=["Ida Ash"],
)
def test_review_is_told_with_who_did_it(app: SphinxTestApp) -> None:
    facts = read_facts(build(app), "guide/one.html")
    assert facts["lastReviewed"] == "2026-01-02"
    assert facts["reviewedBy"] == [{"@type": "Person", "name": "Ida Ash"}]
    assert "dateModified" not in facts


def test_words_of_a_fact_do_not_end_its_element() -> None:
    spelled = spell_facts({"name": "</script><b>"})
    assert "<" not in spelled
    assert json.loads(spelled)["name"] == "</script><b>"


# -- a wrong turn ----------------------------------------------------------------


class HelpfulHandler(QuietHandler):
    """Shows the page for missing ones, as static servers do."""

    def send_error(self, code: int, *_: object, **__: object) -> None:
        body = Path(self.directory, "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def lost(book: Project, monkeypatch: pytest.MonkeyPatch) -> Iterator[Page]:
    """A browser that has followed a link to nowhere, three folders deep."""
    monkeypatch.setattr("tests.readers.browser.QuietHandler", HelpfulHandler)
    with serving(book.dist / "site") as address, browsing() as browser:
        page = browser.new_page()
        page.missing = []  # type: ignore[attr-defined]
        page.goto(address)
        page.on("response", lambda r: r.status < 400 or page.missing.append(r.url))
        page.goto(address + "a/b/c.html")
        yield page


def test_page_for_a_wrong_turn_works_at_any_depth(lost: Page) -> None:
    assert [url.rpartition("/")[2] for url in lost.missing] == ["c.html"]
    heading = lost.locator("h1")
    face = heading.evaluate("heading => getComputedStyle(heading).fontFamily")
    assert "Atkinson" in face
    lost.get_by_role("link", name="Help now").first.click()
    assert lost.url.endswith("/help.html")


@sphinx_site(html_baseurl=BASE)
def test_page_for_a_wrong_turn_knows_the_folder_of_the_site(
    app: SphinxTestApp,
) -> None:
    site = build(app)
    hrefs = [link.href for link in site["404.html"].links]
    assert hrefs[0] == "/attachment/index.html"
    assert all(href.startswith("/attachment/") for href in hrefs)
