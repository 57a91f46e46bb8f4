"""The EPUB in reading systems: every page opens, and every way leads somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from guidepress.project import Project

from .readers.reading import PHONE, SYSTEMS, Reader, reading

SLUG = "anxious-attachment"


@pytest.fixture(scope="module", params=sorted(SYSTEMS))
def reader(
    request: pytest.FixtureRequest,
    book: Project,
    browser: Browser,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Reader]:
    """Each reading system in turn, with the real book open."""
    folder = tmp_path_factory.mktemp(request.param)
    with reading(request.param, book.dist / f"{SLUG}.epub", folder, browser) as reader:
        yield reader
        assert reader.errors == []


@pytest.fixture(scope="module")
def foliate(
    book: Project, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Reader]:
    """The one of the two that opens notes in a pop-up."""
    folder = tmp_path_factory.mktemp("pop-up")
    with reading("foliate", book.dist / f"{SLUG}.epub", folder, browser) as reader:
        yield reader


def squeeze(text: str) -> str:
    """Return the text without spaces, which reading systems lay out differently."""
    return "".join(text.split())


def test_every_page_shows_words_or_a_picture(reader: Reader) -> None:
    pages = [reader.ask("open(args[0])", index) for index in range(reader.count)]
    assert len(pages) > 20
    assert [page for page in pages if not page["words"].strip()] == [pages[0]]
    assert pages[0]["pictures"] == 1  # the cover


def test_every_line_of_the_contents_leads_to_its_heading(reader: Reader) -> None:
    lines = reader.lines("contents")
    assert len(lines) > 100
    for line in lines:
        place = reader.ask("follow(args[0])", line.href)
        heading = squeeze(place["words"])[:80]
        assert heading.startswith(squeeze(line.label)[:80]), line
        assert squeeze(line.label) in squeeze(place["shown"]), line


def test_every_landmark_leads_to_its_page(reader: Reader) -> None:
    landmarks = reader.lines("landmarks")
    assert len(landmarks) == 6
    for line in landmarks:
        place = reader.ask("follow(args[0])", line.href)
        assert line.href.endswith(place["page"]), line


def test_a_reference_opens_in_a_pop_up(foliate: Reader) -> None:
    line = next(line for line in foliate.lines("contents") if "what-it-is" in line.href)
    foliate.ask("open(args[0])", line.href)
    words = foliate.ask("callNote(args[0])", "[role=doc-biblioref]")
    assert "https://doi.org/" in words or "Basic Books" in words
    assert "Cited in" in words
    foliate.ask("closeNote()")


def test_a_term_opens_with_its_meaning(foliate: Reader) -> None:
    line = next(line for line in foliate.lines("contents") if "what-it-is" in line.href)
    foliate.ask("open(args[0])", line.href)
    words = foliate.ask("callNote(args[0])", "[role=doc-glossref]")
    term, _, meaning = words.strip().partition("\n")
    assert term
    assert len(meaning.split()) > 5
    foliate.ask("closeNote()")


@pytest.mark.parametrize(("scheme", "size"), [("light", 200), ("dark", 100)])
def test_nothing_is_cut_in_large_type_or_at_night(
    reader: Reader, tmp_path: Path, scheme: str, size: int
) -> None:
    """The pictures in the test's folder are there to be looked at."""
    reader.ask("show(args[0])", {"dark": scheme == "dark", "size": size})
    lines = [line for line in reader.lines("contents") if "#" not in line.href]
    for number, line in enumerate(lines):
        reader.ask("open(args[0])", line.href)
        assert reader.ask("overflow()") == [], line
        reader.page.screenshot(path=tmp_path / f"{number}.png")


def test_a_drawing_grows_with_the_type(foliate: Reader) -> None:
    """Its labels are too small else for those who need large letters."""
    foliate.page.set_viewport_size({"width": 1100, "height": 900})
    line = next(line for line in foliate.lines("contents") if "what-it-is" in line.href)
    widths = []
    for size in (100, 200):
        foliate.ask("show(args[0])", {"dark": False, "size": size})
        foliate.ask("open(args[0])", line.href)
        widths.append(foliate.ask("pictureWidth()"))
    foliate.page.set_viewport_size(PHONE)
    assert widths[0] > 340
    assert widths[1] > 1.6 * widths[0]


def test_links_have_the_colour_of_the_text_at_night(reader: Reader) -> None:
    """A telephone number that cannot be read in the dark is of no use."""
    reader.ask("show(args[0])", {"dark": True, "size": 100})
    lines = reader.lines("contents")
    help_now = next(line for line in lines if "start-here" in line.href)
    reader.ask("open(args[0])", help_now.href)
    colours = reader.ask("colours()")
    assert len(colours["links"]) > 0
    assert set(colours["links"]) == {colours["text"]}
