"""What an author can say: each directive under the name that authors type."""

from sphinx.application import Sphinx

from .boxes import BOXES, BoxDirective
from .crisis import HelpNowDirective
from .fields import (
    ScaleDirective,
    TickListDirective,
    WriteBoxDirective,
    WriteLineDirective,
)
from .figures import FigureDirective, PicturesInWordsDirective
from .paths import PathDirective
from .worksheets import WorksheetDirective


def setup(app: Sphinx) -> None:
    """Register the directives."""
    for name in BOXES:
        app.add_directive(name, BoxDirective)
    app.add_directive("help-now", HelpNowDirective)
    app.add_directive("path", PathDirective)
    app.add_directive("pictures-in-words", PicturesInWordsDirective)
    app.add_directive("scale", ScaleDirective)
    app.add_directive("tick-list", TickListDirective)
    app.add_directive("worksheet", WorksheetDirective)
    app.add_directive("write-box", WriteBoxDirective)
    app.add_directive("write-line", WriteLineDirective)
    # Sphinx's own, with two parts more; without them it does what it did
    app.add_directive("figure", FigureDirective, override=True)
