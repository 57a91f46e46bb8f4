"""Figures with a line on their use, and the picture in words."""

from __future__ import annotations

from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.directives.patches import Figure
from sphinx.util.docutils import SphinxDirective

from ..nodes import how_to_use, long_description

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

    def add_advice(self, figure: nodes.figure, advice: str) -> None:
        """Put the line on the use of the picture behind its caption."""
        words, messages = self.parse_inline(advice, lineno=self.lineno)
        line = how_to_use(advice, "", nodes.Text(HOW_TO_USE), *words)
        line.source, line.line = figure.source, figure.line
        legend = figure.first_child_matching_class(nodes.legend)
        figure.insert(len(figure) if legend is None else legend, [line, *messages])
