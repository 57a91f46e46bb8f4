"""The website: a theme on Furo, and the pages "Downloads" and "Help now"."""

from __future__ import annotations

from functools import partial

from sphinx.application import Sphinx

from .assets import (
    THEME,
    THEME_FOLDER,
    Assets,
    drop_unused_highlighting,
    drop_unused_scripts,
)
from .chapters import add_chapter, add_minutes
from .context import add_page_context
from .crisis import lead_elsewhere
from .directory import lead_from_the_root, write_directory
from .downloads import copy_downloads, rewrite_after_manifest
from .headers import write_headers
from .icons import write_icons
from .metadata import add_metadata
from .pages import collect_pages
from .policy import add_policy
from .previews import Previews
from .search import replace_search, write_index
from .settings import hide_sources
from .start import prepare_root
from .supplies import Supplies
from .translator import HtmlTranslator, leave_unlinked


def setup(app: Sphinx) -> None:
    """Register the theme, the translator and what is added to Sphinx's builder."""
    app.add_html_theme(THEME, str(THEME_FOLDER))
    app.set_translator("html", HtmlTranslator, override=True)
    assets, supplies, previews = Assets(), Supplies(), Previews()
    app.connect("config-inited", hide_sources)
    app.connect("builder-inited", replace_search)
    app.connect("env-updated", rewrite_after_manifest)
    app.connect("write-started", supplies.read)
    app.connect("write-started", assets.copy)
    app.connect("write-started", write_icons)
    app.connect("write-started", write_index)
    app.connect("write-started", partial(copy_downloads, supplies))
    app.connect("doctree-resolved", prepare_root)
    app.connect("doctree-resolved", partial(lead_elsewhere, supplies))
    app.connect("doctree-resolved", leave_unlinked)
    app.connect("doctree-resolved", add_minutes)
    app.connect("html-page-context", assets.name_fonts)
    app.connect("html-page-context", drop_unused_highlighting)
    app.connect("html-page-context", previews.add)
    app.connect("html-page-context", drop_unused_scripts)
    app.connect("html-page-context", add_policy)
    app.connect("html-page-context", partial(add_page_context, supplies))
    app.connect("html-page-context", add_chapter)
    app.connect("html-page-context", add_metadata)
    app.connect("html-page-context", lead_from_the_root)
    app.connect("build-finished", write_directory)
    app.connect("build-finished", write_headers)
    app.connect("html-collect-pages", partial(collect_pages, supplies))
