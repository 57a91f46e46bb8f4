"""Structure elements, and what they hold: elements, content and annotations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pydyf

#: The number of a content that goes on with the one before it.
JOINED = -1


@dataclass(eq=False)
class Content:
    """A piece of marked content on a page."""

    owner: StructElem
    page: bytes  #: the reference of its page
    order: int
    mcid: int = JOINED  #: given when the stream is written
    stream: Any = None  #: the form XObject that it is drawn in, if any
    before: object = None  #: what stands before it in its owner

    def spell(self, home: bytes | None) -> bytes:
        """Write it as a kid of an element whose page is `home` (14.7.4.2)."""
        if self.stream is not None:
            return b"<</Type/MCR/Pg %b/Stm %b/MCID %d>>" % (
                self.page,
                self.stream.reference,
                self.mcid,
            )
        if self.page == home:
            return b"%d " % self.mcid
        return b"<</Type/MCR/Pg %b/MCID %d>>" % (self.page, self.mcid)


@dataclass(eq=False)
class Annotation:
    """A link or a field on a page."""

    owner: StructElem
    page: bytes
    order: int
    item: Any  #: pydyf's dictionary

    def spell(self, home: bytes | None) -> bytes:
        """Write it as a kid (14.7.4.3)."""
        return b"<</Type/OBJR/Pg %b/Obj %b>>" % (self.page, self.item.reference)


@dataclass(eq=False)
class StructElem(pydyf.Object):  # type: ignore[misc]  # pydyf has no types
    """A structure element (ISO 32000-1, 14.7.2), which writes itself."""

    type: str
    parent: Any  #: another, or pydyf's StructTreeRoot
    order: int
    entries: dict[str, Any] = field(default_factory=dict)
    #: attributes by their owner, as in {"Table": {"Scope": "/Row"}}
    attributes: dict[str, dict[str, Any]] = field(default_factory=dict)
    kids: list[StructElem | Content | Annotation] = field(default_factory=list)
    body: StructElem | None = None  #: of a list item
    page: bytes | None = None

    def __post_init__(self) -> None:
        pydyf.Object.__init__(self)

    def add(self, type_: str, order: int) -> StructElem:
        """Add an element to the kids."""
        kid = StructElem(type_, self, order)
        self.kids.append(kid)
        return kid

    def is_within(self, *types: str) -> bool:
        """Tell whether it or an element around it is of one of these types."""
        element: Any = self
        while isinstance(element, StructElem):
            if element.type in types:
                return True
            element = element.parent
        return False

    def tidy(self) -> None:
        """Drop what is empty, and put the rest into the order of the source.

        Cells stay: without them the columns of a table would move.  So does what has a
        name: something will be put there.
        """
        kept: list[StructElem | Content | Annotation] = []
        for kid in self.kids:
            if isinstance(kid, StructElem):
                kid.tidy()
                if not kid.kids and not kid.stays:
                    continue
            kept.append(kid)
        self.kids = sorted(kept, key=lambda kid: kid.order)
        for before, kid in zip(self.kids, self.kids[1:], strict=False):
            if isinstance(kid, Content):
                kid.before = before

    @property
    def stays(self) -> bool:
        """Whether it is kept where it is empty."""
        return self.type in ("TD", "TH") or "T" in self.entries

    def walk(self) -> Iterator[StructElem]:
        """Yield it and all elements below it, in order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, StructElem):
                yield from kid.walk()

    @property
    def data(self) -> bytes:
        parts = [b"<</Type/StructElem/S/%b" % self.type.encode()]
        parts.append(b"/P " + self.parent.reference)
        if self.page:
            parts.append(b"/Pg " + self.page)
        parts.append(spell_entries(self.entries))
        if self.attributes:
            spelt = (
                b"<</O/%b%b>>" % (owner.encode(), spell_entries(values))
                for owner, values in self.attributes.items()
            )
            parts.append(b"/A[%b]" % b"".join(spelt))
        kids = (
            kid.reference + b" "
            if isinstance(kid, StructElem)
            else kid.spell(self.page)
            for kid in self.kids
        )
        return b"".join([*parts, b"/K[", *kids, b"]>>"])


def spell_entries(entries: dict[str, Any]) -> bytes:
    """Write entries of a dictionary without its brackets."""
    data: bytes = pydyf.Dictionary(entries).data
    return data[2:-2]
