"""What a claim leaves in the doctree."""

from __future__ import annotations

from docutils import nodes


class claim(nodes.Inline, nodes.TextElement):
    """The mark behind a sentence that carries a claim of the register.

    `claim` is its id; the citation of its evidence is inside, if there is any.
    """


class claim_places(nodes.Inline, nodes.Element):
    """Stands for links to every sentence that carries the claim `claim`."""
