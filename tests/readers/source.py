"""The words of an HTML source as a listener should meet them: a second reading.

It shares no code with what is tested.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import html

INLINE = frozenset("a abbr b cite code em i q s small span strong sub sup u".split())
SKIPPED = frozenset("head script style svg".split())


def read_words(text: str) -> list[str]:
    """Return the words of a document in order; each block is apart."""
    body = html.document_fromstring(text).find("body")
    return [word for line in list_lines(body) for word in line.split()]


def list_lines(element: Any) -> Iterator[str]:
    """Yield the text of the blocks."""
    line = ""
    for piece in list_pieces(element):
        if piece is None:
            yield line
            line = ""
        else:
            line += piece
    yield line


def list_pieces(element: Any) -> Iterator[str | None]:
    """Yield texts, and None at the edges of blocks."""
    if element.tag in SKIPPED or not isinstance(element.tag, str):
        return
    if element.tag == "br" or element.get("class") == "leader":
        yield " "
    is_note = element.get("role") == "doc-footnote"
    is_block = is_note or element.tag not in INLINE | {"br", "img"}
    if is_block:
        yield None
    yield clean(element.text)
    for child in element:
        yield from list_pieces(child)
        yield clean(child.tail)
    if is_block:
        yield None


def clean(text: str | None) -> str:
    """Drop what is never seen."""
    return (text or "").translate(dict.fromkeys(map(ord, "\u00ad\u200b\u2060")))
