"""What the builders of paged output share: chapters of the book and handouts."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.utils import get_source_line
from sphinx.builders import Builder
from sphinx.highlighting import PygmentsBridge
from sphinx.util import logging
from sphinx.writers.html import HTMLWriter

from ..book import book_uri, plain_title, qualify
from ..config import language_tag
from ..markup.figures import SUMMARY
from ..nodes import form_field, locator, locators, long_description
from ..problems import Problem
from ..translator import BookTranslator
from .characters import refuse_missing_characters, spell_menus
from .cross_references import asks_for_page
from .images import drop_absent_images
from .locators import UNKNOWN, PageLink, Piece, spell_chapters, spell_index, spell_words
from .notes import NoteMarkup, place_notes
from .pagination import PageMap

if TYPE_CHECKING:
    from .engine import Engine

logger = logging.getLogger(__name__)

#: Forbids a line to end here.
WORD_JOINER = "\u2060"

#: The characters of a running head of two lines.
LONGEST_HEAD = 90

#: The letters of a word that would make the column of a table too wide.
LONGEST_CELL_WORD = 20

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")

CSS = Path(__file__).parent.parent / "css"


class PagedTranslator(NoteMarkup, BookTranslator):
    """Markup for pages: blocks carry their numbers, headings their parts."""

    builder: PagedBuilder  # type: ignore[assignment]

    def starttag(self, node: nodes.Element, tagname: str, *args: Any, **kw: Any) -> str:
        if isinstance(node, nodes.Element) and "block" in node:
            kw["data-block"] = node["block"]
        if isinstance(node, nodes.title) and tagname in HEADINGS:
            kw["data-label"] = self.name_bookmark(node)
        return super().starttag(node, tagname, *args, **kw)

    def name_bookmark(self, title: nodes.title) -> str:
        """Return the words of a bookmark, without marks of citations and notes."""
        is_chapter = self.section_level == 1 and self.builder.chapter_number
        number = f"{self.builder.chapter_number} " if is_chapter else ""
        return number + plain_title(title)

    def should_be_compact_paragraph(self, node: nodes.paragraph) -> bool:
        """Keep every paragraph's tag, which carries its number."""
        return False

    def own_id(self, id_: str) -> str:
        return qualify(self.builder.current_docname, id_)

    def name_room(self, field: form_field) -> str:
        """Say nothing of drawn lines: print has no words that are not seen."""
        return ""

    def visit_long_description(self, node: long_description) -> None:
        """Print the picture in words below its caption, where nothing can open."""
        self.open_caption(node)
        ids = [self.description_id(node)]
        self.body.append(self.starttag(node, "div", ids=ids, CLASS="long-description"))
        self.body.append(f'<p class="description-title">{SUMMARY}</p>\n')

    def depart_long_description(self, node: long_description) -> None:
        self.body.append("</div>\n")

    def visit_superscript(self, node: nodes.superscript) -> None:
        """Tie a citation's marks to the word before them."""
        parent = node.parent
        if isinstance(parent, nodes.inline) and "bibtex-citation" in parent["classes"]:
            self.body.append(WORD_JOINER)
        super().visit_superscript(node)

    def visit_title(self, node: nodes.title) -> None:
        """Write the number of a chapter apart from its title."""
        if not isinstance(node.parent, nodes.section) or self.section_level != 1:
            super().visit_title(node)
            return
        self.body.append(self.starttag(node, "h1", ""))
        if number := self.builder.chapter_number:
            self.body.append(f'<span class="numeral">{number}</span> ')
        words = textwrap.shorten(plain_title(node), LONGEST_HEAD, placeholder=" …")
        self.body.append(
            self.starttag(
                nodes.inline(), "span", "", CLASS="title", **{"data-title": words}
            )
        )
        self.context.append("</span></h1>\n")

    def depart_title(self, node: nodes.title) -> None:
        self.body.append(self.context.pop())
        if self.in_document_title:
            self.in_document_title = 0

    def add_secnumber(self, node: nodes.Element) -> None:
        """Number chapters only; sections have names."""

    def visit_math(self, node: nodes.Element, math_env: str = "") -> None:
        """Say that formulas cannot be printed yet, rather than print their source."""
        logger.warning(
            "the PDF cannot print formulas yet: write it in words or draw it",
            location=node,
            type="guidepress",
            subtype="formula",
        )
        self.body.append(f"<code>{self.encode(node.astext())}</code>")
        raise nodes.SkipNode

    visit_math_block = visit_math

    def depart_reference(self, node: nodes.reference) -> None:
        """Say behind a link within the book on which page it ends."""
        super().depart_reference(node)
        if self.builder.says_pages and asks_for_page(node):
            label = self.builder.page_map.get(node["refid"], UNKNOWN)
            link = PageLink(node["refid"], label)
            words = f"page\u00a0{label}"  # the number stays with its word
            name = f"{node.astext()}, page {label}"
            self.body.append('<span class="locators"> (')
            self.write_piece(Piece(words, link, " ".join(name.split())), "")
            self.body.append(")</span>")

    def visit_entry(self, node: nodes.entry) -> None:
        """Let an address in a cell break anywhere."""
        if max(map(len, node.astext().split()), default=0) > LONGEST_CELL_WORD:
            node["classes"].append("breakable")
        super().visit_entry(node)

    def visit_locators(self, node: locators) -> None:
        """Write the pages where the places stand, as far as they are known."""
        found = list(node.findall(locator))
        role = found[0]["role"] if found else ""
        self.body.append(self.starttag(node, "span", "", CLASS="locators"))
        for piece in self.spell_locators(node, found):
            self.write_piece(piece, role)
        self.body.append("</span>")
        raise nodes.SkipNode

    def spell_locators(self, node: locators, found: list[locator]) -> Iterator[Piece]:
        """Return the words of the links, as their place in the book asks for them."""
        pages = self.builder.page_map
        places = [
            (link["chapter"], place) for link in found for place in link["places"]
        ]
        if node["by_words"]:
            return spell_words(found[0].astext(), places[0][1], pages)
        if node["by_chapter"]:
            return spell_chapters(places, pages)
        return spell_index((place for _, place in places), pages)

    def write_piece(self, piece: Piece, role: str) -> None:
        """Write words of a sentence of links."""
        text = self.encode(piece.text)
        if link := piece.link:
            attributes = {"href": f"#{link.id}", "title": piece.name}
            if role:
                attributes["role"] = role
            start = self.starttag(nodes.reference(), "a", "", **attributes)
            text = f"{start}{text}</a>"
            text = f"<strong>{text}</strong>" if link.main else text
        self.body.append(text)

    def visit_toctree(self, node: nodes.Element) -> None:
        raise nodes.SkipNode


class PagedBuilder(Builder):
    """A builder whose documents are laid out on pages by WeasyPrint."""

    format = "html"
    default_translator_class: ClassVar[type[PagedTranslator]] = PagedTranslator
    supported_image_types: ClassVar[list[str]] = [
        "image/svg+xml",
        "image/png",
        "image/jpeg",
    ]

    supported_remote_images = True  # Sphinx would fetch them; they are refused

    # what Sphinx's HTML translator asks of its builder
    add_permalinks = False
    download_support = False
    imgpath = ""
    math_renderer_name = "mathjax"  # checked by Sphinx, never used: see visit_math

    says_pages = False  #: whether links say the page where they lead
    stylesheets: ClassVar[list[str]] = []  #: in css/, in the order of the cascade

    def init(self) -> None:
        # `only:: html` means a screen; the format is ours for the sake of extensions,
        # whose nodes are written by what they registered for it
        for tag in ("html", "format_html"):
            self.tags.remove(tag)
        self.highlighter = PygmentsBridge("html", "sphinx")
        self.current_docname = ""
        self.chapter_number = ""
        self.page_map: PageMap = {}
        self.blocks: dict[str, dict[str, nodes.Element]] = {}  #: by docname
        self.fignumbers: dict[str, dict[str, tuple[int, ...]]] = {}

    def get_outdated_docs(self) -> str:
        return "all documents"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        return book_uri(docname)

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        return self.get_target_uri(to, typ)

    @property
    def language(self) -> str:
        """The language of the text, as HTML spells it."""
        return language_tag(self.config)

    def make_engine(self) -> tuple[Engine, list[Problem]]:
        """Return an engine, and what is wrong with this builder's stylesheets."""
        # WeasyPrint takes half a second to import, and may be needed elsewhere only
        from .engine import make_engine

        paths = [CSS / name for name in self.stylesheets]
        return make_engine(paths, Path(self.srcdir), Path(self.doctreedir))

    def write_html(self, docname: str, number: str, doctree: nodes.document) -> str:
        """Return the HTML of a document whose ids are qualified already."""
        self.current_docname, self.chapter_number = docname, number
        self.fignumbers = {
            kind: {qualify(docname, id_): n for id_, n in found.items()}
            for kind, found in self.env.toc_fignumbers.get(docname, {}).items()
        }
        texts = doctree.findall(nodes.TextElement)
        self.blocks[docname] = {n["block"]: n for n in texts if "block" in n}
        spell_menus(doctree)
        refuse_missing_characters(docname, doctree)
        self.post_process_images(doctree)  # chooses among the files of `figure.*`
        self.images.clear()  # each is read where it lies
        drop_absent_images(doctree, Path(self.srcdir))
        place_notes(doctree, qualify(docname, ":notes"))
        doctree.settings = get_default_settings(HTMLWriter)
        visitor = self.create_translator(doctree, self)
        assert isinstance(visitor, PagedTranslator)
        doctree.walkabout(visitor)
        return "".join(visitor.body)

    def report(self, problems: Iterable[Problem]) -> None:
        """Pass on what the engine found, as warnings, which stop the build.

        A line of the source is named once, however many cells of its table are cut.
        """
        told = set()
        for problem in problems:
            location = self.find_location(problem.place)
            if isinstance(location, nodes.Element):
                line = *get_source_line(location), problem.advice
                if line in told:
                    continue
                told.add(line)
            advice = f": {problem.advice}" if problem.advice else ""
            logger.warning(
                "%s%s",
                problem.message,
                advice,
                location=location,
                type="guidepress",
                subtype="layout",
            )

    def find_location(self, place: str) -> nodes.Element | str | None:
        """Return where a problem is, as precisely as it is known.

        :param place: the name of a part, and "#" and a block where that is known
        """
        docname, _, block = place.partition("#")
        if docname not in self.env.found_docs:
            return None
        return self.blocks.get(docname, {}).get(block, docname)
