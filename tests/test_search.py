"""The search of the website, on any static server: what is found, and by whom."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from guidepress.project import Project

from .readers.browser import browsing, serving


@pytest.fixture(scope="module")
def page(book: Project) -> Iterator[Page]:
    """The page of the search, in one browser for all questions."""
    with serving(book.dist / "site") as address, browsing() as browser:
        page = browser.new_page()
        page.goto(address + "search.html")
        yield page


def look_for(page: Page, words: str) -> list[str]:
    """Type the words, and return the addresses of the places found, best first."""
    page.get_by_role("searchbox", name="Words to look for").last.fill(words)
    page.keyboard.press("Enter")
    page.get_by_role("status").filter(has_text=f"“{words}”").wait_for()
    links = page.locator("#search-results a")
    return [link.get_attribute("href") or "" for link in links.all()]


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("clingy", "guide/young-children.html#clinging-and-pushing-away"),
        ("preoccupied", "back/glossary.html#term-preoccupied"),
        ("secure base", "back/glossary.html#term-secure-base"),
        ("violence", "guide/getting-help.html#if-you-are-not-safe-with-someone"),
        ("breathing", "guide/toolkit.html#steady-the-body"),
        ("CBT", "guide/getting-help.html#talking-therapies-in-plain-words"),
        ("jealous", "guide/couples-and-friends.html#messages-and-jealousy"),
        ("rows", "guide/couples-and-friends.html"),
        ("tantrums", "guide/young-children.html"),
        ("reassurance seeking", "back/glossary.html#term-reassurance-seeking"),
    ],
)
def test_section_is_among_the_first_places(page: Page, words: str, place: str) -> None:
    found = look_for(page, words)
    assert any(url.startswith(place) for url in found[:3]), found[:5]


def test_place_that_was_found_says_its_chapter_and_shows_the_word(page: Page) -> None:
    look_for(page, "jealous")
    first = page.locator("#search-results li").first
    assert "in Couples, friends and the protest cycle" in first.inner_text()
    assert first.locator("mark").first.inner_text() == "Jealousy"


def test_word_that_is_nowhere_is_said_aloud(page: Page) -> None:
    assert look_for(page, "xylophone") == []
    status = page.get_by_role("status")
    assert status.inner_text() == "Nothing found for “xylophone”. Try another word."


def test_keyboard_reaches_the_first_place(page: Page) -> None:
    first, *_ = look_for(page, "preoccupied")
    for _ in range(2):  # the button, then the place
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == first


def test_words_are_shown_as_they_are_and_never_run(page: Page) -> None:
    look_for(page, "<img src=x onerror=alert(1)> secure")
    assert page.locator("#search-status img").count() == 0
