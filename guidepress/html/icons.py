"""The icon of the website, and the picture that is shown where its address is shared.

Both are made of the cover drawing.  The pictures in pixels are laid out as print is,
and kept beside the typefaces: they change only when the cover or its words do.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
from copy import deepcopy
from pathlib import Path
from typing import Any, NamedTuple

from lxml import etree
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.config import Config
from sphinx.util import logging

from ..config import find_cover, language_tag
from ..templating import describe_book, load_templates
from .assets import PACKAGE, is_own_site
from .drawings import measure_drawing, read_drawing

logger = logging.getLogger(__name__)

#: The sides of the icons in pixels: of a tab, of Apple's screens, of a manifest.
SIDES = (32, 180, 192, 512)

#: Of what networks show beside an address, https://ogp.me/.
SHARE_WIDTH, SHARE_HEIGHT = 1200, 630

#: How much thicker lines are in an icon: a tab shows it at a tenth of its size.
BOLD = 2.0

CSS = PACKAGE / "css"


class IconPaths(NamedTuple):
    """Where the files are, seen from the root of the website."""

    drawing: str = "_static/icon.svg"
    pixels: str = "_static/icon-{}.png"
    manifest: str = "site.webmanifest"
    share: str = "_static/share.png"


ICONS = IconPaths()


def write_icons(app: Sphinx, builder: Builder) -> None:
    """Write the icons, their manifest and the picture to share; a cover is needed."""
    cover = find_cover(app.config, Path(app.srcdir))
    if not is_own_site(builder) or cover is None:
        return
    try:
        icon = make_square(read_drawing(cover))
    except ValueError as error:
        words = "the cover drawing cannot be read: %s: mend it or export it again"
        place = {"location": str(cover), "type": "guidepress", "subtype": "svg"}
        logger.warning(words, error, **place)  # type: ignore[arg-type]
        return
    outdir = Path(app.outdir)
    outdir.joinpath(ICONS.drawing).write_bytes(etree.tostring(adapt_to_dark(icon)))
    page = fill("icon.html", app.config, drawing=spell_data(etree.tostring(icon)))
    for side in SIDES:
        path = outdir / ICONS.pixels.format(side)
        path.write_bytes(draw(app, page, "icon.css", side))
    manifest = json.dumps(describe_site(app.config), ensure_ascii=False, indent=2)
    outdir.joinpath(ICONS.manifest).write_text(manifest + "\n", encoding="utf-8")
    write_share(app, cover, outdir / ICONS.share)


def write_share(app: Sphinx, cover: Path, path: Path) -> None:
    """Write the picture to share, where the address of the website is known."""
    if not app.config.html_baseurl:  # an earlier build may have known one
        path.unlink(missing_ok=True)
        return
    page = fill("share.html", app.config, drawing=spell_data(cover.read_bytes()))
    path.write_bytes(draw(app, page, "share.css", SHARE_WIDTH))


def describe_site(config: Config) -> dict[str, Any]:
    """Return the manifest, https://www.w3.org/TR/appmanifest/; addresses are relative.

    It opens in the browser, where a reader has the way back.
    """
    colour = read_tokens("tokens.css")["paper"]
    return {
        "name": config.project,
        "short_name": config.html_short_title,
        "lang": language_tag(config),
        "start_url": "index.html",
        "display": "browser",
        "background_color": colour,
        "theme_color": colour,
        "icons": [
            {
                "src": ICONS.pixels.format(side),
                "sizes": f"{side}x{side}",
                "type": "image/png",
            }
            for side in SIDES[2:]
        ],
    }


# -- the drawing -----------------------------------------------------------------


def make_square(drawing: etree._Element) -> etree._Element:
    """Return the drawing in the middle of a square, with bold lines.

    :raises ValueError: it does not say its size.
    """
    size = measure_drawing(drawing)
    if size is None:
        raise ValueError("it has neither a viewBox nor a width and a height")
    icon = deepcopy(drawing)
    start = [float(n) for n in icon.get("viewBox", "0 0").replace(",", " ").split()[:2]]
    side = max(size)
    x, y = (
        edge - (side - length) / 2 for edge, length in zip(start, size, strict=True)
    )
    icon.set("viewBox", f"{x:g} {y:g} {side:g} {side:g}")
    for name in ("width", "height"):
        icon.attrib.pop(name, "")
    for line in icon.iterfind(".//*[@stroke-width]"):
        if (width := line.get("stroke-width", "")).replace(".", "", 1).isdecimal():
            line.set("stroke-width", f"{float(width) * BOLD:g}")
    return icon


def adapt_to_dark(icon: etree._Element) -> etree._Element:
    """Return the icon with the colours of the dark scheme for browsers in the dark."""
    light, dark = read_tokens("tokens.css"), read_tokens("html/tokens.css")
    rules = [
        f'[{paint}="{light[name]}"]{{{paint}:{dark[name]}}}'
        for name in sorted(light.keys() & dark.keys())
        for paint in ("fill", "stroke")
        if icon.xpath(f"//*[@{paint}=$colour]", colour=light[name])
    ]
    adapted = deepcopy(icon)
    style = etree.Element("{http://www.w3.org/2000/svg}style")
    style.text = "@media (prefers-color-scheme: dark){" + "".join(rules) + "}"
    style.tail = "\n"
    adapted.insert(0, style)
    return adapted


def read_tokens(stylesheet: str) -> dict[str, str]:
    """Return the colours of a stylesheet of tokens, by their names."""
    text = (CSS / stylesheet).read_text(encoding="utf-8")
    return dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6});", text))


# -- in pixels -------------------------------------------------------------------


def fill(template: str, config: Config, **values: str) -> str:
    """Return the HTML of a picture."""
    loaded = load_templates("pictures").get_template(template)
    return loaded.render(describe_book(config) | values)


def spell_data(svg: bytes) -> str:
    """Return the address of a drawing that stands in the page itself."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg).decode("ascii")


def draw(app: Sphinx, page: str, stylesheet: str, width: int) -> bytes:
    """Return the first page of a document as a PNG, made once and kept."""
    css = [CSS / "tokens.css", CSS / "pictures" / stylesheet]
    made_from = [page, str(width), *(path.read_text(encoding="utf-8") for path in css)]
    digest = hashlib.sha256("\0".join(made_from).encode()).hexdigest()[:12]
    name = f"{Path(stylesheet).stem}-{width}-{digest}.png"
    kept = Path(app.doctreedir).parent / "pictures" / name
    if not kept.is_file():
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(rasterise(app, page, css, width))
    return kept.read_bytes()


def rasterise(app: Sphinx, page: str, css: list[Path], width: int) -> bytes:
    """Lay out the document, and return its first page as a PNG."""
    # these take half a second to import, and are needed once for all builds
    import pypdfium2

    from ..pdf.engine import make_engine, watching

    engine, problems = make_engine(css, Path(app.srcdir), Path(app.doctreedir))
    with watching() as watched:
        pdf = engine.lay_out(page).write_pdf()
    for problem in [*problems, *watched.problems]:
        logger.warning(problem.message, type="guidepress", subtype="picture")
    with pypdfium2.PdfDocument(pdf) as document:
        image = document[0].render(scale=width / document[0].get_width()).to_pil()
    content = io.BytesIO()
    # flat colours: some shades of each are enough for smooth edges
    image.convert("RGB").quantize(64).save(content, "PNG", optimize=True)
    return content.getvalue()
