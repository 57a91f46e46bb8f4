"""One structure element of each element of the source, made when it is first drawn."""

from __future__ import annotations

from typing import Any

import pydyf

from .elements import StructElem
from .order import Order
from .roles import (
    CONTENTS,
    GROUPING,
    INLINE_ELEMENTS,
    NUMBERINGS,
    PARTS_OF_TABLES,
    REFERENCES,
    TABLES,
    find_words,
    is_decoration,
    is_picture,
    list_attributes,
    name_type,
)


class Tree:
    """Finds and makes structure elements."""

    def __init__(self, top: StructElem, order: Order) -> None:
        self.top, self.order = top, order
        self.made: dict[Any, StructElem | None] = {}
        self.paragraphs: dict[tuple[Any, int], StructElem] = {}
        self.labels: dict[Any, StructElem] = {}
        self.ids: dict[str, StructElem] = {}  #: of notes

    def plant(self, root: Any) -> None:
        """Begin a document, whose root is no element of its own."""
        if root not in self.made:
            self.order.add(root)
            self.made[root] = self.top

    def find(self, element: Any) -> StructElem | None:
        """Return what a source element belongs to; None if it is decoration."""
        if element not in self.made:
            parent = self.find(self.order.parents[element])
            self.made[element] = parent and self.make(element, parent)
        return self.made[element]

    # -- making --------------------------------------------------------------

    def make(self, element: Any, parent: StructElem) -> StructElem | None:
        """Make the structure element, or return the parent where it needs none."""
        if is_decoration(element):
            return None
        type_ = self.name_in_place(element, parent)
        if type_ == "Link":
            made = self.make_link(element, parent)
        elif type_ in ("dt", "dd"):
            made = self.make_definition(element, parent)
        elif type_:
            made = self.holder(parent, type_, element).add(type_, self.first(element))
        else:
            return parent
        self.describe(element, made)
        return self.make_entry(element, made)

    def name_in_place(self, element: Any, parent: StructElem) -> str:
        """Return the type of an element, which may depend on what it stands in."""
        tag, type_ = element.tag, name_type(element)
        if tag in ("dt", "dd"):
            return str(tag)
        if tag in ("ol", "ul"):
            around = self.order.parents[element]
            roles = {element.get("role"), around.get("role")}
            return "TOC" if parent.type == "TOCI" or roles & CONTENTS else type_
        if tag == "li" and parent.type == "TOC":
            return "TOCI"
        if tag == "figure":
            return "Figure" if sum(map(is_picture, element.iter())) == 1 else "Div"
        if type_ == "Figure" and parent.type == "Figure":
            return ""  # its figure speaks for it
        if type_ == "Caption" and parent.type not in ("Figure", "Table"):
            return ""
        if type_ in PARTS_OF_TABLES and parent.type not in TABLES:
            return ""  # of a table that only lays out
        if tag == "body" and not any(child.tag == "main" for child in element.iter()):
            return "Part"
        return type_

    def make_link(self, element: Any, parent: StructElem) -> StructElem:
        """Make a link, and say where it refers to another part of the text."""
        role, number = element.get("role"), self.first(element)
        if role == "doc-backlink" and parent.type == "Note" and not parent.kids:
            return parent.add("Lbl", number).add("Link", number)
        holder = self.holder(parent, "Link", element)
        if role in REFERENCES or parent.is_within("TOCI", "Index"):
            holder = holder.add("Reference", number)
        return holder.add("Link", number)

    def make_definition(self, element: Any, parent: StructElem) -> StructElem:
        """Make a term of a list, which is a label, or what it means."""
        number = self.first(element)
        items = [kid for kid in parent.kids[-1:] if isinstance(kid, StructElem)]
        if not items or (element.tag == "dt" and items[0].body):
            items = [parent.add("LI", number)]
        item = items[0]
        if element.tag == "dt":
            return item.add("Lbl", number)
        item.body = item.body or item.add("LBody", number)
        return item.body

    def make_entry(self, element: Any, made: StructElem) -> StructElem:
        """Say which paragraph of a list of references is the reference."""
        item = element if element.tag == "li" else self.order.parents[element]
        if item is None or item.tag != "li":
            return made
        if self.order.parents[item].get("role") != "doc-bibliography":
            return made
        number = self.order.words[element].pieces[0].order
        blocks = [child for child in item if child.tag not in INLINE_ELEMENTS]
        if element is item and not blocks:
            made.body = made.add("LBody", number).add("BibEntry", number)
        elif element is not item and element is item[0]:
            return made.add("BibEntry", number)
        return made

    def describe(self, element: Any, made: StructElem) -> None:
        """Write down the words, the language and the attributes of an element."""
        if is_picture(element):
            made.entries["Alt"] = pydyf.String(find_words(element))
        if name := element.get("data-name"):
            made.entries["T"] = pydyf.String(name)
        if lang := element.get("lang"):
            made.entries["Lang"] = pydyf.String(lang)
        if element.tag == "abbr" and element.get("title"):
            made.entries["E"] = pydyf.String(element.get("title"))
        if made.type in ("TH", "TD"):
            made.attributes |= list_attributes(element, made.is_within("THead"))
        if made.type == "Note":
            id_ = element.get("id") or f"note-{len(self.ids) + 1}"
            made.entries["ID"] = pydyf.String(id_)
            self.ids[id_] = made

    # -- places --------------------------------------------------------------

    def first(self, element: Any) -> int:
        """Return the number of an element in the source."""
        return self.order.first[element]

    def holder(
        self, parent: StructElem, type_: str, element: Any, order: int = 0
    ) -> StructElem:
        """Return where a kid of a type may stand below a parent.

        An item of a list has a body for all but its label, and text needs a paragraph.

        :param type_: of the kid, or "" for text
        :param element: the source element of the kid, or of its text
        :param order: of the text; an element's own if not given
        """
        if parent.type == "LI" and type_ not in ("Lbl", "LBody"):
            if parent.body is None:
                parent.body = parent.add("LBody", parent.order + 1)
            return parent.body
        is_inline = not type_ or element.tag in INLINE_ELEMENTS
        if parent.type in GROUPING and is_inline:
            return self.paragraph(parent, element, order or self.first(element))
        return parent

    def paragraph(self, parent: StructElem, element: Any, order: int) -> StructElem:
        """Return the paragraph of what stands bare between blocks."""
        block = element
        while block.tag in INLINE_ELEMENTS:
            block = self.order.parents[block]
        blocks_before = sum(
            self.first(child) < order
            for child in block
            if isinstance(child.tag, str) and child.tag not in INLINE_ELEMENTS
        )
        key = block, blocks_before
        if key not in self.paragraphs:
            self.paragraphs[key] = parent.add("P", order)
        return self.paragraphs[key]

    def label(self, element: Any, made: StructElem) -> StructElem:
        """Return the label of an item or a note."""
        if element not in self.labels:
            self.labels[element] = made.add("Lbl", made.order)
        return self.labels[element]

    def number_list(self, item: StructElem, style: Any) -> None:
        """Say how the list of an item is numbered, where it is in a usual way."""
        if item.type == "LI" and style in NUMBERINGS:
            numbering = {"ListNumbering": f"/{NUMBERINGS[style]}"}
            item.parent.attributes["List"] = numbering
