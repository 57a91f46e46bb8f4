"""The list of references as an ordinary numbered list."""

from __future__ import annotations

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform


class ReferenceList(SphinxPostTransform):
    """Turns sphinxcontrib-bibtex's citations into list items.

    The role of a citation (`doc-biblioentry`) is deprecated in DPUB-ARIA 1.1, and a
    list item says the same: one of so many, and the number that its mark gives.
    """

    # after BibliographyTransform (5) has written the citations
    default_priority = 6

    def run(self, **kwargs: object) -> None:
        for holder in list(self.document.findall(nodes.container)):
            if holder.children and all(map(is_numbered, holder.children)):
                holder.replace_self(numbered(holder))


def is_numbered(node: nodes.Node) -> bool:
    """Tell whether a node is a citation with a number; other styles have names."""
    return isinstance(node, nodes.citation) and node[0].astext().isdecimal()


def numbered(holder: nodes.container) -> nodes.enumerated_list:
    """Return the citations of `holder` as a list; the labels become its numbers."""
    result = nodes.enumerated_list(enumtype="arabic", classes=["references"])
    for citation in holder.children:
        assert isinstance(citation, nodes.citation)
        _, *content = citation.children
        item = nodes.list_item("", *content, ids=citation["ids"])
        result += item
    result["start"] = int(next(holder.findall(nodes.label)).astext())
    return result
