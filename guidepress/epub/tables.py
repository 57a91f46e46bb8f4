"""Tables that are too wide for a phone, as lists.

A reader of an EPUB turns pages and does not scroll sideways: columns past the edge are
lost in several reading systems.
"""

from __future__ import annotations

from docutils import nodes

#: What a phone has room for.
MOST_COLUMNS = 4


def fold_tables(doctree: nodes.document) -> None:
    """Write each table of more columns as a list with an item for each row.

    One without a row of heads, or with cells over several rows or columns, stays:
    nothing says what a cell in it is.
    """
    for table in list(doctree.findall(nodes.table)):
        *titles, group = table.children
        if not isinstance(group, nodes.tgroup):
            continue  # an extension's
        heads = list_rows(group, nodes.thead)
        if group["cols"] > MOST_COLUMNS and len(heads) == 1 and not has_spans(group):
            words = [nodes.strong("", "", *title.children) for title in titles]
            rows = [fold_row(heads[0], row) for row in list_rows(group, nodes.tbody)]
            folded = nodes.bullet_list("", *(nodes.list_item("", row) for row in rows))
            table.replace_self([*(nodes.paragraph("", "", w) for w in words), folded])


def list_rows(group: nodes.tgroup, part: type[nodes.Element]) -> list[list[nodes.Node]]:
    """Return the cells of each row of the head or the body of a table."""
    return [
        list(row.children)
        for child in group.children
        if isinstance(child, part)
        for row in child.children
    ]


def has_spans(group: nodes.tgroup) -> bool:
    """Tell whether a cell takes the place of several."""
    return any("morecols" in e or "morerows" in e for e in group.findall(nodes.entry))


def fold_row(heads: list[nodes.Node], cells: list[nodes.Node]) -> nodes.definition_list:
    """Return a row as pairs of a head and a cell."""
    result = nodes.definition_list()
    for head, cell in zip(heads, cells, strict=True):
        term = nodes.term("", head.astext())  # without ids: it stands in every row
        meaning = nodes.definition("", *cell.children)
        result += nodes.definition_list_item("", term, meaning)
    return result
