"""The outline: parts, chapters and sections, for the nav and the NCX alike."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from docutils import nodes
from sphinx.environment import BuildEnvironment

from ..book import Chapter, Slot, list_sections, plain_title
from ..nodes import box, help_lines
from ..translator import name_box
from .package import locate_page

#: Levels of sections below a chapter that the contents list.
SECTION_DEPTH = 2
#: Levels in all, parts included: some readers show no more (Kobo's specification).
DEPTH = 3


class NavPoint(NamedTuple):
    """A line of the contents: a part, a chapter or a section."""

    text: str  #: with its number: "2. How attachment works"
    href: str  #: "" for a part, which is a label only
    children: tuple[NavPoint, ...] = ()

    @property
    def target(self) -> str:
        """Where the line leads; a part leads to its first chapter (for the NCX)."""
        return self.href or self.children[0].target

    @property
    def depth(self) -> int:
        """The number of levels from here down."""
        return 1 + max((child.depth for child in self.children), default=0)


class Outline:
    """Builds the lines of the contents from the documents that have been written."""

    def __init__(
        self, env: BuildEnvironment, slots: Sequence[Slot], chapters: Sequence[Chapter]
    ) -> None:
        self.env = env
        self.slots = slots
        self.chapters = {chapter.docname: chapter for chapter in chapters}

    def list_points(self) -> list[NavPoint]:
        """Return the top level: parts where they have names, else chapters."""
        tops = [slot for slot in self.slots if not slot.parent]
        result: list[NavPoint] = []
        for part, run in itertools.groupby(tops, lambda slot: slot.part):
            points = tuple(self.describe_chapter(slot.docname) for slot in run)
            result += [NavPoint(part, "", points)] if part else points
        return limit_depth(result, DEPTH)

    def describe_chapter(self, docname: str) -> NavPoint:
        """Return the line of a document, with its sections and its own documents."""
        chapter = self.chapters[docname]
        below = [slot.docname for slot in self.slots if slot.parent == docname]
        return NavPoint(
            self.number_text(docname) + chapter.title,
            locate_page(docname),
            (
                *self.describe_help(docname, chapter.doctree),
                *self.describe_sections(docname, chapter.doctree, SECTION_DEPTH),
                *map(self.describe_chapter, below),
            ),
        )

    def describe_help(
        self, docname: str, doctree: nodes.document
    ) -> Iterator[NavPoint]:
        """Yield the line of the crisis lines that stand before the first section.

        Who needs them must not look for them in a chapter.
        """
        for found in doctree.findall(help_lines):
            holder = found.parent
            if isinstance(holder, box) and is_at_the_top(holder):
                href = f"{locate_page(docname)}#{name_box(doctree, holder)}"
                yield NavPoint(holder[0].astext(), href)

    def describe_sections(
        self, docname: str, above: nodes.document | nodes.section, depth: int
    ) -> tuple[NavPoint, ...]:
        """Return the lines of the sections right below, `depth` levels of them."""
        if depth == 0:
            return ()
        return tuple(
            NavPoint(
                self.number_text(docname, f"#{section['ids'][0]}")
                + plain_title(section),
                f"{locate_page(docname)}#{section['ids'][0]}",
                self.describe_sections(docname, section, depth - 1),
            )
            for section in list_sections(above)
        )

    def number_text(self, docname: str, anchor: str = "") -> str:
        """Return "2.1. " as a heading begins, or "" where it has no number."""
        number = self.env.toc_secnumbers.get(docname, {}).get(anchor) or ()
        suffix = self.env.config.html_secnumber_suffix
        return ".".join(map(str, number)) + suffix if number else ""


def is_at_the_top(node: nodes.Element) -> bool:
    """Tell whether a node stands in its document's first section itself."""
    section = node.parent
    return isinstance(section, nodes.section) and isinstance(
        section.parent, nodes.document
    )


def limit_depth(points: Sequence[NavPoint], depth: int) -> list[NavPoint]:
    """Return the lines on so many levels: deeper sections go, documents move up."""
    result: list[NavPoint] = []
    for point in points:
        below = point.children
        children = limit_depth(below, depth - 1) if depth > 1 else []
        result.append(point._replace(children=tuple(children)))
        result += list_documents(below) if depth == 1 else []
    return result


def list_documents(points: Sequence[NavPoint]) -> list[NavPoint]:
    """Return the lines of documents at any level, without what is below them."""
    result: list[NavPoint] = []
    for point in points:
        result += [point._replace(children=())] if "#" not in point.href else []
        result += list_documents(point.children)
    return result
