"""Resolved doctrees to one book: front, body and back matter in reading order.

Ids carry their docname, so that nothing collides when chapters share a file; a link
is either inside the book or external.  Sphinx's `singlehtml` cannot serve: it leaves
duplicate ids and dead links between files.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.config import Config
from sphinx.environment import BuildEnvironment

Matter = Literal["front", "body", "back"]

#: The address of a document while links are resolved: "book:guide/toolkit#pause".
SCHEME = "book:"


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


def list_chapters(env: BuildEnvironment) -> list[tuple[str, Matter]]:
    """Return the documents of the book in reading order, each with its matter.

    The toctrees of the root document named "front" and "back" hold those parts;
    every other toctree is body.  A document's own toctrees follow it.  The root
    document comes first where it says something of its own.
    """
    root = env.get_doctree(env.config.root_doc)
    result: list[tuple[str, Matter]] = []
    if has_words(root):
        result.append((env.config.root_doc, "front"))
    for toctree in root.findall(addnodes.toctree):
        names: list[str] = toctree.parent.get("names", []) if toctree.parent else []
        matter: Matter = "front" if "front" in names else "body"
        matter = "back" if "back" in names else matter
        for docname in toctree["includefiles"]:
            for found in with_descendants(env, docname):
                if found not in {known for known, _ in result}:
                    result.append((found, matter))
    return result


def has_words(doctree: nodes.document) -> bool:
    """Tell whether a document holds more than its title and its toctrees."""
    silent = (nodes.title, nodes.Invisible)
    return any(
        isinstance(node, (nodes.TextElement, nodes.image))
        and not isinstance(node, silent)
        and not isinstance(node.parent, silent)
        for node in doctree.findall(nodes.Element)
    )


def with_descendants(env: BuildEnvironment, docname: str) -> Iterator[str]:
    """Yield a document and all that its toctrees include, depth first."""
    yield docname
    for child in env.toctree_includes.get(docname, ()):
        yield from with_descendants(env, child)


def assemble(env: BuildEnvironment, builder: Builder) -> Book:
    """Resolve every document of the book and join them.

    The builder's `get_target_uri` must return `book_uri(docname)`.
    """
    listed = list_chapters(env)
    docnames = {docname for docname, _ in listed}
    parts: dict[Matter, list[Chapter]] = {"front": [], "body": [], "back": []}
    for docname, matter in listed:
        doctree = env.get_and_resolve_doctree(docname, builder, tags=builder.tags)
        drop_toctrees(doctree)
        qualify_ids(doctree, docname)
        resolve_links(doctree, docnames)
        parts[matter].append(
            Chapter(
                docname,
                env.titles[docname].astext(),
                matter,
                chapter_number(env, docname),
                str(env.metadata[docname].get("matter", "")),
                doctree,
            )
        )
    return Book(*(tuple(parts[matter]) for matter in ("front", "body", "back")))


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
