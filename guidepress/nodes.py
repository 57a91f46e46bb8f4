"""Semantic nodes: what a piece of text means, never how it looks."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx


class box(nodes.General, nodes.Element):
    """A named piece of a chapter, such as its key points.

    `kind` is one of `directives.BOXES`; the first child is a `box_title` unless
    the kind has none.
    """


class box_title(nodes.Part, nodes.TextElement):
    """The words at the head of a box."""


class help_lines(nodes.General, nodes.Element):
    """The crisis lines of a region: a list of `help_line`."""


class help_line(nodes.Part, nodes.TextElement):
    """One crisis line: how to reach whom, and for whom it is."""


class telephone(nodes.Inline, nodes.TextElement):
    """A telephone number; `address` is its link, as in "tel:116123"."""


def pass_over(translator: object, node: nodes.Element) -> None:
    """Write nothing of a node but what it holds."""


def setup(app: Sphinx) -> None:
    """Register the nodes; the shared translator knows how to write them.

    Builders that are not ours write what the nodes hold.
    """
    plain = pass_over, pass_over
    for node in (box, box_title, help_lines, help_line, telephone):
        app.add_node(node, latex=plain, man=plain, texinfo=plain, text=plain)
