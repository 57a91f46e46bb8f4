"""What puts a button on each block of code: scripts, styles, and raw HTML."""

from docutils import nodes

BUTTON = "<button class=copybtn data-clipboard-target=#c><svg><path d=M0></svg>Copy"


def add_buttons(app, doctree, docname):
    for block in list(doctree.findall(nodes.literal_block)):
        block.parent.insert(
            block.parent.index(block) + 1, nodes.raw("", BUTTON, format="html")
        )


def setup(app):
    app.add_js_file("https://example.org/clipboard.js")
    app.add_js_file(None, body="let go = 1 < 2 && 3")
    app.add_css_file("copybutton.css")
    app.connect("doctree-resolved", add_buttons)
    return {"parallel_read_safe": True}
