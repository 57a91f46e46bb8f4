"""How a directive says that what an author typed cannot stand."""

from __future__ import annotations

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

logger = logging.getLogger(__name__)


class Refusal(Exception):  # noqa: N818  # not an error of ours: an editor's mistake
    """What is wrong and what to do, as one line."""


class StrictDirective(SphinxDirective):
    """A directive that tells a mistake in our words, at its own line.

    docutils' own messages name arguments and states, which no editor knows.
    """

    def run(self) -> list[nodes.Node]:
        try:
            return self.make_nodes()
        except Refusal as refusal:
            logger.warning(
                "%s",
                refusal,
                location=self.get_location(),
                type="guidepress",
                subtype="directive",
            )
            # nothing is written: the build stops.  What holds the directive sees that
            # something is there, and does not complain besides.
            return [nodes.comment("", str(refusal), refused=True)]

    def make_nodes(self) -> list[nodes.Node]:
        """Return the nodes.

        :raises Refusal: the author's text cannot stand
        """
        raise NotImplementedError

    def read_argument(self, what: str, like: str) -> str:
        """Return the words behind the directive's name, which must be there.

        :param what: what the words are, as in “label”
        :param like: an example of them
        """
        if not self.arguments or not self.arguments[0].strip():
            raise Refusal(
                f"“{self.name}” has no {what}: write it on the first line, as in "
                f"“:::{{{self.name}}} {like}”"
            )
        return " ".join(self.arguments[0].split())
