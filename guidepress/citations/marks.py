"""Citation marks: superscript numbers, neighbours joined to ranges."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pybtex.richtext import BaseText, Tag, Text
from pybtex.style.template import Node, join, node, tag
from sphinxcontrib.bibtex.style.referencing import BaseReferenceStyle
from sphinxcontrib.bibtex.style.template import entry_label, reference

from .parts import spell_surnames


def join_ranges(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Return the runs of neighbours as (first, last): 1 3 4 5 -> (1, 1) (3, 5).

    Two neighbours are two numbers, "3,4"; three and more are a range, "3–5".
    """
    runs: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1] = runs[-1][0], number
        else:
            runs.append((number, number))
    split: list[tuple[int, int]] = []
    for first, last in runs:
        split += (
            [(first, first), (last, last)] if last == first + 1 else [(first, last)]
        )
    return split


#: A mark as it is printed: its number, and the words behind it.
MARK = re.compile(r"(\d+)(\(.+\))?")


def read_number(text: str) -> int:
    """Return the number at the beginning of a mark."""
    return int(text.partition("(")[0])


def join_marks(marks: Sequence[BaseText]) -> BaseText:
    """Join the marks of one citation; each that is printed stays a link.

    One that says where in the work, as in "3(p. 12)", is part of no range.  Labels
    that are no numbers, as in "Fir01", have no neighbours.
    """
    texts = [str(mark) for mark in marks]
    if not all(map(MARK.fullmatch, texts)):
        return Text(", ").join(marks)
    pairs = list(zip(texts, marks, strict=True))
    bare = {int(text): mark for text, mark in pairs if text.isdecimal()}
    joined = [
        (first, bare[first] if first == last else Text(bare[first], "–", bare[last]))
        for first, last in join_ranges(list(bare))
    ]
    joined += [(read_number(t), mark) for t, mark in pairs if not t.isdecimal()]
    return Text(",").join(text for _, text in sorted(joined, key=lambda pair: pair[0]))


@node  # type: ignore[untyped-decorator]
def ranged(children: list[BaseText], data: object) -> BaseText:
    """Write the marks of one citation above the line."""
    return Tag("sup", join_marks(children))


@node  # type: ignore[untyped-decorator]
def surnames(children: list[BaseText], data: dict[str, Any]) -> BaseText:
    """Name the authors of a work within the sentence."""
    return spell_surnames(data["entry"])


@node  # type: ignore[untyped-decorator]
def place_in_work(children: list[BaseText], data: dict[str, Any]) -> BaseText:
    """Write what stands behind a citekey, as AMA does: "(p. 12)"."""
    words = data["reference_info"].post_text.replace(" ", "\u00a0")
    return Text(f"({words})") if words else Text()


@dataclass
class SuperscriptRanges(BaseReferenceStyle):
    """`bibtex_reference_style = "ranges"`, best for numbered lists.

    The role `t` names the authors before each mark: "First and Second¹".
    """

    def role_names(self) -> list[str]:
        return ["p", "t"]

    def outer(self, role_name: str, children: list[BaseText]) -> Node:
        if role_name == "t":
            return join(sep=", ", sep2=" and ", last_sep=" and ")[children]
        return ranged[children]

    def inner(self, role_name: str) -> Node:
        mark = join[reference[entry_label], place_in_work]
        return join[surnames, tag("sup")[mark]] if role_name == "t" else mark
