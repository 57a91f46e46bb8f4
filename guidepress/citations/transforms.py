"""Names and checks of the citations in a document: what one cannot print is said."""

from __future__ import annotations

from typing import cast

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.transforms import SphinxTransform
from sphinxcontrib.bibtex.citation_target import parse_citation_targets

from ..book import is_handout
from .domain import BookDomain
from .roles import warn


class NameMarks(SphinxTransform):
    """Gives each citation of a document its ids, and checks what it says."""

    default_priority = 870  # after substitutions (220) have made their copies

    def apply(self, **kwargs: object) -> None:
        domain = cast("BookDomain", self.env.get_domain("cite"))
        xrefs = [
            node
            for node in self.document.findall(pending_xref)
            if node.get("refdomain") == "cite" and is_read(node)
        ]
        domain.name_marks(self.env.docname, xrefs)
        if is_handout(self.env.docname, self.config):
            for xref in xrefs:
                warn(
                    xref,
                    "the handout cites a work, and has no list of them: name its "
                    "sources in its front matter",
                )
        elif self.config.bibtex_reference_style == "ranges":
            for xref in xrefs:
                check_mark(xref)


def is_read(node: nodes.Element) -> bool:
    """Tell whether a node is a part of the text, not of a definition behind it."""
    parent = node.parent
    while parent is not None and not isinstance(parent, nodes.substitution_definition):
        parent = parent.parent
    return parent is None


def check_mark(xref: pending_xref) -> None:
    """Refuse words and roles that a numbered mark would lose."""
    if xref["reftype"] not in ("p", "t"):
        warn(
            xref,
            "the role cite:%s is not for numbered lists: write {cite}, or {cite:t} to "
            "name the authors",
            xref["reftype"],
        )
    for target in parse_citation_targets(xref["reftarget"]):
        if target.pre:
            warn(
                xref,
                "the citation of %s has words before its citekey, “%s”: write them in "
                "the sentence",
                target.key,
                target.pre,
            )
