"""The search: what is looked through, section by section, by the browser alone.

Sphinx's own search names whole chapters, fetches each page that it has found, and
leaves the words in the browser's storage; so ours takes its place in our theme.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.search import IndexBuilder

from ..book import list_words, plain_title
from ..index.entries import list_references, spell_words
from .assets import is_own_site

#: The name of the page.
SEARCH = "search"

#: What the page loads, seen from the root of the website.
INDEX = "_static/search-index.js"


class Passage(NamedTuple):
    """A section, or a term of the glossary, as the search finds it."""

    url: str  #: seen from the root of the website
    chapter: str
    title: str
    noted: str  #: its words in the index, and those that send a reader to them
    text: str


def replace_search(app: Sphinx) -> None:
    """Keep Sphinx from making its own search, which pages of our theme do not load."""
    if is_own_site(app.builder):
        assert isinstance(app.builder, StandaloneHTMLBuilder)
        app.builder.search = False


def write_index(app: Sphinx, builder: Builder) -> None:
    """Write what the search looks through, before a page names the file."""
    if not is_own_site(builder):
        return
    path = Path(builder.outdir, INDEX)
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [*describe_language(app), list_passages(app.env, builder)]
    path.write_text("\n".join(lines), encoding="utf-8")


def describe_language(app: Sphinx) -> Iterator[str]:
    """Yield scripts by Sphinx for the language: its stems, and words not looked for."""
    config = app.config
    language = config.html_search_language or config.language
    index = IndexBuilder(app.env, language, config.html_search_options, "")
    yield index.get_js_stemmer_code()
    yield f"const STOPWORDS = new Set({json.dumps(sorted(index.lang.stopwords))});"


def list_passages(env: BuildEnvironment, builder: Builder) -> str:
    """Return the script that holds every passage of the website."""
    aliases = find_aliases(env)
    passages = [
        passage
        for docname in sorted(env.found_docs)
        for passage in read_passages(env, builder, docname, aliases)
    ]
    text = json.dumps(passages, ensure_ascii=False, separators=(",", ":"))
    return f"const PASSAGES = {text};\n"


def find_aliases(env: BuildEnvironment) -> dict[str, list[str]]:
    """Return, for each word of the index, those that send a reader to it."""
    aliases = defaultdict(list)
    for reference in list_references(env, sorted(env.found_docs)):
        if reference.kind == "see":
            aliases[reference.target].append(reference.word)
    return aliases


def read_passages(
    env: BuildEnvironment, builder: Builder, docname: str, aliases: dict[str, list[str]]
) -> Iterator[Passage]:
    """Yield the sections and terms of a document in their order."""
    doctree = env.get_doctree(docname)
    uri = builder.get_target_uri(docname)
    chapter = plain_title(env.titles[docname])
    for section in doctree.findall(is_passage):
        assert isinstance(section, nodes.Element)
        ids = find_ids(section)
        title = read_title(section)
        yield Passage(
            url=f"{uri}#{ids[0]}" if ids and title != chapter else uri,
            chapter=chapter,
            title=title,
            noted=" · ".join(list_noted(section, aliases)),
            text=read_text(section),
        )


def is_passage(node: nodes.Node) -> bool:
    """Tell whether the search leads to a node: a section with a title, or a term."""
    if isinstance(node, nodes.definition_list_item):
        return any(term["ids"] for term in node.findall(nodes.term))
    return isinstance(node, nodes.section) and bool(node.next_node(nodes.title))


def find_ids(passage: nodes.Element) -> list[str]:
    """Return the ids of a section, or of the term that begins a definition."""
    term = passage.next_node(nodes.term) if not passage["ids"] else None
    return list(term["ids"] if term is not None else passage["ids"])


def read_title(passage: nodes.Element) -> str:
    """Return the words of a title, or of the terms that share a definition."""
    if isinstance(passage, nodes.section):
        return plain_title(passage)
    terms = (child for child in passage.children if isinstance(child, nodes.term))
    return ", ".join(squeeze(term) for term in terms)


def read_text(passage: nodes.Element) -> str:
    """Return the words of a passage that belong to no other, without its title."""
    return " ".join(
        filter(None, (squeeze(block) for block in list_blocks(passage.children)))
    )


def list_blocks(children: list[nodes.Node]) -> Iterator[nodes.Element]:
    """Yield the blocks of text below: paragraphs and what is like them."""
    for child in children:
        if not isinstance(child, nodes.Element) or is_passage(child):
            continue
        if isinstance(child, nodes.TextElement):
            if not isinstance(child, nodes.title | nodes.term | nodes.Invisible):
                yield child
        else:
            yield from list_blocks(child.children)


def squeeze(node: nodes.Node) -> str:
    """Return the words of a node on one line, without marks of citations."""
    return " ".join("".join(text.astext() for text in list_words(node)).split())


def list_noted(passage: nodes.Element, aliases: dict[str, list[str]]) -> list[str]:
    """Return the words of the index that stand in a passage, and their aliases."""
    words = [
        ", ".join(parts)
        for node in list_index_nodes(passage)
        for kind, value, *_ in node["entries"]
        if kind not in ("see", "seealso")
        for parts in spell_words(kind, value)[:1]
    ]
    others = [alias for word in words for alias in aliases.get(word, ())]
    return list(dict.fromkeys([*words, *others]))


def list_index_nodes(passage: nodes.Element) -> Iterator[addnodes.index]:
    """Yield the notes for the index that belong to no passage below."""
    for child in passage.children:
        if isinstance(child, addnodes.index):
            yield child
        elif isinstance(child, nodes.Element) and not is_passage(child):
            yield from list_index_nodes(child)
