"""M19, M20 and M22 to M24: help, and the lines that keep a reader safe."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from docutils import nodes

from ...nodes import help_line
from ...regions import Line as CrisisLine
from ..context import Context
from ..findings import Finding
from ..grammar import TELEPHONE
from ..passages import Document, Passage
from ..rules import Line
from ..sentences import normalise_words, split_sentences
from .words import compile_words, matches

#: What a list of crisis lines must hold, the emergency number first.
NEEDED: dict[str, Callable[[Sequence[CrisisLine]], bool]] = {
    "an emergency number to call first": lambda lines: lines[0].how.startswith("call"),
    "a line that is open 24 hours": lambda lines: any(
        "24 hours" in line.hours for line in lines[1:]
    ),
    "a line for text messages": lambda lines: any(
        line.how.startswith(("text", "chat")) for line in lines
    ),
}


def check_help(document: Document, context: Context) -> Iterator[Finding]:
    """M19 and M20: help is on every chapter and sheet, in the same place: last."""
    if document.matter not in ("body", "handout") or not context.numbers:
        return
    boxes = document.boxes("help-now")
    if not boxes:
        yield Finding("M19", document.docname, 1, "", "end it with :::{help-now}")
    elif find_last_block(document) is not boxes[-1]:
        line = boxes[-1].line or 1
        advice = "move it, or one more with :brief:, to the end, as in every chapter"
        yield Finding("M20", document.docname, line, "help now", advice)


def check_help_lines(document: Document, context: Context) -> Iterator[Finding]:
    """M20: a list of crisis lines holds what each reader may need."""
    for found in document.boxes("help-now"):
        shown = sum(1 for _ in found.findall(help_line))
        if context.region is None or not shown:  # in brief, it is one sentence
            continue
        lines = context.region.lines[:shown]
        missing = [name for name, holds in NEEDED.items() if not holds(lines)]
        if missing:
            advice = f"print more lines, or add to regions/: {', '.join(missing)}"
            yield Finding("M20", document.docname, found.line or 1, "help now", advice)


def find_last_block(document: Document) -> nodes.Node | None:
    """Return the last block of a document, whatever section it stands in."""
    found: nodes.Node | None = document.doctree
    while isinstance(found, (nodes.document, nodes.section)):
        blocks = [n for n in found.children if not isinstance(n, nodes.Invisible)]
        found = blocks[-1] if blocks else None
    return found


def check_numbers(document: Document, context: Context) -> Iterator[Finding]:
    """M19: telephone numbers come from the region, and are never typed."""
    known = compile_words(context.numbers) if context.numbers else None
    for passage in document.passages:
        found = [*TELEPHONE.finditer(passage.text)]
        found += (
            [m for m in known.finditer(passage.text) if len(m[0]) > 3] if known else []
        )
        for match in found[:1]:
            line = passage.find_line(match.start())
            advice = "let :::{help-now} print it: a typed number is never checked again"
            yield Finding("M19", document.docname, line, match[0], advice)


def check_lines(document: Document, context: Context) -> Iterator[Finding]:
    """M22 to M24: the lines that this document must carry are there."""
    for rule in context.rules.line:
        if is_concerned(document, rule) and not has_line(document, rule):
            yield Finding(rule.id, document.docname, 1, "", rule.advice)


def is_concerned(document: Document, rule: Line) -> bool:
    """Tell whether a rule is about this document."""
    if rule.documents and not matches(document.docname, rule.documents):
        return False
    if rule.boxes and not document.boxes(*rule.boxes):
        return False
    if not rule.mentions:
        return True
    pattern = compile_words(rule.mentions)
    count = sum(len(pattern.findall(p.text)) for p in document.passages)
    return count >= rule.times


def has_line(document: Document, rule: Line) -> bool:
    """Tell whether the document carries one of the lines."""
    pattern = compile_words(rule.any_of)
    return any(
        pattern.search(passage.text)
        for passage in document.passages
        if passage.box == rule.in_box or not rule.in_box
    )


def check_disclaimer(
    documents: Sequence[Document], context: Context
) -> Iterator[Finding]:
    """M22: the book gives the disclaimer once; a sheet’s frame prints it for each."""
    sentences = [text for _, text in split_sentences(context.disclaimer)]
    if not sentences:
        return
    core = normalise_words(sentences[-1])
    found = [
        (document, passage)
        for document in documents
        for passage in document.passages
        if core in normalise_words(passage.text)
    ]
    in_book = [(d, p) for d, p in found if d.matter != "handout"]
    if not in_book and documents:
        yield Finding("M22", documents[0].docname, 1, sentences[-1], "say it once")
    is_repeated = len(in_book) > 1
    for document, passage in found:
        if document.matter != "handout" and not is_repeated:
            continue
        yield point_at(document, passage, sentences[-1])


def point_at(document: Document, passage: Passage, words: str) -> Finding:
    """Return the finding of a disclaimer that is said again."""
    place = re.search(re.escape(words.split()[0]), passage.text)
    line = passage.find_line(place.start() if place else 0)
    advice = "say it once in the book; each sheet prints it by itself"
    return Finding("M22", document.docname, line, words, advice)
