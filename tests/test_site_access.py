"""Every page of the website for every reader: axe, large text, small screens."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Playwright, sync_playwright

from guidepress.project import Project

from .readers import axe
from .readers.browser import launching
from .readers.site import Site

PHONE, DESKTOP = 390, 1100
#: The least width of WCAG 1.4.10: a screen of 1280 px, enlarged four times.
NARROW = 320
#: How far the page could be pushed sideways, or the column of its text, which Furo lets
#: scroll on a phone.  Furo hides what runs out of the page (`overflow-x`): it would be
#: lost rather than reached, so that this is lifted to measure.  A wide table may scroll
#: within its own frame.
EXCESS = """() => {
  document.documentElement.style.overflowX = "visible";
  const frames = document.querySelectorAll("html, .content");
  return Math.max(...[...frames].map(frame => frame.scrollWidth - frame.clientWidth));
}"""


@pytest.fixture(scope="module")
def names(book: Project) -> list[str]:
    names = list(Site(book.dist / "site").pages)
    assert len(names) > 20
    return names


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="module")
def page(playwright: Playwright) -> Iterator[Page]:
    """One page for all questions, in a browser whose reader wants less motion."""
    with launching(playwright) as browser:
        yield browser.new_page(reduced_motion="reduce")


def resize(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})


# -- axe -------------------------------------------------------------------------


def test_no_page_breaks_a_rule_of_axe(
    page: Page, address: str, names: list[str]
) -> None:
    found = []
    for name in names:
        page.goto(address + name)
        for width in (DESKTOP, PHONE):
            resize(page, width)
            page.emulate_media(color_scheme="light")
            found += [(name, width, *violation) for violation in axe.check(page)]
            page.emulate_media(color_scheme="dark")  # changes colours and nothing else
            in_dark = axe.check(page, "cat.color")
            found += [(name, width, "dark", *violation) for violation in in_dark]
    assert found == []


@pytest.mark.parametrize(
    ("markup", "rule"),
    [
        ("<p><font color='#999999'>Faint words</font></p>", "color-contrast"),
        ("<img src='data:,'>", "image-alt"),
        ("<a href='#x'><svg width='9' height='9'></svg></a>", "link-name"),
        ("<h4>Too deep</h4>", "heading-order"),
        ("<div role='main'>Twice</div>", "landmark-no-duplicate-main"),
    ],
)
def test_page_that_breaks_a_rule_is_seen(
    page: Page, address: str, markup: str, rule: str
) -> None:
    page.goto(address + "help.html")
    page.emulate_media(color_scheme="light")
    article = page.locator("article")
    article.evaluate("(a, markup) => a.insertAdjacentHTML('beforeend', markup)", markup)
    assert rule in {violation.rule for violation in axe.check(page)}


# -- small screens and large text ------------------------------------------------


@pytest.fixture(scope="module")
def large_print(playwright: Playwright) -> Iterator[Page]:
    """A page in the browser of a reader who has set text twice as large.

    That is what media queries in `em` heed; a size on the root is not.
    """
    with launching(playwright, "--blink-settings=defaultFontSize=32") as browser:
        yield browser.new_page(reduced_motion="reduce")


def find_wide(page: Page, address: str, names: list[str], width: int) -> list[str]:
    resize(page, width)
    found = []
    for name in names:
        page.goto(address + name)
        if page.evaluate(EXCESS) > 0:
            found.append(name)
    return found


def test_no_page_is_wider_than_a_narrow_screen(
    page: Page, address: str, names: list[str]
) -> None:
    assert find_wide(page, address, names, NARROW) == []


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_text_twice_as_large_fits(
    large_print: Page, address: str, names: list[str], width: int
) -> None:
    assert find_wide(large_print, address, names, width) == []
    size = large_print.evaluate("getComputedStyle(document.documentElement).fontSize")
    assert size == "32px"


def test_help_and_the_way_out_are_in_sight_in_large_text(
    large_print: Page, address: str
) -> None:
    resize(large_print, NARROW)
    large_print.goto(address + "guide/toolkit.html")
    for name in ("Help now", "Leave this page"):
        link = large_print.locator(".mobile-header").get_by_role("link", name=name)
        box = link.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= NARROW


def test_page_that_runs_out_is_seen(page: Page, address: str) -> None:
    resize(page, NARROW)
    page.goto(address + "index.html")
    page.evaluate("document.querySelector('h1').append('n'.repeat(200))")
    assert page.evaluate(EXCESS) == 0, "a long word is broken"
    page.evaluate("document.querySelector('h1').style.width = '30rem'")
    assert page.evaluate(EXCESS) > 0
