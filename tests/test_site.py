"""The built website in a browser: nothing is asked of another host, nothing fails."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from guidepress.project import Project

from .readers.site import Site

PHONE, DESKTOP = (390, 844), (1280, 900)


class Visit:
    """A page with all that its browser said and asked for."""

    def __init__(self, browser: Browser, size: tuple[int, int], scheme: str) -> None:
        self.context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, color_scheme=scheme
        )
        self.page: Page = self.context.new_page()
        self.messages: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda m: self.messages.append(m.text))
        self.page.on("pageerror", lambda e: self.messages.append(str(e)))
        self.page.on("request", lambda r: self.requests.append(r.url))
        self.page.on("requestfailed", lambda r: self.messages.append(r.url))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP])
def test_every_page_opens_in_silence_and_asks_nobody_else(
    book: Project, browser: Browser, address: str, size: tuple[int, int], scheme: str
) -> None:
    site = Site(book.dist / "site")
    visit = Visit(browser, size, scheme)
    assert len(site.pages) > 20
    for name in site.pages:
        response = visit.page.goto(address + name, wait_until="networkidle")
        assert response is not None
        assert response.ok, name
        width = visit.page.evaluate("document.documentElement.scrollWidth")
        assert width <= size[0], f"{name} is scrolled sideways"
    assert visit.messages == []
    assert [url for url in visit.requests if not url.startswith(address)] == []
    visit.context.close()


def test_a_request_to_another_host_is_seen(
    book: Project, browser: Browser, address: str
) -> None:
    """The check above bites."""
    visit = Visit(browser, PHONE, "light")
    visit.page.goto(address + "index.html")
    visit.page.set_content('<img src="http://127.0.0.1:9/x.png"><script>x()</script>')
    visit.page.wait_for_timeout(500)
    assert [url for url in visit.requests if not url.startswith(address)]
    assert visit.messages
    visit.context.close()


def test_help_and_downloads_are_one_tap_away(
    book: Project, browser: Browser, address: str
) -> None:
    visit = Visit(browser, PHONE, "dark")
    visit.page.goto(address + "guide/toolkit.html")
    visit.page.get_by_role("link", name="Help now").first.click()
    assert visit.page.url == address + "help.html"
    assert visit.page.locator('a[href="tel:999"]').first.is_visible()
    assert visit.page.locator('a[href="tel:911"]').first.is_visible()
    visit.context.close()


def test_downloads_are_the_files_of_dist(
    book: Project, browser: Browser, address: str
) -> None:
    visit = Visit(browser, PHONE, "light")
    for name in ("anxious-attachment.pdf", "anxious-attachment.epub"):
        visit.page.goto(address + "downloads.html")
        link = visit.page.locator(f'main a[href$="{name}"], article a[href$="{name}"]')
        response = visit.page.request.get(link.first.evaluate("a => a.href"))
        assert response.body() == (book.dist / name).read_bytes()
    visit.context.close()


def test_every_link_of_the_site_leads_somewhere(book: Project) -> None:
    site = Site(book.dist / "site")
    assert site.dead_links() == []
    assert site.missing_resources() == []
    assert site.missing_in_styles() == []
    assert site.foreign_resources() == []


def test_files_that_are_missing_are_seen(book: Project, tmp_path: Path) -> None:
    """The check above bites."""
    shutil.copytree(book.dist / "site", tmp_path / "site")
    (tmp_path / "site" / "downloads" / "anxious-attachment.pdf").unlink()
    for font in (tmp_path / "site").rglob("*.woff2"):
        font.unlink()
    site = Site(tmp_path / "site")
    assert site.dead_links()
    assert site.missing_in_styles()
