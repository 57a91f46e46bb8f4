"""Settings of Sphinx that a book wants otherwise."""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.config import Config


def hide_sources(app: Sphinx, config: Config) -> None:
    """Show no sources on the website unless conf.py or the command line asks for them.

    `dist/` ships no `_sources/`, so that the themes' links to it would be dead.
    """
    for name in ("html_copy_source", "html_show_sourcelink"):
        # The raw values are private, but only they tell a default from a wish.
        if name not in config._raw_config and name not in config.overrides:
            setattr(config, name, False)
