"""Boxes by their meaning, such as the key points of a chapter."""

from __future__ import annotations

from typing import NamedTuple

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from ..nodes import box, box_title


class Kind(NamedTuple):
    """A kind of box."""

    title: str  #: the words at its head, or "" where it has none
    titled: bool = False  #: whether an author may give other words


#: The boxes, by the name of their directive.
BOXES = {
    "in-this-chapter": Kind(""),
    "main-message": Kind(""),
    "key-points": Kind("Key points"),
    "in-plain-words": Kind(""),
    "unknowns": Kind("What we do not know yet"),
    "try-this": Kind("Try this", titled=True),
    "safety": Kind(""),
}


class BoxDirective(SphinxDirective):
    """A box with content; the directive's own name is its kind."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        kind = BOXES[self.name]
        if self.arguments and not kind.titled:
            raise self.error(f"“{self.name}” takes no title; begin on the next line")
        self.assert_has_content()
        result = box(kind=self.name)
        self.set_source_info(result)
        if title := (self.arguments[0] if self.arguments else kind.title):
            head = box_title("", title)
            self.set_source_info(head)
            result += head
        result += self.parse_content_to_nodes()
        return [result]
