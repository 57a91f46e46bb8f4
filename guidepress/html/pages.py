"""The pages that no chapter holds: "Downloads" and "Help now"."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jinja2
from sphinx.application import Sphinx

from ..problems import SourceError
from . import crisis
from .assets import is_site
from .downloads import FOLDER, built_files, list_guide, list_handouts, list_packs

#: A page for Sphinx: its name, its context and its template.
Page = tuple[str, dict[str, Any], str]

#: The name of the downloads page.
DOWNLOADS = FOLDER


def fill(template: str, **values: Any) -> str:
    """Return the body of a page; any theme can put its own frame around it."""
    templates = jinja2.Environment(
        loader=jinja2.PackageLoader("guidepress", "templates/html"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return templates.get_template(template).render(values)


def collect_pages(app: Sphinx) -> Iterator[Page]:
    """Yield the pages for Sphinx to write."""
    if not is_site(app.builder):
        return
    yield downloads_page(app)
    if regions := crisis.find_regions(app.config):
        refuse_same_name(app, crisis.PAGE)
        body = fill(
            "help.html",
            regions=regions,
            buttons=crisis.buttons,
            hosts=crisis.hosts,
            is_unchecked=crisis.is_unchecked,
            day=functools.partial(crisis.day, language=app.config.language),
        )
        yield crisis.PAGE, {"title": "Help now", "body": body}, "page.html"


def downloads_page(app: Sphinx) -> Page:
    """Return the page that lists every file, and those that are still to come."""
    refuse_same_name(app, DOWNLOADS)
    files = built_files(Path(app.doctreedir))
    handouts = list_handouts(app.env, files)
    body = fill(
        "downloads.html",
        title=app.config.project,
        guide=list_guide(app, files),
        handouts=handouts,
        packs=list_packs(files, handouts),
        uri=functools.partial(app.builder.get_relative_uri, DOWNLOADS),
    )
    return DOWNLOADS, {"title": "Downloads", "body": body}, "page.html"


def refuse_same_name(app: Sphinx, pagename: str) -> None:
    """Say so when a document would be overwritten by one of our pages."""
    if pagename in app.env.found_docs:
        raise SourceError(
            str(app.env.doc2path(pagename)),
            f"the website has a page {pagename!r} of its own",
            "give the document another name",
        )
