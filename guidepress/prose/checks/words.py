"""M14, M18 and M37: words to avoid, words of others."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Iterator

from docutils import nodes

from ..context import Context
from ..findings import Finding
from ..grammar import NEGATIVE
from ..overlap import digest_runs
from ..passages import Document, find_line
from ..rules import Words


def check_banned(document: Document, context: Context) -> Iterator[Finding]:
    """M14: words that hurt, blame or promise are refused."""
    if document.matter in ("body", "front", "handout", "back"):
        for rule in context.rules.banned:
            yield from find_words(document, rule)


def check_noticed(document: Document, context: Context) -> Iterator[Finding]:
    """M14: words that are wrong more often than right are reported."""
    if not document.is_exempt:
        for rule in context.rules.noticed:
            for finding in find_words(document, rule):
                yield finding._replace(is_notice=True)


def find_words(document: Document, rule: Words, id_: str = "M14") -> Iterator[Finding]:
    """Yield where the text uses the words of a rule."""
    pattern = compile_words(rule.words)
    allowed = compile_words(rule.unless) if rule.unless else None
    for passage in document.passages:
        spans = [m.span() for m in allowed.finditer(passage.text)] if allowed else []
        for match in pattern.finditer(passage.text):
            inside = any(s <= match.start() and match.end() <= e for s, e in spans)
            if not inside:
                line = passage.find_line(match.start())
                yield Finding(id_, document.docname, line, match[0], rule.instead)


def compile_words(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for whole words; a space stands for any white space."""
    choices = (re.escape(word).replace(r"\ ", r"\s+") for word in words)
    return re.compile(rf"(?<!\w)(?:{'|'.join(choices)})(?!\w)", re.I)


def matches(docname: str, patterns: tuple[str, ...]) -> bool:
    """Tell whether a docname is one of those that the patterns name."""
    return any(fnmatch.fnmatchcase(docname, pattern) for pattern in patterns)


def check_contractions(document: Document, context: Context) -> Iterator[Finding]:
    """M14: “do not”, never “don’t”, which a tired eye reads as “do”."""
    if document.is_exempt:
        return
    for passage in document.passages:
        for match in NEGATIVE.finditer(passage.text):
            line = passage.find_line(match.start())
            advice = "write the “not” in full"
            yield Finding("M14", document.docname, line, match[0], advice)


def check_trademarks(document: Document, context: Context) -> Iterator[Finding]:
    """M37: names that belong to others, and would look like their blessing."""
    if context.rules.trademarks and document.matter != "back":
        advice = "leave the name out: it belongs to others and looks like their consent"
        rule = Words(words=context.rules.trademarks, instead=advice)
        for finding in find_words(document, rule, "M37"):
            names = context.rules.trademarks
            if finding.words in names:  # names have capitals: “Shout”, not “shout”
                yield finding


def check_overlap(document: Document, context: Context) -> Iterator[Finding]:
    """M18: no run of words from a text that is not ours."""
    if not context.copied:
        return
    texts = [(p.line, p.text) for p in document.passages]
    texts += [
        (find_line(image), image.get("alt", ""))
        for image in document.doctree.findall(nodes.image)
    ]
    texts.append((1, str(document.metadata.get("main_message", ""))))
    for line, text in texts:
        for words, digest in digest_runs(text):
            if digest in context.copied:
                advice = "say it in other words: these are someone else’s"
                yield Finding("M18", document.docname, line, words, advice)
                break
