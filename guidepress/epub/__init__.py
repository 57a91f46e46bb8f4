"""The EPUB: Sphinx's EPUB 3 builder with our own package, pages and archive."""

from sphinx.application import Sphinx
from sphinx.builders.epub3 import validate_config_values

from ..dates import refuse_wrong_epoch
from .builder import EpubBuilder
from .translator import EpubTranslator


def setup(app: Sphinx) -> None:
    """Put our builder and translator in the place of Sphinx's."""
    # Under another name, Sphinx would add "?v=…" to addresses, which EPUB forbids
    # (RSC-033), so Sphinx's own builder `epub` is replaced.
    app.add_builder(EpubBuilder, override=True)
    app.set_translator("epub", EpubTranslator, override=True)
    forget_epub_options(app)
    # before Sphinx's own listener, at 800
    app.connect("config-inited", refuse_wrong_epoch, priority=100)


def forget_epub_options(app: Sphinx) -> None:
    """Drop Sphinx's check of its `epub_*` settings, which this builder does not read.

    It warns of an empty `version`, for one, which an EPUB does not need.
    """
    for listener in list(app.events.listeners["builder-inited"]):
        if listener.handler is validate_config_values:
            app.disconnect(listener.id)
