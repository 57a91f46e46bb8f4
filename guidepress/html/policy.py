"""What a page may load and run, as its Content-Security-Policy tells the browser.

Nothing from another host, and of what stands in the page itself only what was there
when it was built: each piece is named by its hash.
https://www.w3.org/TR/CSP3/
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from typing import Any

from docutils import nodes
from lxml import html
from sphinx.application import Sphinx

from .assets import is_own_site

#: The tag (`sphinx-build -t serve`) of a site that reloads itself, as `make serve`
#: does: its server adds a script that no hash can name.
SERVE = "serve"

#: What each kind of thing may come from; what is not named may not be loaded.
SOURCES = {
    "default-src": ("'none'",),
    "base-uri": ("'none'",),
    "font-src": ("'self'",),
    "form-action": ("'self'",),
    "img-src": ("'self'", "data:"),  # Furo's stylesheet holds its icons as data
    "manifest-src": ("'self'",),
    "media-src": ("'self'",),
    "script-src": ("'self'",),
    "style-src": ("'self'",),
}


def add_policy(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Let the template of a page ask for the policy of what it holds."""
    if is_own_site(app.builder):
        context["write_policy"] = write_policy
        context["is_served"] = app.tags.has(SERVE)


def write_policy(theme_parts: Iterable[str], body: str) -> str:
    """Return the policy of a page.

    A script in the text of a page is not trusted: it does not run.

    :param theme_parts: HTML of the theme, with its inline scripts and styles
    :param body: HTML of the text, which may have styles on its elements
    """
    theme = parse("\n".join(theme_parts))
    scripts = theme.xpath("//script[not(@src)]/text()")
    sheets = theme.xpath("//style/text()")
    attributes = parse(body).xpath("//@style")
    added = {
        "script-src": hash_all(scripts),
        "style-src": [*hash_all(sheets), *permit_attributes(attributes)],
    }
    return "; ".join(
        " ".join([name, *sources, *added.get(name, ())])
        for name, sources in SOURCES.items()
    )


def parse(fragment: str) -> Any:
    """Return the tree of a piece of HTML, empty or not."""
    return html.document_fromstring(f"<!doctype html><html><body>{fragment}</body>")


def permit_attributes(styles: Iterable[str]) -> list[str]:
    """Return the sources that allow styles on elements, and no other ones."""
    hashes = hash_all(styles)
    return ["'unsafe-hashes'", *hashes] if hashes else []


def hash_all(texts: Iterable[str]) -> list[str]:
    """Return the hash of each text as a source of the policy, in a fixed order."""
    return sorted({f"'sha256-{hash_text(text)}'" for text in texts})


def hash_text(text: str) -> str:
    """Return the SHA-256 of a text, as the policy spells it."""
    digest = hashlib.sha256(str(text).encode("utf-8")).digest()
    return base64.b64encode(digest).decode("ascii")
