"""What the checks know besides the document at hand."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from sphinx.application import Sphinx
from sphinx.config import Config

from ..book import is_handout, list_slots
from ..claims.register import Register, load_register
from ..regions import Region, load_regions
from .overlap import digest_runs, read_digests
from .passages import Document, read_passages
from .rules import Rules
from .sentences import split_words


class Context(NamedTuple):
    """What the checks know of the title."""

    rules: Rules
    register: Register | None
    terms: tuple[str, ...]  #: words of the glossary, lower case, the longest first
    region: Region | None  #: whose crisis lines the book prints
    numbers: tuple[str, ...]  #: telephone numbers of all regions
    vocabulary: frozenset[str]  #: every word that stands somewhere in lower case
    copied: frozenset[str]  #: digests of runs of words that must not be copied
    disclaimer: str
    paths: Mapping[str, str]  #: docname -> file


def read_documents(app: Sphinx) -> list[Document]:
    """Return every document of the book in reading order, then the handouts."""
    env = app.env
    slots = {slot.docname: slot for slot in list_slots(env)}
    handouts = sorted(d for d in env.found_docs if is_handout(d, app.config))
    documents = []
    for docname in [*slots, *handouts]:
        slot = slots.get(docname)
        doctree = env.get_doctree(docname)
        matter = "handout" if slot is None else str(slot.matter)
        role = "" if slot is None else slot.role
        metadata = describe_document(app.config, env.metadata[docname])
        passages = tuple(read_passages(doctree))
        documents.append(Document(docname, matter, role, metadata, doctree, passages))
    return documents


def describe_document(config: Config, own: Mapping[str, Any]) -> dict[str, Any]:
    """Return the front matter of a document with what conf.py says for all."""
    common: dict[str, Any] = {
        "authors": config.author,
        "clinical_reviewers": config.guidepress_reviewers
        or config.guidepress_review_pending,
        "licence": config.guidepress_licence,
        "published": config.guidepress_published,
        "version": config.release,
    }
    common.update(config.guidepress_front_matter)
    return common | dict(own)


def make_context(app: Sphinx, rules: Rules, documents: list[Document]) -> Context:
    """Gather what the checks need to know."""
    config, env = app.config, app.env
    terms = {name for name, *_ in find_terms(env.domains.standard_domain)}
    folder, chosen = Path(config.guidepress_regions), config.guidepress_region
    regions = load_regions(folder) if chosen else []
    words = {w for d in documents for p in d.passages for w in split_words(p.text)}
    return Context(
        rules,
        load_register(config),
        tuple(sorted(terms, key=lambda term: (-len(term), term))),
        next((region for region in regions if region.id == chosen), None),
        tuple(sorted({line.number for r in regions for line in r.lines})),
        frozenset(word for word in words if word == word.lower()),
        find_copied(config, rules, list_titles(app)),
        config.guidepress_disclaimer,
        {d.docname: str(env.doc2path(d.docname)) for d in documents},
    )


def find_terms(domain: Any) -> Iterator[tuple[str, str]]:
    """Yield (word, docname) of the glossary."""
    for name, _, kind, docname, *_ in domain.get_objects():
        if kind == "term":
            yield name.lower(), docname


def list_titles(app: Sphinx) -> list[str]:
    """Return the titles of the works that the book cites."""
    entries = app.env.get_domain("cite").bibdata.data.entries  # type: ignore[attr-defined]
    fields = ("title", "booktitle", "journal")
    return [e.fields[f] for e in entries.values() for f in fields if f in e.fields]


def find_copied(config: Config, rules: Rules, titles: list[str]) -> frozenset[str]:
    """Return the digests of what must not be copied; titles of works may be."""
    base = Path(config.guidepress_prose).parent
    digests: set[str] = set()
    for name in rules.overlap.digests:
        digests |= read_digests(base / name)
    for title in titles:
        digests -= {digest for _, digest in digest_runs(title)}
    return frozenset(digests)


def read_list(value: Any) -> list[Any]:
    """Return a list of the front matter, which MyST hands over as JSON."""
    try:
        items = json.loads(value) if isinstance(value, str) and value else value
    except ValueError:
        return [value]
    return items if isinstance(items, list) else [items] if items else []
