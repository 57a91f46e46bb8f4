"""The order of the source: a number for each element and each piece of its text.

Layout moves things: a note to the foot of its page, a float above its line, a label
before its item.  What is drawn is put back by these numbers.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from .roles import INLINE_ELEMENTS, WORDLESS, is_decoration

#: White space, and what the layout adds inside words or never draws.
UNREAD = re.compile("[\\s\u00ad\u200b\u2060]+")


class Piece(NamedTuple):
    """A text between two tags."""

    order: int
    start: int  #: where it begins in the words of its element
    place: int  #: where it begins in the words of all documents


@dataclass
class Words:
    """The text of one element itself, without white space, and what was read of it."""

    text: str = ""
    pieces: list[Piece] = field(default_factory=list)
    read: int = 0

    def piece_at(self, index: int) -> Piece:
        """Return the piece in which a character stands."""
        after = bisect_right(self.pieces, index, key=lambda piece: piece.start)
        return self.pieces[after - 1]


class Reading(NamedTuple):
    """What a drawn text is of the source."""

    order: int
    place: int | None  #: of the character behind it; None if it is white space
    hyphenated: bool = False  #: it ends in a hyphen of the layout


class TextError(Exception):
    """A drawn text that is not what the source says next."""


class Order:
    """Numbers documents, and follows their text while it is drawn."""

    def __init__(self) -> None:
        self.parents: dict[Any, Any] = {}
        self.first: dict[Any, int] = {}  #: element -> its number
        self.last: dict[Any, int] = {}  #: element -> the number behind all it holds
        self.words: dict[Any, Words] = {}
        self.spaced: set[int] = set()  #: places of characters after white space
        self.numbers = self.places = 0
        self.gap = False  #: white space was met since the last character
        self.later: list[Any] = []

    # -- numbering -----------------------------------------------------------

    def add(self, root: Any) -> None:
        """Number a document."""
        self.number(root, None)
        for note in self.later:  # read apart, so as not to part the words around it
            self.gap = False
            self.place_words(note)
        self.later.clear()
        self.gap = False

    def number(self, element: Any, parent: Any) -> None:
        """Give numbers to an element, its texts and the elements in it."""
        self.parents[element] = parent
        self.first[element] = self.next_number()
        words = self.words[element] = Words()
        orders = [self.next_number()]
        for child in list_children(element):
            if isinstance(child.tag, str):
                self.number(child, element)
            orders.append(self.next_number())
        self.last[element] = self.next_number()
        words.pieces = [Piece(order, 0, 0) for order in orders]
        if parent is None:
            self.place_words(element)

    def next_number(self) -> int:
        """Return the next number."""
        self.numbers += 1
        return self.numbers

    def place_words(self, element: Any) -> None:
        """Read the text of an element and of those in it."""
        if is_wordless(element):
            return
        is_block = element.tag not in INLINE_ELEMENTS
        if is_block:
            self.gap = False  # no word runs over the edge of a block
        words = self.words[element]
        texts = [element.text, *(child.tail for child in element)]
        for index, text in enumerate(texts):
            if index:
                self.place_child(element[index - 1])
            piece = words.pieces[index]
            place = Piece(piece.order, len(words.text), self.places)
            words.pieces[index] = place
            words.text += self.read_text(text or "")
        if is_block:
            self.gap = False

    def place_child(self, child: Any) -> None:
        """Read a child, or put it off where it is a note."""
        if child.tag == "br":
            self.gap = True
        if not isinstance(child.tag, str):  # a comment
            return
        if child.get("role") == "doc-footnote":
            self.later.append(child)
        else:
            self.place_words(child)

    def read_text(self, text: str) -> str:
        """Return a text without white space, and remember where there was some."""
        for part in re.split(r"(\s+)", text):
            if part.isspace():
                self.gap = True
            elif drawn := UNREAD.sub("", part):
                if self.gap:
                    self.spaced.add(self.places)
                self.gap = False
                self.places += len(drawn)
        return UNREAD.sub("", text)

    # -- reading -------------------------------------------------------------

    def read(self, box: Any) -> Reading:
        """Return what a drawn text is of the source, and move on behind it.

        :raises TextError: the source says something else there
        """
        words, drawn = self.words[box.element], UNREAD.sub("", box.text)
        start = words.read
        if not drawn:
            return Reading(words.piece_at(start).order, None)
        length, hyphenated = self.match(words, drawn, box)
        words.read += length
        piece, last = words.piece_at(start), words.piece_at(max(words.read - 1, 0))
        place = last.place + words.read - last.start
        return Reading(piece.order, place, hyphenated)

    def match(self, words: Words, drawn: str, box: Any) -> tuple[int, bool]:
        """Return how much of the source a text is, and whether a hyphen is added."""
        if words.text.startswith(drawn, words.read):
            return len(drawn), False
        bare = drawn.removesuffix(box.style["hyphenate_character"])
        next_words = words.text[words.read : words.read + len(bare)]
        if box.style["text_transform"] != "none":
            bare, next_words = bare.lower(), next_words.lower()
        if next_words != bare:
            raise TextError(drawn)
        return len(bare), len(bare) < len(drawn)

    def has_space(self, place: int) -> bool:
        """Tell whether white space stands before the character at a place."""
        return place in self.spaced

    def list_unread(self) -> Iterator[tuple[Any, str]]:
        """Yield (element, text) where something was never drawn, from there on."""
        for element, words in self.words.items():
            if words.read < len(words.text):
                yield element, words.text[words.read :]

    # -- naming --------------------------------------------------------------

    def find_root(self, element: Any) -> Any:
        """Return the root of the document that holds an element."""
        while self.parents[element] is not None:
            element = self.parents[element]
        return element

    def find_block(self, element: Any) -> str:
        """Return the number of the block that holds an element, as "#12", or ""."""
        while element is not None and element.get("data-block") is None:
            element = self.parents[element]
        return "" if element is None else f"#{element.get('data-block')}"


def list_children(element: Any) -> list[Any]:
    """Return the children of an element whose words are text of the page."""
    return [] if is_wordless(element) else list(element)


def is_wordless(element: Any) -> bool:
    """Tell whether the words of an element, if it has any, are not read."""
    return element.tag in WORDLESS or is_decoration(element)
