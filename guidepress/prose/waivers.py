"""Waivers: findings that an author lets stand, with the reason beside the text.

A comment in front of a block waives one check for that block; in front of a heading,
for the heading and for what is said of the whole document:

    % waive M10: the words of the law, which we may not shorten
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from docutils import nodes

from .findings import Finding
from .passages import Document, find_line

WAIVER = re.compile(r"waive\b[:\s]*(?P<id>M\d+a?)?\s*:?\s*(?P<reason>.*)", re.S)


class Waiver(NamedTuple):
    """One check that is waived for one block."""

    id: str
    reason: str
    line: int
    lines: frozenset[int]  #: the lines of the source that it covers

    def covers(self, finding: Finding) -> bool:
        """Tell whether the finding is waived."""
        return finding.id == self.id and finding.line in self.lines


def read_waivers(document: Document) -> Iterator[Waiver]:
    """Yield the waivers of a document, with those that are malformed."""
    for comment in document.doctree.findall(nodes.comment):
        for offset, row in enumerate(comment.astext().split("\n")):
            if match := WAIVER.fullmatch(row.strip()):
                yield Waiver(
                    match["id"] or "",
                    match["reason"].strip(),
                    find_line(comment) + offset,
                    frozenset(list_lines(document, comment)),
                )


def list_lines(document: Document, comment: nodes.comment) -> Iterator[int]:
    """Yield the lines of the block that follows a comment."""
    block = comment.next_node(descend=False, siblings=True)
    while isinstance(block, nodes.comment):
        block = block.next_node(descend=False, siblings=True)
    if isinstance(block, nodes.section):
        block = block.next_node(nodes.title)
        yield from (0, 1) if comment.parent is document.doctree else ()
    if block is None:
        return
    inside = set(map(id, block.findall()))
    yield from (node.line for node in block.findall(nodes.Element) if node.line)
    for passage in document.passages:
        if id(passage.node) in inside:
            yield from range(passage.line, passage.line + passage.text.count("\n") + 1)


def apply_waivers(
    document: Document, findings: Sequence[Finding]
) -> tuple[list[Finding], int]:
    """Return the findings that stand, and how many were waived.

    A waiver that says no check or no reason, or that waives nothing, is a finding.
    """
    waivers = list(read_waivers(document))
    good = [waiver for waiver in waivers if waiver.id and waiver.reason]
    used: set[Waiver] = set()
    kept = []
    for finding in findings:
        covering = [waiver for waiver in good if waiver.covers(finding)]
        used.update(covering)
        if not covering:
            kept.append(finding)
    waived = len(findings) - len(kept)
    kept += [judge(document, w) for w in waivers if w not in used]
    return kept, waived


def judge(document: Document, waiver: Waiver) -> Finding:
    """Return what is wrong with a waiver that was not used."""
    if not waiver.id or not waiver.reason:
        words, advice = "waive", "write it as in “% waive M10: the reason”"
    else:
        words, advice = f"waive {waiver.id}", "it waives nothing here: delete it"
    return Finding("waiver", document.docname, waiver.line, words, advice)
