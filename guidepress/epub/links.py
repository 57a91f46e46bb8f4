"""Links of a chapter to what the EPUB does not hold."""

from __future__ import annotations

from docutils import nodes

#: The address of a document outside the book while links are resolved.
OUTSIDE = "outside:"


def unlink_outside(doctree: nodes.document) -> None:
    """Leave the words of a link to a handout or another page, without the link."""
    for node in list(doctree.findall(nodes.reference)):
        if node.get("refuri", "").startswith(OUTSIDE):
            node.replace_self(node.children)
