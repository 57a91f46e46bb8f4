"""What extensions do to a website's pages: unclosed tags, scripts, icons, a theme."""

from docutils import nodes


class gadget(nodes.Element):
    """A node that no HTML builder knows."""


def inject(app, pagename, templatename, context, doctree):
    context["metatags"] = "<meta name=broken><br><script>"
    context["body"] = "<p>" + context.get("body", "")


def place_gadget(app, doctree):
    for paragraph in list(doctree.findall(nodes.paragraph)):
        if paragraph.astext() == "A gadget.":
            found = gadget("", nodes.paragraph("", "What the gadget says."))
            found.source, found.line = paragraph.source, paragraph.line
            paragraph.replace_self(found)


def setup(app):
    app.add_node(gadget, latex=(lambda self, node: None, lambda self, node: None))
    app.add_js_file("https://example.org/copy.js")
    app.add_css_file("copy.css")
    app.connect("html-page-context", inject)
    app.connect("doctree-read", place_gadget)
    return {"parallel_read_safe": True}
