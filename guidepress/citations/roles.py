"""The roles that cite: what they cannot print is said, and never lost."""

from __future__ import annotations

from typing import Any, cast

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.transforms import SphinxTransform
from sphinx.util import logging
from sphinxcontrib.bibtex.citation_target import parse_citation_targets
from sphinxcontrib.bibtex.roles import CiteRole

from .domain import BookDomain

logger = logging.getLogger(__name__)


class BookCiteRole(CiteRole):
    """`{cite}`, which refuses a malformed target instead of failing over it."""

    def result_nodes(
        self, document: nodes.document, env: Any, node: nodes.Element, is_ref: bool
    ) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        found: tuple[list[nodes.Node], list[nodes.system_message]]
        try:
            found = super().result_nodes(document, env, node, is_ref)  # type: ignore[no-untyped-call]
        except ValueError:
            warn(
                self.get_location(),
                "the citation “%s” cannot be read: write citekeys with commas between "
                "them, as in a,b",
                self.target,
            )
            return [], []
        return found


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
        if self.config.bibtex_reference_style == "ranges":
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


def warn(location: Any, message: str, *values: str) -> None:
    """Name one fault; warnings stop the build."""
    logger.warning(
        message, *values, location=location, type="guidepress", subtype="citation"
    )
