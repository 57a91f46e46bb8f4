"""The crisis lines of every region, as the help page shows them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import urlsplit

from docutils import nodes
from sphinx.application import Sphinx

from ..help_box import dial
from ..nodes import box
from ..regions import Line
from .assets import is_site
from .supplies import Supplies

#: The name of the help page.
PAGE = "help"


class Button(NamedTuple):
    """A number to tap: "Call 116 123" and "tel:116123"."""

    words: str
    address: str


def lead_elsewhere(
    supplies: Supplies, app: Sphinx, doctree: nodes.document, docname: str
) -> None:
    """Add to each help box a link for readers who are in another place."""
    if not is_site(app.builder) or len(supplies.regions) < 2:
        return
    url = app.builder.get_relative_uri(docname, PAGE)
    words = f"Not in {supplies.regions[0].place}? See other countries"
    for found in doctree.findall(box):
        if found["kind"] == "help-now":
            link = nodes.reference("", words, internal=True, refuri=url)
            found += nodes.paragraph("", "", link, classes=["elsewhere"])


def list_buttons(line: Line) -> list[Button]:
    """Return the ways to reach a line; a phone dials or opens a message."""
    number, address = line.number, dial(line)["address"]
    if line.how == "call or text":
        _, _, digits = address.partition(":")
        return [
            Button(f"Call {number}", f"tel:{digits}"),
            Button(f"Text {number}", f"sms:{digits}"),
        ]
    return [Button(f"{line.how[:1].upper()}{line.how[1:]} {number}", address)]


def name_hosts(line: Line) -> str:
    """Return whose pages were read: "giveusashout.org, norwoodmc.co.uk"."""
    names = (urlsplit(url).netloc.removeprefix("www.") for url in line.sources)
    return ", ".join(dict.fromkeys(names))


def list_unchecked(lines: Iterable[Line]) -> list[Line]:
    """Return the lines that nobody has checked with their service."""
    return [line for line in lines if not line.checked_by]
