"""What an author can say: each directive under the name that authors type."""

from sphinx.application import Sphinx

from .boxes import BOXES, BoxDirective
from .crisis import HelpNowDirective


def setup(app: Sphinx) -> None:
    """Register the directives."""
    for name in BOXES:
        app.add_directive(name, BoxDirective)
    app.add_directive("help-now", HelpNowDirective, override=True)
