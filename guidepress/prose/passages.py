"""Doctrees to passages: the text as a reader meets it, sentence by sentence.

The checks work on these, so that markup, marks of citations and the numbers that a
region brings are never taken for words.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any, Literal, NamedTuple

from docutils import nodes
from sphinx import addnodes

from ..claims.nodes import claim
from ..nodes import box, box_title, field_label, help_lines, how_to_use
from .sentences import MARK, split_sentences, split_words

Kind = Literal[
    "heading", "paragraph", "item", "step", "caption", "term", "cell", "name"
]


class Link(NamedTuple):
    """A word of the glossary that the text links to its entry."""

    start: int  #: its offset in the text of the passage
    end: int
    target: str  #: the glossary's word, lower case


class Sentence(NamedTuple):
    """A sentence of a passage."""

    text: str  #: without marks
    line: int
    start: int  #: its offset in the text of the passage
    end: int
    cites: bool  #: carries a citation
    claims: tuple[str, ...]  #: ids of the claims that it carries

    @property
    def words(self) -> list[str]:
        """The words of the sentence."""
        return split_words(self.text)


class Passage:
    """A block of text: a heading, a paragraph, an item of a list."""

    def __init__(self, node: nodes.TextElement, kind: Kind, box_kind: str) -> None:
        self.node, self.kind, self.box = node, kind, box_kind
        self.line = find_line(node)
        self.marks: list[nodes.Element] = []
        self.links: list[Link] = []
        self.text = "".join(self.read(node, 0))

    def read(self, node: nodes.Element, offset: int) -> Iterator[str]:
        """Yield the text below a node; a mark stands as one character."""
        for child in node.children:
            if isinstance(child, nodes.Text):
                part = child.astext()
            elif is_mark(child):
                assert isinstance(child, nodes.Element)
                self.marks.append(child)
                part = MARK
            elif isinstance(child, (nodes.image, nodes.Invisible, nodes.raw)):
                part = ""
            else:
                assert isinstance(child, nodes.Element)
                part = "".join(self.read(child, offset))
                self.note_link(child, offset, part)
            offset += len(part)
            yield part

    def note_link(self, node: nodes.Element, start: int, text: str) -> None:
        """Keep where the text links to the glossary."""
        if isinstance(node, addnodes.pending_xref) and node["reftype"] == "term":
            target = str(node["reftarget"]).lower()
            self.links.append(Link(start, start + len(text), target))

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the passage."""
        return tuple(self.split())

    def split(self) -> Iterator[Sentence]:
        """Yield the sentences, each with the marks that stand in it or behind it."""
        marks = iter(self.marks)
        for start, text in split_sentences(self.text):
            found = [next(marks) for _ in range(text.count(MARK))]
            ids = [node["claim"] for node in found if isinstance(node, claim)]
            yield Sentence(
                text.replace(MARK, ""),
                self.line + self.text.count("\n", 0, start),
                start,
                start + len(text),
                any(map(is_citation, found)),
                tuple(ids),
            )

    def find_line(self, offset: int) -> int:
        """Return the line of a place in the text."""
        return self.line + self.text.count("\n", 0, offset)


class Document(NamedTuple):
    """A document of the sources, read for the checks."""

    docname: str
    matter: str  #: "front", "body", "back", "handout" or "root"
    role: str  #: `matter:` of its front matter, as in "imprint"
    metadata: dict[str, Any]  #: its front matter, with what conf.py gives to all
    doctree: nodes.document
    passages: tuple[Passage, ...]

    @property
    def is_exempt(self) -> bool:
        """Whether it is looked up rather than read: back matter and the imprint."""
        return self.matter in ("back", "root") or bool(self.role)

    def select(self, *kinds: Kind) -> list[Passage]:
        """Return the passages of some kinds."""
        return [passage for passage in self.passages if passage.kind in kinds]

    def running(self) -> list[Passage]:
        """Return the text that is read on and on: no headings, names or cells."""
        return self.select("paragraph", "item", "step")

    def boxes(self, *kinds: str) -> list[box]:
        """Return the boxes of some kinds."""
        return [node for node in self.doctree.findall(box) if node["kind"] in kinds]


def read_passages(doctree: nodes.document) -> Iterator[Passage]:
    """Yield the passages of a document in the order of reading.

    What a region prints is left out: its numbers stand in no source.
    """
    for node in doctree.findall(nodes.TextElement):
        if isinstance(node, (nodes.Inline, nodes.Invisible, nodes.FixedTextElement)):
            continue
        if is_inside(node, nodes.TextElement, help_lines):
            continue
        holder = find_box(node)
        if holder == "help-now" and not isinstance(node, box_title):
            continue
        yield Passage(node, find_kind(node), holder)


def find_kind(node: nodes.TextElement) -> Kind:
    """Return what kind of passage a node is."""
    parent = node.parent
    if isinstance(node, nodes.title):
        return "heading"
    if isinstance(node, (box_title, field_label, nodes.rubric)):
        return "name"
    if isinstance(node, nodes.term):
        return "term"
    if isinstance(node, (nodes.caption, how_to_use)) or is_inside(node, nodes.legend):
        return "caption"
    if isinstance(parent, nodes.entry):
        return "cell"
    if isinstance(parent, nodes.list_item):
        is_step = isinstance(parent.parent, nodes.enumerated_list)
        return "step" if is_step and find_box(node) == "try-this" else "item"
    return "paragraph"


def is_inside(node: nodes.Node, *kinds: type) -> bool:
    """Tell whether a node stands below one of some kinds."""
    parent = node.parent
    while parent is not None:
        if isinstance(parent, kinds):
            return True
        parent = parent.parent
    return False


def find_box(node: nodes.Node) -> str:
    """Return the kind of the box around a node, or ""."""
    parent = node.parent
    while parent is not None:
        if isinstance(parent, box):
            return str(parent["kind"])
        parent = parent.parent
    return ""


def find_line(node: nodes.Node) -> int:
    """Return the line of a node or of what holds it, or 1."""
    found: Any = node
    while found is not None and not found.line:
        found = found.parent
    return int(found.line) if found is not None else 1


def is_mark(node: nodes.Node) -> bool:
    """Tell whether a node prints a mark and no words."""
    is_note = isinstance(node, (nodes.footnote_reference, nodes.citation_reference))
    return is_note or isinstance(node, claim) or is_cite(node)


def is_cite(node: nodes.Node) -> bool:
    """Tell whether a node is a citation that is not resolved yet."""
    return isinstance(node, addnodes.pending_xref) and node["refdomain"] == "cite"


def is_citation(node: nodes.Element) -> bool:
    """Tell whether a mark leads to a work; a claim without evidence has none."""
    if isinstance(node, claim):
        return any(node.findall(addnodes.pending_xref))
    return is_cite(node)
