"""A Sphinx extension: one set of MyST chapters, four outputs."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

try:
    __version__ = version("guidepress")
except PackageNotFoundError:  # run from a checkout that is not installed
    __version__ = "0.1.0"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register everything; each part says in its own `setup` what it adds."""
    # here, so that the command line answers without loading Sphinx and WeasyPrint
    from . import (
        audiences,
        citations,
        claims,
        config,
        directives,
        epub,
        fields,
        handouts,
        html,
        index,
        nodes,
        pdf,
        pictures,
        prose,
        transforms,
        translator,
    )

    for part in (
        config,
        nodes,
        directives,
        transforms,
        fields,
        audiences,
        translator,
        citations,
        claims,
        prose,
        index,
        pictures,
        html,
        epub,
        pdf,
        handouts,
    ):
        part.setup(app)
    return {
        "version": __version__,
        "env_version": 2,  # doctrees hold worksheets and paths
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
