"""What the build refuses in the index."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from ..book import list_slots
from ..locators import Sections
from ..problems import closest
from .entries import Entry, find_target, list_references, read_entries

logger = logging.getLogger(__name__)


def check_references(app: Sphinx, env: BuildEnvironment) -> None:
    """Refuse a "see" that sends the reader to a word with no place in the book."""
    docnames = [slot.docname for slot in list_slots(env)]
    references = list(list_references(env, docnames))
    root = read_entries(env, Sections(env)) if references else Entry("")
    for reference in references:
        entry = find_target(root, reference.target)
        if entry is None or not entry.is_treated:
            treated = [e.word for e in root.parts.values() if e.is_treated]
            logger.warning(
                "the index sends readers from “%s” to “%s”, which has no place in the "
                "book: add an entry for it or mend the word%s",
                reference.word,
                reference.target,
                closest(reference.target, treated),
                location=locate(env, reference.docname, reference.target),
                type="guidepress",
                subtype="index",
            )


def locate(env: BuildEnvironment, docname: str, target: str) -> nodes.Node | str:
    """Return the directive or role that names a target, or its document."""
    for node in env.get_doctree(docname).findall(addnodes.index):
        if any(
            kind.startswith("see") and value.endswith(target)
            for kind, value, *_ in node["entries"]
        ):
            return node
    return docname
