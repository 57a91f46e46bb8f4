"""The icon of the website, and the picture shown where its address is shared."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image
from sphinx.testing.util import SphinxTestApp

from guidepress.html.icons import make_square

from .readers.site import Site

BASE = "https://guide.example/attachment/"


def sphinx_site(**settings: object) -> pytest.MarkDecorator:
    return pytest.mark.sphinx(
        "html", testroot="html-site", freshenv=True, confoverrides=settings
    )


def build(app: SphinxTestApp) -> Site:
    app.build()
    assert app.warning.getvalue() == ""
    return Site(Path(app.outdir))


def list_icons(site: Site, name: str, rel: str = "icon") -> list[str]:
    return list(site[name].tree.xpath("//link[@rel=$rel]/@href", rel=rel))


def read_property(site: Site, name: str, key: str) -> str:
    return "".join(site[name].tree.xpath("//meta[@property=$key]/@content", key=key))


def test_icon_is_the_drawing_in_a_square_with_bold_lines() -> None:
    drawing = etree.fromstring(
        '<svg viewBox="10 0 300 240" width="300"><path stroke-width="4"/></svg>'
    )
    icon = make_square(drawing)
    assert icon.get("viewBox") == "10 -30 300 300"
    assert icon.get("width") is None
    assert icon[0].get("stroke-width") == "8"
    assert drawing[0].get("stroke-width") == "4"


def test_drawing_of_no_size_is_no_icon() -> None:
    with pytest.raises(ValueError, match="neither a viewBox nor"):
        make_square(etree.fromstring("<svg/>"))


@sphinx_site()
def test_site_has_icons_of_its_cover(app: SphinxTestApp) -> None:
    site = build(app)
    pixels, drawing = list_icons(site, "guide/one.html")
    assert (pixels, drawing) == ("../_static/icon-32.png", "../_static/icon.svg")
    assert list_icons(site, "guide/one.html", "apple-touch-icon")
    assert site.missing_resources() == []
    for side in (32, 180, 192, 512):
        with Image.open(site.folder / f"_static/icon-{side}.png") as image:
            assert image.size == (side, side)


@sphinx_site()
def test_manifest_names_what_is_there(app: SphinxTestApp) -> None:
    site = build(app)
    (href,) = list_icons(site, "guide/one.html", "manifest")
    manifest = json.loads((site.folder / "guide" / href).read_text(encoding="utf-8"))
    assert (manifest["name"], manifest["display"]) == ("Small guide", "browser")
    assert (site.folder / manifest["start_url"]).is_file()
    assert all((site.folder / icon["src"]).is_file() for icon in manifest["icons"])


@sphinx_site(guidepress_cover="")
def test_without_a_cover_no_icon_is_asked_for(app: SphinxTestApp) -> None:
    site = build(app)
    assert list_icons(site, "index.html") == ["data:,"]
    assert not list_icons(site, "index.html", "manifest")


@sphinx_site(html_baseurl=BASE)
def test_picture_to_share_is_light_and_has_words(app: SphinxTestApp) -> None:
    site = build(app)
    address = read_property(site, "guide/one.html", "og:image")
    assert address.startswith(BASE)
    words = read_property(site, "guide/one.html", "og:image:alt")
    assert words == "The cover: Small guide. A line below"
    content = (site.folder / address.removeprefix(BASE)).read_bytes()
    assert len(content) < 100_000
    with Image.open(io.BytesIO(content)) as image:
        assert image.size == (1200, 630)
        assert len(image.convert("RGB").getcolors() or ()) > 10


@sphinx_site()
def test_without_an_address_there_is_no_picture_to_share(app: SphinxTestApp) -> None:
    site = build(app)
    assert read_property(site, "guide/one.html", "og:image") == ""
    assert not (site.folder / "_static/share.png").exists()


@sphinx_site(html_baseurl=BASE)
def test_pictures_have_the_same_bytes_each_time(app: SphinxTestApp) -> None:
    site = build(app)
    pictures = sorted(site.folder.glob("_static/*.png"))
    first = [path.read_bytes() for path in pictures]
    for kept in (Path(app.doctreedir).parent / "pictures").iterdir():
        kept.unlink()
    app.build(force_all=True)
    assert [path.read_bytes() for path in pictures] == first
