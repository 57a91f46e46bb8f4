"""A node that no HTML builder knows."""

from docutils import nodes


class gadget(nodes.Element):
    pass


def place_gadget(app, doctree):
    for paragraph in list(doctree.findall(nodes.paragraph)):
        found = gadget("", nodes.paragraph("", "What the gadget says."))
        found.source, found.line = paragraph.source, paragraph.line
        paragraph.replace_self(found)


def setup(app):
    app.add_node(gadget, latex=(lambda self, node: None, lambda self, node: None))
    app.connect("doctree-read", place_gadget)
    return {"parallel_read_safe": True}
