"""The pages of the print PDF in the EPUB: where each begins, at the word.

The page map of the PDF (`pdf.pagemap`) names the place; a marker goes there, or, where
none may stand, such as in a heading or a link, right in front of it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from docutils import nodes
from sphinx.environment import BuildEnvironment

from ..nodes import box_title, field_label
from ..pdf.pagemap import UNCOUNTED, digest_sources

#: Parts of the PDF that have a page of their own in the EPUB, too.
FRAMES = {
    "cover": "cover.xhtml",
    "half-title": "title-page.xhtml",
    "title-page": "title-page.xhtml",
    "contents": "nav.xhtml",
    "figures": "nav.xhtml",
}

#: What a marker must not stand in, nor in the head of a box or field: it would be
#: heard as part of a name.
WHOLE = (nodes.reference, nodes.title, nodes.rubric)
#: What is written from its source, so that nothing can be put into it.
SOLID = (nodes.FixedTextElement, nodes.footnote_reference, nodes.math, nodes.raw)


class page_break(nodes.Inline, nodes.Element):
    """The place where a printed page begins; `label` is the number of that page."""


class Page(NamedTuple):
    """A printed page."""

    label: str
    part: str  #: the document, or "cover", "contents", …
    block: str  #: of its first text, or "" for a page without text
    offset: int  #: characters of the block before it, white space left out

    @property
    def id(self) -> str:
        """The id of its marker."""
        return "page-" + re.sub(r"\W+", "-", self.label.lower()).strip("-")


class PageTarget(NamedTuple):
    """A line of the page list."""

    label: str
    href: str
    kind: str  #: "front", "normal" or "special", as the NCX tells pages apart


def read_pages(path: Path, env: BuildEnvironment, conf: Path) -> tuple[list[Page], str]:
    """Return the pages of the PDF, and why there are none.

    :param path: the page map
    :param conf: conf.py
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        is_current = content["sources"] == digest_sources(env, conf)
        pages: list[Page] = []
        for record in content["pages"]:
            # a blank page belongs to no part: it ends the one before
            part = record["part"] or (pages[-1].part if pages else "")
            block, offset = record.get("block", ""), record.get("offset", 0)
            pages.append(Page(record["label"], part, block, offset))
    except OSError:
        return [], "the PDF has not been built"
    except (ValueError, KeyError, TypeError):
        return [], "the page map of the PDF cannot be read"
    if not is_current:
        return [], "the PDF was built from other sources"
    return pages, ""


class PageList:
    """Gives each page of the EPUB its markers, and lists them for the nav."""

    def __init__(self, pages: Sequence[Page], docnames: Sequence[str]) -> None:
        self.docnames = docnames
        self.pages = pages

    def take(self, name: str) -> list[Page]:
        """Return the pages that belong to a frame, such as the cover."""
        return [p for p in self.pages if FRAMES.get(p.part) == name]

    def take_document(self, docname: str) -> list[Page]:
        """Return the pages that begin in a document.

        Those after the last chapter, such as the colophon, are at its end.
        """
        known = {*FRAMES, *self.docnames}
        is_last = docname == self.docnames[-1]
        return [
            page
            for page in self.pages
            if page.part == docname or (is_last and page.part not in known)
        ]

    def list_targets(self, hrefs: dict[str, str]) -> list[PageTarget]:
        """Return the page list.

        :param hrefs: the address of the page that holds each marker, by its id
        """
        return [
            PageTarget(p.label, f"{hrefs[p.id]}#{p.id}", find_kind(p.label))
            for p in self.pages
            if p.id in hrefs
        ]


def find_kind(label: str) -> str:
    """Return what kind of page the NCX calls it."""
    if label.isdecimal():
        return "normal"
    return "front" if re.fullmatch("[ivxlc]+", label) else "special"


# -- in a document ----------------------------------------------------------------


def mark_pages(doctree: nodes.document, pages: Sequence[Page]) -> bool:
    """Put a marker where each page begins; tell whether every place was found.

    A page without text is marked where the next one begins, or at the end.
    """
    blocks = {n["block"]: n for n in doctree.findall(nodes.TextElement) if "block" in n}
    groups: list[list[Page]] = [[]]
    for page in pages:
        groups[-1].append(page)
        if page.block:
            groups.append([])
    top = next(doctree.findall(nodes.section), doctree)
    top.extend(map(make_marker, groups.pop()))
    # from the last on: what is put in must not move the places before it
    return all(
        group[-1].block in blocks
        and insert(
            blocks[group[-1].block], group[-1].offset, [*map(make_marker, group)]
        )
        for group in reversed(groups)
    )


def make_marker(page: Page) -> page_break:
    """Return the marker of a page."""
    return page_break("", label=page.label, ids=[page.id])


def insert(block: nodes.TextElement, offset: int, markers: list[page_break]) -> bool:
    """Put markers before a character of a block; tell whether there is such a one."""
    for text in list(block.findall(nodes.Text)):
        count = count_characters(text)
        if offset < count or (offset == count == 0):
            put_before(block, text, offset, markers)
            return True
        offset -= count
    return False


def count_characters(text: str) -> int:
    """Return how many characters a text has, without white space."""
    return sum(not c.isspace() and c not in UNCOUNTED for c in text)


def put_before(
    block: nodes.TextElement, text: nodes.Text, offset: int, markers: list[page_break]
) -> None:
    """Put markers into a text, or in front of what must stay whole."""
    holder = find_whole(block, text, offset)
    if holder is not None:
        if is_inner_section(holder.parent) and holder.parent[0] is holder:
            # a link to the section must not lead to the end of the page before it
            holder = holder.parent
        index = holder.parent.index(holder)
        holder.parent[index:index] = markers
        return
    split = find_split(text, offset)
    index = text.parent.index(text)
    pieces = [nodes.Text(text[:split])] if split else []
    text.parent[index : index + 1] = [*pieces, *markers, nodes.Text(text[split:])]


def is_inner_section(node: nodes.Element) -> bool:
    """Tell whether a node is a section within a section."""
    return isinstance(node, nodes.section) and isinstance(node.parent, nodes.section)


def find_whole(
    block: nodes.TextElement, text: nodes.Text, offset: int
) -> nodes.Element | None:
    """Return the outermost node that the text's place must stay in front of."""
    found = None
    node = text.parent
    while node is not None and not isinstance(node, nodes.document):
        if isinstance(node, (box_title, field_label)):
            found = node.parent
        elif isinstance(node, (*WHOLE, *SOLID)):
            found = node if not isinstance(node.parent, nodes.table) else node.parent
        if isinstance(node, nodes.caption) and offset == 0 and is_first(text, node):
            found = node.parent  # the picture above the caption is on that page too
        if isinstance(node, nodes.figure):
            break
        node = node.parent
    return found


def is_first(text: nodes.Text, node: nodes.Element) -> bool:
    """Tell whether the text is the first of a node."""
    return next(iter(node.findall(nodes.Text)), None) is text


def find_split(text: str, offset: int) -> int:
    """Return the index of a character, counted without white space."""
    for index, character in enumerate(text):
        if not character.isspace() and character not in UNCOUNTED:
            if offset == 0:
                return index
            offset -= 1
    return len(text)
