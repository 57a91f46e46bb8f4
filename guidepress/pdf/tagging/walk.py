"""The layout, page by page: where in the tree all that is drawn belongs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pydyf

from ...problems import Problem
from ..engine import MarginBox, TextBox, boxes
from ..privates import unwrap
from .elements import Annotation, Content, StructElem
from .fonts import HYPHEN
from .links import mend_annotation
from .order import UNREAD, Reading, TextError
from .pages import MarkedPage
from .roles import WITHOUT_TEXT, find_words, is_picture
from .tree import Tree

#: Kinds of artifacts (14.8.2.2.2).
LAYOUT = b"<</Type/Layout>>"
REPEATED = b"<</Type/Pagination>>"
HEADER = b"<</Type/Pagination/Subtype/Header/Attached[/Top]>>"
FOOTER = b"<</Type/Pagination/Subtype/Footer/Attached[/Bottom]>>"

#: Pseudo-elements whose text is the source's own.
OF_THE_SOURCE = ("", "first-letter", "first-line")


@dataclass
class TaggedPage:
    """What the marks of a page mean, by their numbers."""

    page: MarkedPage
    reference: bytes
    contents: dict[int, Content] = field(default_factory=dict)
    artifacts: dict[int, bytes] = field(default_factory=dict)
    spaces: set[int] = field(default_factory=set)  #: whose text lacks its last space
    dropped: list[Any] = field(default_factory=list)  #: annotations of artifacts


class Drawn(NamedTuple):
    """The last text of a line."""

    mcid: int
    text: str
    place: int | None  #: in the source, of what comes next
    hyphenated: bool


class Walk:
    """Goes through the boxes of every page, and gives the tree what they hold."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.problems: list[Problem] = []
        self.places: dict[Any, str] = {}  #: root -> the name of its document
        self.heads: dict[Any, bytes] = {}  #: head or foot of a table -> first page
        self.drawn: Drawn | None = None  #: in the line at work

    def visit_page(self, page: MarkedPage, reference: bytes) -> TaggedPage:
        """Walk through a page, which follows those that were walked through."""
        self.here = TaggedPage(page, reference)
        self.tree.plant(page.root)
        self.places.setdefault(page.root, page.place)
        self.linked = {box for _, _, _, box in page.links if box.link_annotation}
        self.visit(page.box, self.tree.top)
        return self.here

    def visit(self, box: Any, node: StructElem) -> None:
        """Walk through a box that belongs to a node."""
        box = unwrap(box)
        if isinstance(box, MarginBox):
            self.drop(box, HEADER if "top" in box.at_keyword else FOOTER)
        elif isinstance(box, TextBox):
            self.visit_text(box, node)
        elif box.is_leader:
            self.drop(box, LAYOUT)
            self.space_out()
        elif isinstance(box, boxes.LineBox):
            self.visit_line(box, node)
        elif box.element is None:
            self.visit_children(box, node)
        else:
            self.visit_element(box)

    def visit_children(self, box: Any, node: StructElem) -> None:
        for child in box.children:
            self.visit(child, node)

    def visit_line(self, box: Any, node: StructElem) -> None:
        outer, self.drawn = self.drawn, None
        self.visit_children(box, node)
        if self.drawn and self.is_cut(self.drawn):
            self.space_out()
        self.drawn = outer

    def is_cut(self, last: Drawn) -> bool:
        """Tell whether the layout took away the white space at the end of a line."""
        if last.place is None or last.hyphenated:
            return False
        return self.tree.order.has_space(last.place)

    def space_out(self) -> None:
        """Let the last text of the line be followed by a space."""
        if self.drawn and not self.drawn.text.endswith(" "):
            self.here.spaces.add(self.drawn.mcid)

    def visit_element(self, box: Any) -> None:
        """Walk through a box of an element of the source."""
        node = self.tree.find(box.element)
        if node is None:
            self.drop(box, LAYOUT)
            return
        if self.is_repeated(box):
            self.drop(box, REPEATED)
            return
        pseudo = box.element_tag.partition("::")[2]
        if pseudo in ("marker", "footnote-marker") and box.children:
            self.tree.number_list(node, box.style["list_style_type"])
            node = self.tree.label(box.element, node)
        if isinstance(box, boxes.ReplacedBox):
            self.visit_picture(box, node)
            return
        self.visit_annotation(box, node)
        self.visit_children(box, node)

    def is_repeated(self, box: Any) -> bool:
        """Tell whether a box is the head of a table that goes on from another page."""
        if not isinstance(box, boxes.TableRowGroupBox):
            return False
        if not (box.is_header or box.is_footer):
            return False
        first = self.heads.setdefault(box.element, self.here.reference)
        return first != self.here.reference

    # -- what is drawn -------------------------------------------------------

    def visit_text(self, box: Any, node: StructElem) -> None:
        """Give a text its place in the order of the source."""
        reading = self.read(box)
        mcid = self.here.page.marks.get(box)
        if mcid is None:
            return
        if not is_said(box.text, node):
            self.here.artifacts[mcid] = LAYOUT
            return
        number = reading.order
        owner = self.tree.holder(node, "", box.element, number)
        if box.text.isspace() and owner.kids:
            number = owner.kids[-1].order  # a space stays behind what it follows
        self.keep(mcid, owner, number)
        place = reading.place
        if place is None and self.drawn:
            place = self.drawn.place
        self.drawn = Drawn(mcid, box.pango_layout.text, place, reading.hyphenated)

    def read(self, box: Any) -> Reading:
        """Return where in the source a text stands, which CSS may have added."""
        order, element = self.tree.order, box.element
        pseudo = box.element_tag.partition("::")[2]
        if pseudo == "after":
            return Reading(order.last[element], None)
        if pseudo not in OF_THE_SOURCE:
            return Reading(order.first[element], None)
        try:
            reading = order.read(box)
        except TextError as difference:
            self.report(
                element,
                f"“{str(difference)[:40]}” is printed and is not what the source says",
                "write it another way, without changing its letters by style",
            )
            return Reading(order.first[element], None)
        self.refuse_hyphen(element, box.text[: -1 if reading.hyphenated else None])
        return reading

    def refuse_hyphen(self, element: Any, text: str) -> None:
        """Say that the source has the sign that the layout parts words with."""
        if HYPHEN in text:
            self.report(
                element,
                f"“{text.strip()[:40]}” has the sign ‐ (U+2010), which is not read",
                "write the hyphen of the keyboard",
            )

    def visit_picture(self, box: Any, node: StructElem) -> None:
        """Give a figure its picture and the rectangle that it fills."""
        mcid = self.here.page.marks.get(box)
        if mcid is None:
            return
        if not is_picture(box.element):  # the sign of a list, or one that CSS adds
            self.here.artifacts[mcid] = LAYOUT
            return
        words = find_words(box.element)
        if not words:
            advice = "say what it shows as its `alt`"
            self.report(box.element, "a picture has no words", advice)
        node.entries["Alt"] = pydyf.String(words)
        left, top = box.content_box_x(), box.content_box_y()
        rect = self.here.page.measure((left, top, left + box.width, top + box.height))
        node.attributes["Layout"] = {"Placement": "/Block", "BBox": pydyf.Array(rect)}
        self.keep(mcid, node, self.tree.order.first[box.element])

    def keep(self, mcid: int, owner: StructElem, number: int) -> None:
        """Give a marked content to an element."""
        content = Content(owner, self.here.reference, number)
        owner.kids.append(content)
        self.here.contents[mcid] = content

    def drop(self, box: Any, kind: bytes) -> None:
        """Let all that a box holds be an artifact."""
        for child in [box, *map(unwrap, box.descendants(placeholders=True))]:
            mcid = self.here.page.marks.get(child)
            if mcid is not None:
                self.here.artifacts[mcid] = kind
            if child in self.linked:
                self.linked.remove(child)
                self.here.dropped.append(child.link_annotation)

    def visit_annotation(self, box: Any, node: StructElem) -> None:
        """Give a link or a field to its element."""
        annotation, number = box.widget_annotation, self.tree.order.first[box.element]
        if annotation:
            if box.element.tag != "li":  # a mark to tick stands before its words
                number = self.tree.order.last[box.element]
            node = self.tree.holder(node, "Form", box.element).add("Form", number)
        elif box in self.linked:
            annotation = box.link_annotation
            mend_annotation(self.here.page, box)
        if annotation:
            node.kids.append(Annotation(node, self.here.reference, number, annotation))

    def report(self, element: Any, message: str, advice: str) -> None:
        """Say what is wrong with an element on the page at work."""
        place = self.here.page.place + self.tree.order.find_block(element)
        problem = Problem(place, message, advice)
        if problem not in self.problems:
            self.problems.append(problem)


def is_said(text: str, node: StructElem) -> bool:
    """Tell whether a text is more than what only the layout needs."""
    if text.isspace():  # nothing between blocks, and a space between words
        return node.type not in WITHOUT_TEXT
    return bool(UNREAD.sub("", text))
