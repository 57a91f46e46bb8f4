"""A Sphinx extension: one set of MyST chapters, four outputs."""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from . import collector

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

try:
    __version__ = version("guidepress")
except PackageNotFoundError:  # run from a checkout that is not installed
    __version__ = "0.1.0"


#: The parts, in the order in which they are set up.
PARTS = (
    "config",
    "catalogue",
    "nodes",
    "directives",
    "transforms",
    "fields",
    "audiences",
    "translator",
    "citations",
    "claims",
    "prose",
    "index",
    "pictures",
    "html",
    "epub",
    "pdf",
    "handouts",
)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register everything; each part says in its own `setup` what it adds."""
    collector.relax()
    for part in PARTS:
        # here, so that the command line answers without loading Sphinx and WeasyPrint
        import_module(f".{part}", __name__).setup(app)
    return {
        "version": __version__,
        "env_version": 3,  # doctrees hold cards, and help boxes with their form
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
