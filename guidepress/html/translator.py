"""Markup that only the website has."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docutils import nodes
from lxml import etree
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.util import logging
from sphinx.util.images import get_image_size

from ..book import plain_title
from ..translator import BookTranslator, is_reference_list
from .assets import has_own_theme, is_site
from .drawings import (
    can_be_inlined,
    make_scalable,
    measure_drawing,
    read_drawing,
    rename_ids,
)

#: Sphinx's class for a picture that needs no link to its full size.
UNLINKED = "no-scaled-link"

logger = logging.getLogger(__name__)


def belongs_in_page(uri: str, builder: Builder) -> bool:
    """Tell whether a picture is to be a part of the page; in our own theme only."""
    return uri.lower().endswith(".svg") and has_own_theme(builder)


def leave_unlinked(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Keep Sphinx from linking each resized drawing to itself."""
    if not is_site(app.builder):
        return
    for image in doctree.findall(nodes.image):
        if belongs_in_page(image["uri"], app.builder):
            image["classes"].append(UNLINKED)


class HtmlTranslator(BookTranslator):
    """Puts drawings into the page, and says what only a page of its own can say."""

    def visit_section(self, node: nodes.section) -> None:
        """Write what the page is about as the page's, not as a section of it.

        A heading of the first level inside a section is the heading of that section;
        HTML has it outside of them all.  Other themes may style the section.
        """
        if self.is_whole_page(node):
            self.section_level += 1
            self.body.append(self.starttag(node, "div"))
        else:
            super().visit_section(node)

    def depart_section(self, node: nodes.section) -> None:
        if self.is_whole_page(node):
            self.section_level -= 1
            self.body.append("</div>\n")
        else:
            super().depart_section(node)

    def is_whole_page(self, node: nodes.section) -> bool:
        """Tell whether the section holds the title of a page in our own theme."""
        return isinstance(node.parent, nodes.document) and has_own_theme(self.builder)

    def visit_enumerated_list(self, node: nodes.enumerated_list) -> None:
        """Give the role of the references to a landmark: HTML denies it to a list."""
        if is_reference_list(node):
            section = node.parent
            named = isinstance(section, nodes.section)
            label = plain_title(section) if named else "References"
            attributes: dict[str, Any] = {"role": "doc-bibliography"}
            attributes["aria-label"] = label
            self.body.append(self.starttag(nodes.container(), "div", **attributes))
            start = {} if node["start"] == 1 else {"start": node["start"]}
            self.body.append(self.starttag(node, "ol", **start))
        else:
            super().visit_enumerated_list(node)

    def depart_enumerated_list(self, node: nodes.enumerated_list) -> None:
        super().depart_enumerated_list(node)
        if is_reference_list(node):
            self.body.append("</div>\n")

    def visit_image(self, node: nodes.image) -> None:
        """Write a drawing as part of the page, where it has the page's typefaces.

        A browser loads no typeface for an SVG behind `<img>`, so that its words would
        be set in whatever the machine has, and run out of their shapes.
        """
        if isinstance(node.parent, nodes.reference):
            # Sphinx's link to the picture in full size has taken over its ids.
            taken = node.parent["ids"]
            node["ids"] = [id_ for id_ in node["ids"] if id_ not in taken]
        drawing = self.find_drawing(node)
        number = list(self.document.findall(nodes.image)).index(node) + 1
        if drawing is None:
            if has_own_theme(self.builder):
                self.keep_room(node, number)
            super().visit_image(node)
            return
        first_id, *other_ids = node["ids"] or [""]
        rename_ids(drawing, self.own_id(f"drawing-{number}"), first_id)
        self.resize_drawing(drawing, node)
        self.describe_drawing(drawing, node)
        self.body += [f'<span id="{id_}"></span>' for id_ in other_ids]
        self.body.append(etree.tostring(drawing, encoding="unicode", with_tail=False))

    def keep_room(self, node: nodes.image, number: int) -> None:
        """Let the page keep a picture's room, and fetch a later one when it is near.

        One whose author asks for no size is as wide as its column, by its class.
        """
        if number > 1:
            node["loading"] = "lazy"
        if {"width", "height", "scale"} & node.attributes.keys():
            return
        if size := get_image_size(Path(self.builder.srcdir, node["uri"])):
            node["width"], node["height"] = map(str, size)
            node["classes"].append("as-wide-as-text")

    def find_drawing(self, node: nodes.image) -> etree._Element | None:
        """Return the drawing of a picture, or None where it is to be an `<img>`.

        Only files that the builder has found in the project are read.  Another theme
        has none of our typefaces, so that a drawing would win nothing there.
        """
        uri = node["uri"]
        if uri not in self.builder.images or not belongs_in_page(uri, self.builder):
            return None
        try:
            drawing = read_drawing(Path(self.builder.srcdir, uri))
        except ValueError as error:
            logger.warning(
                "the drawing %s cannot be read: %s: mend it or export it again",
                uri,
                error,
                location=node,
                type="guidepress",
                subtype="svg",
            )
            return None
        return drawing if can_be_inlined(drawing) else None

    def resize_drawing(self, drawing: etree._Element, node: nodes.image) -> None:
        """Give the drawing the size that the author asked for, as a style."""
        make_scalable(drawing)
        size = measure_drawing(drawing)
        if "scale" in node and size:
            node.setdefault("width", f"{size[0]:g}")
            node.setdefault("height", f"{size[1]:g}")
        asked: Any = self.image_size(node)  # a dict, whatever the stubs say
        lengths = [f"{name}: {asked[name]}px" for name in asked if name != "style"]
        styles = [drawing.get("style", ""), *lengths, asked.get("style", "")]
        if style := "; ".join(style.strip(" ;") for style in styles if style):
            drawing.set("style", style)

    def describe_drawing(self, drawing: etree._Element, node: nodes.image) -> None:
        """Give the drawing its classes, and its words for those who cannot see it."""
        classes = ["drawing", *drawing.get("class", "").split(), *node["classes"]]
        classes = [name for name in classes if name != UNLINKED]
        if "align" in node:
            classes.append(f"align-{node['align']}")
        drawing.set("class", " ".join(classes))
        # a browser would pop it up, and the alternative text says more
        for title in drawing.findall("{*}title"):
            drawing.remove(title)
        if alt := node.get("alt"):
            drawing.set("role", "img")
            drawing.set("aria-label", alt)
        else:
            drawing.set("aria-hidden", "true")
        if description := self.find_description(node):
            drawing.set("aria-details", description)
