"""Markup without the tags that say nothing."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from docutils.writers.html5_polyglot import HTMLTranslator

from .styles import is_kept


class PlainMarkup:
    """A mix-in for a translator: docutils marks every piece of text for a theme."""

    supported_inline_tags: Any

    def visit_inline(self, node: nodes.inline) -> None:
        if not self.is_bare(node):
            super().visit_inline(node)  # type: ignore[misc]

    def depart_inline(self, node: nodes.inline) -> None:
        if not self.is_bare(node):
            super().depart_inline(node)  # type: ignore[misc]

    def is_bare(self, node: nodes.inline) -> bool:
        """Tell whether a `<span>` would have no attribute; line numbers are others."""
        is_code = isinstance(node.parent, (nodes.literal, nodes.literal_block))
        # docutils takes a class that it writes as a tag out of the node
        is_tag = hasattr(node, "html5tagname") and node.html5tagname != "span"
        is_tag |= not set(self.supported_inline_tags).isdisjoint(node["classes"])
        return not (is_code or is_tag or says_something(node))

    def visit_caption(self: Any, node: nodes.caption) -> None:
        """Write the words of a figure as docutils does; Sphinx puts a span round."""
        if isinstance(node.parent, nodes.figure):
            HTMLTranslator.visit_caption(self, node)
            self.add_fignumber(node.parent)
        else:
            super().visit_caption(node)  # type: ignore[misc]

    def depart_caption(self: Any, node: nodes.caption) -> None:
        if isinstance(node.parent, nodes.figure):
            HTMLTranslator.depart_caption(self, node)
        else:
            super().depart_caption(node)  # type: ignore[misc]

    def visit_paragraph(self, node: nodes.paragraph) -> None:
        if not is_whole_cell(node):
            super().visit_paragraph(node)  # type: ignore[misc]

    def depart_paragraph(self, node: nodes.paragraph) -> None:
        if not is_whole_cell(node):
            super().depart_paragraph(node)  # type: ignore[misc]


def says_something(node: nodes.Element) -> bool:
    """Tell whether the tag of a node has an id or a class that counts."""
    return bool(node["ids"]) or any(map(is_kept, node["classes"]))


def is_whole_cell(node: nodes.paragraph) -> bool:
    """Tell whether a paragraph is all that a cell of a table holds."""
    cell = node.parent
    return isinstance(cell, nodes.entry) and len(cell) == 1 and not says_something(node)
