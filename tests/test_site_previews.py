"""What a mark leads to, shown beside it: on hover, on focus and on tap."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from sphinx.testing.util import SphinxTestApp

from .readers.site import Site

CHAPTER = "guide/four-patterns.html"
REFERENCE = 'article a[href$="#ref-madigan2023first"]'
TERM = 'article a[href$="#term-avoidant"]'


# -- what a page carries ---------------------------------------------------------


@pytest.fixture
def lamps(app: SphinxTestApp) -> Any:
    app.build()
    assert app.warning.getvalue() == ""
    return Site(Path(app.outdir))["lamps.html"]


def list_previews(page: Any) -> dict[str, Any]:
    found = page.tree.xpath("//template[@class='preview-text']")
    return {template.get("data-href"): template for template in found}


def read_words(template: Any) -> str:
    return " ".join(template.text_content().split())


previews_root = pytest.mark.sphinx("html", testroot="previews", freshenv=True)


@previews_root
def test_page_carries_the_words_of_its_marks(lamps: Any) -> None:
    found = list_previews(lamps)
    terms = [href for href in found if "words.html" in href]
    assert terms == [f"back/words.html#term-{term}" for term in ("lamp", "wick")]
    assert read_words(found[terms[1]]) == "wickThe cord in a lamp."
    (note,) = (href for href in found if href.startswith("#"))
    assert read_words(found[note]) == "Note 1Oil from a lamp, or from elsewhere."


@previews_root
def test_works_inside_a_range_are_carried_too(lamps: Any) -> None:
    numbers = [t.get("data-number") for t in list_previews(lamps).values()]
    assert [number for number in numbers if number] == ["1", "2", "3", "4"]


@previews_root
def test_only_links_into_the_network_stay_in_a_preview(lamps: Any) -> None:
    hrefs = lamps.tree.xpath("//template[@class='preview-text']//a/@href")
    assert "https://example.org/oil" in hrefs
    assert all("://" in href for href in hrefs)
    assert len(lamps.ids) == len(set(lamps.ids))


@pytest.mark.sphinx("html", testroot="html-site", freshenv=True)
def test_page_without_marks_loads_no_script_for_them(app: SphinxTestApp) -> None:
    app.build()
    page = Site(Path(app.outdir))["guide/one.html"]
    assert not list_previews(page)
    assert not any("previews.js" in url for url in page.resources)


# -- in a browser ----------------------------------------------------------------


Opener = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser) -> Iterator[Opener]:
    """Open an address in a browser of this kind; its console must stay silent."""
    messages: list[str] = []
    contexts = []

    def open_page(address: str, width: int = 1100, **kind: Any) -> Page:
        size = {"width": width, "height": 800}
        contexts.append(browser.new_context(viewport=size, **kind))
        page = contexts[-1].new_page()
        page.on("console", lambda message: messages.append(message.text))
        page.on("pageerror", lambda error: messages.append(str(error)))
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert messages == []


def focus_by_keyboard(page: Page, selector: str) -> Locator:
    """Reach a link as Tab does: a script's focus counts as a keyboard's after one."""
    page.keyboard.press("Shift")
    link = page.locator(selector).first
    link.focus()
    return link


def overlap(one: Any, other: Any) -> bool:
    return bool(
        one["y"] < other["y"] + other["height"]
        and other["y"] < one["y"] + one["height"]
    )


def test_pointer_shows_a_reference_and_stays_on_it(visit: Opener, address: str) -> None:
    page = visit(address + CHAPTER)
    link, card = page.locator(REFERENCE).first, page.get_by_role("note")
    link.hover()
    expect(card).to_contain_text("Madigan S, Fearon RMP")
    assert not overlap(card.bounding_box(), link.bounding_box())
    card.hover()
    page.wait_for_timeout(600)
    expect(card).to_be_visible()
    page.mouse.move(1, 1)
    expect(card).to_have_count(0)


def test_pointer_that_passes_by_shows_nothing(visit: Opener, address: str) -> None:
    page = visit(address + CHAPTER)
    page.locator(TERM).first.hover()
    page.mouse.move(1, 1)
    page.wait_for_timeout(600)
    assert page.get_by_role("note").count() == 0


def test_keyboard_shows_a_term_and_escape_closes_it(
    visit: Opener, address: str
) -> None:
    page = visit(address + CHAPTER)
    link = focus_by_keyboard(page, TERM)
    card = page.get_by_role("note", name="Avoidant")
    expect(card).to_contain_text("A pattern in small children")
    expect(link).to_have_accessible_description(
        "avoidant A pattern in small children: little upset is shown, and comfort is "
        "not sought."
    )
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    expect(link).to_be_focused()
    assert link.get_attribute("aria-describedby") is None


def test_keyboard_goes_through_the_links_of_a_preview(
    visit: Opener, address: str
) -> None:
    page = visit(address + CHAPTER)
    link = focus_by_keyboard(page, REFERENCE)
    page.keyboard.press("Tab")
    expect(page.get_by_role("note").get_by_role("link")).to_be_focused()
    page.keyboard.press("Escape")
    expect(link).to_be_focused()
    assert page.get_by_role("note").count() == 0
    page.keyboard.press("Enter")
    page.wait_for_url("**/references.html#ref-madigan2023first")


def test_tap_opens_at_the_edge_and_the_second_follows(
    visit: Opener, address: str
) -> None:
    page = visit(address + CHAPTER, 390, has_touch=True, is_mobile=True)
    link, sheet = page.locator(TERM).first, page.get_by_role("dialog")
    link.tap()
    expect(sheet).to_be_focused()
    assert not overlap(sheet.bounding_box(), link.bounding_box())
    more = sheet.get_by_role("link", name="Go to the glossary")
    assert more.evaluate("a => a.href") == link.evaluate("a => a.href")
    sheet.get_by_role("button", name="Close").tap()
    expect(sheet).to_have_count(0)
    expect(link).to_be_focused()
    link.tap()
    expect(sheet).to_be_visible()
    link.tap()
    page.wait_for_url("**/glossary.html#term-avoidant")


def test_tap_elsewhere_closes(visit: Opener, address: str) -> None:
    page = visit(address + CHAPTER, 390, has_touch=True, is_mobile=True)
    page.locator(REFERENCE).first.tap()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.locator("article h2").first.tap()
    expect(page.get_by_role("dialog")).to_have_count(0)


@pytest.mark.parametrize("touch", [True, False])
@pytest.mark.parametrize("text", ["100%", "200%"])
def test_preview_is_inside_a_narrow_screen(
    visit: Opener, address: str, touch: bool, text: str
) -> None:
    page = visit(address + CHAPTER, 320, has_touch=touch, is_mobile=touch)
    page.evaluate("size => document.documentElement.style.fontSize = size", text)
    for number in range(page.locator(REFERENCE).count()):
        link = page.locator(REFERENCE).nth(number)
        (link.tap if touch else link.hover)()
        page.locator(".preview").wait_for()
        box, line = page.locator(".preview").bounding_box(), link.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= 800.5
        assert not overlap(box, line), number
        page.keyboard.press("Escape")
        page.mouse.move(1, 1)


def test_nothing_moves_when_a_preview_opens(visit: Opener, address: str) -> None:
    page = visit(address + CHAPTER)
    page.evaluate(
        """() => {
            window.moved = 0;
            new PerformanceObserver((list) => {
                for (const entry of list.getEntries()) window.moved += entry.value;
            }).observe({ type: "layout-shift" });
        }"""
    )
    height = page.evaluate("document.documentElement.scrollHeight")
    focus_by_keyboard(page, REFERENCE)
    expect(page.get_by_role("note")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollHeight") == height
    page.wait_for_timeout(200)
    assert page.evaluate("window.moved") == 0


def test_links_lead_there_without_javascript(visit: Opener, address: str) -> None:
    page = visit(address + CHAPTER, java_script_enabled=False)
    page.locator(REFERENCE).first.click()
    assert page.url.endswith("/back/references.html#ref-madigan2023first")
    assert page.locator("#ref-madigan2023first").is_visible()


def test_preview_is_drawn_in_forced_colours_and_not_printed(
    visit: Opener, address: str
) -> None:
    page = visit(address + CHAPTER, forced_colors="active")
    focus_by_keyboard(page, TERM)
    card = page.get_by_role("note")
    assert card.evaluate("card => getComputedStyle(card).borderTopStyle") == "solid"
    page.emulate_media(media="print")
    expect(card).to_be_hidden()


@previews_root
def test_note_and_range_are_shown_from_a_folder_too(
    app: SphinxTestApp, browser: Browser
) -> None:
    app.build()
    page = browser.new_page()
    page.goto(Path(app.outdir, "lamps.html").as_uri())
    focus_by_keyboard(page, 'a[role="doc-noteref"]')
    expect(page.get_by_role("note")).to_contain_text("Oil from a lamp")
    focus_by_keyboard(page, "article sup a >> text=1")
    expect(page.locator(".preview .preview-title")).to_have_text(
        ["Reference 1", "Reference 2", "Reference 3"]
    )
    page.close()
