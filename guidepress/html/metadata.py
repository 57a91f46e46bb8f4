"""What a page tells search engines and those who pass it on: facts of conf.py alone.

Open Graph (https://ogp.me/) and schema.org, as JSON-LD.  A date or a person that is
not known is left out.
"""

from __future__ import annotations

import json
import posixpath
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from ..book import plain_title
from ..config import edition_line, language_tag
from .assets import is_own_site
from .icons import ICONS, SHARE_HEIGHT, SHARE_WIDTH


def add_metadata(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Add the metadata of a page; only documents have facts in JSON-LD."""
    if not is_own_site(app.builder):
        return
    is_root = pagename == app.config.root_doc
    title = read_title(app, pagename) or str(context.get("title", ""))
    context["open_graph"] = {
        "og:type": "book" if is_root else "article",
        "og:title": app.config.project if is_root else title,
        "og:site_name": app.config.project,
        "og:description": context["page_description"],
        "og:locale": (app.config.language or "en").replace("-", "_"),
        "og:url": context.get("pageurl") or "",
    } | describe_picture(app.config)
    context["icons"] = ICONS
    if pagename in app.env.found_docs:
        facts = (
            describe_guide(app.config)
            if is_root
            else describe_chapter(app, pagename, title)
        )
        described = facts | {
            "description": context["page_description"],
            "url": context.get("pageurl") or "",
        }
        context["json_ld"] = spell_facts(described)


def describe_picture(config: Config) -> dict[str, str]:
    """Return what is said of the picture to share, which needs a whole address."""
    if not config.html_baseurl or not config.guidepress_cover:
        return {}
    words = (config.project, config.guidepress_subtitle)
    return {
        "og:image": posixpath.join(config.html_baseurl, ICONS.share),
        "og:image:type": "image/png",
        "og:image:width": str(SHARE_WIDTH),
        "og:image:height": str(SHARE_HEIGHT),
        "og:image:alt": f"The cover: {'. '.join(filter(None, words))}",
    }


def read_title(app: Sphinx, docname: str) -> str:
    """Return the title of a document, or "" where there is none."""
    title = app.env.titles.get(docname)
    return plain_title(title) if title is not None else ""


def describe_guide(config: Config) -> dict[str, Any]:
    """Return the facts of the whole guide."""
    return {
        "@type": "Book",
        "name": config.project,
        "author": config.author,
        "bookEdition": edition_line(config),
        "datePublished": config.guidepress_published,
        "inLanguage": language_tag(config),
        "license": config.guidepress_licence,
        "version": config.version,
    }


def describe_chapter(app: Sphinx, docname: str, title: str) -> dict[str, Any]:
    """Return the facts of a chapter; a review is told only with who did it."""
    config = app.config
    shared = config.guidepress_front_matter
    day = str((shared | app.env.metadata[docname]).get("last_reviewed", ""))
    reviewers = [
        {"@type": "Person", "name": name} for name in config.guidepress_reviewers
    ]
    return {
        "@type": "MedicalWebPage",
        "name": title,
        "inLanguage": language_tag(config),
        "isPartOf": {"@type": "Book", "name": config.project},
        "lastReviewed": day if reviewers else "",
        "reviewedBy": reviewers,
        "dateModified": "" if reviewers else day,
    }


def spell_facts(facts: dict[str, Any]) -> str:
    """Return JSON-LD that can stand in a page: no sign of it ends the element."""
    known = {name: value for name, value in facts.items() if value}
    text = json.dumps({"@context": "https://schema.org"} | known, ensure_ascii=False)
    return text.replace("<", "\\u003c")
