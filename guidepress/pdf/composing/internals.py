"""What the composer asks of WeasyPrint beyond its documented interface.

Three functions of WeasyPrint 70.0 are exchanged while a part is laid out or written,
and the text of a laid-out line; nothing else in the composer knows of them.
`tests/test_composing.py` fails by name when one of them moves.  `reference` does
without, and shows the same pages.
"""

from __future__ import annotations

import contextlib
import copy
from collections.abc import Iterator, Set
from typing import Any, NamedTuple

import pydyf
from weasyprint import Page, layout, pdf
from weasyprint.layout.background import layout_box_backgrounds
from weasyprint.layout.page import make_margin_boxes
from weasyprint.text.line_break import line_size

from ..engine import TextBox
from .order import FontUse


class Bare(NamedTuple):
    """A page laid out without its margin boxes, and what they will need."""

    context: Any
    page: Any  #: the page's box
    state: Any
    number: int  #: of the page in its part


@contextlib.contextmanager
def without_margins() -> Iterator[list[Bare]]:
    """Leave out margin boxes; what they need is in the list.

    A folio is not known before all that stands in front is laid out, and parts would
    have to wait for each other.
    """
    bare: list[Bare] = []

    def defer(context: Any, page: Any, state: Any) -> tuple[()]:
        bare.append(Bare(context, page, state, context.current_page))
        return ()

    layout.make_margin_boxes = defer
    try:
        yield bare
    finally:
        layout.make_margin_boxes = make_margin_boxes


def furnish(bare: list[Bare], folio: int) -> None:
    """Add running heads and folios to pages, of which the first has this folio."""
    for context, page, state, number in bare:
        context.current_page = number
        state = copy.deepcopy(state)
        counters = state[1]
        counters["page"] = [count + folio - 1 for count in counters["page"]]
        margins = tuple(make_margin_boxes(context, page, state))
        page.children += margins
        for box in margins:
            layout_box_backgrounds(page, box, context.get_image_from_uri)


def exchange_text(box: TextBox, text: str) -> bool:
    """Give a laid-out line other words, if they are as wide; tell whether they are."""
    width = measure(box)
    box.text = box.pango_layout.text = text
    return measure(box) == width


def measure(box: TextBox) -> float:
    """Return the width of a laid-out line as it will be drawn."""
    box.pango_layout.reactivate(box.style)
    line, _ = box.pango_layout.get_first_line()
    width, _ = line_size(line, box.style)
    box.pango_layout.deactivate()
    return float(width)


@contextlib.contextmanager
def as_part(targets: Set[str]) -> Iterator[dict[str, FontUse]]:
    """Write a part that others will be joined to; its fonts' use is in the result.

    Links lead out of the part by name, the given targets in it have a name, and its
    fonts have no files: the book embeds each once.
    """
    used: dict[str, FontUse] = {}

    def name_links(pages: list[Page]) -> Iterator[tuple[list[Any], list[Any]]]:
        seen: set[str] = set()
        for page in pages:
            named = [
                (name, x, y)
                for name, (x, y, _, _) in page.anchors.items()
                if name in targets and name not in seen
            ]
            seen |= {name for name, _, _ in named}
            yield page.links, named

    def name_fonts(_: Any, fonts: Any, *__: Any) -> Any:
        for font in fonts.values():
            used[font.hash] = FontUse(font.family, font.to_unicode, font.widths)
        kind = pydyf.Dictionary({"Type": "/Font"})
        return pydyf.Dictionary(dict.fromkeys(sorted(used), kind))

    before = pdf.resolve_links, pdf.build_fonts_dictionary
    pdf.resolve_links, pdf.build_fonts_dictionary = name_links, name_fonts
    try:
        yield used
    finally:
        pdf.resolve_links, pdf.build_fonts_dictionary = before


@contextlib.contextmanager
def with_glyphs(uses: dict[str, FontUse]) -> Iterator[None]:
    """Embed these fonts with these glyphs, whatever the document itself draws."""
    build = pdf.build_fonts_dictionary

    def embed(file: Any, fonts: Any, *more: Any) -> Any:
        wanted = {key: font for key, font in fonts.items() if font.hash in uses}
        for font in wanted.values():
            _, font.to_unicode, font.widths = uses[font.hash]
        return build(file, wanted, *more)

    pdf.build_fonts_dictionary = embed
    try:
        yield
    finally:
        pdf.build_fonts_dictionary = build
