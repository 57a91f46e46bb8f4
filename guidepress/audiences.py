"""Whom a document is for: one of those whom conf.py names, or everyone."""

from __future__ import annotations

import re
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging

from .config import find_audiences, list_audiences
from .nodes import audience_path
from .problems import closest

logger = logging.getLogger(__name__)

FIELD = re.compile(r":?audience:")


def check_audience(app: Sphinx, doctree: nodes.document) -> None:
    """Refuse an audience that is no path; a book without paths uses its own words."""
    docname = app.env.current_document.docname
    audience = str(app.env.metadata[docname].get("audience", ""))
    known = find_audiences(app.config)
    if not known or not audience or audience in known:
        return
    logger.warning(
        "there is no audience “%s”: write %s in the front matter%s",
        audience,
        list_audiences(known),
        closest(audience, known),
        location=(docname, find_line(app.env.doc2path(docname))),
        type="guidepress",
        subtype="audience",
    )


def refuse_hidden_paths(app: Sphinx, doctree: nodes.document) -> None:
    """Refuse a path within a box or a list: no contents would show its heading."""
    for path in doctree.findall(audience_path):
        if not isinstance(path.parent, (nodes.document, nodes.section)):
            logger.warning(
                "the path “%s” stands inside something else: end that first",
                path["audience"],
                location=path,
                type="guidepress",
                subtype="path",
            )


def find_line(path: Path) -> int:
    """Return the line of the front matter that names the audience."""
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    return next((n for n, line in enumerate(lines, 1) if FIELD.match(line)), 1)


def setup(app: Sphinx) -> None:
    """Check each document when it is read."""
    # after Sphinx has collected the front matter (500)
    app.connect("doctree-read", check_audience, priority=800)
    app.connect("doctree-read", refuse_hidden_paths)
