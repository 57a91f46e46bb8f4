"""epub."""

from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register."""
