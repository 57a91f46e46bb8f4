"""Worksheets: text and fields that a reader fills in, or a filled-in example."""

from __future__ import annotations

from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives

from ..nodes import answer, box_title, form_field, worksheet
from .refusal import Refusal, StrictDirective

#: What stands before the title of a worked example, so that nobody takes it for theirs.
EXAMPLE = "Example: "


class WorksheetDirective(StrictDirective):
    """A worksheet; `:example:` says that its fields hold somebody's answers.

    `:cards:` prints it in a handout as cards to cut out, on a side of their own.
    """

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Any]] = {
        "cards": directives.flag,
        "example": directives.flag,
        "name": directives.unchanged_required,
    }

    def make_nodes(self) -> list[nodes.Node]:
        title = self.read_argument("title", "My alarm cycle")
        is_example = "example" in self.options
        is_card = "cards" in self.options
        result = worksheet(kind=self.name, example=is_example, card=is_card)
        head = box_title("", f"{EXAMPLE}{title}" if is_example else title)
        result += head
        self.set_source_info(result)
        self.set_source_info(head)
        result += self.parse_content_to_nodes()
        self.refuse_misfits(result)
        self.add_name(result)
        return [result]

    def refuse_misfits(self, result: worksheet) -> None:
        """Refuse a worksheet without fields, and an example without any answer."""
        if any(comment.get("refused") for comment in result.findall(nodes.comment)):
            return  # the field has been named already
        if not any(result.findall(form_field)):
            raise Refusal(
                "the worksheet has no field: add one, such as "
                "“:::{write-line} What happened?”"
            )
        if result["example"] and result["card"]:
            raise Refusal("an example is no card to fill in: take out :cards:")
        if result["example"] and not any(result.findall(answer)):
            raise Refusal(
                "the example has no answer: write one into a field, or take out "
                ":example:"
            )
