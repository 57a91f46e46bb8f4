"""Formulas as MathML, which needs no script, and which screen readers can read."""

from __future__ import annotations

from docutils.utils.math import latex2mathml, unichar2tex
from lxml import etree


def write_mathml(tex: str, *, is_block: bool) -> str:
    """Return a formula as a `math` element, its source as the alternative text.

    :raises docutils.utils.math.MathError: the formula cannot be read
    """
    source = tex.translate(unichar2tex.uni2tex_table)
    root = etree.fromstring(latex2mathml.tex2mathml(source, as_block=is_block))
    root.set("alttext", " ".join(tex.split()))
    return etree.tostring(root, encoding="unicode")
