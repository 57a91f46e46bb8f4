"""The roles that cite."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.util import logging
from sphinxcontrib.bibtex.roles import CiteRole

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


def warn(location: Any, message: str, *values: str) -> None:
    """Name one fault; warnings stop the build."""
    logger.warning(
        message, *values, location=location, type="guidepress", subtype="citation"
    )
