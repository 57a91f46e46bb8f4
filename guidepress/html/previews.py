"""What a mark leads to, laid into the page beside it: notes, references and terms.

A page carries the words of what it names in `<template>`, which a browser neither
shows nor reads out.  So nothing is fetched when a reader rests on a mark: it works from
a folder too, and no server hears what was looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, NamedTuple, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinxcontrib.bibtex.domain import Citation
from sphinxcontrib.bibtex.transforms import BibliographyTransform

from ..book import is_mark
from ..citations.domain import BookDomain
from .assets import is_own_site

#: What the page loads, once it has something to show.
SCRIPT = "previews.js"


class Preview(NamedTuple):
    """What is shown for a mark."""

    kind: str  #: "note", "reference" or "term"
    title: str
    blocks: tuple[nodes.Node, ...]
    number: str = ""  #: of a reference, which may be inside a range

    @property
    def more(self) -> str:
        """The words of the link that leaves the text."""
        whole = {"reference": "references", "term": "glossary"}
        return f"Go to the {whole.get(self.kind, self.kind)}"


class Written(NamedTuple):
    """A preview as a page holds it."""

    href: str  #: as the marks on the page spell it
    preview: Preview
    body: str  #: HTML


class Previews:
    """Writes the previews of each page; one object per application."""

    def __init__(self) -> None:
        self.bodies: dict[tuple[str, str], str] = {}

    def add(
        self,
        app: Sphinx,
        pagename: str,
        templatename: str,
        context: dict[str, Any],
        doctree: nodes.document | None,
    ) -> None:
        """Give the template of a page the previews of its marks, and their script."""
        context["previews"] = []
        if doctree is None or not is_own_site(app.builder):
            return
        assert isinstance(app.builder, StandaloneHTMLBuilder)
        context["previews"] = list(self.write(app.builder, pagename, doctree))
        if context["previews"]:
            app.builder.add_js_file(SCRIPT, defer="defer")

    def write(
        self, builder: StandaloneHTMLBuilder, pagename: str, doctree: nodes.document
    ) -> Iterator[Written]:
        """Yield what the marks of a document lead to, each once, in a fixed order."""
        for note in doctree.findall(nodes.footnote):
            preview = describe_note(note)
            yield Written(f"#{note['ids'][0]}", preview, render(builder, preview))
        hrefs = {find_href(link) for link in doctree.findall(nodes.reference)}
        cited = list_cited(builder.env, pagename)
        for docname, id_, describe in list_targets(builder.env):
            href = name_href(builder, pagename, docname, id_)
            if href not in hrefs and id_ not in cited:
                continue
            preview = describe()
            if (docname, id_) not in self.bodies:
                self.bodies[docname, id_] = render(builder, preview)
            yield Written(href, preview, self.bodies[docname, id_])


#: Docname and id of what can be shown, and what makes its preview.
Target = tuple[str, str, Callable[[], Preview]]


def list_targets(env: BuildEnvironment) -> Iterator[Target]:
    """Yield the references by their numbers, then the terms of the glossary."""
    domain = cast("BookDomain", env.get_domain("cite"))
    for work in domain.citations:
        docname = work.bibliography_key.docname
        yield docname, work.citation_id, partial(describe_work, work)
    terms = env.domains.standard_domain._terms  # the only list with their ids
    for docname, id_ in sorted(set(terms.values())):
        yield docname, id_, partial(describe_term, env, docname, id_)


def list_cited(env: BuildEnvironment, docname: str) -> set[str]:
    """Return the ids of the works that a document cites: a range hides some."""
    domain = cast("BookDomain", env.get_domain("cite"))
    keys = {key for key, _ in domain.marks.get(docname, ())}
    return {work.citation_id for work in domain.citations if work.key in keys}


def find_href(link: nodes.reference) -> str:
    """Return where a link leads, as the page spells it."""
    return str(link.get("refuri") or f"#{link.get('refid', '')}")


def name_href(
    builder: StandaloneHTMLBuilder, pagename: str, docname: str, id_: str
) -> str:
    """Return how the links of a page to a place are spelled."""
    uri = "" if docname == pagename else builder.get_relative_uri(pagename, docname)
    return f"{uri}#{id_}"


def describe_note(note: nodes.footnote) -> Preview:
    """Return the preview of a note."""
    label, *blocks = note.children
    return Preview("note", f"Note {label.astext()}", tuple(blocks))


def describe_work(work: Citation) -> Preview:
    """Return the preview of a reference."""
    label = str(work.formatted_entry.label)
    block = BibliographyTransform.backend.paragraph(work.formatted_entry)
    return Preview("reference", f"Reference {label}", (block,), label)


def describe_term(env: BuildEnvironment, docname: str, id_: str) -> Preview:
    """Return the preview of a term."""
    doctree = env.get_doctree(docname)
    (term,) = (t for t in doctree.findall(nodes.term) if id_ in t["ids"])
    definition = term.next_node(nodes.definition, descend=False, siblings=True)
    assert isinstance(term, nodes.term)
    blocks = definition.children if definition else ()
    return Preview("term", "".join(list_own_words(term)), tuple(blocks))


def list_own_words(term: nodes.term) -> Iterator[str]:
    """Yield the words of a term, without what it notes for an index."""
    return (
        child.astext()
        for child in term.children
        if not isinstance(child, nodes.Invisible)
    )


def render(builder: StandaloneHTMLBuilder, preview: Preview) -> str:
    """Return the HTML of the blocks."""
    parts = (builder.render_partial(strip(block)) for block in preview.blocks)
    return "".join(part["fragment"] for part in parts).strip()


def strip(block: nodes.Node) -> nodes.Node:
    """Return a copy that can stand on any page.

    It has no ids, no marks of its own, and only links into the network: the others
    would be spelled as from another page.
    """
    copy = block.deepcopy()
    for element in list_elements(copy):
        if isinstance(element, nodes.Invisible) or is_mark(element):
            element.parent.remove(element)
    for element in list_elements(copy):
        for name in ("ids", "names", "dupnames", "backrefs"):
            element[name] = []
        is_link = isinstance(element, nodes.reference | addnodes.pending_xref)
        if is_link and "://" not in element.get("refuri", ""):
            element.replace_self(element.children)
    return copy


def list_elements(root: nodes.Node) -> Iterable[Any]:
    """Return the elements of a tree that is about to change."""
    return list(root.findall(nodes.Element))
