"""Checks and marks on every document, before any output is written."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

from .book import is_handout
from .problems import SourceError

logger = logging.getLogger(__name__)


class RequireAlternativeText(SphinxTransform):
    """A picture without words for those who cannot see it is a fault.

    An empty `:alt:` says that the picture is an ornament.
    """

    default_priority = 880

    def apply(self, **kwargs: object) -> None:
        for image in self.document.findall(nodes.image):
            if "alt" not in image:
                logger.warning(
                    "the picture %s has no :alt: text: say in a sentence what it "
                    "shows, or leave :alt: empty for an ornament",
                    image["uri"],
                    location=image,
                    type="guidepress",
                    subtype="alt",
                )


class RequireTitle(SphinxTransform):
    """A document without a title has no place in a list of contents."""

    default_priority = 880

    def apply(self, **kwargs: object) -> None:
        kind = "handout" if is_handout(self.env.docname, self.config) else "document"
        if not any(self.document.findall(nodes.title)):
            logger.warning(
                "the %s has no title: begin it with a heading, as in “# My title”",
                kind,
                location=(self.env.docname, 1),
                type="guidepress",
                subtype="title",
            )


class PrepareHandouts(SphinxTransform):
    """Handouts stand outside the book, so no toctree needs to name them."""

    default_priority = 880

    def apply(self, **kwargs: object) -> None:
        if is_handout(self.env.docname, self.config):
            self.env.metadata[self.env.docname]["orphan"] = True


class NumberBlocks(SphinxPostTransform):
    """Gives each block of text a number that is the same for every output.

    The page map of the PDF names places by document and block, so that the EPUB
    can mark where each printed page begins.
    """

    default_priority = 900  # after everything that adds or moves text

    def run(self, **kwargs: object) -> None:
        number = 0
        for node in self.document.findall(nodes.TextElement):
            if not isinstance(node, nodes.Inline) and not is_inside_block(node):
                node["block"] = f"b{number}"
                number += 1


def is_inside_block(node: nodes.Element) -> bool:
    """Tell whether a block that has a number already holds this one."""
    parent = node.parent
    while parent is not None:
        if "block" in parent:
            return True
        parent = parent.parent
    return False


def refuse_circles(app: Sphinx, env: BuildEnvironment) -> None:
    """Refuse toctrees that lead back to where they began: Sphinx would never end.

    :raises SourceError: naming the documents of the circle
    """

    def follow(docname: str, above: tuple[str, ...]) -> None:
        if docname in above:
            circle = " → ".join([*above[above.index(docname) :], docname])
            raise SourceError(
                str(env.doc2path(above[-1])),
                f"the toctrees lead round in a circle: {circle}",
                "take one of them out",
            )
        for child in env.toctree_includes.get(docname, ()):
            follow(child, (*above, docname))

    follow(env.config.root_doc, ())


def setup(app: Sphinx) -> None:
    """Register the transforms."""
    # before sphinxcontrib-bibtex (500), which walks the toctrees
    app.connect("env-updated", refuse_circles, priority=100)
    app.add_transform(RequireAlternativeText)
    app.add_transform(RequireTitle)
    app.add_transform(PrepareHandouts)
    app.add_post_transform(NumberBlocks)
