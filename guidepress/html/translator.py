"""Markup that only the website has."""

from __future__ import annotations

import functools
from pathlib import Path

from docutils import nodes
from lxml import etree

from ..nodes import box
from ..regions import Region
from ..translator import BookTranslator
from . import crisis


class HtmlTranslator(BookTranslator):
    """Leads from each help box to other places, and puts drawings into the page."""

    def visit_image(self, node: nodes.image) -> None:
        """Write a drawing as part of the page, where it has the page's typefaces.

        A browser loads no typeface for an SVG behind `<img>`, so that its words would
        be set in whatever the machine has, and run out of their shapes.
        """
        path = Path(self.builder.srcdir, node["uri"])
        if path.suffix != ".svg":
            super().visit_image(node)
            return
        drawing = etree.parse(path).getroot()
        drawing.set("class", "drawing")
        if alt := node.get("alt"):
            drawing.attrib.update({"role": "img", "aria-label": alt})
        else:
            drawing.set("aria-hidden", "true")
        self.body.append(etree.tostring(drawing, encoding="unicode", with_tail=False))

    def depart_image(self, node: nodes.image) -> None:
        if Path(node["uri"]).suffix != ".svg":
            super().depart_image(node)

    def depart_box(self, node: box) -> None:
        if node["kind"] == "help-now" and len(self.regions) > 1:
            url = self.builder.get_relative_uri(
                self.builder.current_docname, crisis.PAGE
            )
            self.body.append(self.starttag(node, "p", "", CLASS="elsewhere"))
            self.body.append(self.starttag(node, "a", "", href=url))
            self.body.append(
                f"Not in {self.encode(self.regions[0].place)}? See other countries"
            )
            self.body.append("</a></p>\n")
        super().depart_box(node)

    @functools.cached_property
    def regions(self) -> list[Region]:
        """The regions whose lines the website shows, the book's own first."""
        return crisis.find_regions(self.config)
