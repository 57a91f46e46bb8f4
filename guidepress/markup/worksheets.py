"""The markup of fields: labels, room to write, lists to tick."""

from __future__ import annotations

from typing import Any

from docutils import nodes

from ..nodes import answer, field_label, form_field, write_box
from .base import OwnIds


class FieldMarkup(OwnIds):
    """Writes fields as text and lists.

    They are no form: a page without a server would lose what a reader types.
    """

    def visit_form_field(self, node: form_field) -> None:
        kind = node.tagname.replace("_", "-")
        classes = ["form-field", kind, *(["short"] if node.get("short") else [])]
        attributes: dict[str, Any] = {"class": " ".join(classes)}
        if has_label(node) and node.first_child_matching_class(nodes.bullet_list):
            attributes |= {"role": "group", "aria-labelledby": self.label_id(node)}
        self.body.append(self.starttag(node, "div", **attributes))

    def depart_form_field(self, node: form_field) -> None:
        if node.get("lines") and not any(node.findall(answer)):
            self.write_room(node)
        self.body.append("</div>\n")

    def visit_field_label(self, node: field_label) -> None:
        field: Any = node.parent
        ids = [self.label_id(field)] if field.get("lines") is None else []
        self.body.append(self.starttag(node, "p", "", ids=ids, CLASS="field-label"))

    def depart_field_label(self, node: field_label) -> None:
        self.body.append("</p>\n")

    def visit_answer(self, node: answer) -> None:
        self.body.append(self.starttag(node, "div", CLASS="answer"))

    def depart_answer(self, node: answer) -> None:
        self.body.append("</div>\n")

    def label_id(self, field: form_field) -> str:
        """Return the id of a field's label, from the name of the field."""
        return self.own_id(f"field-{field['name']}")

    def write_room(self, field: form_field) -> None:
        """Write the empty room of a field, and say once what it is."""
        self.body.append('<div class="room">')
        if words := self.name_room(field):
            self.body.append(f'<span class="unseen">{words}</span>')
        self.body.append('<span class="line"></span>' * field["lines"])
        self.body.append("</div>\n")

    def name_room(self, field: form_field) -> str:
        """Return what is drawn there, for those who cannot see it, or ""."""
        if isinstance(field, write_box):
            return "A box to write in"
        lines = field["lines"]
        return "A line to write on" if lines == 1 else f"{lines} lines to write on"


def has_label(field: form_field) -> bool:
    """Tell whether a field has a label; a list to tick may have none."""
    return bool(field.children) and isinstance(field[0], field_label)
