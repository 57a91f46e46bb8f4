"""Sphinx's builder `epub`: the book as one EPUB 3 file.

Sphinx's own builder packs whatever lies in its output folder, with the pages and
styles of a website's theme.  This one takes from it how documents, pictures and code
are read, and writes the pages, the package and the archive itself.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import ClassVar, cast
from urllib.parse import quote

from docutils import nodes
from docutils.frontend import get_default_settings
from sphinx.builders.epub3 import Epub3Builder
from sphinx.util import logging
from sphinx.util.osutil import relative_uri
from sphinx.writers.html import HTMLWriter

from ..book import (
    Chapter,
    Slot,
    book_uri,
    count_imprints,
    list_slots,
    make_chapter,
    resolve_links,
)
from ..config import place_of
from ..dates import read_modified
from ..problems import SourceError
from .access import (
    Traits,
    describe_access,
    find_traits,
    has_undescribed,
    list_failures,
)
from .archive import write_archive
from .cover import draw_cover
from .diagrams import write_diagrams
from .frames import Frames
from .landmarks import NAV, list_landmarks
from .metadata import read_metadata
from .outline import Outline
from .package import Package, locate_page, name_page
from .pages import FRAMES, Page, PageList, PageTarget, mark_pages, read_pages
from .pictures import use_fetched
from .repair import repair_body
from .styles import join_styles
from .tables import fold_tables
from .translator import EpubTranslator

logger = logging.getLogger(__name__)

#: The folder of the package in the archive.
FOLDER = "EPUB"
STYLESHEET = "css/epub.css"


class EpubBuilder(Epub3Builder):
    """Writes the chapters in reading order into a package, and packs it."""

    name = "epub"
    epilog = "The EPUB is in %(outdir)s."
    supported_image_types: ClassVar[list[str]] = [
        "image/svg+xml",
        "image/png",
        "image/jpeg",
        "image/gif",
        "image/webp",
    ]
    # Sphinx would fetch a picture from the network; the translator refuses it.
    supported_remote_images = True
    supported_data_uri_images = False

    def init(self) -> None:
        super().init()
        self.imagedir = "images"
        self.refuse_missing_identifier()
        self.frames = Frames(self.config)
        self.package = Package()
        self.slots: list[Slot] = []
        self.current_matter = ""
        self.chapters: list[Chapter] = []
        self.is_described = True

    def init_templates(self) -> None:
        """Do without a theme: its pages and files are a website's."""
        self.theme = None  # type: ignore[assignment]  # Sphinx asks `if self.theme`
        self.templates = None

    @property
    def archive(self) -> Path:
        """The file to write."""
        return Path(self.outdir, f"{self.config.guidepress_slug}.epub")

    def refuse_missing_identifier(self) -> None:
        """Stop where conf.py gives no identifier: a reader's notes hang on it."""
        if not self.config.guidepress_identifier:
            conf = Path(self.confdir, "conf.py")
            raise SourceError(
                place_of(conf, "guidepress_identifier"),
                "guidepress_identifier is empty, and an EPUB needs one",
                "give it an address that never changes, as in “urn:uuid:…” or "
                "“urn:isbn:…”",
            )

    # -- addresses -----------------------------------------------------------

    def get_outdated_docs(self) -> Iterator[str]:
        """Name every document: an EPUB is written as a whole."""
        return iter(self.env.found_docs)

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return a document's page, or an address that `resolve_links` unlinks."""
        if any(slot.docname == docname for slot in self.slots):
            return locate_page(docname)
        if docname == self.config.root_doc:
            return NAV
        if base := self.config.html_baseurl:
            return posixpath.join(base, f"{quote(docname)}.html")
        return book_uri(docname)

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        base, target = self.get_target_uri(from_), self.get_target_uri(to, typ)
        if ":" in target:
            return target
        # "" would mean the page itself, but Sphinx writes "#", which leads nowhere
        return relative_uri(base, target) or posixpath.basename(target)

    # -- writing -------------------------------------------------------------

    def prepare_writing(self, docnames: AbstractSet[str]) -> None:
        self.docsettings = get_default_settings(HTMLWriter)
        self.slots = list_slots(self.env)
        self.page_list = PageList(self.read_pages(), [s.docname for s in self.slots])

    def read_pages(self) -> list[Page]:
        """Return the pages of the PDF that was built beside this; say if none is."""
        path = Path(self.outdir).parent / "pdf" / "pages.json"
        pages, reason = read_pages(path, self.env, Path(self.confdir, "conf.py"))
        if reason:
            logger.info("The EPUB has no page list: %s.", reason)
        return pages

    def copy_assets(self) -> None:
        """Copy nothing: a theme's and `html_static_path`'s files are a website's."""

    def write_documents(self, docnames: AbstractSet[str]) -> None:
        """Write the whole book in the order in which it is read."""
        self.package.add(STYLESHEET, join_styles().encode())
        self.write_cover()
        nav_place = len(self.package.spine) + count_imprints(self.slots)
        for slot in self.slots:
            self.write_chapter(slot)
        self.write_images()
        self.write_nav(nav_place)

    def write_cover(self) -> None:
        """Write the cover's picture and page, and the title page."""
        picture, problems = draw_cover(
            self.config, Path(self.srcdir), Path(self.doctreedir)
        )
        for problem in problems:
            logger.warning("%s", problem, type="guidepress", subtype="layout")
        self.package.add("cover.png", picture, "cover-image")
        for name in ("cover", "title-page"):
            labels = self.page_list.take(f"{name}.xhtml")
            text = self.frames.fill(f"{name}.xhtml", css=STYLESHEET, pages=labels)
            self.package.add_page(f"{name}.xhtml", text)

    def write_chapter(self, slot: Slot) -> None:
        """Write one document as a page; each is resolved once and no more.

        sphinxcontrib-bibtex prints its references again whenever it is asked to.
        """
        doctree = self.env.get_and_resolve_doctree(slot.docname, self, tags=self.tags)
        use_fetched(doctree, self.env, slot.docname)
        self.post_process_images(doctree)
        # addresses inside the EPUB are pages already: what is left leads out of it
        resolve_links(doctree, set())
        # before the translator gives each picture an `alt`
        self.is_described = self.is_described and not has_undescribed(doctree)
        if not mark_pages(doctree, self.page_list.take_document(slot.docname)):
            logger.warning(
                "the page map of the PDF does not fit: build the PDF again",
                location=slot.docname,
                type="guidepress",
                subtype="pages",
            )
        fold_tables(doctree)
        write_diagrams(doctree)
        chapter = make_chapter(self.env, slot, doctree)
        name = name_page(slot.docname)
        self.current_matter = slot.matter
        text = self.frames.fill(
            "chapter.xhtml",
            matter=slot.matter,
            pages=(),  # they stand at the word
            heading=chapter.title,
            css=relative_uri(name, STYLESHEET),
            body=repair_body(self.write_body(slot.docname, doctree), self.imgpath),
        )
        place = str(self.env.doc2path(slot.docname))
        self.package.add_page(name, text, place=place)
        self.chapters.append(chapter)

    def write_body(self, docname: str, doctree: nodes.document) -> str:
        """Return the XHTML of a document."""
        doctree.settings = self.docsettings
        self.current_docname = docname
        self.secnumbers = self.env.toc_secnumbers.get(docname, {})
        self.fignumbers = self.env.toc_fignumbers.get(docname, {})
        self.imgpath = relative_uri(name_page(docname), self.imagedir)
        visitor = cast("EpubTranslator", self.create_translator(doctree, self))
        doctree.walkabout(visitor)
        return "".join(visitor.body)

    def write_images(self) -> None:
        """Put the pictures that the pages show into the package."""
        for source, name in self.images.items():
            content = Path(self.srcdir, source).read_bytes()
            self.package.add(f"{self.imagedir}/{name}", content)

    # -- the package ---------------------------------------------------------

    def write_nav(self, place: int) -> None:
        """Write the nav, which stands at this place of the spine, and the NCX."""
        points = Outline(self.env, self.slots, self.chapters).list_points()
        landmarks = list_landmarks(self.slots, self.package)
        targets = self.list_page_targets()
        text = self.frames.fill(
            NAV,
            css=STYLESHEET,
            points=points,
            landmarks=landmarks,
            pages=self.page_list.take(NAV),
            targets=targets,
        )
        nav = self.package.add_page(NAV, text, "nav")
        self.package.spine.remove(nav.id)
        self.package.spine.insert(place, nav.id)
        ncx = self.frames.fill(
            "toc.ncx",
            identifier=self.config.guidepress_identifier,
            points=points,
            targets=targets,
            depth=max(point.depth for point in points),
        )
        self.package.add("toc.ncx", ncx.encode())

    def list_page_targets(self) -> list[PageTarget]:
        """Return where the marker of each printed page is."""
        hrefs = {page.id: NAV for page in self.page_list.pages if page.part in FRAMES}
        for resource in self.package.resources.values():
            if resource.root is not None:
                found = resource.root.iterfind(".//{*}*[@role='doc-pagebreak']")
                hrefs |= {mark.get("id", ""): quote(resource.name) for mark in found}
        return self.page_list.list_targets(hrefs)

    def refuse_untrue_certificate(self, traits: Traits) -> None:
        """Stop where conf.py says the book is certified and its content denies it."""
        for failure in list_failures(traits):
            conf = Path(self.confdir, "conf.py")
            raise SourceError(
                place_of(conf, "guidepress_certified"),
                f"guidepress_certified claims WCAG 2.2 AA, but {failure}",
                "mend that or take the setting out",
            )

    def finish(self) -> None:
        """Describe the package and write the archive."""
        resources = list(self.package.resources.values())
        traits = find_traits(resources, is_described=self.is_described)
        certified = self.config.guidepress_certified
        if certified:
            self.refuse_untrue_certificate(traits)
        access = describe_access(
            traits, self.config.guidepress_epub_checks, certified.get("by", "")
        )
        metadata = read_metadata(self.config, access)
        opf = self.frames.fill(
            "package.opf", book=metadata, resources=resources, spine=self.package.spine
        )
        members = {f"{FOLDER}/{r.name}": r.content for r in resources}
        members[f"{FOLDER}/package.opf"] = opf.encode()
        container = self.frames.fill("container.xml", package=f"{FOLDER}/package.opf")
        members["META-INF/container.xml"] = container.encode()
        self.archive.parent.mkdir(parents=True, exist_ok=True)
        write_archive(self.archive, members, read_modified(self.config))
