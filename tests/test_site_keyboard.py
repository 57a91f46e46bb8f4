"""The website by keyboard, without scripts, in forced colours, and with less motion."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page

PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1100, "height": 900}
CHAPTER = "guide/toolkit.html"

#: What has the focus, what shows that, and whether any of it can be seen.  The boxes
#: that open the drawers show it by their icon, or by the drawer that is open.
FOCUS = """() => {
  const own = document.activeElement;
  const icons = {__navigation: ".nav-overlay-icon", __toc: ".toc-overlay-icon"};
  const drawers = {__navigation: ".sidebar-drawer", __toc: ".toc-drawer"};
  const name = own.checked ? drawers[own.id] : icons[own.id];
  const all = name ? [...document.querySelectorAll(name)] : [own];
  const seen = all.find(element => {
    const box = element.getBoundingClientRect();
    const x = box.x + Math.min(box.width, innerWidth - box.x) / 2;
    const y = box.y + Math.min(box.height, innerHeight - box.y) / 2;
    const top = document.elementFromPoint(x, y);
    const style = getComputedStyle(element);
    return top && (element.contains(top) || top.contains(element))
      && style.visibility === "visible"
      && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
  });
  const words = own.getAttribute("aria-label") || own.textContent;
  return {id: own.id, tag: own.tagName, seen: !!seen, words: words.trim()};
}"""

#: What moves: durations above 10 ms, and scrolling that is drawn out.
MOTION = """() => [...document.querySelectorAll("*")].filter(element => {
  const style = getComputedStyle(element);
  const durations = `${style.transitionDuration}, ${style.animationDuration}`;
  return style.scrollBehavior === "smooth"
    || durations.split(", ").some(duration => parseFloat(duration) > 0.01);
}).map(element => `${element.tagName}.${element.getAttribute("class")}`)"""


def visit(browser: Browser, address: str, **settings: Any) -> Page:
    """Open a chapter as a reader does who has these settings."""
    page = browser.new_page(**{"viewport": DESKTOP, **settings})
    page.goto(address + CHAPTER)
    return page


def walk(page: Page, limit: int = 200) -> list[dict[str, Any]]:
    """Press Tab until the end of the page, and return what had the focus."""
    found = []
    for _ in range(limit):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if focus["tag"] == "BODY":
            return found
        found.append(focus)
    raise AssertionError("the focus never leaves the page")


# -- by keyboard -----------------------------------------------------------------


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_focus_goes_everywhere_and_is_seen_everywhere(
    browser: Browser, address: str, size: dict[str, int]
) -> None:
    page = visit(browser, address, viewport=size)
    found = walk(page)
    assert [focus for focus in found if not focus["seen"]] == []
    assert found[0]["words"] == "Skip to content"
    words = [focus["words"] for focus in found]
    for name in ("Leave this page", "Help now", "Print this page", "Reference 47"):
        assert name in words, name
    page.close()


def test_focus_that_is_not_seen_is_found(browser: Browser, address: str) -> None:
    page = visit(browser, address)
    links = page.locator("a.leave")
    links.evaluate_all("all => all.forEach(a => (a.style.outline = 'none'))")
    hidden = {focus["words"] for focus in walk(page) if not focus["seen"]}
    assert hidden == {"Leave this page"}
    page.close()


def test_skip_link_leads_past_the_contents(browser: Browser, address: str) -> None:
    page = visit(browser, address)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    inside = "document.querySelector('#furo-main-content').contains(%s)"
    assert page.evaluate(inside % "document.activeElement")
    page.close()


@pytest.mark.parametrize(
    ("tabs", "drawer"), [(2, ".sidebar-drawer"), (3, ".toc-drawer")]
)
@pytest.mark.parametrize("with_script", [True, False])
def test_contents_on_a_phone_open_and_close(
    browser: Browser, address: str, tabs: int, drawer: str, with_script: bool
) -> None:
    page = visit(browser, address, viewport=PHONE, java_script_enabled=with_script)
    for _ in range(tabs):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.locator(drawer).bounding_box()["x"] < PHONE["width"]  # type: ignore[index]
    assert page.evaluate(FOCUS)["seen"]
    page.keyboard.press("Tab")
    assert page.locator(f"{drawer} :focus").count() == 1
    assert page.evaluate(FOCUS)["seen"]
    if with_script:
        page.keyboard.press("Escape")
        assert page.evaluate(FOCUS)["id"] in ("__navigation", "__toc")
    else:
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Space")
    assert page.locator(".sidebar-toggle:checked").count() == 0
    page.close()


# -- other ways to read ----------------------------------------------------------


def test_chapter_is_whole_without_scripts(browser: Browser, address: str) -> None:
    page = visit(browser, address, java_script_enabled=False)
    for link in ("Leave this page", "Help now", "Downloads"):
        assert page.get_by_role("link", name=link).first.is_visible(), link
    page.locator("summary").first.click()
    assert page.locator("details[open]").first.is_visible()
    page.locator(".sidebar-tree").get_by_text("Glossary").click()
    assert page.url == address + "back/glossary.html"
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_buttons_keep_their_edges_in_forced_colours(
    browser: Browser, address: str, scheme: str
) -> None:
    page = visit(browser, address, forced_colors="active", color_scheme=scheme)
    for name in ("index.html", "help.html", "downloads.html", "search.html", CHAPTER):
        page.goto(address + name)
        for button in page.locator(".button:visible, .telephone.button").all():
            style = button.evaluate(
                "e => [getComputedStyle(e).borderTopStyle,"
                " getComputedStyle(e).borderTopColor,"
                " getComputedStyle(document.body).backgroundColor]"
            )
            assert style[0] == "solid"
            assert style[1] != style[2], "the edge has the colour of the page"
    assert [focus for focus in walk(page) if not focus["seen"]] == []
    page.close()


def test_drawings_keep_their_ground_in_forced_colours(
    browser: Browser, address: str
) -> None:
    page = visit(browser, address, forced_colors="active", color_scheme="dark")
    ground = "e => getComputedStyle(e).backgroundColor"
    grounds = {d.evaluate(ground) for d in page.locator("svg.drawing").all()}
    assert grounds == {"rgb(247, 241, 231)"}
    page.goto(address + "index.html")
    assert page.locator(".start-cover img").evaluate(ground) in grounds
    page.close()


@pytest.mark.parametrize("name", ["index.html", "search.html", CHAPTER])
def test_nothing_moves(browser: Browser, address: str, name: str) -> None:
    page = visit(browser, address, reduced_motion="reduce")
    page.goto(address + name)
    assert page.evaluate(MOTION) == []
    page.close()


def test_motion_is_seen(browser: Browser, address: str) -> None:
    page = visit(browser, address)
    page.evaluate("document.querySelector('h1').style.transition = 'color 1s'")
    assert len(page.evaluate(MOTION)) == 1
    page.close()
