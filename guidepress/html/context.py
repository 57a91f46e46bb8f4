"""What the templates know about each page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from ..book import is_handout
from ..config import edition_line, review_status
from . import crisis
from .assets import PATHS, is_site
from .downloads import built_files, list_guide, make_handout
from .pages import DOWNLOADS
from .start import start_page


def add_page_context(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Add what our theme shows on every page; the first page gets its own body."""
    if not is_site(app.builder):
        return
    files = built_files(Path(app.doctreedir))
    regions = crisis.find_regions(app.config)
    context |= {
        "downloads_page": DOWNLOADS,
        "drawing": PATHS.drawing if app.config.guidepress_cover else "",
        "edition": edition_line(app.config),
        "guide_downloads": list_guide(app, files)[:2],
        "handout": None,
        "help_page": crisis.PAGE if regions else "",
        "licence": app.config.guidepress_licence,
        "page_description": describe(app, pagename),
        "review": review_status(app.config),
        "root_page": pagename == app.config.root_doc,
    }
    add_relations(context)
    if is_handout(pagename, app.config) and doctree is not None:
        context["handout"] = make_handout(app.env, pagename, files)
    if context["root_page"]:
        context["body"] = start_page(app, context)


def describe(app: Sphinx, pagename: str) -> str:
    """Return what a search engine may say about the page."""
    metadata = app.env.metadata.get(pagename, {})
    own = metadata.get("main_message") or metadata.get("purpose")
    return str(own or app.config.guidepress_description)


def add_relations(context: dict[str, Any]) -> None:
    """Link our pages from other themes, by the bar that they build of `rellinks`."""
    links = [(context["downloads_page"], "Downloads", "", "downloads")]
    if context["help_page"]:
        links.insert(0, (context["help_page"], "Help now", "", "help now"))
    context["rellinks"] = [*links, *context.get("rellinks", ())]
