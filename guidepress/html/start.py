"""The first page of the website, made from the root document's toctrees."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from ..book import list_chapters
from ..config import edition_line
from .assets import PATHS
from .pages import fill


class Link(NamedTuple):
    """A link of the first page."""

    title: str
    url: str


def find_start(env: BuildEnvironment) -> str:
    """Return the document to begin with: the first that is not the imprint."""
    for docname, _ in list_chapters(env):
        if env.metadata[docname].get("matter") != "imprint":
            return docname
    return ""


def list_paths(env: BuildEnvironment, docname: str) -> list[tuple[str, str]]:
    """Return (id, title) of the sections that are lists: each is a reader's way."""
    top = next(env.get_doctree(docname).findall(nodes.section), None)
    return [
        (section["ids"][0], section[0].astext())
        for section in (top.children if top else ())
        if isinstance(section, nodes.section)
        and any(isinstance(child, nodes.bullet_list) for child in section.children)
    ]


def start_page(app: Sphinx, context: dict[str, Any]) -> str:
    """Return the body of the first page."""
    pathto: Callable[..., str] = context["pathto"]
    docname = find_start(app.env)
    start = Link(app.env.titles[docname].astext(), pathto(docname)) if docname else None
    drawing = app.config.guidepress_cover and Path(PATHS.drawing).as_posix()
    return fill(
        "start.html",
        title=app.config.project,
        subtitle=app.config.guidepress_subtitle,
        description=app.config.guidepress_description,
        edition=edition_line(app.config),
        drawing=pathto(drawing, resource=True) if drawing else "",
        start=start,
        paths=[
            Link(title, f"{pathto(docname)}#{id_}")
            for id_, title in (list_paths(app.env, docname) if docname else ())
        ],
        help_url=pathto(context["help_page"]) if context["help_page"] else "",
        downloads_url=pathto(context["downloads_page"]),
        contents=context["toctree"](
            collapse=False, titles_only=True, maxdepth=1, includehidden=True
        ),
    )
