"""The XML around the chapters: pages, navigation and the package document."""

from __future__ import annotations

from typing import Any

import jinja2
from sphinx.config import Config

from ..config import edition_line, language_tag, review_status


class Frames:
    """Fills the templates in templates/epub/."""

    def __init__(self, config: Config) -> None:
        self.templates = jinja2.Environment(
            loader=jinja2.PackageLoader("guidepress", "templates/epub"),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.common = {
            "lang": language_tag(config),
            "title": config.project,
            "subtitle": config.guidepress_subtitle,
            "author": config.author,
            "edition": edition_line(config),
            "review": review_status(config),
        }

    def fill(self, template: str, **values: Any) -> str:
        """Fill one template."""
        return self.templates.get_template(template).render(self.common, **values)
