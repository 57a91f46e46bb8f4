"""What the website keeps, runs and tells: nothing that a reader has not asked for."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route
from sphinx.testing.util import SphinxTestApp

from guidepress.build import build
from guidepress.html.policy import write_policy
from guidepress.project import Project

from .readers.site import Site

EXIT = "https://www.bbc.co.uk/weather"
sphinx_site = pytest.mark.sphinx("html", testroot="html-site", freshenv=True)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a browser that has been nowhere; other hosts answer with a word."""

    def answer(route: Route) -> None:
        route.fulfill(body="elsewhere", content_type="text/plain")

    context = browser.new_context()
    context.route(lambda url: url.startswith("https:"), answer)
    yield context.new_page()
    context.close()


def hash_of(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def read_policy(site: Site, name: str) -> str:
    xpath = "//meta[@http-equiv='Content-Security-Policy']/@content"
    return "".join(site[name].tree.xpath(xpath))


# -- the policy ------------------------------------------------------------------


def test_every_page_forbids_all_that_it_does_not_need(book: Project) -> None:
    site = Site(book.dist / "site")
    for name in site.pages:
        policy = read_policy(site, name)
        assert policy.startswith("default-src 'none'; "), name
        assert "unsafe-inline" not in policy
        assert "unsafe-eval" not in policy
        assert "http" not in policy


def test_policy_names_what_stands_in_the_page() -> None:
    policy = write_policy(
        ["<script>a()</script><style>b {}</style>"], '<p style="color: red">c</p>'
    )
    assert f"script-src 'self' {hash_of('a()')};" in policy
    styles = f"style-src 'self' {hash_of('b {}')} 'unsafe-hashes' "
    assert policy.endswith(styles + hash_of("color: red"))


def test_script_in_the_text_is_not_permitted() -> None:
    assert hash_of("a()") not in write_policy([], "<script>a()</script>")


@pytest.mark.sphinx("html", testroot="html-site", freshenv=True, tags=["serve"])
def test_site_that_reloads_itself_has_no_policy(app: SphinxTestApp) -> None:
    app.build()
    assert read_policy(Site(Path(app.outdir)), "index.html") == ""


def test_browser_obeys_the_policy(page: Page, address: str) -> None:
    """A script and a picture that the build did not know are stopped."""
    messages: list[str] = []
    page.on("console", lambda message: messages.append(message.text))
    page.goto(address + "index.html")
    assert messages == []
    page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.stolen = true";
            const picture = document.createElement("img");
            picture.src = "https://example.org/x.png";
            document.body.append(script, picture);
        }"""
    )
    page.wait_for_function("true")
    assert page.evaluate("window.stolen") is None
    assert len([text for text in messages if "Content Security Policy" in text]) == 2


# -- what is kept ----------------------------------------------------------------


def test_browser_keeps_the_colours_and_nothing_else(page: Page, address: str) -> None:
    page.goto(address + "search.html#q=clingy")
    page.locator("#search-results a").first.click()
    page.locator(".theme-toggle:visible").first.click()
    assert page.evaluate("Object.keys(localStorage)") == ["theme"]
    assert page.evaluate("Object.keys(sessionStorage)") == []
    assert page.context.cookies() == []


def test_server_does_not_hear_what_is_looked_for(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + "guide/toolkit.html")
    page.locator(".sidebar-search").fill("violence")
    page.locator(".sidebar-search").press("Enter")
    page.wait_for_url("**/search.html#q=violence")
    page.get_by_role("status").filter(has_text="found").wait_for()
    assert [url for url in asked if "violence" in url.partition("#")[0]] == []


# -- the way out -----------------------------------------------------------------


def test_link_puts_another_page_in_the_place_of_this_one(
    page: Page, address: str
) -> None:
    page.goto(address + "index.html")
    page.goto(address + "guide/toolkit.html")
    page.locator("a.leave:visible").first.click()
    page.wait_for_url(EXIT)
    page.go_back()
    assert page.url == address + "index.html"


def test_shift_pressed_3_times_leaves_the_page(page: Page, address: str) -> None:
    page.goto(address + "guide/toolkit.html")
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url(EXIT)


def test_typing_capitals_does_not_leave_the_page(page: Page, address: str) -> None:
    page.goto(address + "search.html")
    page.get_by_label("Words to look for").last.focus()
    for letter in "ABCD":
        page.keyboard.press(f"Shift+{letter}")
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    assert page.url == address + "search.html"


def test_link_works_without_javascript(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "guide/toolkit.html")
    link = page.locator("a.leave:visible").first
    assert link.get_attribute("href") == EXIT
    assert link.inner_text() == "Leave this page"
    context.close()


def test_help_page_warns_that_the_history_stays(book: Project) -> None:
    text = Site(book.dist / "site")["help.html"].text("//section[@id='leave']")
    assert "A page of bbc.co.uk opens in its place." in text
    assert "the history. Leaving this page does not clear it." in text


@sphinx_site
def test_without_an_address_there_is_no_way_out(app: SphinxTestApp) -> None:
    app.build()
    site = Site(Path(app.outdir))
    assert not any("Leave" in link.text for link in site.links)
    assert "#leave" not in json.dumps([link.href for link in site.links])


@pytest.mark.parametrize("wrong", ["weather", "http://example.org/", "javascript:x()"])
def test_way_out_that_is_no_page_is_refused(
    small: Project, capsys: pytest.CaptureFixture[str], wrong: str
) -> None:
    conf = small.root / "conf.py"
    line = len(conf.read_text(encoding="utf-8").splitlines()) + 1
    with conf.open("a", encoding="utf-8") as file:
        file.write(f"guidepress_exit_url = {wrong!r}\n")
    assert build(small, ("html",)) != 0
    message = capsys.readouterr().err.strip()
    assert f"conf.py:{line}: guidepress_exit_url = {wrong!r} is not" in message
    assert len(message.splitlines()) == 2  # the problem, and how many there are
