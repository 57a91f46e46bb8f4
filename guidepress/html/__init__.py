"""The website: a theme on Furo, and the pages "Downloads" and "Help now"."""

from __future__ import annotations

from sphinx.application import Sphinx

from .assets import THEME, THEME_FOLDER, Assets
from .context import add_page_context
from .downloads import copy_downloads, rewrite_after_manifest
from .pages import collect_pages
from .translator import HtmlTranslator


def setup(app: Sphinx) -> None:
    """Register the theme, the translator and what is added to Sphinx's builder."""
    app.add_html_theme(THEME, str(THEME_FOLDER))
    app.set_translator("html", HtmlTranslator, override=True)
    assets = Assets()
    app.connect("env-updated", rewrite_after_manifest)
    app.connect("write-started", assets.copy)
    app.connect("write-started", copy_downloads)
    app.connect("html-page-context", assets.name_fonts)
    app.connect("html-page-context", add_page_context)
    app.connect("html-collect-pages", collect_pages)
