"""Faults of WeasyPrint 70.0 that print must not show, each with its mending.

Nothing else may reach into WeasyPrint's layout.
"""

from __future__ import annotations

from math import inf
from typing import Any

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
