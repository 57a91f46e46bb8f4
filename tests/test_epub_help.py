"""Help now, in the EPUB of the real book: first, near the top, one tap away."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from guidepress.project import Project

from .readers.epub import EpubFile

BOX = "//h:div[contains(@class, 'help-now')]"


@pytest.fixture(scope="module")
def epub(book: Project) -> EpubFile:
    return EpubFile(book.dist / "anxious-attachment.epub")


@pytest.fixture(scope="module")
def start(epub: EpubFile) -> str:
    """The page that a reader begins with."""
    return epub.page("start-here.xhtml")


def count_words(elements: list[etree._Element]) -> int:
    return sum(len("".join(element.itertext()).split()) for element in elements)


def test_nothing_but_the_start_of_the_book_stands_before_it(
    epub: EpubFile, start: str
) -> None:
    pages = [name.rpartition("/")[2] for name in epub.spine()]
    assert pages[: pages.index("start-here.xhtml")] == [
        *("cover.xhtml", "title-page.xhtml", "imprint.xhtml", "nav.xhtml")
    ]


def test_help_is_the_first_thing_on_the_page(epub: EpubFile, start: str) -> None:
    before = epub.xpath(start, f"({BOX})[1]/preceding-sibling::*")
    assert [etree.QName(e).localname for e in before] == ["div", "h1", "p"]
    assert count_words(before) < 40
    assert not epub.xpath(start, f"({BOX})[1]/preceding::h:section")


def test_the_contents_lead_to_help_before_they_lead_into_the_text(
    epub: EpubFile, start: str
) -> None:
    links = epub.xpath(epub.nav(), "//h:nav[@role='doc-toc']//h:a")
    targets = [epub.resolve(epub.nav(), link.get("href")) for link in links]
    place = targets.index((start, "")) + 1
    assert links[place].text == "Help now in England"
    (title,) = epub.xpath(start, f"//*[@id='{targets[place][1]}']")
    assert title.text == links[place].text
    assert "help-now" in title.getparent().get("class", "")
    ncx = epub.xpath("EPUB/toc.ncx", "//ncx:navPoint/ncx:navLabel/ncx:text/text()")
    assert ncx[place] == links[place].text


def test_every_number_to_call_is_a_link_that_calls_it(epub: EpubFile) -> None:
    boxes = [box for page in epub.spine() for box in epub.xpath(page, BOX)]
    assert len(boxes) > 12
    for box in boxes:
        numbers = box.xpath(".//*[@class='telephone']")
        assert numbers
        for number in numbers:
            before = "".join(number.xpath("preceding-sibling::text()")[-1:])
            told = box.xpath("string()")
            if "Text" in before:
                assert etree.QName(number).localname == "span", told
            else:
                digits = re.sub(r"\D", "", number.text)
                assert number.get("href") == f"tel:{digits}", told


def test_no_number_is_left_without_its_link(epub: EpubFile, start: str) -> None:
    rest = f"({BOX})[1]//h:li//text()[not(ancestor::*[@class='telephone'])]"
    words = "".join(epub.xpath(start, rest))
    known = {"111", "18001"}  # the name of a service; what Relay UK has one dial
    assert set(re.findall(r"\b\d{3,}\b", words)) <= known


def test_a_number_to_call_is_not_broken_over_two_lines(epub: EpubFile) -> None:
    (style,) = (c.decode() for n, c in epub.members.items() if n.endswith(".css"))
    (rule,) = re.findall(r"\n\.telephone \{([^}]*)\}", style)[-1:]
    assert "white-space: nowrap" in rule
