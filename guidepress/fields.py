"""The fields of a document: each has a name, and only examples have answers."""

from __future__ import annotations

from collections import Counter

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from .nodes import answer, field_label, form_field, worksheet

logger = logging.getLogger(__name__)


class RefuseStrayAnswers(SphinxTransform):
    """An answer outside an example would be printed into a reader's own sheet."""

    default_priority = 880

    def apply(self, **kwargs: object) -> None:
        for given in self.document.findall(answer):
            sheet = find_worksheet(given)
            if sheet is None or not sheet["example"]:
                logger.warning(
                    "a field of a worksheet that is no example has an answer: empty "
                    "it, or add :example: to the worksheet",
                    location=given,
                    type="guidepress",
                    subtype="answer",
                )


class NameFields(SphinxTransform):
    """Gives each field a name that follows from its words, for a form to fill in.

    A label may stand in many worksheets, and in the example of one, so that the name
    begins with the title of its own: what is added elsewhere does not change it.
    """

    default_priority = 880

    def apply(self, **kwargs: object) -> None:
        seen: Counter[str] = Counter()
        for field in self.document.findall(form_field):
            field["name"] = number_name(describe_field(field), seen)


def number_name(name: str, seen: Counter[str], mark: str = "-") -> str:
    """Return a name, or the name with a number where it was seen before."""
    seen[name] += 1
    while seen[name] > 1:  # the counted name may be some field's own
        name = f"{name}{mark}{seen[name]}"
        seen[name] += 1
    return name


def describe_field(field: form_field) -> str:
    """Return the title of the worksheet and the label, as one word."""
    sheet = find_worksheet(field)
    title = "" if sheet is None else sheet[0].astext()
    label = field.next_node(field_label) or field.next_node(nodes.list_item)
    words = f"{title} {label.astext()}" if label else title
    return nodes.make_id(words) or field.tagname.replace("_", "-")


def find_worksheet(node: nodes.Element) -> worksheet | None:
    """Return the worksheet around a node."""
    parent = node.parent
    while parent is not None and not isinstance(parent, worksheet):
        parent = parent.parent
    return parent


def setup(app: Sphinx) -> None:
    """Register the transforms."""
    app.add_transform(RefuseStrayAnswers)
    app.add_transform(NameFields)
