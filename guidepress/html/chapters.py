"""What a page says of its chapter: how long it takes, and when it was reviewed."""

from __future__ import annotations

import math
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from ..book import list_slots, list_words
from ..handouts.sheet import read_date
from ..templating import format_day
from .assets import is_own_site

#: How many words people read in a minute, when they take their time.
PACE = 200


def count_minutes(doctree: nodes.document) -> int:
    """Return how many minutes the document takes to read, rounded up."""
    paragraphs = doctree.findall(nodes.TextElement)
    words = " ".join(text.astext() for p in paragraphs for text in list_own(p))
    return max(1, math.ceil(len(words.split()) / PACE))


def list_own(element: nodes.TextElement) -> list[nodes.Text]:
    """Return the texts of a block, or none for what stands in a block itself."""
    inner = isinstance(element.parent, nodes.TextElement) or isinstance(
        element, nodes.Invisible
    )
    return [] if inner else list(list_words(element))


def say_minutes(minutes: int) -> str:
    """Return "About 6 minutes to read"."""
    return f"About {minutes} minute{'' if minutes == 1 else 's'} to read"


def is_chapter(app: Sphinx, docname: str) -> bool:
    """Tell whether the document is a chapter of the body, as readers go through it."""
    return any(
        slot.docname == docname and slot.matter == "body"
        for slot in list_slots(app.env)
    )


def add_minutes(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Say under the title of a chapter how long it takes."""
    if not is_own_site(app.builder):
        return
    top = next(doctree.findall(nodes.section), None)
    index = None if top is None else top.first_child_matching_class(nodes.title)
    if top is None or index is None or not is_chapter(app, docname):
        return
    words = say_minutes(count_minutes(doctree))
    top.insert(index + 1, nodes.paragraph("", words, classes=["reading-time"]))


def add_chapter(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Tell the template of a page when its text was reviewed, and will be again.

    :raises SourceError: a day of the front matter is none.
    """
    if not is_own_site(app.builder):
        return
    context["review_days"] = []
    if doctree is None or context.get("root_page"):
        return
    fields = app.config.guidepress_front_matter | app.env.metadata[pagename]
    place = str(app.env.doc2path(pagename))
    context["review_days"] = [
        f"{words} {format_day(day, app.config.language)}"
        for name, words in (
            ("last_reviewed", "Text checked on"),
            ("next_review", "Next check by"),
        )
        if (day := read_date(place, fields, name))
    ]
