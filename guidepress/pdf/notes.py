"""Where print puts a note: at the foot of the page, or at the end of its chapter.

WeasyPrint never splits a note, and pushes one that is taller than the page off the
sheet (https://github.com/Kozea/WeasyPrint/issues/1833).  So only short ones stand at
the foot.  One that is called in a heading, a caption or the head of a table goes to
the end too: contents repeat headings, a figure is not broken, and a head is printed
on each page of its table.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes

from ..markup.base import OwnIds
from ..nodes import box_title
from .cross_references import list_parents

#: The characters of three lines at the foot of the page.
LONGEST = 240

#: Where no note can be called that stands at the foot.
UNFOOTED = (nodes.title, nodes.rubric, nodes.caption, nodes.legend, nodes.thead)

TITLE = "Notes"


class foot_note(nodes.Inline, nodes.TextElement):
    """A note at the foot of the page, right behind its call; `number` is printed."""


def place_notes(doctree: nodes.document, id_: str) -> None:
    """Put each note of a chapter behind its call, or into a section at the end.

    :param id_: of the section
    """
    calls: dict[str, nodes.footnote_reference] = {}
    for call in doctree.findall(nodes.footnote_reference):
        calls.setdefault(call["refid"], call)
    left = []
    for note in list(doctree.findall(nodes.footnote)):
        found = [calls[id_] for id_ in note["ids"] if id_ in calls]
        note["call"] = found[0]["ids"][0] if found else ""
        note.parent.remove(note)
        if found and is_short(note) and may_hold_note(found[0]):
            set_behind(found[0], note)
        else:
            left.append(note)
    for call in calls.values():
        call["first"] = True
    drop_rules(doctree)
    if left:
        add_section(doctree, left, id_)


def is_short(note: nodes.footnote) -> bool:
    """Tell whether a note is one paragraph of a few lines."""
    _, *blocks = note.children  # the first is its number
    if len(blocks) != 1 or not isinstance(blocks[0], nodes.paragraph):
        return False
    return not any(blocks[0].findall(nodes.image)) and len(note.astext()) <= LONGEST


def may_hold_note(call: nodes.footnote_reference) -> bool:
    """Tell whether a note can stand at the foot of the page where it is called."""
    return not any(
        isinstance(parent, (*UNFOOTED, box_title, nodes.footnote))
        for parent in list_parents(call)
    )


def set_behind(call: nodes.footnote_reference, note: nodes.footnote) -> None:
    """Move the words of a note to its call."""
    words = note[1]
    assert isinstance(words, nodes.paragraph)
    moved = foot_note("", "", *words.children, ids=note["ids"])
    moved["number"], moved["call"] = note[0].astext(), note["call"]
    if "block" in words:
        moved["block"] = words["block"]
    call.parent.insert(call.parent.index(call) + 1, moved)


def drop_rules(doctree: nodes.document) -> None:
    """Take out the rule that MyST draws above the notes of a document."""
    for rule in list(doctree.findall(nodes.transition)):
        if "footnotes" in rule["classes"]:
            rule.parent.remove(rule)


def add_section(doctree: nodes.document, notes: list[nodes.footnote], id_: str) -> None:
    """Put notes under a heading at the end of a chapter."""
    top = next(doctree.findall(nodes.section), doctree)
    section = nodes.section("", nodes.title("", TITLE), *notes, ids=[id_])
    top.append(section)


class NoteMarkup(OwnIds):
    """Writes calls and notes with the roles of DPUB-ARIA, and numbers as text."""

    def visit_footnote_reference(self, node: nodes.Element) -> None:
        """Write a call; a second one of the same note is a plain link."""
        attributes: dict[str, Any] = {"href": f"#{node['refid']}", "class": "call"}
        if node.get("first"):
            attributes["role"] = "doc-noteref"
        self.body.append(self.starttag(node, "a", "", **attributes))

    def depart_footnote_reference(self, node: nodes.Element) -> None:
        self.body.append("</a>")

    def visit_foot_note(self, node: foot_note) -> None:
        attributes: dict[str, Any] = {"class": "footnote", "role": "doc-footnote"}
        self.body.append(self.starttag(node, "span", "", **attributes))
        self.write_number(node, node["number"])

    def depart_foot_note(self, node: foot_note) -> None:
        self.body.append("</span>")

    def visit_footnote(self, node: nodes.footnote) -> None:
        self.body.append(
            self.starttag(node, "div", CLASS="endnote", role="doc-footnote")
        )

    def depart_footnote(self, node: nodes.footnote) -> None:
        self.body.append("</div>\n")

    def visit_label(self, node: nodes.label) -> None:
        """Leave the number to the first paragraph, in whose line it stands."""
        if isinstance(node.parent, nodes.footnote):
            raise nodes.SkipNode
        super().visit_label(node)

    def visit_paragraph(self, node: nodes.paragraph) -> None:
        super().visit_paragraph(node)
        note = node.parent
        if isinstance(note, nodes.footnote) and note.index(node) == 1:
            self.write_number(note, note[0].astext())

    def write_number(self, note: nodes.Element, number: str) -> None:
        """Write the number of a note, which leads back to its call."""
        attributes: dict[str, Any] = {
            "href": f"#{note['call']}",
            "role": "doc-backlink",
        }
        if note["call"]:
            start = self.starttag(nodes.reference(), "a", "", **attributes)
            self.body.append(f"{start}{self.encode(number)}</a> ")
        else:
            self.body.append(f"{self.encode(number)} ")
