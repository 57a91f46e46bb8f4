"""The markup of a figure's parts: how to use the picture, and the picture in words."""

from __future__ import annotations

from typing import Any

from docutils import nodes

from ..nodes import how_to_use, long_description
from .base import OwnIds

#: What a reader opens, or what stands before the picture in words.
SUMMARY = "This picture in words"


class FigureMarkup(OwnIds):
    """Writes both within the `<figcaption>`, and ties the picture to its words.

    HTML lets a `<figcaption>` stand only first or last in a figure, and docutils
    closes it at the end.
    """

    def starttag(self, node: nodes.Element, tagname: str, *args: Any, **kw: Any) -> str:
        if tagname == "img" and (id_ := self.find_description(node)):
            kw["aria-details"] = id_
        return super().starttag(node, tagname, *args, **kw)

    def find_description(self, image: nodes.Element) -> str:
        """Return the id of the words for a picture, or "" where there are none."""
        parent = image.parent
        if isinstance(parent, nodes.reference):  # `:target:` makes a picture a link
            parent = parent.parent
        if not isinstance(parent, nodes.figure):
            return ""
        found = next(iter(parent.findall(long_description)), None)
        return "" if found is None else self.description_id(found)

    def description_id(self, node: nodes.Element) -> str:
        """Return the id of a picture in words."""
        return self.count_id(node, "picture-in-words")

    def visit_how_to_use(self, node: how_to_use) -> None:
        self.open_caption(node)
        self.body.append(self.starttag(node, "p", "", CLASS="how-to-use"))

    def depart_how_to_use(self, node: how_to_use) -> None:
        self.body.append("</p>\n")

    def visit_legend(self, node: nodes.legend) -> None:
        self.open_caption(node)
        self.body.append(self.starttag(node, "div", CLASS="legend"))

    def visit_long_description(self, node: long_description) -> None:
        self.open_caption(node)
        ids = [self.description_id(node)]
        self.body.append(
            self.starttag(node, "details", ids=ids, CLASS="long-description")
        )
        self.body.append(f"<summary>{SUMMARY}</summary>\n")

    def depart_long_description(self, node: long_description) -> None:
        self.body.append("</details>\n")

    def open_caption(self, node: nodes.Element) -> None:
        """Open the `<figcaption>` where the figure has no caption to do it."""
        if not isinstance(node.previous_sibling(), (nodes.caption, how_to_use)):
            self.body.append("<figcaption>\n")
