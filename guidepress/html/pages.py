"""The pages that no chapter holds: "Downloads", "Help now" and "Search"."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sphinx.application import Sphinx
from sphinx.config import Config

from ..dist import hash_piece
from ..problems import SourceError
from ..templating import describe_book, format_day, load_templates
from . import crisis
from .assets import has_own_theme, is_site
from .directory import make_missing_page
from .downloads import FOLDER, HandoutFiles, list_guide, list_handouts, list_packs
from .gallery import draw_pictures, list_cards, list_choices
from .search import INDEX, SEARCH
from .supplies import Supplies

#: A page for Sphinx: its name, its context and its template.
Page = tuple[str, dict[str, Any], str]

#: The names of the downloads page, and of the one that shows the handouts.
DOWNLOADS, GALLERY = FOLDER, "handouts"


def fill_template(config: Config, template: str, **values: Any) -> str:
    """Return the body of a page; any theme can put its own frame around it."""
    loaded = load_templates("html").get_template(template)
    return loaded.render(describe_book(config) | values)


def collect_pages(supplies: Supplies, app: Sphinx) -> Iterator[Page]:
    """Yield the pages for Sphinx to write."""
    if not is_site(app.builder):
        return
    handouts = list_handouts(app.env, supplies.files)
    yield make_downloads_page(app, supplies, handouts)
    if handouts:
        yield make_gallery_page(app, handouts)
    if supplies.regions:
        yield make_help_page(app, supplies)
    if has_own_theme(app.builder):
        yield make_search_page(app)
        yield make_missing_page(app)


def make_downloads_page(
    app: Sphinx, supplies: Supplies, handouts: list[HandoutFiles]
) -> Page:
    """Return the page that lists every file, and those that are still to come."""
    refuse_same_name(app, DOWNLOADS)
    body = fill_template(
        app.config,
        "downloads.html",
        format_day=functools.partial(format_day, language=app.config.language),
        gallery_page=GALLERY,
        guide=list_guide(app, supplies.files),
        handouts=handouts,
        packs=list_packs(supplies.files, handouts),
        uri=functools.partial(app.builder.get_relative_uri, DOWNLOADS),
    )
    return DOWNLOADS, {"title": "Downloads", "body": body}, "page.html"


def make_gallery_page(app: Sphinx, handouts: list[HandoutFiles]) -> Page:
    """Return the page that shows every handout with a picture of its first page."""
    refuse_same_name(app, GALLERY)
    cards = list_cards(app, handouts)
    choices = list_choices(app.config, cards)
    body = fill_template(
        app.config,
        "gallery.html",
        cards=cards,
        choices=choices,
        downloads_url=app.builder.get_relative_uri(GALLERY, DOWNLOADS),
        numbers={choice.audience: choice.number for choice in choices},
        pictures=draw_pictures(app, handouts),
        uri=functools.partial(app.builder.get_relative_uri, GALLERY),
    )
    return GALLERY, {"title": "Handouts", "body": body}, "page.html"


def write_files(app: Sphinx, handout: HandoutFiles) -> str:
    """Return the files of a handout, for its own page."""
    # where the root of the website is, seen from that page
    root = "../" * handout.docname.count("/")
    return fill_template(app.config, "handout.html", handout=handout, root=root)


def make_help_page(app: Sphinx, supplies: Supplies) -> Page:
    """Return the page of the crisis lines of every region."""
    refuse_same_name(app, crisis.PAGE)
    language, exit_url = app.config.language, app.config.guidepress_exit_url
    body = fill_template(
        app.config,
        "help.html",
        exit_host=(urlsplit(exit_url).hostname or "").removeprefix("www."),
        exit_url=exit_url if has_own_theme(app.builder) else "",
        regions=supplies.regions,
        list_buttons=crisis.list_buttons,
        list_unchecked=crisis.list_unchecked,
        name_hosts=crisis.name_hosts,
        format_day=functools.partial(format_day, language=language),
    )
    return crisis.PAGE, {"title": "Help now", "body": body}, "page.html"


def make_search_page(app: Sphinx) -> Page:
    """Return the page of the search, whose body is in our theme."""
    refuse_same_name(app, SEARCH)
    version = hash_piece(Path(app.outdir, INDEX))[:8]
    return SEARCH, {"title": "Search", "search_version": version}, "search.html"


def refuse_same_name(app: Sphinx, pagename: str) -> None:
    """Say so when a document would be overwritten by one of our pages."""
    if pagename in app.env.found_docs:
        raise SourceError(
            str(app.env.doc2path(pagename)),
            f"the website has a page {pagename!r} of its own",
            "give the document another name",
        )
