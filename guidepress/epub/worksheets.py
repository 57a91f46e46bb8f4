"""The markup of worksheets in the EPUB: a list of prompts, and where paper is.

Nobody can write on the lines of a screen.
"""

from __future__ import annotations

import posixpath
from typing import Any
from urllib.parse import quote

from docutils import nodes

from ..markup.worksheets import FieldMarkup
from ..nodes import form_field, worksheet
from .pages import page_break


class WorksheetMarkup(FieldMarkup):
    """A mix-in for a translator."""

    builder: Any

    def visit_worksheet(self: Any, node: worksheet) -> None:
        self.visit_box(node)

    def depart_worksheet(self: Any, node: worksheet) -> None:
        if not node["example"]:
            words = self.encode(self.say_where_to_print(node))
            if base := self.builder.config.html_baseurl:
                file = f"{self.builder.config.guidepress_slug}.pdf"
                address = posixpath.join(base, "downloads", quote(file))
                start = self.starttag(nodes.reference(), "a", "", href=address)
                words = f"{start}{words}</a>"
            self.body.append(f"<p>{words}</p>\n")
        self.depart_box(node)

    def say_where_to_print(self, node: worksheet) -> str:
        """Return the words that lead to the sheet on paper."""
        label = find_page(node)
        where = f"page {label} of the PDF" if label else "this sheet from the PDF"
        return f"To write by hand, print {where}."

    def visit_form_field(self, node: form_field) -> None:
        """Write a prompt as an item of a list, which tells how many there are."""
        if not isinstance(node.previous_sibling(), form_field):
            self.body.append('<ul class="prompts">\n')
        self.body.append("<li>")
        super().visit_form_field(node)

    def depart_form_field(self, node: form_field) -> None:
        super().depart_form_field(node)
        self.body.append("</li>\n")
        if not isinstance(next_sibling(node), form_field):
            self.body.append("</ul>\n")

    def write_room(self, field: form_field) -> None:
        """Leave out the room to write."""


def next_sibling(node: nodes.Element) -> nodes.Node | None:
    """Return the node after another in its parent."""
    parent = node.parent
    index = parent.index(node) + 1
    return parent[index] if index < len(parent) else None


def find_page(node: worksheet) -> str:
    """Return the label of the printed page on which a sheet begins, "" if unknown."""
    label = ""
    assert node.document is not None
    for other in node.document.findall():
        if other is node:
            break
        label = other["label"] if isinstance(other, page_break) else label
    return label
