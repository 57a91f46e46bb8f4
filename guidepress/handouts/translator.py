"""The markup of a sheet: its fields say what they ask, for a form to type in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from docutils import nodes

from ..fields import find_worksheet, number_name
from ..nodes import field_label, form_field
from ..pdf.paged import PagedBuilder, PagedTranslator

#: The names of the fields that templates/handouts/sheet.html has.
OF_THE_FRAME = ("contact", "contact-telephone")


class Asked(NamedTuple):
    """What a field of a form asks."""

    node: nodes.Element  #: the field, or the item of a list to tick
    name: str  #: unique in the sheet
    hint: str  #: in words, for those who cannot see what stands beside it
    lines: int = 1


class SheetTranslator(PagedTranslator):
    """Markup for sheets, of which one edition can be filled in on a screen."""

    def __init__(self, document: nodes.document, builder: PagedBuilder) -> None:
        super().__init__(document, builder)
        self.asked = {asked.node: asked for asked in list_asked(document)}

    def starttag(self, node: nodes.Element, tagname: str, *args: Any, **kw: Any) -> str:
        if tagname in ("div", "li") and (asked := self.asked.get(node)):
            kw["data-field"], kw["data-hint"] = asked.name, asked.hint
            if asked.lines > 1:
                kw["data-lines"] = str(asked.lines)
        return super().starttag(node, tagname, *args, **kw)


def has_fields(document: nodes.document) -> bool:
    """Tell whether a sheet asks for something, outside its examples."""
    return any(find_fields(document))


def find_fields(document: nodes.document) -> Iterator[form_field]:
    """Yield the fields that a reader fills in."""
    for field in document.findall(form_field):
        sheet = find_worksheet(field)
        if sheet is None or not sheet["example"]:
            yield field


def list_asked(document: nodes.document) -> list[Asked]:
    """Return what a form of a sheet asks, each with words of its own."""
    asked = [one for field in find_fields(document) for one in split_field(field)]
    names, hints = Counter(OF_THE_FRAME), Counter(one.hint for one in asked)
    told: Counter[str] = Counter()
    found = []
    for one in asked:
        hint = one.hint
        if hints[hint] > 1 and (title := find_title(one.node)):
            hint = f"{title}: {hint}"
        name, hint = number_name(one.name, names), number_name(hint, told, ", ")
        found.append(one._replace(name=name, hint=hint))
    return found


def split_field(field: form_field) -> Iterator[Asked]:
    """Yield what a field asks: one thing, or whether each item of its list is so."""
    label = field.next_node(field_label)
    words = " ".join(label.astext().split()) if label else find_title(field)
    if (lines := field.get("lines")) is not None:
        yield Asked(field, field["name"], words, lines)
        return
    for item in field.findall(nodes.list_item):
        text = " ".join(item.astext().split())
        name = f"{field['name']}-{nodes.make_id(text)}"
        yield Asked(item, name, f"{words}: {text}" if words else text)


def find_title(node: nodes.Element) -> str:
    """Return the title of the worksheet around a node, or ""."""
    sheet = find_worksheet(node)
    return "" if sheet is None else " ".join(sheet[0].astext().split())
