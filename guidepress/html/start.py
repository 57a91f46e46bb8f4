"""The first page of the website: a start, and what the root document says itself.

In our own theme the start says the title and lists the contents; both then leave the
root document, and everything else in it follows.  Other themes show the root document
as it is, and below it the links that they have no place for.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from ..book import drop_toctrees, has_words, list_sections, list_slots, plain_title
from ..nodes import audience_path
from .assets import has_own_theme, is_site
from .pages import fill_template


class Link(NamedTuple):
    """A link of the first page."""

    title: str
    url: str


def prepare_root(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Leave out of the root document what the start says in its place."""
    if docname != app.config.root_doc or not is_site(app.builder):
        return
    if not has_own_theme(app.builder):
        return
    if not has_own_text(doctree):
        drop_toctrees(doctree)
    top = next(doctree.findall(nodes.section), None)
    index = None if top is None else top.first_child_matching_class(nodes.title)
    if top is not None and index is not None:
        del top[index]


def has_own_text(doctree: nodes.document) -> bool:
    """Tell whether the root document is more than its title and lists of contents."""
    sections = list(doctree.findall(nodes.section))
    return has_words(doctree) or len(sections) > 1


def lists_contents(doctree: nodes.document) -> bool:
    """Tell whether a reader sees a list of contents in the document."""
    return any(
        "toctree-wrapper" in wrapper["classes"]
        and any(wrapper.findall(nodes.list_item))
        for wrapper in doctree.findall(nodes.compound)
    )


def add_start(app: Sphinx, context: dict[str, Any], doctree: nodes.document) -> None:
    """Put the start in front of the root document, or our links behind it."""
    if has_own_theme(app.builder):
        context["body"] = write_start(app, context, doctree) + context["body"]
    else:
        links = list_first_links(app, context)
        context["body"] += fill_template(app.config, "links.html", **links)


def write_start(app: Sphinx, context: dict[str, Any], doctree: nodes.document) -> str:
    """Return the body of the start."""
    pathto: Callable[..., str] = context["pathto"]
    values = list_first_links(app, context) | {
        "contents": "" if lists_contents(doctree) else write_contents(context),
        "drawing": context["drawing"] and pathto(context["drawing"], resource=True),
        "paths": [
            Link(title, f"{pathto(docname)}#{id_}")
            for docname, id_, title in list_paths(app.env)
        ],
    }
    if any(doctree.findall(nodes.section)):  # the root document has a title
        values["title"] = app.env.titles[app.config.root_doc].astext()
    return fill_template(app.config, "start.html", **values)


def write_contents(context: dict[str, Any]) -> str:
    """Return the list of the chapters, as Sphinx writes it."""
    toctree: Callable[..., str] = context["toctree"]
    return toctree(collapse=False, titles_only=True, maxdepth=1, includehidden=True)


def list_first_links(app: Sphinx, context: dict[str, Any]) -> dict[str, Any]:
    """Return where a reader can go first, for the templates."""
    pathto: Callable[..., str] = context["pathto"]
    first = find_first(app.env)
    return {
        "downloads_url": pathto(context["downloads_page"]),
        "gallery_url": pathto(context["gallery_page"])
        if context["gallery_page"]
        else "",
        "first": Link(app.env.titles[first].astext(), pathto(first)) if first else None,
        "help_url": pathto(context["help_page"]) if context["help_page"] else "",
    }


def find_first(env: BuildEnvironment) -> str:
    """Return the document to begin with, or "": the first that is not the imprint."""
    for docname in (slot.docname for slot in list_slots(env)):
        is_imprint = env.metadata[docname].get("matter") == "imprint"
        if docname != env.config.root_doc and not is_imprint:
            return docname
    return ""


def list_paths(env: BuildEnvironment) -> list[tuple[str, str, str]]:
    """Return (docname, id, title) of a reader's ways into the book.

    They are the paths of the first document or, where it has none, its sections
    that hold a list.
    """
    docname = find_first(env)
    if not docname:
        return []
    doctree = env.get_doctree(docname)
    sections = list(doctree.findall(audience_path)) or list_listings(doctree)
    return [(docname, s["ids"][0], plain_title(s)) for s in sections]


def list_listings(doctree: nodes.document) -> list[nodes.section]:
    """Return the sections right below the title that hold a list."""
    return [
        section
        for section in list_sections(doctree)
        if any(isinstance(child, nodes.bullet_list) for child in section.children)
    ]
