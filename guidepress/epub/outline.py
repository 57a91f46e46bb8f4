"""The outline: parts, chapters and sections, for the nav and the NCX alike."""

from __future__ import annotations

import itertools
from typing import NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxContentsFilter

from ..book import Matter, list_chapters

#: Levels of sections below a chapter that the contents list.
SECTION_DEPTH = 2


class Entry(NamedTuple):
    """A line of the contents: a part, a chapter or a section."""

    text: str  #: with its number: "2. How attachment works"
    href: str  #: "" for a part, which is a label only
    children: tuple[Entry, ...] = ()

    @property
    def target(self) -> str:
        """Where the entry leads; a part leads to its first chapter (for the NCX)."""
        return self.href or self.children[0].target

    @property
    def depth(self) -> int:
        """The number of levels from here down."""
        return 1 + max((child.depth for child in self.children), default=0)


class Item(NamedTuple):
    """A document of the EPUB in reading order."""

    docname: str
    matter: Matter
    role: str  #: `matter:` in the front matter of the source, as in "imprint"


def list_items(env: BuildEnvironment) -> list[Item]:
    """Return the documents of the EPUB in reading order, the imprint first."""
    items = [
        Item(docname, matter, str(env.metadata[docname].get("matter", "")))
        for docname, matter in list_chapters(env)
    ]
    return sorted(items, key=lambda item: item.role != "imprint")


def list_captions(env: BuildEnvironment) -> dict[str, str]:
    """Return document -> caption of the toctree of the root document that names it."""
    root = env.get_doctree(env.config.root_doc)
    return {
        docname: toctree["caption"] or ""
        for toctree in root.findall(addnodes.toctree)
        for docname in toctree["includefiles"]
    }


class Chapter(NamedTuple):
    """A document that has been written."""

    docname: str
    href: str  #: of its page
    doctree: nodes.document


def number_text(env: BuildEnvironment, docname: str, anchor: str = "") -> str:
    """Return "2.1. " as a heading begins, or "" where it has no number."""
    number = env.toc_secnumbers.get(docname, {}).get(anchor) or ()
    suffix = env.config.html_secnumber_suffix
    return ".".join(map(str, number)) + suffix if number else ""


def plain_title(section: nodes.section) -> str:
    """Return the words of a section's title, without notes and pictures."""
    title = section.next_node(nodes.title)
    assert title is not None
    assert section.document is not None
    visitor = SphinxContentsFilter(section.document)
    title.walkabout(visitor)
    return "".join(node.astext() for node in visitor.get_entry_text()).strip()


class Outline:
    """Builds the entries of a book from the documents that have been written."""

    def __init__(self, env: BuildEnvironment, chapters: list[Chapter]) -> None:
        self.env = env
        self.chapters = {chapter.docname: chapter for chapter in chapters}

    def entries(self) -> list[Entry]:
        """Return the top level: parts where they have names, else chapters."""
        captions = list_captions(self.env)
        below = {child for docname in self.chapters for child in self.children(docname)}
        tops = [docname for docname in self.chapters if docname not in below]
        result: list[Entry] = []
        for caption, run in itertools.groupby(tops, lambda name: captions.get(name)):
            entries = tuple(self.chapter(docname) for docname in run)
            result += [Entry(caption, "", entries)] if caption else entries
        return result

    def children(self, docname: str) -> list[str]:
        """Return the documents below one; those of the root are the top level."""
        if docname == self.env.config.root_doc:
            return []
        return self.env.toctree_includes.get(docname, [])

    def chapter(self, docname: str) -> Entry:
        """Return the entry of a document, its sections and its own documents."""
        chapter = self.chapters[docname]
        title = self.env.titles[docname].astext().strip()
        top = next(chapter.doctree.findall(nodes.section), None)
        sections = () if top is None else self.sections(chapter, top, SECTION_DEPTH)
        return Entry(
            number_text(self.env, docname) + title,
            chapter.href,
            (*sections, *(self.chapter(child) for child in self.children(docname))),
        )

    def sections(
        self, chapter: Chapter, parent: nodes.Element, depth: int
    ) -> tuple[Entry, ...]:
        """Return the entries of the sections right below a section."""
        if depth == 0:
            return ()
        return tuple(
            self.section(chapter, child, depth)
            for child in parent.children
            if isinstance(child, nodes.section)
        )

    def section(self, chapter: Chapter, section: nodes.section, depth: int) -> Entry:
        """Return the entry of a section and of those in it."""
        anchor = f"#{section['ids'][0]}"
        return Entry(
            number_text(self.env, chapter.docname, anchor) + plain_title(section),
            chapter.href + anchor,
            self.sections(chapter, section, depth - 1),
        )
