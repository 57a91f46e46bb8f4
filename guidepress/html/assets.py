"""Stylesheet, typefaces and drawing of the website, copied into `_static/`."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path
from typing import Any, NamedTuple

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder

from .. import fonts
from ..config import find_cover

PACKAGE = Path(__file__).parent.parent

#: The name for `html_theme` in conf.py, and where its templates are.
THEME = "guidepress"
THEME_FOLDER = PACKAGE / "templates" / "html" / "theme"

#: What any theme needs, so that the boxes can be told apart.
BOXES = ("tokens.css", "boxes.css", "worksheets.css")

#: What our own theme needs, in the order of the cascade.
STYLESHEETS = (
    "tokens.css",
    "html/tokens.css",
    "html/furo-tokens.css",
    "content.css",
    "code.css",
    "boxes.css",
    "worksheets.css",
    "html/type.css",
    "html/boxes.css",
    "html/worksheets.css",
    "html/figures.css",
    "html/back.css",
    "html/frame.css",
    "html/sidebar.css",
    "html/files.css",
    "html/downloads.css",
    "html/gallery.css",
    "html/pages.css",
    "html/help.css",
    "html/leave.css",
    "html/previews.css",
    "html/print.css",
    "html/search.css",
    "html/large-text.css",
    "html/workarounds.css",
)

#: The faces of the website.  A browser slants and thickens the others by itself, which
#: costs a reader at a slow line nothing and mixes no typefaces.
FACES = tuple(
    face
    for face in fonts.FACES
    if face.family != fonts.CODE
    and (face.style == "normal" or (face.family == fonts.TEXT and face.weight == 400))
)

#: The faces that the first screen of every page shows.
FIRST_SEEN = ("literata-400", "atkinson-hyperlegible-400", "atkinson-hyperlegible-700")


#: Of Sphinx's scripts, these keep words in the browser, or make code of text.
FORGOTTEN_SCRIPTS = frozenset({"sphinx_highlight.js", "translations.js"})
SPHINX_SCRIPTS = FORGOTTEN_SCRIPTS | {"doctools.js", "documentation_options.js"}

#: Of Furo, and of our theme.
OWN_SCRIPTS = frozenset({"furo.js", "guidepress.js", "previews.js"})


class Paths(NamedTuple):
    """Where the website's own files are, seen from its root."""

    stylesheet: str = "_static/guidepress.css"
    fonts: str = "_static/fonts"
    drawing: str = "_static/cover.svg"


PATHS = Paths()


def is_site(builder: Builder) -> bool:
    """Tell whether the builder is the website's; the EPUB's is another."""
    return builder.name == "html"


def has_own_theme(builder: Builder) -> bool:
    """Tell whether the pages are in our theme, or in one that inherits from it."""
    assert isinstance(builder, StandaloneHTMLBuilder)
    dirs = builder.theme.get_theme_dirs() if builder.theme else []
    return THEME_FOLDER in map(Path, dirs)


def is_own_site(builder: Builder) -> bool:
    """Tell whether the pages are a website in our theme."""
    return is_site(builder) and has_own_theme(builder)


class Assets:
    """The files in `_static/` that are ours; one object per application."""

    def __init__(self) -> None:
        self.preloaded: list[str] = []

    def copy(self, app: Sphinx, builder: Builder) -> None:
        """Write the files before the first page names them."""
        if not is_site(builder):
            return
        assert isinstance(builder, StandaloneHTMLBuilder)
        outdir = Path(builder.outdir)
        if has_own_theme(builder):
            rules = self.copy_fonts(app, outdir / PATHS.fonts)
            css = join_stylesheets(STYLESHEETS, rules)
        else:
            css = join_stylesheets(BOXES)
        path = outdir / PATHS.stylesheet
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(css, encoding="utf-8")
        if has_own_theme(builder):
            builder.add_js_file("guidepress.js")
        # After Furo's own rules, which reach priority 600.
        builder.add_css_file(path.name, priority=700)
        if cover := find_cover(app.config, Path(app.srcdir)):
            shutil.copyfile(cover, outdir / PATHS.drawing)

    def copy_fonts(self, app: Sphinx, folder: Path) -> str:
        """Copy the faces, and return the rules that name them."""
        # Furo's a11y-pygments sets the root logger to INFO when it is imported, and
        # these then tell every step.
        # https://github.com/Quansight-Labs/accessible-pygments
        for name in ("fontTools", "weasyprint.progress"):
            logging.getLogger(name).setLevel(logging.WARNING)
        cache = fonts.cache_folder(Path(app.doctreedir))
        faces = {face: fonts.make_face(face, cache, "woff2") for face in FACES}
        folder.mkdir(parents=True, exist_ok=True)
        for path in faces.values():
            shutil.copyfile(path, folder / path.name)
        self.preloaded = [
            f"{PATHS.fonts}/{path.name}"
            for face, path in faces.items()
            if face.name in FIRST_SEEN
        ]
        urls = {face: f"fonts/{path.name}" for face, path in faces.items()}
        # A face that comes late is kept for the next page: no line moves under
        # the reader's eyes.
        return fonts.font_face_css(urls, display="optional")

    def name_fonts(
        self,
        app: Sphinx,
        pagename: str,
        templatename: str,
        context: dict[str, Any],
        doctree: nodes.document | None,
    ) -> None:
        """Tell the template which faces to ask for at once."""
        context["preloaded_fonts"] = self.preloaded


def drop_unused_highlighting(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Load the colours of program code (20 kB) only where there is some."""
    if not is_own_site(app.builder):
        return
    # Pygments' class stands in the markup; some pages have no doctree to ask.
    if "highlight" not in context.get("body", ""):
        context["css_files"] = [
            css
            for css in context["css_files"]
            if Path(css.filename).name != "pygments.css"
        ]


def drop_unused_scripts(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Load none of Sphinx's own scripts: one keeps what a reader has searched for.

    Those of extensions may ask two of them where they are; then these stay.
    """
    if not is_own_site(app.builder):
        return
    named = [(Path(js.filename or "").name, js) for js in context["script_files"]]
    others = {name for name, _ in named} - SPHINX_SCRIPTS - OWN_SCRIPTS
    unused = FORGOTTEN_SCRIPTS if others else SPHINX_SCRIPTS
    context["script_files"] = [js for name, js in named if name not in unused]


def join_stylesheets(names: tuple[str, ...], first: str = "") -> str:
    """Return the stylesheets as one: each file more is a wait on a slow line."""
    texts = [(PACKAGE / "css" / name).read_text(encoding="utf-8") for name in names]
    return "\n".join(filter(None, [first, *texts]))
