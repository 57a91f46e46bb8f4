"""What the templates know about each page."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from ..book import is_handout
from ..templating import describe_book
from . import crisis
from .assets import PATHS, is_site
from .downloads import gather_files, list_guide
from .pages import DOWNLOADS, GALLERY, write_files
from .start import add_start
from .supplies import Supplies


def add_page_context(
    supplies: Supplies,
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Add what our theme shows on every page, and the start to the root document."""
    if not is_site(app.builder):
        return
    book = describe_book(app.config)
    context |= {name: book[name] for name in ("edition", "licence", "review")}
    context |= {
        "downloads_page": DOWNLOADS,
        "drawing": PATHS.drawing if app.config.guidepress_cover else "",
        "exit_url": app.config.guidepress_exit_url,
        "gallery_page": GALLERY if has_handouts(app) else "",
        "guide_downloads": list_guide(app, supplies.files)[:2],
        "handout_files": "",
        "help_page": crisis.PAGE if supplies.regions else "",
        "page_description": describe_page(app, pagename),
        "root_page": pagename == app.config.root_doc,
    }
    add_relations(context)
    if doctree is None:
        return
    if is_handout(pagename, app.config):
        handout = gather_files(app.env, pagename, supplies.files)
        context["handout_files"] = write_files(app, handout)
    if context["root_page"]:
        add_start(app, context, doctree)


def has_handouts(app: Sphinx) -> bool:
    """Tell whether there is a page that shows the handouts."""
    return any(is_handout(docname, app.config) for docname in app.env.found_docs)


def describe_page(app: Sphinx, pagename: str) -> str:
    """Return what a search engine may say about the page."""
    metadata = app.env.metadata.get(pagename, {})
    own = metadata.get("main_message") or metadata.get("purpose")
    return str(own or app.config.guidepress_description)


def add_relations(context: dict[str, Any]) -> None:
    """Link our pages from other themes, by the bar that they build of `rellinks`."""
    links = [(context["downloads_page"], "Downloads", "", "downloads")]
    if context["gallery_page"]:
        links.insert(0, (context["gallery_page"], "Handouts", "", "handouts"))
    if context["help_page"]:
        links.insert(0, (context["help_page"], "Help now", "", "help now"))
    context["rellinks"] = [*links, *context.get("rellinks", ())]
