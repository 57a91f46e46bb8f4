"""Places in an EPUB: how a rule finds them, and how it names them."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from .epub import EpubFile


def each(epub: EpubFile, expression: str) -> Iterator[tuple[str, etree._Element]]:
    """Yield (page, element) of what the expression finds in the book."""
    for page in epub.spine():
        for element in epub.xpath(page, expression):
            yield page, element


def describe(element: etree._Element) -> str:
    """Return the start tag and the first words, to find the place by."""
    attributes = "".join(f' {n}="{v}"' for n, v in element.items())
    return f"<{etree.QName(element).localname}{attributes}>{words(element)[:40]}"


def words(element: etree._Element) -> str:
    """Return the text within an element, spaces made one."""
    return " ".join("".join(element.itertext()).split())
