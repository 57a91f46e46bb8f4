"""The structure tree of a PDF, read from the file alone: what a screen reader meets."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf

#: The text of marked content, by (object number of its stream, MCID).
Texts = dict[tuple[int, int], str]


class Mark(NamedTuple):
    """The beginning of marked content."""

    key: int  #: the object number of its stream
    tag: str
    properties: Any


@dataclass
class Element:
    """A structure element."""

    type: str
    item: Any  #: pikepdf's dictionary
    pdf: Any = field(repr=False)  #: kept open while the element is used
    kids: list[Element | str] = field(default_factory=list)
    links: list[Any] = field(default_factory=list)  #: annotations
    pages: set[int] = field(default_factory=set)  #: object numbers, of its own content

    @property
    def text(self) -> str:
        """All its text, in order."""
        return "".join(k if isinstance(k, str) else k.text for k in self.kids)

    @property
    def outline(self) -> str:
        """Its types, as in "L(LI(Lbl LBody(P)))"."""
        inner = [kid.outline for kid in self.kids if isinstance(kid, Element)]
        return f"{self.type}({' '.join(inner)})" if inner else self.type

    def walk(self) -> Iterator[Element]:
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()

    def find(self, *types: str) -> list[Element]:
        """Return the elements of these types, in order."""
        return [element for element in self.walk() if element.type in types]

    def attribute(self, owner: str, name: str) -> Any:
        """Return an attribute, or None."""
        for attributes in self.item.get("/A", []):
            if owner == attributes.O and name in attributes:
                value = attributes[name]
                return str(value) if isinstance(value, pikepdf.Name) else value
        return None


class TreeFile:
    """A tagged PDF, opened for reading."""

    def __init__(self, path: Path) -> None:
        self.pdf = pikepdf.open(path)
        self.artifacts: dict[str, list[str]] = defaultdict(list)  #: kind -> texts
        self.unmarked: list[str] = []  #: text outside all marks
        self.texts: Texts = {}
        for page in self.pdf.pages:
            self.read_stream(page, page.Resources, page.obj.objgen[0], [])

    def read_stream(
        self, stream: Any, resources: Any, key: int, around: list[Mark]
    ) -> None:
        """Read the text of the marks of a page, or of a group within marks."""
        marks = list(around)
        font: dict[int, str] = {}
        for operands, operator in pikepdf.parse_content_stream(stream):
            name = str(operator)
            if name in ("BDC", "BMC"):
                properties = operands[1] if operands[1:] else {}
                marks.append(Mark(key, str(operands[0]), properties))
            elif name == "EMC":
                marks.pop()
            elif name == "Tf":
                font = self.read_font(resources.Font[str(operands[0])])
            elif name in ("TJ", "Tj"):
                self.keep(marks, spell(operands[0], font))
            elif name == "Do":
                item = resources.XObject[str(operands[0])]
                if item.Subtype == "/Form" and "/Resources" in item:
                    self.read_stream(item, item.Resources, item.objgen[0], marks)

    def keep(self, marks: list[Mark], text: str) -> None:
        """Keep a text where its marks say."""
        for key, tag, properties in reversed(marks):
            if "/MCID" in properties:
                place = key, int(properties.MCID)
                self.texts[place] = self.texts.get(place, "") + text
                return
            if tag == "/Artifact":
                kind = str(properties.get("/Subtype") or properties.get("/Type") or "")
                self.artifacts[kind.lstrip("/")].append(text)
                return
        self.unmarked.append(text)

    def read_font(self, font: Any) -> dict[int, str]:
        """Return the text of each glyph."""
        lines = font.ToUnicode.read_bytes().decode()
        pairs = re.findall(r"<([0-9a-f]{4})> <([0-9a-f]*)>\n", lines)
        return {
            int(glyph, 16): bytes.fromhex(text).decode("utf-16-be")
            for glyph, text in pairs
        }

    @cached_property
    def root(self) -> Element:
        """The Document element."""
        (top,) = self.pdf.Root.StructTreeRoot.K
        return self.read_element(top)

    def read_element(self, item: Any) -> Element:
        element = Element(str(item.S).lstrip("/"), item, self.pdf)
        kids = item.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, int):
                self.read_content(element, item.Pg, item.Pg, kid)
            elif kid.get("/Type") == "/MCR":
                stream = kid.get("/Stm", kid.Pg)
                self.read_content(element, kid.Pg, stream, int(kid.MCID))
            elif kid.get("/Type") == "/OBJR":
                element.links.append(kid.Obj)
            else:
                assert kid.P.objgen == item.objgen
                element.kids.append(self.read_element(kid))
        return element

    def read_content(self, element: Element, page: Any, stream: Any, mcid: int) -> None:
        element.kids.append(self.texts.get((stream.objgen[0], mcid), ""))
        element.pages.add(page.objgen[0])

    @property
    def words(self) -> list[str]:
        """The words of the tree, in order; blocks are apart, soft hyphens dropped."""
        return list(self.list_words(self.root))

    def list_words(self, element: Element) -> Iterator[str]:
        text = ""
        for kid in element.kids:
            if isinstance(kid, Element) and kid.type in BLOCKS:
                yield from split(text)
                yield from self.list_words(kid)
                text = ""
            else:
                text += kid if isinstance(kid, str) else self.join(kid)
        yield from split(text)

    def join(self, element: Element) -> str:
        """Return the text of an inline element, without notes and pictures."""
        return "".join(
            kid if isinstance(kid, str) else self.join(kid)
            for kid in element.kids
            if isinstance(kid, str) or kid.type not in BLOCKS
        )


#: Whatever is a line or more of its own.
BLOCKS = frozenset(
    "Part Sect Div Art Aside BlockQuote Index P H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table "
    "THead TBody TFoot TR TH TD Caption Figure TOC TOCI Note".split()
)


def split(text: str) -> list[str]:
    return text.replace("\u00ad", "").split()


def spell(operand: Any, font: dict[int, str]) -> str:
    """Return the text that an operator shows."""
    parts = operand if isinstance(operand, pikepdf.Array) else [operand]
    shown = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
    glyphs = zip(shown[::2], shown[1::2], strict=True)
    return "".join(font.get(high * 256 + low, "") for high, low in glyphs)
