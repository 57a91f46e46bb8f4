"""What the tests ask of laid-out pages: the lines on each, and whose they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from guidepress.pdf.engine import Page

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")

#: What the layout writes where it breaks a word.
HYPHEN = "\u2010"


class Line(NamedTuple):
    """A line of text, or a picture."""

    element: Any  #: the block that it belongs to
    text: str
    tag: str
    top: float


def list_lines(page: Page) -> list[Line]:
    """Return the lines of a page, without heads, folios and notes at the foot."""
    return list(walk(page._page_box.children[0]))


def walk(box: Any) -> Iterator[Line]:
    """Yield the lines in a box, from top to bottom."""
    kind = type(box).__name__
    if kind == "LineBox":
        text = "".join(b.text for b in box.descendants() if hasattr(b, "text"))
        if text.strip():
            tag = box.element_tag.partition("::")[0]
            yield Line(box.element, text.strip(), tag, box.position_y)
    if "Replaced" in kind:
        yield Line(box.element, "", "img", box.position_y)
    for child in getattr(box, "children", ()):
        yield from walk(child)


def find_stranded_headings(pages: Sequence[Page]) -> list[str]:
    """Return the headings that end a page."""
    ends = [lines[-1] for page in pages if (lines := list_lines(page))]
    return [line.text for line in ends if line.tag in HEADINGS]


def find_torn(pages: Sequence[Page], fewest: int = 2) -> list[str]:
    """Return the paragraphs of which a page holds too few lines."""
    found = []
    for one, next_ in pairwise(list_lines(page) for page in pages):
        if not one or not next_ or one[-1].element is not next_[0].element:
            continue
        element = one[-1].element
        before = sum(line.element is element for line in one)
        after = sum(line.element is element for line in next_)
        if min(before, after) < fewest:
            found.append(one[-1].text)
    return found


def find_short_pages(pages: Sequence[Page], fewest: int = 5) -> list[str]:
    """Return the text of each page with few lines, but for the last of a document."""
    pages_but_last = [list_lines(page) for page in pages[:-1]]
    return [
        " / ".join(line.text for line in lines)
        for lines in pages_but_last
        if len(lines) < fewest and not any(line.tag == "img" for line in lines)
    ]


def find_hyphens(pages: Sequence[Page]) -> list[str]:
    """Return the last line of each page that ends in the middle of a word."""
    ends = [lines[-1].text for page in pages if (lines := list_lines(page))]
    return [text for text in ends if text.endswith(HYPHEN)]
