"""The markup of glossaries: a term and its meaning are one place."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx import addnodes


class GlossaryMarkup:
    """A mix-in for a translator.

    A link to a term leads to the group of both.  A reading system shows in its pop-up
    what the id stands on, and a word without its meaning is no answer.
    """

    def visit_definition_list_item(self: Any, node: nodes.Element) -> None:
        ids = list_ids(node)
        # another id of the group would be an element that no <dl> may hold
        for term in node.findall(nodes.term):
            term["ids"] = [id_ for id_ in term["ids"] if id_ not in ids[:1]]
        if is_entry(node):
            self.body.append(self.starttag(node, "div", ids=ids[:1]))

    def depart_definition_list_item(self: Any, node: nodes.Element) -> None:
        if is_entry(node):
            self.body.append("</div>\n")


def list_ids(node: nodes.Element) -> list[str]:
    """Return the ids of the terms of an entry, none for another list's item."""
    terms = node.findall(nodes.term) if is_entry(node) else ()
    return [id_ for term in terms for id_ in term["ids"]]


def is_entry(node: nodes.Element) -> bool:
    """Tell whether an item of a list of definitions is a glossary's."""
    return isinstance(node.parent.parent, addnodes.glossary)
