"""The list of references as an ordinary numbered list, with links back to the text."""

from __future__ import annotations

from typing import cast

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from ..locators import Locating, Place, Sections
from .domain import BookDomain


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
                result = numbered(holder)
                holder.replace_self(result)
                if not self.config.bibtex_bibliography_id:
                    result["ids"] = []  # "id1", which changes and leads nobody here
                self.add_backlinks(result)

    def add_backlinks(self, references: nodes.enumerated_list) -> None:
        """Say at the end of each work where it is cited.

        sphinxcontrib-bibtex leads back within one document only:
        https://github.com/mcmtroffaes/sphinxcontrib-bibtex/issues/389
        """
        domain = cast("BookDomain", self.env.get_domain("cite"))
        docname = self.env.current_document.docname
        locating = Locating(Sections(self.env), self.env._app.builder, docname)
        marks = domain.list_marks()
        keys = {citation.citation_id: citation.key for citation in domain.citations}
        for item in references.children:
            assert isinstance(item, nodes.list_item)
            found = marks.get(keys.get(item["ids"][0], ""), [])
            if found:
                item += say_where_cited(locating, found)


def say_where_cited(locating: Locating, marks: list[Place]) -> nodes.paragraph:
    """Return "Cited in chapter 3, page 21."; elsewhere the titles of the sections."""
    links = locating.link(marks, role="doc-backlink", by_chapter=True)
    text = nodes.Text("Cited in ")
    return nodes.paragraph("", "", text, links, nodes.Text("."), classes=["cited"])


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
