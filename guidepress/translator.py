"""Doctree to clean, accessible HTML5: the one place where markup is decided.

Every output shares it; one that needs other markup subclasses it, and none rewrites
the HTML afterwards.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx

from .book import plain_title
from .claims.nodes import claim
from .markup.figures import FigureMarkup
from .markup.worksheets import FieldMarkup
from .nodes import (
    book_index,
    box,
    box_title,
    help_line,
    help_lines,
    locator,
    locators,
    telephone,
)


class BookTranslator(FieldMarkup, FigureMarkup):
    """Writes what the semantic nodes mean, and mends roles that Sphinx leaves out."""

    # -- boxes ---------------------------------------------------------------

    def visit_box(self, node: box) -> None:
        attributes: dict[str, Any] = {"class": " ".join(["box", node["kind"]])}
        if node.children and isinstance(node.children[0], box_title):
            attributes |= {"role": "group", "aria-labelledby": self.title_id(node)}
        if node.get("repeated"):
            attributes["aria-hidden"] = "true"
        self.body.append(self.starttag(node, "div", **attributes))

    def depart_box(self, node: box) -> None:
        self.body.append("</div>\n")

    def visit_box_title(self, node: box_title) -> None:
        assert isinstance(node.parent, box)
        ids = [self.title_id(node.parent)]
        self.body.append(self.starttag(node, "p", "", ids=ids, CLASS="box-title"))

    def depart_box_title(self, node: box_title) -> None:
        self.body.append("</p>\n")

    def title_id(self, node: box) -> str:
        """Return an id for the head of a box."""
        return self.own_id(name_box(self.document, node))

    # -- crisis lines --------------------------------------------------------

    def visit_help_lines(self, node: help_lines) -> None:
        self.body.append(self.starttag(node, "ul", CLASS="help-lines"))

    def depart_help_lines(self, node: help_lines) -> None:
        self.body.append("</ul>\n")

    def visit_help_line(self, node: help_line) -> None:
        self.body.append(self.starttag(node, "li", ""))

    def depart_help_line(self, node: help_line) -> None:
        self.body.append("</li>\n")

    def visit_telephone(self, node: telephone) -> None:
        address = node["address"]
        self.body.append(self.starttag(node, "a", "", href=address, CLASS="telephone"))

    def depart_telephone(self, node: telephone) -> None:
        self.body.append("</a>")

    # -- claims and citations ------------------------------------------------

    def visit_claim(self, node: claim) -> None:
        """Write the place that the evidence table leads to."""
        self.body.append(self.starttag(node, "span", ""))

    def depart_claim(self, node: claim) -> None:
        self.body.append("</span>")

    def visit_enumerated_list(self, node: nodes.enumerated_list) -> None:
        if is_reference_list(node):
            attributes: dict[str, Any] = {"role": "doc-bibliography"}
            if node["start"] != 1:
                attributes["start"] = node["start"]
            self.body.append(self.starttag(node, "ol", **attributes))
        else:
            super().visit_enumerated_list(node)

    def depart_enumerated_list(self, node: nodes.enumerated_list) -> None:
        if is_reference_list(node):
            self.body.append("</ol>\n")
        else:
            super().depart_enumerated_list(node)

    def visit_reference(self, node: nodes.Element) -> None:
        if is_citation_mark(node):
            attributes: dict[str, Any] = {
                "aria-label": f"Reference {node.astext()}",
                "href": node.get("refuri") or f"#{node['refid']}",
                "role": "doc-biblioref",
            }
            self.body.append(self.starttag(node, "a", "", **attributes))
        else:
            super().visit_reference(node)

    # -- links by their places -----------------------------------------------

    def visit_locators(self, node: locators) -> None:
        """Write nothing of its own: the links stand in a sentence."""

    def depart_locators(self, node: locators) -> None:
        pass

    def visit_locator(self, node: locator) -> None:
        href = node.get("refuri") or f"#{node.get('refid', '')}"
        attributes: dict[str, Any] = {"href": href}
        if node["role"]:
            label = f"Back to {node.astext()}"
            attributes |= {"role": node["role"], "aria-label": label}
        start, end = ("<strong>", "</strong>") if node["main"] else ("", "")
        self.body.append(start + self.starttag(node, "a", "", **attributes))
        self.context.append(f"</a>{end}")

    def depart_locator(self, node: locator) -> None:
        self.body.append(self.context.pop())

    def visit_book_index(self, node: book_index) -> None:
        label = (
            plain_title(node.parent)
            if isinstance(node.parent, nodes.section)
            else "Index"
        )
        attributes: dict[str, Any] = {"role": "doc-index", "aria-label": label}
        self.body.append(self.starttag(node, "div", "", CLASS="index", **attributes))

    def depart_book_index(self, node: book_index) -> None:
        self.body.append("</div>\n")

    # -- other markup that Sphinx writes less well ---------------------------

    def visit_title(self, node: nodes.title) -> None:
        if isinstance(node.parent, addnodes.compact_paragraph):
            # Sphinx gives the caption of a toctree a heading's role but no level.
            self.body.append(self.starttag(node, "p", "", CLASS="caption"))
            self.context.append("</p>\n")
        else:
            super().visit_title(node)

    def visit_image(self, node: nodes.image) -> None:
        # docutils would write the file's name; transforms has warned already
        node.setdefault("alt", "")
        super().visit_image(node)

    def visit_entry(self, node: nodes.entry) -> None:
        """Write a cell; a heading says which way it heads (`scope`)."""
        row: Any = node.parent
        in_head = isinstance(row.parent, nodes.thead)
        is_stub = bool(row.parent.parent.stubs[row.column])
        attributes: dict[str, Any] = {}
        if in_head or is_stub:
            attributes["scope"] = "col" if in_head else "row"
        if "morerows" in node:
            attributes["rowspan"] = node["morerows"] + 1
        if "morecols" in node:
            attributes["colspan"] = node["morecols"] + 1
        row.column += 1 + node.get("morecols", 0)
        tag = "th" if in_head or is_stub else "td"
        self.body.append(self.starttag(node, tag, "", **attributes))
        self.context.append(f"</{tag}>\n")


def setup(app: Sphinx) -> None:
    """Let Sphinx's other HTML builders write our nodes too."""
    for name in ("dirhtml", "singlehtml"):
        app.set_translator(name, BookTranslator, override=True)


def name_box(document: nodes.document, node: box) -> str:
    """Return a name for a box: its kind and which box of the document it is."""
    return f"{node['kind']}-{list(document.findall(box)).index(node) + 1}"


def is_reference_list(node: nodes.Node) -> bool:
    """Tell whether the node is the list of references."""
    return isinstance(node, nodes.enumerated_list) and "references" in node["classes"]


def is_citation_mark(node: nodes.Element) -> bool:
    """Tell whether the link is a citation's number in the text."""
    parent: Any = node.parent
    while parent is not None and not isinstance(parent, nodes.TextElement):
        parent = parent.parent
    holder = parent.parent if isinstance(parent, nodes.superscript) else None
    return isinstance(holder, nodes.inline) and "bibtex-citation" in holder["classes"]
