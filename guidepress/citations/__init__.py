"""Numbered citations: superscript marks in the text, an AMA/NLM list at the end."""

from __future__ import annotations

import pybtex.plugin
from sphinx.application import Sphinx
from sphinxcontrib.bibtex.plugin import register_plugin

from ..nodes import pass_over
from .bibfile import check_bibfiles
from .chapter_sources import ChapterSources, ListChapterSources, chapter_sources
from .domain import BookDomain
from .marks import SuperscriptRanges
from .references import ReferenceList
from .roles import BookCiteRole
from .style import AmaStyle
from .transforms import NameMarks
from .works import check_uses, check_works


def setup(app: Sphinx) -> None:
    """Offer both styles by the names that conf.py gives."""
    pybtex.plugin.register_plugin("pybtex.style.formatting", "ama", AmaStyle)
    register_plugin(
        "sphinxcontrib.bibtex.style.referencing", "ranges", SuperscriptRanges
    )
    # A plugin that is registered is found without reading the entry points of every
    # installed package again, which each citation would do: a fifth of Sphinx's time.
    for name in ("docutils", "plaintext"):
        backend = pybtex.plugin.find_plugin("pybtex.backends", name)
        pybtex.plugin.register_plugin("pybtex.backends", name, backend, force=True)
    app.setup_extension("sphinxcontrib.bibtex")
    # sphinxcontrib-bibtex reads the files when its domain is made, with a traceback
    # for a malformed one; so they are checked first.
    app.connect("config-inited", check_bibfiles, priority=200)
    app.add_domain(BookDomain, override=True)
    app.add_role("cite", BookCiteRole(), override=True)
    app.add_transform(NameMarks)
    plain = pass_over, pass_over
    app.add_node(chapter_sources, latex=plain, man=plain, texinfo=plain, text=plain)
    app.add_directive("chapter-sources", ChapterSources)
    app.add_post_transform(ReferenceList)
    app.add_post_transform(ListChapterSources)
    app.connect("env-before-read-docs", check_works)
    app.connect("env-check-consistency", check_uses)
