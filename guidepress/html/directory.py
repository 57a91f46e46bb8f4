"""What a static server and search engines need besides the pages of the guide."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from docutils import nodes
from lxml import etree
from sphinx.application import Sphinx
from sphinx.builders import Builder

from . import crisis
from .assets import is_own_site, is_site
from .downloads import FOLDER

#: The name of the page that servers show in the place of one that is not there.
MISSING = "404"

#: The vocabulary of sitemap.xml, https://www.sitemaps.org/protocol.html.
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


def make_missing_page(app: Sphinx) -> tuple[str, dict[str, Any], str]:
    """Return the page for addresses that lead nowhere."""
    return MISSING, {"title": "This page is not here"}, "404.html"


def root_path(base: str) -> str:
    """Return where the website begins on its server: "/", or "/guide/"."""
    return posixpath.join("/", urlsplit(base).path, "")


def lead_from_the_root(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Let the page for missing ones work in whatever folder it is shown."""
    if pagename != MISSING or not is_site(app.builder):
        return
    pathto: Callable[..., str] = context["pathto"]
    root = root_path(app.config.html_baseurl)

    def lead(
        name: str, resource: bool | int = False, baseuri: str | None = None
    ) -> str:
        return root + ("" if name == MISSING else pathto(name, bool(resource)))

    context["pathto"] = lead


def write_directory(app: Sphinx, error: Exception | None) -> None:
    """Write sitemap.xml and robots.txt, where the address of the website is known."""
    builder, base = app.builder, app.config.html_baseurl
    if error or not is_own_site(builder):
        return
    sitemap, robots = (Path(app.outdir, name) for name in ("sitemap.xml", "robots.txt"))
    if not base:  # an earlier build may have known one
        sitemap.unlink(missing_ok=True)
        robots.unlink(missing_ok=True)
        return
    names = sorted([*app.env.found_docs, *list_own_pages(builder)])
    sitemap.write_bytes(list_addresses(builder, base, names))
    place = posixpath.join(base, sitemap.name)
    robots.write_text(f"User-agent: *\nAllow: /\nSitemap: {place}\n", encoding="utf-8")


def list_own_pages(builder: Builder) -> list[str]:
    """Return our pages that a reader may look for: not the search itself."""
    pages = (crisis.PAGE, FOLDER)
    files = (Path(builder.outdir, builder.get_target_uri(page)) for page in pages)
    return [name for name, file in zip(pages, files, strict=True) if file.is_file()]


def list_addresses(builder: Builder, base: str, docnames: list[str]) -> bytes:
    """Return the sitemap: every page that is to be found."""
    root = etree.Element("urlset", xmlns=SITEMAP)
    for docname in docnames:
        place = etree.SubElement(etree.SubElement(root, "url"), "loc")
        place.text = posixpath.join(base, builder.get_target_uri(docname))
    return etree.tostring(
        root, encoding="utf-8", xml_declaration=True, pretty_print=True
    )
