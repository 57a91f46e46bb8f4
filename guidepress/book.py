"""Resolved doctrees to one book: front, body and back matter in reading order.

Ids carry their docname, so that nothing collides when chapters share a file; a link
is either inside the book or external.  Sphinx's `singlehtml` cannot serve: it leaves
duplicate ids and dead links between files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.config import Config
from sphinx.environment import BuildEnvironment

Matter = Literal["front", "body", "back"]

#: The address of a document while links are resolved: "book:guide/toolkit#pause".
SCHEME = "book:"


class Slot(NamedTuple):
    """The place that a document has in the book, known before it is resolved."""

    docname: str
    matter: Matter
    role: str  #: `matter:` in the front matter of the source, as in "imprint"
    parent: str  #: the document of the book whose toctree names it, or ""
    part: str  #: the caption of the root document's toctree that leads to it, or ""


class Chapter(NamedTuple):
    """A document of the book."""

    docname: str
    title: str
    matter: Matter
    number: str  #: "2", or "" where chapters are not numbered
    role: str  #: `matter:` in the front matter of the source, as in "imprint"
    doctree: nodes.document


class Book(NamedTuple):
    """The book in reading order."""

    front: tuple[Chapter, ...]
    body: tuple[Chapter, ...]
    back: tuple[Chapter, ...]

    def chapters(self) -> Iterator[Chapter]:
        """Yield every chapter in reading order."""
        yield from self.front
        yield from self.body
        yield from self.back


def is_handout(docname: str, config: Config) -> bool:
    """Tell whether the document is a handout, and so no part of the book."""
    return docname.startswith(f"{config.guidepress_handouts}/")


def list_slots(env: BuildEnvironment) -> list[Slot]:
    """Return the documents of the book in the order in which they are bound.

    The toctrees of the root document named "front" and "back" hold those parts;
    every other toctree is body.  A document's own toctrees follow it.  The root
    document comes first where it says something of its own, and before it the
    imprint, wherever it is named.  A document that several toctrees name stands
    where the first of them is.
    """
    seen = {env.config.root_doc}
    root = env.get_doctree(env.config.root_doc)
    slots = [make_slot(env, env.config.root_doc, "front")] if has_words(root) else []
    for toctree in root.findall(addnodes.toctree):
        matter, part = find_matter(toctree), toctree.get("caption") or ""
        for docname in toctree["includefiles"]:
            slots += [
                make_slot(env, found, matter, parent, part)
                for found, parent in walk_toctrees(env, docname, seen)
            ]
    return sorted(slots, key=lambda slot: slot.role != "imprint")


def make_slot(
    env: BuildEnvironment,
    docname: str,
    matter: Matter,
    parent: str = "",
    part: str = "",
) -> Slot:
    """Return the place of a document; an imprint stands apart, in front."""
    role = str(env.metadata[docname].get("matter", ""))
    if role == "imprint":
        return Slot(docname, "front", role, "", "")
    return Slot(docname, matter, role, parent, part)


def find_matter(toctree: addnodes.toctree) -> Matter:
    """Return the matter that a toctree of the root document holds, by its name."""
    names: list[str] = toctree.parent.get("names", []) if toctree.parent else []
    if "back" in names:
        return "back"
    return "front" if "front" in names else "body"


def walk_toctrees(
    env: BuildEnvironment, docname: str, seen: set[str], parent: str = ""
) -> Iterator[tuple[str, str]]:
    """Yield (docname, parent) of a document and all below it, depth first.

    :param seen: the documents that have a place already, kept up to date; toctrees
        may name one twice, or lead round in a circle
    """
    # a toctree may name Sphinx's own pages, too, such as "genindex"
    if docname in seen or docname not in env.found_docs:
        return
    seen.add(docname)
    yield docname, parent
    for child in env.toctree_includes.get(docname, ()):
        yield from walk_toctrees(env, child, seen, docname)


def count_imprints(chapters: Iterable[Slot | Chapter]) -> int:
    """Return how many documents are bound in front of the contents."""
    return sum(chapter.role == "imprint" for chapter in chapters)


def has_words(doctree: nodes.document) -> bool:
    """Tell whether a document holds more than its title and its toctrees."""
    silent = (nodes.title, nodes.Invisible)
    return any(
        isinstance(node, (nodes.TextElement, nodes.image))
        and not isinstance(node, silent)
        and not isinstance(node.parent, silent)
        for node in doctree.findall(nodes.Element)
    )


def assemble(env: BuildEnvironment, builder: Builder) -> Book:
    """Resolve every document of the book and join them.

    The builder's `get_target_uri` must return `book_uri(docname)`.
    """
    slots = list_slots(env)
    docnames = {slot.docname for slot in slots}
    parts: dict[Matter, list[Chapter]] = {"front": [], "body": [], "back": []}
    for slot in slots:
        doctree = env.get_and_resolve_doctree(slot.docname, builder, tags=builder.tags)
        drop_toctrees(doctree)
        qualify_ids(doctree, slot.docname)
        resolve_links(doctree, docnames)
        parts[slot.matter].append(make_chapter(env, slot, doctree))
    return Book(*(tuple(parts[matter]) for matter in ("front", "body", "back")))


def make_chapter(env: BuildEnvironment, slot: Slot, doctree: nodes.document) -> Chapter:
    """Return the chapter that a resolved document is."""
    top = next(doctree.findall(nodes.section), None)
    return Chapter(
        slot.docname,
        plain_title(env.titles[slot.docname] if top is None else top),
        slot.matter,
        chapter_number(env, slot.docname),
        slot.role,
        doctree,
    )


# -- titles and sections ---------------------------------------------------------


def list_sections(node: nodes.document | nodes.section) -> list[nodes.section]:
    """Return the sections right below a section, or below a document's first."""
    is_section = isinstance(node, nodes.section)
    top = node if is_section else next(node.findall(nodes.section), None)
    children = () if top is None else top.children
    return [child for child in children if isinstance(child, nodes.section)]


def plain_title(node: nodes.Element) -> str:
    """Return the words of a title, as contents and running heads print them.

    Marks of citations and notes, pictures and raw markup are left out.

    :param node: a title of a resolved document, or the section that it heads
    """
    title = node if isinstance(node, nodes.title) else node.next_node(nodes.title)
    assert title is not None
    words = "".join(text.astext() for text in list_words(title))
    return " ".join(words.split())


def list_words(node: nodes.Node) -> Iterator[nodes.Text]:
    """Yield the texts below a node that are words of the sentence."""
    for child in node.children:
        if isinstance(child, nodes.Text):
            yield child
        elif not is_mark(child):
            yield from list_words(child)


def is_mark(node: nodes.Node) -> bool:
    """Tell whether a node stands in a sentence without being a word of it.

    A textual citation has words, the authors' names, before its superscript.
    """
    if isinstance(node, nodes.superscript):
        return is_citation(node.parent)
    if is_citation(node):
        return not any(isinstance(c, nodes.superscript) for c in node.children)
    if isinstance(node, addnodes.pending_xref):
        return bool(node.get("refdomain") == "cite")
    return isinstance(
        node,
        (nodes.citation_reference, nodes.footnote_reference, nodes.image, nodes.raw),
    )


def is_citation(node: nodes.Node | None) -> bool:
    """Tell whether sphinxcontrib-bibtex wrote the node for one of its roles."""
    return isinstance(node, nodes.inline) and "bibtex-citation" in node["classes"]


# -- addresses -------------------------------------------------------------------


def drop_toctrees(doctree: nodes.document) -> None:
    """Take out the lists of contents within chapters: the book has its own."""
    for wrapper in list(doctree.findall(nodes.compound)):
        if "toctree-wrapper" in wrapper["classes"]:
            wrapper.parent.remove(wrapper)


def chapter_number(env: BuildEnvironment, docname: str) -> str:
    """Return "2" or "2.1" where the toctree numbers the document, else ""."""
    number = env.toc_secnumbers.get(docname, {}).get("") or ()
    return ".".join(map(str, number))


def book_uri(docname: str) -> str:
    """Return the address of a document inside the book."""
    return SCHEME + docname


def qualify(docname: str, id_: str) -> str:
    """Return the id of a place, unique in the book: "guide/toolkit:pause"."""
    return f"{docname}:{id_}" if id_ else docname


def qualify_ids(doctree: nodes.document, docname: str) -> None:
    """Put the docname in front of every id and of every link within the document."""
    for node in doctree.findall(nodes.Element):
        node["ids"] = [qualify(docname, id_) for id_ in node["ids"]]
        if "refid" in node:
            node["refid"] = qualify(docname, node["refid"])
        if "backrefs" in node:
            node["backrefs"] = [qualify(docname, id_) for id_ in node["backrefs"]]


def resolve_links(doctree: nodes.document, docnames: set[str]) -> None:
    """Turn addresses in the book into ids; unlink what is not in the book.

    A handout or another page of the website is no part of the book: its words
    stay, the link goes.
    """
    for node in list(doctree.findall(nodes.reference)):
        uri = node.get("refuri", "")
        if not uri.startswith(SCHEME):
            continue
        docname, _, id_ = uri.removeprefix(SCHEME).partition("#")
        if docname in docnames:
            del node["refuri"]
            node["refid"] = qualify(docname, id_)
        else:
            node.replace_self(nodes.inline("", "", *node.children))
