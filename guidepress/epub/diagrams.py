"""Diagrams of other extensions as code: no reading system draws them.

Mermaid needs a script, and Graphviz a program that a machine may lack.
"""

from __future__ import annotations

from docutils import nodes

#: The node of an extension -> the language of its code.
LANGUAGES = {"mermaid": "Mermaid", "graphviz": "Graphviz"}


def write_diagrams(doctree: nodes.document) -> None:
    """Write each diagram as its words, a line on what follows, and its code."""
    for node in list(doctree.findall(nodes.Element)):
        if (language := LANGUAGES.get(node.tagname)) and "code" in node:
            node.replace_self(list_pieces(node, language))


def list_pieces(node: nodes.Element, language: str) -> list[nodes.Node]:
    """Return what stands in the place of a diagram."""
    words = [nodes.paragraph("", alt)] if (alt := find_words(node)) else []
    note = nodes.paragraph("", f"A diagram, as it is written in {language}:")
    code = node["code"].strip()
    return [*words, note, nodes.literal_block(code, code, language="none")]


def find_words(node: nodes.Element) -> str:
    """Return the words that an author gave for a diagram, or ""."""
    options: dict[str, str] = node.get("options") or {}
    return str(node.get("alt") or options.get("alt") or "")
