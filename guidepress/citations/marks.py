"""Citation marks: superscript numbers, neighbours joined to ranges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pybtex.richtext import BaseText, Tag, Text
from pybtex.style.template import Node, node
from sphinxcontrib.bibtex.style.referencing import BaseReferenceStyle
from sphinxcontrib.bibtex.style.template import entry_label, reference


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


@node  # type: ignore[untyped-decorator]
def ranged(children: list[BaseText], data: object) -> BaseText:
    """Join marks of one citation; each printed number stays a link."""
    marks = {int(str(child)): child for child in children}
    parts: list[BaseText] = []
    for first, last in join_ranges(list(marks)):
        part = marks[first] if first == last else Text(marks[first], "–", marks[last])
        parts.append(part)
    return Tag("sup", Text(",").join(parts))


@dataclass
class SuperscriptRanges(BaseReferenceStyle):
    """`bibtex_reference_style = "ranges"`, for numbered lists only."""

    def role_names(self) -> list[str]:
        return ["p"]

    def outer(self, role_name: str, children: list[BaseText]) -> Node:
        return ranged[children]

    def inner(self, role_name: str) -> Node:
        return reference[entry_label]
