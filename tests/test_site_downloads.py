"""What a reader can take from the website: the handouts, and files of every kind."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Browser, Page
from sphinx.config import Config

from guidepress.build import build
from guidepress.html.downloads import MEDIA_TYPES, Download, HandoutFiles
from guidepress.html.gallery import (
    MOST_CHOICES,
    WIDTH,
    Card,
    draw_first_page,
    list_choices,
)
from guidepress.project import Project

from .readers.browser import ARGUMENTS, find_chromium
from .readers.site import Page as SitePage
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


# -- the files -------------------------------------------------------------------


def list_records(book: Project) -> list[dict[str, object]]:
    text = (book.dist / "manifest.json").read_text(encoding="utf-8")
    records: list[dict[str, object]] = json.loads(text)["files"]
    assert len(records) > 100
    return records


def test_every_download_opens_as_what_it_is_and_is_the_file_of_dist(
    book: Project, browser: Browser, address: str, site: Site
) -> None:
    context = browser.new_context()
    links = site["downloads.html"].tree.xpath("//article//a[@type]")
    types = {a.get("href"): a.get("type") for a in links}
    built = {f"downloads/{record['path']}" for record in list_records(book)}
    assert set(types) == built
    for url, kind in types.items():
        response = context.request.get(address + url)
        assert response.ok, url
        assert response.headers["content-type"] == kind
        path = book.dist / url.removeprefix("downloads/")
        assert response.body() == path.read_bytes()
    assert "application/epub+zip" in types.values()
    context.close()


def test_page_is_not_served_as_a_download(browser: Browser, address: str) -> None:
    """The check above bites."""
    context = browser.new_context()
    response = context.request.get(address + "downloads.html")
    assert response.headers["content-type"] not in MEDIA_TYPES.values()
    assert not context.request.get(address + "downloads/gone.pdf").ok
    context.close()


def read_checksums(page: SitePage) -> list[str]:
    return [str(text) for text in page.tree.xpath("//dl//code/text()")]


def test_checksum_is_that_of_the_file(book: Project, site: Site) -> None:
    shown = read_checksums(site["downloads.html"])
    made = [
        hashlib.sha256((book.dist / str(record["path"])).read_bytes()).hexdigest()
        for record in list_records(book)
    ]
    assert sorted(shown) == sorted(made)


def test_checksum_of_a_changed_file_is_another(book: Project, site: Site) -> None:
    """The check above bites."""
    data = (book.dist / "anxious-attachment.epub").read_bytes() + b"\0"
    changed = hashlib.sha256(data).hexdigest()
    assert changed not in read_checksums(site["downloads.html"])


def test_downloads_page_says_version_and_date(site: Site) -> None:
    page = site["downloads.html"]
    for id_ in ("guide", "packs", "h1"):
        words = page.text(f"//*[@id='{id_}']//p[@class='small']")
        assert "Version 0.1.0, 24 November 2026" in words


def test_handout_is_dated_by_its_last_review(small: Project) -> None:
    sheet = small.source / "handouts" / "h1.md"
    text = sheet.read_text(encoding="utf-8")
    dated = text.replace("sides: 1", "sides: 1\nlast_reviewed: 2025-03-01")
    sheet.write_text(dated, encoding="utf-8")
    assert build(small, ["handouts", "html"]) == 0
    page = Site(small.dist / "site")["downloads.html"]
    assert "1 March 2025" in page.text("//*[@id='h1']")
    assert "1 March 2025" not in page.text("//*[@id='guide']")


def test_links_to_other_hosts_tell_them_nothing(site: Site) -> None:
    links = site["downloads.html"].tree.xpath(
        "//article//a[starts-with(@href, 'http')]"
    )
    assert "https://www.amazon.com/sendtokindle" in [a.get("href") for a in links]
    assert {a.get("rel") for a in links} == {"noreferrer"}


def test_every_page_offers_guide_sizes_and_all_downloads(site: Site) -> None:
    for name, page in site.pages.items():
        foot = page.text("//footer")
        assert "PDF (" in foot, name
        assert "EPUB (" in foot, name
        targets = {site.locate(name, href) for href in list_own_links(page)}
        assert {"downloads.html", "handouts.html"} <= targets, name


def list_own_links(page: SitePage) -> list[str]:
    hrefs = [link.href.partition("#")[0] for link in page.links]
    return [href for href in hrefs if ":" not in href]


# -- the first page --------------------------------------------------------------


@pytest.mark.parametrize("size", [(390, 844), (360, 640)])
def test_help_is_in_the_first_screen(
    browser: Browser, address: str, size: tuple[int, int]
) -> None:
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    page = context.new_page()
    page.goto(address + "index.html")
    for place in (".mobile-header", "article"):
        box = page.locator(f"{place} >> text=Help now").first.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= size[1], place
    context.close()


#: Letters of twice the size, as a reader asks for in the settings.
LARGE_LETTERS = "--blink-settings=defaultFontSize=32"


#: How wide the page is, and its text: Furo lets that be scrolled by itself.
MEASURE_WIDTH = """Math.max(
  ...[document.documentElement, document.querySelector(".content")]
    .map((element) => element.scrollWidth)
)"""


@pytest.fixture(scope="module")
def large(browser: Browser) -> Iterator[Browser]:
    """The browser of a reader who needs large letters."""
    arguments = [*ARGUMENTS, LARGE_LETTERS]
    large = browser.browser_type.launch(executable_path=find_chromium(), args=arguments)
    yield large
    large.close()


@pytest.mark.parametrize(
    "name", ["index", "handouts", "downloads", "handouts/h2-my-alarm-cycle"]
)
def test_narrow_page_in_large_letters_is_not_scrolled_sideways(
    large: Browser, address: str, name: str
) -> None:
    context = large.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(f"{address}{name}.html")
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    letters = page.evaluate("getComputedStyle(document.documentElement).fontSize")
    assert letters == "32px"
    assert page.evaluate(MEASURE_WIDTH) <= 320
    # and the measure bites
    page.evaluate("document.querySelector('article h1').style.minWidth = '40em'")
    assert page.evaluate(MEASURE_WIDTH) > 320
    context.close()
