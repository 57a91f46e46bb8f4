"""Which links of the running text say on which page they end: "(page 12)".

Paper has no links, so a reader is told where to turn.  Not told are the pages of what
the reader can find by its order: a term in the glossary, a number in the list of
references.  A heading says no page either, since the contents repeat it.
"""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes

from ..nodes import book_index, box_title, locator, locators
from ..translator import is_citation_mark

#: Where a link says no page.
SILENT = (nodes.title, nodes.rubric, box_title, book_index, locators)


def asks_for_page(node: nodes.reference) -> bool:
    """Tell whether print says the page behind a link within the book."""
    if isinstance(node, locator) or "refid" not in node or not node.astext().strip():
        return False
    if is_citation_mark(node) or is_term(node):
        return False
    return not any(
        isinstance(parent, SILENT) or "chapter-sources" in parent["classes"]
        for parent in list_parents(node)
    )


def is_term(node: nodes.reference) -> bool:
    """Tell whether a link leads to a word in the glossary."""
    return any("std-term" in child["classes"] for child in node.findall(nodes.inline))


def list_parents(node: nodes.Element) -> Iterator[nodes.Element]:
    """Yield what a node stands in, from the inside out."""
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent


def has_page_numbers(doctree: nodes.document) -> bool:
    """Tell whether print writes numbers of pages into a document."""
    if next(doctree.findall(locator), None) is not None:
        return True
    return any(map(asks_for_page, doctree.findall(nodes.reference)))
