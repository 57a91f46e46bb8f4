"""The markup of the EPUB: the shared one, with `epub:type` and well-formed XML.

A `role` tells assistive technology what an element is, `epub:type` tells the reading
system, which opens notes in a pop-up and finds the glossary by it.
"""

from __future__ import annotations

import functools
import re
from typing import Any, ClassVar

from docutils import nodes
from docutils.utils.math import MathError
from sphinx import addnodes
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number

from ..nodes import book_index, telephone
from ..translator import BookTranslator, is_reference_list
from .formulas import write_mathml
from .glossary import GlossaryMarkup
from .notes import NoteMarkup
from .pages import page_break
from .pictures import PictureMarkup
from .plain import PlainMarkup
from .rawhtml import rewrite_html
from .styles import only_styled_classes
from .worksheets import WorksheetMarkup

logger = logging.getLogger(__name__)


class EpubTranslator(
    PlainMarkup,
    GlossaryMarkup,
    NoteMarkup,
    PictureMarkup,
    WorksheetMarkup,
    BookTranslator,
):
    """Writes a chapter as XHTML."""

    #: role -> what EPUB 3 calls the same (Structural Semantics Vocabulary 1.1)
    epub_types: ClassVar[dict[str, str]] = {
        "doc-backlink": "backlink",
        "doc-bibliography": "bibliography",
        "doc-biblioref": "biblioref noteref",  # noteref: opened in a pop-up
        "doc-chapter": "chapter",
        "doc-endnotes": "footnotes",
        "doc-footnote": "footnote",
        "doc-glossary": "glossary",
        "doc-glossref": "glossref",
        "doc-index": "index",
        "doc-noteref": "noteref",
        "doc-pagebreak": "pagebreak",
    }

    def starttag(self, node: nodes.Element, tagname: str, *args: Any, **kw: Any) -> str:
        if tagname == "a" and is_glossary_link(node):
            kw["role"] = "doc-glossref"
        if epub_type := self.epub_types.get(kw.get("role", "")):
            kw["epub:type"] = epub_type
        with only_styled_classes(node, kw):
            return super().starttag(node, tagname, *args, **kw)

    # -- sections ------------------------------------------------------------

    def visit_section(self, node: nodes.section) -> None:
        self.section_level += 1
        role = self.find_role(node)
        attributes = {"role": role} if role else {}
        self.body.append(self.starttag(node, "section", **attributes))

    def find_role(self, node: nodes.section) -> str:
        """Return what the section is, in the words of DPUB-ARIA."""
        if any(is_reference_list(child) for child in node.children):
            return "doc-bibliography"
        if any(isinstance(child, addnodes.glossary) for child in node.children):
            return "doc-glossary"
        if any(isinstance(child, book_index) for child in node.children):
            return "doc-index"
        matter = getattr(self.builder, "current_matter", "")
        return "doc-chapter" if self.section_level == 1 and matter == "body" else ""

    def visit_title(self, node: nodes.title) -> None:
        # a heading need not lead back to a list of contents in the text
        node.attributes.pop("refid", None)
        super().visit_title(node)

    def visit_book_index(self, node: book_index) -> None:
        """Write the entries: their section has the role."""

    def depart_book_index(self, node: book_index) -> None:
        pass

    # -- crisis lines --------------------------------------------------------

    def visit_telephone(self, node: telephone) -> None:
        """Write a live link to call; a number to text stays words.

        EPUBCheck 5.3 warns of the scheme `sms` (HTM-025), and reading systems that
        open it are few.
        """
        if node["address"].startswith("sms:"):
            self.body.append(self.starttag(node, "span", "", CLASS="telephone"))
            self.context.append("</span>")
        else:
            super().visit_telephone(node)
            self.context.append("</a>")

    def depart_telephone(self, node: telephone) -> None:
        self.body.append(self.context.pop())

    # -- references ----------------------------------------------------------

    def visit_enumerated_list(self, node: nodes.enumerated_list) -> None:
        """Write the references as a plain list: their section has the role."""
        if not is_reference_list(node):
            super().visit_enumerated_list(node)
            return
        if not isinstance(node.parent, nodes.section):
            wrapper = nodes.section()
            self.body.append(self.starttag(wrapper, "section", role="doc-bibliography"))
        start = {} if node["start"] == 1 else {"start": node["start"]}
        self.body.append(self.starttag(node, "ol", **start))

    def depart_enumerated_list(self, node: nodes.enumerated_list) -> None:
        super().depart_enumerated_list(node)
        if is_reference_list(node) and not isinstance(node.parent, nodes.section):
            self.body.append("</section>\n")

    # -- printed pages -------------------------------------------------------

    def visit_page_break(self, node: page_break) -> None:
        """Write the marker of a page: between blocks it is a block."""
        tag = "span" if isinstance(node.parent, nodes.TextElement) else "div"
        attributes = {"role": "doc-pagebreak", "aria-label": node["label"]}
        self.body.append(self.starttag(node, tag, "", **attributes) + f"</{tag}>")

    def depart_page_break(self, node: page_break) -> None:
        pass

    # -- formulas, raw HTML --------------------------------------------------

    def visit_math(self, node: nodes.Element, math_env: str = "") -> None:
        """Write MathML: MathJax is a script, which few reading systems run."""
        text = node.astext()
        try:
            self.body.append(
                write_mathml(text, is_block=isinstance(node, nodes.math_block))
            )
        except MathError as error:
            logger.warning("the formula cannot be read: %s", error, location=node)
            self.body.append(f"<code>{self.encode(text)}</code>")
        raise nodes.SkipChildren

    def depart_math(self, node: nodes.math, math_env: str = "") -> None:
        pass

    def visit_math_block(self, node: nodes.math_block, math_env: str = "") -> None:
        self.body.append(self.starttag(node, "div", ""))
        self.visit_math(node)

    def depart_math_block(self, node: nodes.math_block, math_env: str = "") -> None:
        self.body.append("</div>\n")
        if node.get("number"):
            number = get_node_equation_number(self, node)
            self.body.append(f'<p class="equation-number">({number})</p>\n')

    def unknown_visit(self, node: nodes.Node) -> None:
        """Keep the words of a node that an extension has no markup for."""
        logger.warning(
            "the EPUB knows no markup for %s: its words are kept",
            node.__class__.__name__,
            location=node,
            type="guidepress",
            subtype="unknown",
            once=True,
        )

    def unknown_departure(self, node: nodes.Node) -> None:
        pass

    def visit_raw(self, node: nodes.raw) -> None:
        if "html" in node.get("format", "").split():
            if re.search(r"<(script|style)\b", node.astext(), re.IGNORECASE):
                logger.warning(
                    "a script or style in raw HTML is left out of the EPUB",
                    location=node,
                    type="guidepress",
                    subtype="raw",
                )
            adapt = functools.partial(self.adapt_picture, node)
            self.body.append(rewrite_html(node.astext(), adapt))
        raise nodes.SkipNode


def is_glossary_link(node: nodes.Element) -> bool:
    """Tell whether the link leads to a term of the glossary."""
    return isinstance(node, nodes.reference) and any(
        isinstance(child, nodes.inline) and "std-term" in child["classes"]
        for child in node.children
    )
