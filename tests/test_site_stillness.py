"""On a slow line nothing on a page moves while it comes in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from sphinx.testing.util import SphinxTestApp

from guidepress.project import Project

from .readers.site import Site

#: Adds up how far what is seen has moved, as browsers measure it (layout shift).
WATCH = """
window.moved = 0;
new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.moved += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""

#: A poor connection: bytes a second, and milliseconds until the first of them.
SLOW = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 100_000,
    "uploadThroughput": 50_000,
}


@pytest.fixture
def slow(browser: Browser) -> Iterator[Page]:
    """A phone that has nothing in its cache, on a slow line."""
    size = {"width": 390, "height": 844}
    context = browser.new_context(viewport=size, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.add_init_script(WATCH)
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW)
    yield page
    context.close()


@pytest.mark.parametrize(
    "name", ["index.html", "guide/toolkit.html", "handouts/h2-my-alarm-cycle.html"]
)
def test_nothing_moves_while_a_page_comes_in(
    slow: Page, address: str, name: str
) -> None:
    slow.goto(address + name, wait_until="load")
    slow.evaluate("document.fonts.ready")
    slow.wait_for_timeout(500)
    assert slow.evaluate("window.moved") == 0


def test_what_moves_is_seen(slow: Page, address: str) -> None:
    """The check above bites."""
    slow.goto(address + "guide/toolkit.html", wait_until="load")
    slow.evaluate(
        "document.querySelector('h1').style.setProperty('margin-top', '9rem')"
    )
    slow.wait_for_function("window.moved > 0")


def test_pictures_keep_their_room(book: Project) -> None:
    """Those that are no part of the page say their size, and later ones may wait."""
    for page in Site(book.dist / "site").pages.values():
        for number, picture in enumerate(page.tree.xpath("//article//img")):
            assert picture.get("width"), page.name
            assert picture.get("height"), page.name
            assert number == 0 or picture.get("loading") == "lazy", page.name


@pytest.mark.sphinx("html", testroot="site-pictures", freshenv=True)
def test_later_picture_waits_and_each_has_its_size(app: SphinxTestApp) -> None:
    app.build()
    first, second = Site(Path(app.outdir))["index.html"].tree.xpath("//article//img")
    assert (first.get("width"), first.get("loading")) == (first.get("height"), None)
    assert (second.get("width"), second.get("loading")) == ("40", "lazy")


def test_faces_of_the_first_view_are_asked_for_at_once(
    slow: Page, address: str
) -> None:
    """Each face that a chapter shows is named in its head, and no other."""
    slow.goto(address + "guide/toolkit.html", wait_until="load")
    named = slow.locator("link[rel=preload][as=font]").count()
    used = "[...document.fonts].filter((face) => face.status === 'loaded').length"
    assert slow.evaluate(used) == named
