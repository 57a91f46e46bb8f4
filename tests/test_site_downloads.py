"""What a reader can take from the website: the handouts, and files of every kind."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Browser, Page
from sphinx.config import Config

from guidepress.build import build
from guidepress.html.downloads import Download, HandoutFiles
from guidepress.html.gallery import (
    MOST_CHOICES,
    WIDTH,
    Card,
    draw_first_page,
    list_choices,
)
from guidepress.project import Project

from .readers.browser import browsing, serving
from .readers.site import Site

#: How far a picture may be from the page, and how far another page is, of 255.
SAME, OTHER = 3.0, 6.0

#: Adds up how far the page moves while it loads.
WATCH_SHIFTS = """
window.shifts = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.shifts += entry.value;
}).observe({type: "layout-shift", buffered: true});
"""


@pytest.fixture(scope="module")
def address(book: Project) -> Iterator[str]:
    with serving(book.dist / "site") as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as browser:
        yield browser


@pytest.fixture
def still(browser: Browser) -> Iterator[Page]:
    """A page of a phone without JavaScript."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, java_script_enabled=False
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def site(book: Project) -> Site:
    return Site(book.dist / "site")


# -- the gallery -----------------------------------------------------------------


def render(path: Path, number: int = 0) -> Image.Image:
    """Return a page of a PDF as large as the gallery's pictures."""
    with pypdfium2.PdfDocument(path) as document:
        page = document[number]
        return page.render(scale=WIDTH / page.get_width()).to_pil().convert("RGB")


def measure_difference(one: Image.Image, other: Image.Image) -> float:
    """Return how far two pictures of one size are from each other, of 255."""
    statistic = ImageStat.Stat(ImageChops.difference(one, other).convert("L"))
    return float(statistic.mean[0])


def sheets(book: Project) -> list[Path]:
    found = sorted((book.dist / "handouts" / "a4").glob("*.pdf"))
    assert len(found) > 5
    return found


def test_gallery_shows_every_handout_and_leads_to_its_page(
    book: Project, site: Site
) -> None:
    titles = [
        " ".join(link.text_content().split())
        for link in site["handouts.html"].tree.xpath("//*[@class='cards']//h2/a")
    ]
    assert len(titles) == len(sheets(book))
    for link in site["handouts.html"].tree.xpath("//*[@class='cards']//h2/a"):
        page = site[site.locate("handouts.html", link.get("href"))]
        assert page.text("//h1") == " ".join(link.text_content().split())


def test_picture_is_the_first_page_of_the_handout(book: Project, site: Site) -> None:
    for sheet in sheets(book):
        path = site.folder / "_static" / "first-pages" / f"{sheet.stem}.png"
        with Image.open(path) as picture:
            shown = picture.convert("RGB")
        assert path.stat().st_size <= 15_000
        assert measure_difference(shown, render(sheet)) < SAME
        assert measure_difference(shown, render(sheet, 1)) > OTHER


def test_picture_of_another_handout_is_seen(book: Project) -> None:
    """The bound above bites."""
    one, other, *_ = sheets(book)
    data, _ = draw_first_page(one)
    with Image.open(io.BytesIO(data)) as picture:
        assert measure_difference(picture.convert("RGB"), render(other)) > OTHER


def test_same_page_gives_the_same_picture(book: Project) -> None:
    assert draw_first_page(sheets(book)[0]) == draw_first_page(sheets(book)[0])


def test_pictures_keep_their_room_and_wait_but_for_the_first(site: Site) -> None:
    pictures = site["handouts.html"].tree.xpath("//*[@class='cards']//img")
    assert [img.get("loading") for img in pictures[:2]] == [None, "lazy"]
    for img in pictures:
        with Image.open(site.folder / img.get("src")) as picture:
            size = (int(img.get("width")), int(img.get("height")))
            assert size == picture.size
        assert img.get("alt") == ""  # the title is in the same link


def test_handout_that_is_not_built_has_a_card_without_a_picture(
    small: Project,
) -> None:
    assert build(small, ["html"]) == 0
    page = Site(small.dist / "site")["handouts.html"]
    assert "A handout" in page.text("//*[@class='cards']//h2")
    assert page.tree.xpath("//*[@class='cards']//img") == []


def visible_cards(page: Page) -> list[str]:
    return page.locator(".card:visible h2").all_inner_texts()


def test_audience_is_chosen_without_javascript(still: Page, address: str) -> None:
    still.goto(address + "handouts.html")
    everything = visible_cards(still)
    still.get_by_label("For parents and carers").check()
    shown = visible_cards(still)
    assert "Our goodbye and hello plan" in shown
    assert "Getting help: when, where and what to ask" in shown  # for everyone
    assert "My alarm cycle" not in shown
    still.get_by_label("All of them").check()
    assert visible_cards(still) == everything


def test_audience_is_chosen_by_the_keyboard(still: Page, address: str) -> None:
    still.goto(address + "handouts.html")
    before = visible_cards(still)
    still.get_by_label("All of them").focus()
    still.keyboard.press("ArrowDown")
    assert len(visible_cards(still)) < len(before)
    chosen = still.locator("input[name=audience]:checked")
    assert chosen.evaluate("e => e.matches(':focus-visible')")
    assert chosen.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"


def test_browser_that_knows_no_has_shows_every_card(site: Site) -> None:
    """A rule that hides cards stands only behind the selector that it lacks."""
    css = (site.folder / "_static" / "guidepress.css").read_text(encoding="utf-8")
    rules = [part for part in css.split("}") if ".card:not(" in part]
    assert rules
    for rule in rules:
        selectors = rule.split("{")[0].split(",\n")
        assert all(":has(" in selector for selector in selectors)


def make_cards(*audiences: str) -> list[Card]:
    files = HandoutFiles("h1", "A sheet", "handouts/h1", ())
    return [Card(files, audience, "", "") for audience in audiences]


@pytest.mark.parametrize(
    ("audiences", "offered"),
    [
        (["adult", "parent", "everyone"], ["adult", "parent"]),
        (["adult", "adult", "everyone"], []),  # nothing to choose
        ([], []),
        ([f"a{n}" for n in range(MOST_CHOICES + 1)], []),  # no rules for so many
    ],
)
def test_choice_is_offered_where_it_helps(
    audiences: list[str], offered: list[str]
) -> None:
    config = Config({}, {})
    config.add("guidepress_paths", {}, "", ())
    config.add("guidepress_audiences", {}, "", ())
    choices = list_choices(config, make_cards(*audiences))
    assert [choice.audience for choice in choices] == offered


def test_gallery_does_not_move_while_it_loads(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.add_init_script(WATCH_SHIFTS)
    page.goto(address + "handouts.html", wait_until="networkidle")
    page.mouse.wheel(0, 4000)
    page.wait_for_function("[...document.images].some(i => i.loading && i.complete)")
    assert page.evaluate("window.shifts") == 0
    context.close()


def test_page_that_moves_is_seen(browser: Browser, address: str) -> None:
    """The check above bites."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.add_init_script(WATCH_SHIFTS)
    page.goto(address + "handouts.html", wait_until="networkidle")
    page.evaluate("document.querySelector('article').style.paddingTop = '9em'")
    page.wait_for_function("window.shifts > 0")
    context.close()


# -- the files of a handout ------------------------------------------------------


def list_files(*editions: str) -> HandoutFiles:
    files = [Download(f"handouts/{e}/h1.pdf", "A sheet", e, None) for e in editions]
    return HandoutFiles("h1", "A sheet", "handouts/h1", tuple(files))


def test_usual_papers_come_first_and_the_rest_in_a_table() -> None:
    files = list_files("a4", "letter", "a4-fillable", "a4-grey", "letter-large")
    assert [file.edition for file in files.usual] == ["a4", "letter"]
    assert [row.kind for row in files.rows] == [
        "large print",
        "black and white",
        "to fill in on a screen",
    ]
    large = files.rows[0].cells
    assert [(cell.paper, cell.download is None) for cell in large] == [
        ("A4", True),
        ("US Letter", False),
    ]


def test_edition_of_another_name_is_not_lost() -> None:
    files = list_files("a4", "letter", "a3")
    assert [file.edition for file in files.usual] == ["a4", "letter", "a3"]
    assert files.rows == []


def test_every_file_of_a_handout_is_on_its_page_and_on_the_downloads_page(
    book: Project, site: Site
) -> None:
    built = {
        f"downloads/{path.relative_to(book.dist).as_posix()}"
        for path in book.dist.glob("handouts/*/h2.pdf")
    }
    assert len(built) == 12
    for name in ("handouts/h2-my-alarm-cycle.html", "downloads.html"):
        links = [link for link in site[name].links if link.href.endswith("h2.pdf")]
        assert {site.locate(name, link.href) for link in links} == built
        cells = site[name].tree.xpath("//table//a[contains(@href, 'large/h2.pdf')]")
        words = [" ".join(cell.text_content().split()) for cell in cells]
        assert words[0].startswith("My alarm cycle, large print, A4, 5")
