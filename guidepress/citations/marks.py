"""Citation marks: superscript numbers, neighbours joined to ranges."""

from __future__ import annotations

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


def join_marks(marks: Sequence[BaseText]) -> BaseText:
    """Join the marks of one citation; each that is printed stays a link.

    Labels that are no numbers, as in "Fir01", have no neighbours.
    """
    if not all(str(mark).isdecimal() for mark in marks):
        return Text(", ").join(marks)
    numbered = {int(str(mark)): mark for mark in marks}
    return Text(",").join(
        numbered[first] if first == last else Text(numbered[first], "–", numbered[last])
        for first, last in join_ranges(list(numbered))
    )


@node  # type: ignore[untyped-decorator]
def ranged(children: list[BaseText], data: object) -> BaseText:
    """Write the marks of one citation above the line."""
    return Tag("sup", join_marks(children))


@node  # type: ignore[untyped-decorator]
def surnames(children: list[BaseText], data: dict[str, Any]) -> BaseText:
    """Name the authors of a work within the sentence."""
    return spell_surnames(data["entry"])


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
        mark = reference[entry_label]
        return join[surnames, tag("sup")[mark]] if role_name == "t" else mark
