"""The markup of notes, and the links that lead back from them and from references."""

from __future__ import annotations

from typing import Any

from docutils import nodes

from ..nodes import locator

#: The arrow of a link back, and the sign that forbids to draw it as an emoji (U+FE0E).
BACK = "↩\ufe0e"


class NoteMarkup:
    """A mix-in for a translator.

    A link back shows where it leads by an arrow, and says so by its label.
    """

    body: list[str]

    def visit_footnote_reference(self: Any, node: nodes.Element) -> None:
        label = f"Note {node.astext()}"
        attributes = {"role": "doc-noteref", "aria-label": label}
        attributes["href"] = f"#{node['refid']}"
        self.body.append("<sup>" + self.starttag(node, "a", "", **attributes))

    def depart_footnote_reference(self, node: nodes.Element) -> None:
        self.body.append("</a></sup>")

    def visit_footnote(self: Any, node: nodes.Element) -> None:
        """Write a note in the flow of the text: some readers hide an `aside`.

        https://github.com/edrlab/thorium-reader/issues/2091
        """
        self.open_notes(node, "doc-endnotes", "Notes")
        self.body.append(self.starttag(node, "div", role="doc-footnote", CLASS="note"))

    def depart_footnote(self, node: nodes.Element) -> None:
        self.body.append("</div>\n")
        if not isinstance(node.next_node(descend=False, siblings=True), type(node)):
            self.body.append("</section>\n")

    def visit_citation(self: Any, node: nodes.citation) -> None:
        """Write a work; its role `doc-biblioentry` is deprecated (DPUB-ARIA 1.1)."""
        self.open_notes(node, "doc-bibliography", "References")
        self.body.append(self.starttag(node, "div", CLASS="note"))

    depart_citation = depart_footnote

    def open_notes(self: Any, node: nodes.Element, role: str, label: str) -> None:
        """Open the section that holds neighbouring notes."""
        if not isinstance(node.previous_sibling(), type(node)):
            attributes = {"role": role, "aria-label": label}
            self.body.append(self.starttag(nodes.section(), "section", **attributes))

    def visit_label(self, node: nodes.label) -> None:
        """Write the number within the first paragraph, so that a pop-up shows both."""
        if not isinstance(
            node.next_node(descend=False, siblings=True), nodes.paragraph
        ):
            self.body.append(f"<p>{self.write_number(node.parent)}</p>\n")
        raise nodes.SkipNode

    def visit_paragraph(self, node: nodes.paragraph) -> None:
        super().visit_paragraph(node)  # type: ignore[misc]
        note = node.parent
        if isinstance(note, (nodes.footnote, nodes.citation)) and note[1] is node:
            self.body.append(self.write_number(note))

    def write_number(self: Any, note: nodes.Element) -> str:
        """Return the number of a note, and a link back to each mark that calls it.

        The links stand first, or Kindle shows the next notes as well, and the number
        is none of them, since Thorium hides them in a pop-up:
        https://github.com/jgm/pandoc/issues/8676
        https://github.com/edrlab/thorium-reader/issues/3367
        """
        label = note[0].astext()
        backrefs: list[str] = note.get("backrefs", [])
        name = f"Back to mark {label}"
        if len(backrefs) == 1:
            links = [self.write_backlink(backrefs[0], BACK, name)]
        else:
            links = [
                self.write_backlink(id_, f"{BACK}{n}", f"{name}, place {n}")
                for n, id_ in enumerate(backrefs, 1)
            ]
        return " ".join([self.encode(label), *links, ""])

    def write_backlink(self: Any, id_: str, text: str, label: str) -> str:
        """Return a link to a mark in the text."""
        attributes = {"aria-label": label, "href": f"#{id_}", "role": "doc-backlink"}
        start = self.starttag(nodes.reference(), "a", "", **attributes)
        return f"{start}{self.encode(text)}</a>"

    def depart_locator(self, node: locator) -> None:
        if node["role"] == "doc-backlink":
            self.body.append(f"\N{NO-BREAK SPACE}{BACK}")
        super().depart_locator(node)  # type: ignore[misc]
