"""M01 and M02: what a document says of itself."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from docutils import nodes

from ..context import Context, read_list
from ..findings import Finding
from ..passages import Document, find_line


def check_fields(document: Document, context: Context) -> Iterator[Finding]:
    """M01: the front matter has every field that the title asks for."""
    asked = context.rules.front_matter
    needed = list(asked.all)
    needed += asked.chapters if document.matter == "body" else ()
    needed += asked.handouts if document.matter == "handout" else ()
    missing = [name for name in needed if not has_value(document.metadata.get(name))]
    if missing and document.matter != "root":
        yield Finding(
            "M01",
            document.docname,
            1,
            "",
            f"add to its front matter, or for all in conf.py: {', '.join(missing)}",
        )


def check_ids(documents: Sequence[Document], context: Context) -> Iterator[Finding]:
    """M01: no two documents have the same id."""
    first: dict[str, str] = {}
    for document in documents:
        id_ = str(document.metadata.get("id", ""))
        other = first.setdefault(id_, document.docname)
        if id_ and other != document.docname:
            advice = f"give it an id of its own: {other} has this one"
            yield Finding("M01", document.docname, 1, id_, advice)


def check_markup(document: Document, context: Context) -> Iterator[Finding]:
    """M01: the text says what it means; HTML would say how it looks, in one output."""
    for node in document.doctree.findall(nodes.raw):
        advice = "write it in MyST, or with a directive of docs/authoring.md"
        line = find_line(node)
        yield Finding("M01", document.docname, line, node.astext(), advice)


def has_value(value: object) -> bool:
    """Tell whether a field says something; false is something."""
    return value is False or bool(read_list(value) or str(value or "").strip("[] "))


def check_review(document: Document, context: Context) -> Iterator[Finding]:
    """M02: the next review is due soon enough after the last."""
    months = context.rules.front_matter.longest_review_months
    days = [
        read_day(document.metadata.get(f)) for f in ("last_reviewed", "next_review")
    ]
    last, following = days
    if last is None or following is None:
        return
    gap = (following.year - last.year) * 12 + following.month - last.month
    gap += following.day > last.day
    if gap > months or following <= last:
        yield Finding(
            "M02",
            document.docname,
            1,
            f"{last} to {following}",
            f"set next_review after last_reviewed, at most {months} months",
        )


def read_day(value: object) -> datetime.date | None:
    """Return a day of the front matter, or None."""
    try:
        return datetime.date.fromisoformat(str(value))
    except ValueError:
        return None
