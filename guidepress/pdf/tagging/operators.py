"""Content streams: artifacts, marks numbered anew and joined, spaces at line ends."""

from __future__ import annotations

from typing import Any

from .elements import JOINED, Content, StructElem
from .walk import LAYOUT, TaggedPage


class Rewriting:
    """Writes one stream of a page anew: the page's own or that of a group in it.

    Marks are `tag, properties, BDC … EMC` among the operators (14.6).
    """

    def __init__(self, tagged: TaggedPage, group: Any, spaces: dict[str, int]) -> None:
        """Prepare a rewriting.

        :param group: the form XObject, or None for the page itself
        :param spaces: the glyph of the space of each font
        """
        self.tagged, self.group, self.spaces = tagged, group, spaces
        self.owners: list[StructElem] = []  #: of the marks, by their numbers
        self.out: list[Any] = []
        self.problems: list[str] = []
        self.previous: Content | bytes | None = None  #: what was marked last
        self.open: int | None = None  #: WeasyPrint's number of the mark at work
        self.start = 0  #: where the mark at work begins in `out`
        self.font = ""

    def rewrite(self, operators: list[Any]) -> None:
        """Write the operators anew, in their place."""
        index = 0
        while index < len(operators):
            item = operators[index]
            following = operators[index + 1 : index + 3]
            if is_number(following):
                self.begin(following[0]["MCID"])
                index += 3
            elif item == "/Artifact" and following[:1] == [b"BMC"]:
                self.out += [b"/Artifact", LAYOUT, b"BDC"]
                self.previous = None
                index += 2
            else:
                self.copy(item)
                index += 1
        operators[:] = self.out

    def begin(self, number: int) -> None:
        """Begin what WeasyPrint marked with a number."""
        content = self.tagged.contents.get(number)
        kind = self.tagged.artifacts.get(number, LAYOUT)
        if content is None and number not in self.tagged.artifacts:
            self.problems.append("something is printed that has no place in the text")
        self.open = number
        if self.is_next(content, kind):
            self.out.pop()  # the end of what it goes on with
            if content and isinstance(self.previous, Content):
                content.mcid = JOINED
        elif content:
            self.mark(content)
        else:
            self.out += [b"/Artifact", kind, b"BDC"]
        self.previous = content or kind
        self.start = len(self.out)

    def is_next(self, content: Content | None, kind: bytes) -> bool:
        """Tell whether a content goes on with what was marked last."""
        if not self.out or self.out[-1] != b"EMC" or self.previous is None:
            return False
        return self.previous is content.before if content else self.previous == kind

    def mark(self, content: Content) -> None:
        """Begin a mark of its own."""
        content.mcid, content.stream = len(self.owners), self.group
        self.owners.append(content.owner)
        tag = b"/Figure" if content.owner.type == "Figure" else b"/Span"
        self.out += [tag, b"<</MCID %d>>" % content.mcid, b"BDC"]

    def copy(self, item: Any) -> None:
        """Write an operator that is no beginning of a mark."""
        if item == b"BT" and self.out and self.out[-1] == b"ET":
            self.out.pop()
            return
        if item == b"EMC" and self.open is not None:
            self.end()
        elif isinstance(item, bytes) and item.endswith(b" Tf"):
            self.font = item[1:].split()[0].decode()
        elif isinstance(item, bytes) and item.endswith(b" TJ"):
            # numbers between glyphs that need no kerning
            item = item.replace(b">0<", b"").replace(b">0]", b">]")
        self.out.append(item)

    def end(self) -> None:
        """End what WeasyPrint marked with a number, with its space if it lacks one."""
        if self.open in self.tagged.spaces:
            self.add_space()
        self.open = None

    def add_space(self) -> None:
        """Let the last text of the mark end in a space, which is not seen there."""
        glyph = self.spaces.get(self.font)
        texts = range(len(self.out) - 1, self.start - 1, -1)
        last = next((i for i in texts if is_text(self.out[i])), None)
        if glyph is None or last is None:
            self.problems.append("a line ends without a space that can be read")
        else:
            self.out[last] = self.out[last][: -len(b"] TJ")] + b"<%04x>] TJ" % glyph


def is_number(following: list[Any]) -> bool:
    """Tell whether operators are the properties and the beginning of a mark."""
    return (
        len(following) == 2
        and following[1] == b"BDC"
        and isinstance(following[0], dict)
        and "MCID" in following[0]
    )


def is_text(item: Any) -> bool:
    """Tell whether an operator shows text."""
    return isinstance(item, bytes) and item.endswith(b"] TJ")
