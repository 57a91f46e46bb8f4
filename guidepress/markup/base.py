"""What the markup of every construct builds on."""

from __future__ import annotations

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator


class OwnIds(HTML5Translator):
    """A translator that makes up ids for what authors do not name."""

    def own_id(self, id_: str) -> str:
        """Return an id that the translator makes up, unique in the output file."""
        return id_

    def count_id(self, node: nodes.Element, name: str) -> str:
        """Return an id from a name and which of its kind the node is."""
        kind = list(self.document.findall(type(node)))
        return self.own_id(f"{name}-{kind.index(node) + 1}")
