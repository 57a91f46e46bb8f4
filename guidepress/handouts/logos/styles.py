"""The values in a drawing: numbers, colours, and links within it alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from ...plaintext import quote

#: No coordinate of a logo is larger.
LARGEST = 1_000_000

#: How many characters of CSS a drawing may have.
LONGEST_STYLE = 20_000

#: What CSS and SVG may call.
CALLS = frozenset(
    "hsl hsla matrix rgb rgba rotate scale skewx skewy translate url".split()
)
#: The end of what stands before a bracket; bounded, since a value may be of any length.
CALL = re.compile(r"[\w-]*\Z")
LINK = re.compile(r"url\(\s*(['\"]?)#([\w.:-]+)\1\s*\)", re.IGNORECASE)
LINK_BEGINS = re.compile(r"url\s*\(", re.IGNORECASE)

#: A name or a colour, whose digits are no number.
NAMED = re.compile(r"#[\w.:-]+")
NUMBER = re.compile(r"(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
LONGEST_NUMBER = 40

GRADIENTS = {"linearGradient", "radialGradient"}


def refuse_value(value: str) -> None:
    """Refuse a value that leads out of the drawing, runs, or is beyond all measure.

    :raises ValueError: with what is wrong
    """
    spelled = "".join(value.split()).lower()
    if "\\" in value or "javascript:" in spelled or "@" in value:
        raise ValueError(f"has the value {quote(value)}")
    if len(LINK_BEGINS.findall(value)) > len(LINK.findall(value)):
        raise ValueError(f"has a link to {quote(value)}, outside the drawing")
    for before in value.split("(")[:-1]:
        call = CALL.search(before.rstrip()[-20:])
        if call and call[0].lower() not in CALLS:
            raise ValueError(f"calls {quote(call[0])} in a value")
    for match in NUMBER.finditer(NAMED.sub("", value)):
        refuse_number(match[0])


def refuse_number(text: str) -> None:
    """Refuse a number that is larger than any drawing."""
    if len(text) > LONGEST_NUMBER or float(text) > LARGEST:
        raise ValueError(f"has the number {quote(text)}, which is too large")


def refuse_styles(elements: Sequence[etree._Element]) -> None:
    """Refuse CSS that fetches something, or that uses masks for many shapes at once.

    :raises ValueError: with what is wrong
    """
    styles = [e for e in elements if etree.QName(e).localname == "style"]
    text = "\n".join(style.text or "" for style in styles)
    if len(text) > LONGEST_STYLE:
        raise ValueError(f"has more than {LONGEST_STYLE:,} characters of CSS")
    refuse_value(text)
    known = {e.get("id") for e in elements if etree.QName(e).localname in GRADIENTS}
    if strange := [target for target in find_targets(text) if target not in known]:
        raise ValueError(f"uses {quote(strange[0])} in CSS, which is no gradient")


def find_targets(value: str) -> list[str]:
    """Return the ids that a value leads to."""
    return [name for _, name in LINK.findall(value)]
