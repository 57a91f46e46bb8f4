"""Faults of WeasyPrint 70.0 that print must not show, each with its mending.

Nothing else may reach into WeasyPrint's layout.
"""

from __future__ import annotations

from math import inf
from typing import Any

import pydyf
from weasyprint import Page
from weasyprint.layout import inline

split_first_line = inline.split_first_line


def split_before_hanging_space(
    text: str,
    style: Any,
    context: Any,
    max_width: float | None,
    *rest: Any,
    **more: Any,
) -> Any:
    """Fit the first line of a text, letting its last space hang over the edge.

    A text that fits but for the space before a link was cut after its first word, and
    that word stood alone on a line.  Not reported yet; near to
    https://github.com/Kozea/WeasyPrint/issues/1614.  The result is
    (layout, length, resume_index, width, height, baseline).
    """
    line = split_first_line(text, style, context, max_width, *rest, **more)
    if line[2] is None or not is_one_line(text, style, max_width):
        return line
    bare = split_first_line(text.rstrip(" "), style, context, max_width, *rest, **more)
    if bare[2] is None and max_width is not None and bare[3] <= max_width:
        return split_first_line(text, style, context, None, *rest, **more)
    return line


def is_one_line(text: str, style: Any, max_width: float | None) -> bool:
    """Tell whether a text that ends in a space may fit on one line without it."""
    return (
        text.endswith(" ")
        and style["white_space"] == "normal"
        and max_width not in (None, inf)
        # four letters to the font size is what WeasyPrint itself takes for a line
        and len(text) <= (max_width or 0) / (style["font_size"] or 1) * 4
    )


def install() -> None:
    """Put the mended functions in place of WeasyPrint's."""
    inline.split_first_line = split_before_hanging_space


def keep_real_links(page: Page) -> None:
    """Drop the second link that WeasyPrint makes of an element inside a link.

    https://github.com/Kozea/WeasyPrint/issues/2482
    """
    page.links = [link for link in page.links if link[3].element_tag == "a"]


def name_links(page: Page) -> None:
    """Describe each link that has a `title` by it (PDF/UA-1, 7.18.5).

    WeasyPrint describes links by their addresses, since two may lead to one place:
    weasyprint/pdf/anchors.py says so.  Call it when the PDF has been generated.
    """
    for _, _, _, box in page.links:
        if title := box.element.get("title"):
            box.link_annotation["Contents"] = pydyf.String(title)


def wrap_list_bodies(pdf: Any) -> None:
    """Put what an item of a list holds, but for its label, into one LBody.

    PDF/UA-1 asks for it (7.2-20), and WeasyPrint does so for bare text only.
    https://github.com/Kozea/WeasyPrint/issues/2482
    """
    for item in [o for o in pdf.objects if is_element(o, "/LI")]:
        kids = list(item.get("K") or ())
        elements = {kid: find_element(pdf, kid) for kid in kids}
        rest = [k for k in kids if not is_element(elements[k], "/Lbl", "/LBody")]
        if not rest:
            continue
        body = pydyf.Dictionary({"Type": "/StructElem", "S": "/LBody"})
        body["P"], body["K"] = item.reference, pydyf.Array(rest)
        if "Pg" in item:
            body["Pg"] = item["Pg"]
        pdf.add_object(body)
        for kid in rest:
            if elements[kid] is not None:
                elements[kid]["P"] = body.reference
        kept = [kid for kid in kids if kid not in rest]
        item["K"] = pydyf.Array([*kept, body.reference])


def is_element(item: Any, *kinds: str) -> bool:
    """Tell whether an object is a structure element of one of these types."""
    return isinstance(item, dict) and item.get("S") in kinds


def find_element(pdf: Any, kid: Any) -> Any:
    """Return the structure element that a kid refers to, or None for content."""
    if not isinstance(kid, bytes):
        return None
    item = pdf.objects[int(kid.split()[0])]
    return item if isinstance(item, dict) and "S" in item else None
