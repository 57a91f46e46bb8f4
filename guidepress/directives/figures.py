"""Figures with a line on their use, and the picture in words."""

from __future__ import annotations

from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.directives.patches import Figure
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from ..book import is_mark
from ..nodes import how_to_use, long_description, pictures_in_words
from ..pictures import note_list
from .refusal import Refusal, StrictDirective

logger = logging.getLogger(__name__)

HOW_TO_USE = "How to use this picture: "


class FigureDirective(Figure, SphinxDirective):
    """Sphinx's figure; `:how-to-use:` is printed after the caption.

    Where guidepress_long_descriptions says so, all that follows the caption is the
    picture in words.  Elsewhere it stays a legend: other books have tables there.
    """

    option_spec: ClassVar[dict[str, Any]] = {
        **(Figure.option_spec or {}),
        "how-to-use": directives.unchanged_required,
    }

    def run(self) -> list[nodes.Node]:
        advice = self.options.pop("how-to-use", "")
        result: list[nodes.Node] = super().run()
        figure = result[0]
        if not isinstance(figure, nodes.figure):
            return result
        if self.config.guidepress_long_descriptions:
            self.describe_picture(figure)
        if advice:
            self.add_advice(figure, advice)
        return result

    def describe_picture(self, figure: nodes.figure) -> None:
        """Make the legend the picture in words."""
        for legend in list(figure.findall(nodes.legend)):
            description = long_description("", *legend.children)
            description.source, description.line = figure.source, figure.line
            legend.replace_self(description)
            self.refuse_marks(figure, description)

    def refuse_marks(self, figure: nodes.figure, words: long_description) -> None:
        """Refuse works in a picture in words, which may be printed twice."""
        if any(is_mark(node) for node in words.findall(nodes.Element)):
            logger.warning(
                "a picture in words names a work: put the citation into the caption",
                location=figure,
                type="guidepress",
                subtype="figure",
            )

    def add_advice(self, figure: nodes.figure, advice: str) -> None:
        """Put the line on the use of the picture behind its caption."""
        words, messages = self.parse_inline(advice, lineno=self.lineno)
        line = how_to_use(advice, "", nodes.Text(HOW_TO_USE), *words)
        line.source, line.line = figure.source, figure.line
        legend = figure.first_child_matching_class(nodes.legend)
        figure.insert(len(figure) if legend is None else legend, [line, *messages])


class PicturesInWordsDirective(StrictDirective):
    """`:::{pictures-in-words}`: filled in when every document has been read."""

    def make_nodes(self) -> list[nodes.Node]:
        if not self.config.guidepress_long_descriptions:
            raise Refusal(
                "“pictures-in-words” has no pictures: say "
                "“guidepress_long_descriptions = True” in conf.py, or take it out"
            )
        result = pictures_in_words()
        self.set_source_info(result)
        note_list(self.env)
        self.env.note_reread()  # it depends on every document
        return [result]
