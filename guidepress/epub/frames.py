"""The XML around the chapters: pages, navigation and the package document."""

from __future__ import annotations

from typing import Any

from sphinx.config import Config

from ..templating import describe_book, load_templates


class Frames:
    """Fills the templates in templates/epub/."""

    def __init__(self, config: Config) -> None:
        self.templates = load_templates("epub")
        self.common = describe_book(config)

    def fill(self, template: str, **values: Any) -> str:
        """Fill one template."""
        return self.templates.get_template(template).render(self.common, **values)
