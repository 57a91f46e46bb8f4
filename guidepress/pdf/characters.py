"""Characters that print cannot show."""

from __future__ import annotations

from docutils import nodes
from docutils.utils import get_source_line
from sphinx.util import logging

from ..fonts import missing_characters, name_characters

logger = logging.getLogger(__name__)


def refuse_missing_characters(docname: str, doctree: nodes.document) -> None:
    """Name the characters of each text that the bundled faces cannot print.

    They are taken out, so that the layout does not complain of them once more.
    """
    for node in list(doctree.findall(nodes.Text)):
        missing = missing_characters(node.astext())
        if missing and not isinstance(node.parent, nodes.Invisible):
            warn(node, missing, docname)
            left = "".join(c for c in node.astext() if c not in missing)
            node.parent.replace(node, nodes.Text(left))


def spell_menus(doctree: nodes.document) -> None:
    """Write between the items of a menu a sign that print has."""
    for menu in doctree.findall(nodes.inline):
        if "menuselection" in menu["classes"]:
            for text in list(menu.findall(nodes.Text)):
                text.parent.replace(text, nodes.Text(text.replace("\u2023", "\u203a")))


def warn(node: nodes.Text, missing: list[str], docname: str) -> None:
    """Say once for a text what it has that cannot be printed."""
    logger.warning(
        "no bundled typeface has the %s: write it another way or draw it as a picture",
        name_characters(missing),
        location=node.parent if get_source_line(node.parent)[1] else docname,
        type="guidepress",
        subtype="glyph",
    )
