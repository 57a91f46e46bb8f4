"""What extensions do to a website's pages: unclosed tags, scripts, a style."""


def inject(app, pagename, templatename, context, doctree):
    context["metatags"] = "<meta name=broken><br><script>"
    context["body"] = "<p>" + context.get("body", "")


def setup(app):
    app.add_js_file("https://example.org/copy.js")
    app.add_js_file("local.js")
    app.add_css_file("copy.css")
    app.connect("html-page-context", inject)
    return {"parallel_read_safe": True}
