"""M34 and M35: pictures and tables that everyone can use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from docutils import nodes
from lxml import etree

from ...nodes import how_to_use
from ..context import Context
from ..findings import Finding
from ..passages import Document, find_line
from ..sentences import split_words

SVG = "{http://www.w3.org/2000/svg}"

#: Points in a CSS pixel.
POINTS = 0.75


def check_figures(document: Document, context: Context) -> Iterator[Finding]:
    """M34: a figure has a caption, a short alternative text and says how to use it."""
    most = context.rules.limit(document.matter).alternative_characters
    for figure in document.doctree.findall(nodes.figure):
        image = figure.next_node(nodes.image)
        assert image is not None
        name = Path(image["uri"]).name
        missing = []
        if not any(figure.findall(nodes.caption)):
            missing.append("write a caption")
        if not any(figure.findall(how_to_use)):
            missing.append("add :how-to-use: with what to do with the picture")
        if len(image.get("alt", "")) > most:
            missing.append(f"shorten :alt: to {most} characters")
        for advice in missing:
            yield Finding("M34", document.docname, find_line(figure), name, advice)


def check_drawings(document: Document, context: Context) -> Iterator[Finding]:
    """M34: a drawing has few labels, and they can be read."""
    limits = context.rules.limit(document.matter)
    for image in document.doctree.findall(nodes.image):
        folder = Path(context.paths[document.docname]).parent
        path = find_picture(folder, image["uri"])
        if path is None or path.suffix != ".svg":
            continue
        labels = read_labels(path)
        line, name = find_line(image), path.name
        if len(labels) > limits.drawing_labels:
            advice = f"{len(labels)} labels: draw it with {limits.drawing_labels}"
            yield Finding("M34", document.docname, line, name, advice)
        small = [f"“{t}” {s:g} pt" for t, s in labels if s and s < limits.label_points]
        if small:
            advice = f"set labels in {limits.label_points:g} pt or more: {small[0]}"
            yield Finding("M34", document.docname, line, name, advice)


def find_picture(folder: Path, uri: str) -> Path | None:
    """Return the file of a picture; its address starts at the sources’ folder."""
    return next(
        (p / uri for p in (folder, *folder.parents) if (p / uri).is_file()), None
    )


def read_labels(path: Path) -> list[tuple[str, float]]:
    """Return (words, size in points) of the labels of a drawing; 0 for no size.

    A drawing that cannot be read has none here: the builders name it.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.parse(str(path), parser).getroot()
    except etree.XMLSyntaxError:
        return []
    labels = []
    for element in root.iter(f"{SVG}text"):
        words = " ".join("".join(map(str, element.itertext())).split())
        labels.append((words, find_size(element)))
    return labels


def find_size(element: etree._Element | None) -> float:
    """Return the size that an element inherits, in points."""
    while element is not None:
        style = f"{element.get('style', '')};font-size:{element.get('font-size', '')}"
        if match := re.search(r"font-size:\s*([\d.]+)(px)?", style):
            return float(match[1]) * POINTS
        element = element.getparent()
    return 0


def check_tables(document: Document, context: Context) -> Iterator[Finding]:
    """M35: a table is narrow and has short heads."""
    limits = context.rules.limit(document.matter)
    for table in document.doctree.findall(nodes.table):
        columns = sum(1 for _ in table.findall(nodes.colspec))
        if columns > limits.table_columns:
            advice = f"{columns} columns: make two tables, or a list"
            yield Finding("M35", document.docname, find_line(table), "", advice)
        for head in table.findall(nodes.thead):
            for entry in head.findall(nodes.entry):
                if len(split_words(entry.astext())) > limits.head_words:
                    advice = f"shorten the head to {limits.head_words} words"
                    line = find_line(entry)
                    yield Finding("M35", document.docname, line, entry.astext(), advice)
