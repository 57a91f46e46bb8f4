"""A clinic's logo: only its picture is kept, and nothing outside its folder is read."""

from __future__ import annotations

import base64
import builtins
import contextlib
import gzip
import hashlib
import io
import os
import socket
import struct
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image, ImageFile

from guidepress.handouts.logos.logo import Logo, read_logo
from guidepress.problems import SourceError

from .conftest import ROOT

RED, PAPER = (200, 10, 10), (255, 255, 255)


def svg(inner: str = '<path d="M0 0h9v9z"/>', root: str = "") -> str:
    """Return a drawing with this in it, on its second line."""
    root = root or 'viewBox="0 0 20 10"'
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" '
        f'xmlns:xlink="http://www.w3.org/1999/xlink" {root}>\n{inner}\n</svg>'
    )


def encode(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    """Return the bytes of a picture."""
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def address(data: bytes, kind: str = "png") -> str:
    """Return the `data:` address of a picture."""
    return f"data:image/{kind};base64,{base64.b64encode(data).decode()}"


def declare_png(width: int, height: int) -> bytes:
    """Return a PNG that says how large it is, and has no pixels."""
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"")),
        (b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", crc(name + data))
        for name, data in chunks
    )


def crc(data: bytes) -> int:
    return zlib.crc32(data) & 0xFFFFFFFF


def read(folder: Path, content: bytes | str, name: str = "logo") -> Logo:
    """Write a logo into a folder and read it."""
    data = content.encode() if isinstance(content, str) else content
    (folder / name).write_bytes(data)
    return read_logo(name, folder)


def open_logo(logo: Logo) -> Image.Image:
    """Return the picture that was kept."""
    image = Image.open(io.BytesIO(logo.data))
    image.load()
    return image


def refuse(folder: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the line with which a logo is refused, seen from its folder."""
    monkeypatch.chdir(folder)
    with pytest.raises(SourceError) as caught:
        read_logo(name, Path())
    (problem,) = caught.value.problems
    return str(problem)


# -- pixels: what is kept -----------------------------------------------------------


def test_a_logo_is_told_by_its_content_and_not_by_its_name(tmp_path: Path) -> None:
    image = Image.new("RGB", (40, 30), RED)
    assert read(tmp_path, encode(image), "a.svg").media_type == "image/png"
    assert read(tmp_path, encode(image, "JPEG"), "a.png").media_type == "image/jpeg"
    assert read(tmp_path, svg(), "a.jpg").media_type == "image/svg+xml"


def test_a_logo_has_its_size_and_digest(tmp_path: Path) -> None:
    logo = read(tmp_path, encode(Image.new("RGB", (40, 30), RED)))
    assert (logo.width, logo.height) == (40, 30)
    assert logo.sha256 == hashlib.sha256(logo.data).hexdigest()


def test_the_same_file_gives_the_same_bytes(tmp_path: Path) -> None:
    for data in (encode(Image.effect_noise((90, 60), 50), "JPEG"), svg().encode()):
        assert read(tmp_path, data) == read(tmp_path, data)


@pytest.mark.parametrize(
    ("mode", "kind", "colour", "kept"),
    [
        ("1", "PNG", 0, "L"),
        ("L", "PNG", 90, "L"),
        ("L", "JPEG", 90, "L"),
        ("LA", "PNG", (90, 255), "L"),
        ("P", "PNG", 0, "RGB"),
        ("RGB", "PNG", RED, "RGB"),
        ("RGBA", "PNG", (*RED, 255), "RGB"),
        ("RGB", "JPEG", RED, "RGB"),
        ("CMYK", "JPEG", (0, 200, 200, 20), "RGB"),
        ("I;16", "PNG", 23_200, "L"),
    ],
    ids=str,
)
def test_every_kind_of_pixel_becomes_grey_or_colour(
    mode: str, kind: str, colour: object, kept: str, tmp_path: Path
) -> None:
    logo = read(tmp_path, encode(Image.new(mode, (8, 8), colour), kind))
    image = open_logo(logo)
    assert image.mode == kept
    if kept == "L" and mode != "1":
        assert abs(image.getpixel((4, 4)) - 90) <= 1


def test_a_logo_in_printing_colours_keeps_its_hue(tmp_path: Path) -> None:
    image = Image.new("CMYK", (8, 8), (0, 255, 255, 0))
    red, green, blue = open_logo(read(tmp_path, encode(image, "JPEG"))).getpixel((4, 4))
    assert red > 200
    assert green < 60
    assert blue < 60


@pytest.mark.parametrize(
    "image",
    [
        Image.new("RGBA", (8, 8), (*RED, 0)),
        Image.new("LA", (8, 8), (0, 0)),
        Image.new("RGBA", (8, 8), (0, 0, 0, 0)).convert("P"),
    ],
    ids=["RGBA", "LA", "P"],
)
def test_what_is_transparent_becomes_white(image: Image.Image, tmp_path: Path) -> None:
    options = {"transparency": 0} if image.mode == "P" else {}
    kept = open_logo(read(tmp_path, encode(image, **options)))
    assert kept.convert("RGB").getpixel((4, 4)) == PAPER


def test_notes_of_the_camera_go_and_the_picture_is_upright(tmp_path: Path) -> None:
    image = Image.new("RGB", (40, 20), RED)
    exif = image.getexif()
    exif[0x0112] = 6  # orientation: to be turned by a quarter
    exif[0x010E] = "secret words"
    data = encode(image, "JPEG", exif=exif, comment="secret words")
    assert b"secret" in data
    logo = read(tmp_path, data)
    assert (logo.width, logo.height) == (20, 40)
    assert b"secret" not in logo.data
    assert b"Exif" not in logo.data


def test_notes_in_a_png_go_and_so_does_what_follows_it(tmp_path: Path) -> None:
    from PIL.PngImagePlugin import PngInfo

    notes = PngInfo()
    notes.add_text("Author", "secret words")
    data = encode(Image.new("RGB", (8, 8)), pnginfo=notes) + b"<script>secret</script>"
    logo = read(tmp_path, data)
    assert b"secret" not in logo.data


def test_a_large_logo_is_made_smaller(tmp_path: Path) -> None:
    logo = read(tmp_path, encode(Image.new("L", (4000, 2000), 255)))
    assert (logo.width, logo.height) == (1200, 600)


# -- pixels: what is refused --------------------------------------------------------


def move() -> bytes:
    frames = [Image.new("RGB", (8, 8), (n, 0, 0)) for n in (1, 99)]
    return encode(frames[0], save_all=True, append_images=frames[1:])


NOISE = Image.effect_noise((200, 200), 80)

PIXELS = {
    "nothing": (b"", "is neither PNG, JPEG nor SVG: save the logo as one of them"),
    "GIF": (
        encode(Image.new("L", (8, 8)), "GIF"),
        "is neither PNG, JPEG nor SVG: save the logo as one of them",
    ),
    "packed SVG": (
        gzip.compress(svg().encode()),
        "is neither PNG, JPEG nor SVG: save the logo as one of them",
    ),
    "PDF": (b"%PDF-1.7", "is neither PNG, JPEG nor SVG: save the logo as one of them"),
    "too large a file": (
        b"\x89PNG\r\n\x1a\n" + bytes(2 << 20),
        "is larger than 2 MB: make it smaller",
    ),
    "bomb": (
        declare_png(5_000, 4_001),
        "has more than 20 million pixels: make it smaller: 1200 pixels wide is enough",
    ),
    "larger bomb": (
        declare_png(12_000, 9_000),
        "has more than 20 million pixels: make it smaller: 1200 pixels wide is enough",
    ),
    "largest bomb": (
        declare_png(2**31 - 1, 2**31 - 1),
        "has more than 20 million pixels: make it smaller: 1200 pixels wide is enough",
    ),
    "no pixels": (declare_png(9, 9), "is damaged: save the logo anew"),
    "cut PNG": (encode(NOISE)[:-900], "is damaged: save the logo anew"),
    "cut JPEG": (encode(NOISE, "JPEG")[:-900], "is damaged: save the logo anew"),
    "only a beginning": (b"\xff\xd8\xff", "is damaged: save the logo anew"),
    "wrong sum": (
        encode(NOISE).replace(b"IHDR\0", b"IHDR\1", 1),
        "is damaged: save the logo anew",
    ),
    "moves": (move(), "moves: save one picture of it"),
    "stripe": (
        encode(Image.new("L", (210, 10))),
        "has a side that is more than 20 times as long as the other: "
        "save it in another shape",
    ),
}


@pytest.mark.parametrize("case", PIXELS)
def test_what_is_no_sound_picture_is_refused(
    case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, expected = PIXELS[case]
    (tmp_path / "logo").write_bytes(data)
    started = time.monotonic()
    assert refuse(tmp_path, "logo", monkeypatch) == f"logo: {expected}"
    assert time.monotonic() - started < 1


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_cut_picture_is_refused_beside_weasyprint_too(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # as it does
    (tmp_path / "logo").write_bytes(encode(NOISE, kind)[:-900])
    expected = "logo: is damaged: save the logo anew"
    assert refuse(tmp_path, "logo", monkeypatch) == expected
    assert ImageFile.LOAD_TRUNCATED_IMAGES


# -- drawings: what is kept ---------------------------------------------------------


@pytest.mark.parametrize(
    ("root", "size"),
    [
        ('viewBox="0 0 20 10"', (20, 10)),
        ('viewBox="0,0,20.5,10"', (20.5, 10)),
        ('viewBox="0 0 20 10" width="100%" height="100%"', (20, 10)),
        ('viewBox="0 0 20 10" width="40"', (40, 20)),
        ('viewBox="0 0 20 10" height="1in"', (192, 96)),
        ('width="25.4mm" height="72pt"', (96, 96)),
    ],
)
def test_a_drawing_has_a_size(
    root: str, size: tuple[float, float], tmp_path: Path
) -> None:
    logo = read(tmp_path, svg(root=root))
    assert (logo.width, logo.height) == size
    kept = etree.fromstring(logo.data)
    assert float(kept.get("width", "")) == size[0]
    assert kept.get("viewBox")


def test_notes_of_drawing_programs_go(tmp_path: Path) -> None:
    inner = (
        '<title>secret</title><metadata><x xmlns="urn:x">secret</x></metadata>'
        '<!-- secret --><n:view xmlns:n="http://www.inkscape.org/n" path="secret"/>'
        '<g n:label="secret" xmlns:n="http://www.inkscape.org/n" data-name="secret">'
        '<path d="M0 0h9"/>secret</g>'
    )
    logo = read(tmp_path, svg(inner))
    assert b"secret" not in logo.data
    assert b"inkscape" not in logo.data
    assert b'<g><path d="M0 0h9"/></g>' in logo.data


@pytest.mark.parametrize(
    "inner",
    [
        '<style>.a{fill:url(#g)}#b{fill:#12345678}</style><linearGradient id="g"/>',
        '<g id="a"><path d="M1e3.5.5-2"/></g><use href="#a"/><use xlink:href="#a"/>',
        '<clipPath id="c"><path d="M0 0"/></clipPath><g clip-path="url( \'#c\' )"/>',
        '<path style="fill: rgb(1, 2, 3)" transform="translate(1) rotate(3)"/>',
        '<path fill="#99999999" class="cls-12345678" id="clip0_123456789"/>',
    ],
)
def test_what_logos_hold_is_kept(inner: str, tmp_path: Path) -> None:
    kept = etree.fromstring(read(tmp_path, svg(inner)).data)
    source = etree.fromstring(svg(inner))
    assert [e.tag for e in kept.iter()] == [e.tag for e in source.iter()]
    assert [dict(e.attrib) for e in kept[0].iter()] == [
        dict(e.attrib) for e in source[0].iter()
    ]


def test_a_picture_in_a_drawing_is_encoded_anew(tmp_path: Path) -> None:
    data = encode(Image.new("RGB", (8, 8)), "JPEG", comment="secret words")
    logo = read(tmp_path, svg(f'<image href="{address(data, "jpg")}"/>'))
    (image,) = etree.fromstring(logo.data)
    head, _, packed = image.get("href", "").partition(",")
    assert head == "data:image/jpeg;base64"
    assert b"secret" not in base64.b64decode(packed)


def test_the_logo_of_the_example_is_a_drawing_that_may_stand() -> None:
    logo = read_logo("logos/example.svg", ROOT / "clinics")
    assert logo.width > logo.height


# -- drawings: what is refused ------------------------------------------------------

PLAIN = "save it anew as plain SVG with shapes only, or as PNG"
LAUGHS = "".join(
    f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' if n else '<!ENTITY a0 "ha">'
    for n in range(12)
)


def chain(length: int, uses: int) -> str:
    """Return groups of which each uses the one before several times."""
    groups = (
        f'<g id="g{n}">{f"<use href={chr(34)}#g{n - 1}{chr(34)}/>" * uses}</g>'
        for n in range(1, length)
    )
    return '<g id="g0"><path d="M0 0h1"/></g>' + "".join(groups)


def nest(depth: int) -> str:
    return "<g>" * depth + "</g>" * depth


def leads(to: str) -> str:
    return f"2: has a link to “{to}”, outside the drawing: {PLAIN}"


def value(of: str) -> str:
    return f"2: has the value “{of}”: {PLAIN}"


HTML = 'xmlns="http://www.w3.org/1999/xhtml"'

DRAWINGS = {
    "script": (
        "<script>alert(1)</script>",
        f"2: has “<script>”, which a logo may not have: {PLAIN}",
    ),
    "script of HTML": (
        f"<script {HTML}>alert(1)</script>",
        f"2: has “<script>”, which a logo may not have: {PLAIN}",
    ),
    "HTML": (
        f"<foreignObject><p {HTML}>Words</p></foreignObject>",
        f"2: has “<foreignObject>”, which a logo may not have: {PLAIN}",
    ),
    "frame of HTML": (
        f'<iframe {HTML} src="x"/>',
        f"2: has “<iframe>”, which a logo may not have: {PLAIN}",
    ),
    "included file": (
        '<i:include xmlns:i="http://www.w3.org/2001/XInclude" href="/etc/passwd"/>',
        f"2: has “<include>”, which a logo may not have: {PLAIN}",
    ),
    "animation": (
        '<path><animate attributeName="d" to="M0 0"/></path>',
        f"2: has “<animate>”, which a logo may not have: {PLAIN}",
    ),
    "animated attribute": (
        '<set attributeName="href" to="javascript:alert(1)"/>',
        f"2: has “<set>”, which a logo may not have: {PLAIN}",
    ),
    "filter": (
        '<filter id="f"><feImage href="http://example.org/x"/></filter>',
        f"2: has “<filter>”, which a logo may not have: {PLAIN}",
    ),
    "link for readers": (
        '<a href="https://example.org"><path/></a>',
        f"2: has “<a>”, which a logo may not have: {PLAIN}",
    ),
    "name without end": (
        f"<{'x' * 10_000}/>",
        f"2: has “<{'x' * 38}…”, which a logo may not have: {PLAIN}",
    ),
    "text": (
        "<text>Words</text>",
        "2: has text that needs a typeface: "
        "turn the words into outlines (paths), or save it as PNG",
    ),
    "event": (
        '<path onload="alert(1)"/>',
        f"2: has the event “onload”: {PLAIN}",
    ),
    "event in capitals": (
        '<path ONclick="alert(1)"/>',
        f"2: has the event “ONclick”: {PLAIN}",
    ),
    "use of a file": ('<use href="x.svg#a"/>', leads("x.svg#a")),
    "use of the network": (
        '<use xlink:href="//example.org/x#a"/>',
        leads("//example.org/x#a"),
    ),
    "use of a script": ('<use href="javascript:x"/>', leads("javascript:x")),
    "image on the network": (
        '<image href="https://example.org/x.png"/>',
        leads("https://example.org/x.png"),
    ),
    "image beside": ('<image xlink:href="x.png"/>', leads("x.png")),
    "image of a file": (
        '<image href="file:///etc/passwd"/>',
        leads("file:///etc/passwd"),
    ),
    "drawing in a drawing": (
        '<image href="data:image/svg+xml;base64,PHN2Zy8+"/>',
        leads("data:image/svg+xml;base64,PHN2Zy8+"),
    ),
    "damaged image": (
        '<image href="data:image/png;base64,!"/>',
        f"2: has a damaged picture: {PLAIN}",
    ),
    "image that is none": (
        f'<image href="{address(b"words")}"/>',
        " is damaged: save the logo anew",
    ),
    "image that is a bomb": (
        f'<image href="{address(declare_png(9_000, 9_000))}"/>',
        " has more than 20 million pixels: make it smaller: 1200 pixels wide is enough",
    ),
    "many images": (
        f'<image href="{address(encode(Image.new("L", (9, 9))))}"/>' * 5,
        "1: has more than 4 pictures in it: save it as PNG",
    ),
    "fill on the network": (
        '<path fill="url(http://example.org/#a)"/>',
        leads("url(http://example.org/#a)"),
    ),
    "fill among others": (
        '<path style="fill:url(#a);stroke:URL( x.svg#a)"/>',
        leads("fill:url(#a);stroke:URL( x.svg#a)"),
    ),
    "style that imports": (
        "<style>@import 'x';</style>",
        f"1: has the value “@import 'x';”: {PLAIN}",
    ),
    "style that fetches": (
        "<style>a{fill:url(x.png)}</style>",
        f"1: has a link to “a{{fill:url(x.png)}}”, outside the drawing: {PLAIN}",
    ),
    "style that hides its words": (
        "<style>a{fill:u\\72l(x.png)}</style>",
        f"1: has the value “a{{fill:u\\72l(x.png)}}”: {PLAIN}",
    ),
    "style that calls": (
        "<style>a{width:expression(x)}</style>",
        f"1: calls “expression” in a value: {PLAIN}",
    ),
    "style with a set of images": (
        "<path style=\"fill:image-set('x.png' 1x)\"/>",
        f"2: calls “image-set” in a value: {PLAIN}",
    ),
    "style that masks": (
        '<style>path{mask:url(#m)}</style><mask id="m"/>',
        f"1: uses “m” in CSS, which is no gradient: {PLAIN}",
    ),
    "style without end": (
        f"<style>{'a{} ' * 6_000}</style>",
        f"1: has more than 20,000 characters of CSS: {PLAIN}",
    ),
    "script in a value": (
        '<path fill="java\tscript:alert"/>',
        value("java script:alert"),
    ),
    "another base": (
        '<g xml:base="https://example.org/"/>',
        f"2: has another address as its base: {PLAIN}",
    ),
    "number beyond measure": (
        '<path d="M0 0L1e9 2"/>',
        f"2: has the number “1e9”, which is too large: {PLAIN}",
    ),
    "number of many digits": (
        f'<path d="M{"9" * 50}"/>',
        f"2: has the number “{'9' * 39}…”, which is too large: {PLAIN}",
    ),
    "number in a style": (
        '<path style="stroke-width:1e300"/>',
        f"2: has the number “1e300”, which is too large: {PLAIN}",
    ),
    "uses without end": (
        chain(12, 10),
        " draws more than 5,000 shapes: save it as PNG",
    ),
    "masks without end": (
        "".join(
            f'<mask id="m{n}">{f"<path mask={chr(34)}url(#m{n - 1}){chr(34)}/>" * 10}'
            "</mask>"
            for n in range(1, 9)
        ),
        " draws more than 5,000 shapes: save it as PNG",
    ),
    "uses in a row": (
        chain(60, 1),
        " uses itself, or lies too many layers deep: save it as PNG",
    ),
    "use of itself": (
        '<g id="a"><use href="#a"/></g>',
        " uses itself, or lies too many layers deep: save it as PNG",
    ),
    "uses in a circle": (
        '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>',
        " uses itself, or lies too many layers deep: save it as PNG",
    ),
    "layers": (
        nest(60),
        " uses itself, or lies too many layers deep: save it as PNG",
    ),
    "layers without end": (nest(5_000), f"2: cannot be read as SVG: {PLAIN}"),
    "shapes without end": (
        "<path/>" * 5_001,
        " has more than 5,000 shapes: save it as PNG",
    ),
    "one id twice": (
        '<g id="a"/><g id="a"/>',
        " has one id twice: save it anew as plain SVG, or as PNG",
    ),
    "attributes": (
        f"<path {' '.join(f'a{n}={chr(34)}{chr(34)}' for n in range(101))}/>",
        f"2: has an element with more than 100 attributes: {PLAIN}",
    ),
    "broken": ("<g>", f"3: cannot be read as SVG: {PLAIN}"),
    "entity": ("&nothing;", f"2: cannot be read as SVG: {PLAIN}"),
}


@pytest.mark.parametrize("case", DRAWINGS)
def test_a_drawing_with_more_than_shapes_is_refused(
    case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner, expected = DRAWINGS[case]
    (tmp_path / "logo").write_text(svg(inner))
    started = time.monotonic()
    assert refuse(tmp_path, "logo", monkeypatch) == f"logo:{expected}"
    assert time.monotonic() - started < 1


DOCTYPE = "delete it from < to >, or save the logo anew as plain SVG"

WHOLE = {
    "billion laughs": (
        f"<?xml version='1.0'?>\n<!DOCTYPE svg [{LAUGHS}]>{svg('&a11;')}",
        f"2: has a document type (<!DOCTYPE): {DOCTYPE}",
    ),
    "entity of a file": (
        f'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>{svg("&a;")}',
        f"1: has a document type (<!DOCTYPE): {DOCTYPE}",
    ),
    "document type of a program": (
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/x">' + svg(),
        f"1: has a document type (<!DOCTYPE): {DOCTYPE}",
    ),
    "stylesheet": (
        f'<?xml-stylesheet href="http://example.org/x.css"?>{svg()}',
        "1: has an instruction (<?…?>) in it: delete it",
    ),
    "HTML": (
        "<html><script/></html>",
        f"1: does not begin with <svg> of SVG: {PLAIN}",
    ),
    "without its namespace": (
        '<svg viewBox="0 0 9 9"/>',
        f"1: does not begin with <svg> of SVG: {PLAIN}",
    ),
    "without a size": (
        svg(root='width="100%"'),
        f"1: has neither a viewBox nor a width and a height: {PLAIN}",
    ),
    "with a size of nothing": (
        svg(root='viewBox="0 0 0 0"'),
        f"1: has neither a viewBox nor a width and a height: {PLAIN}",
    ),
    "with a size that is none": (
        svg(root='viewBox="0 0 NaN inf"'),
        f"1: has neither a viewBox nor a width and a height: {PLAIN}",
    ),
    "huge": (
        svg(root='viewBox="0 0 20000 20000"'),
        " has sides that are not between 1 and 10000 pixels: save it in another size",
    ),
    "tiny": (
        svg(root='viewBox="0 0 0.5 0.5"'),
        " has sides that are not between 1 and 10000 pixels: save it in another size",
    ),
    "stripe": (
        svg(root='viewBox="0 0 2100 100"'),
        " has a side that is more than 20 times as long as the other: "
        "save it in another shape",
    ),
}


@pytest.mark.parametrize("case", WHOLE)
def test_what_is_no_plain_drawing_is_refused(
    case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text, expected = WHOLE[case]
    (tmp_path / "logo").write_text(text)
    started = time.monotonic()
    assert refuse(tmp_path, "logo", monkeypatch) == f"logo:{expected}"
    assert time.monotonic() - started < 1


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "latin-1"])
def test_a_drawing_in_another_encoding_is_refused(
    encoding: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?>' + svg("<!-- é -->")
    (tmp_path / "logo").write_bytes(text.encode(encoding))
    assert refuse(tmp_path, "logo", monkeypatch) == (
        "logo: is no text in UTF-8: save it as “UTF-8” or “Unicode (UTF-8)”"
    )


def test_a_declaration_cannot_choose_another_encoding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hidden = svg("+ADw-script/+AD4-")
    logo = read(tmp_path, f'<?xml version="1.0" encoding="UTF-7"?>{hidden}')
    assert b"script" not in logo.data


@pytest.mark.parametrize(
    "inner",
    [
        f'<path d="{"a" * 1_900_000}"/>',
        f'<path style="{"a " * 900_000}"/>',
        f'<path d="{"9 " * 900_000}"/>',
        f'<path d="{"url(" * 400_000}"/>',
        f'<path d="{"(" * 1_900_000}"/>',
        "<g>" + "<g/>" * 450_000 + "</g>",
        "<title/>" * 230_000,
        "<style/>" * 4_900,
        f"<path {' '.join(f'a{n}={chr(34)}{chr(34)}' for n in range(150_000))}/>",
    ],
    ids="word blanks numbers links brackets shapes notes styles attributes".split(),
)
def test_no_drawing_takes_long(inner: str, tmp_path: Path) -> None:
    (tmp_path / "logo").write_text(svg(inner))
    assert (tmp_path / "logo").stat().st_size < 2 << 20
    started = time.monotonic()
    with contextlib.suppress(SourceError):
        read_logo("logo", tmp_path)
    assert time.monotonic() - started < 5


# -- the folder ---------------------------------------------------------------------


def put_link(to: str) -> Callable[[Path], object]:
    return lambda folder: (folder / "logo").symlink_to(to)


PLACES: dict[str, tuple[str, Callable[[Path], object], str]] = {
    "missing": (
        "logo",
        lambda folder: None,
        "there is no such file: mend its name, or put it there",
    ),
    "path up": (
        "../logo",
        lambda folder: None,
        "leads out of its folder: name a file beside or below it",
    ),
    "path up and down": (
        "a/../logo",
        lambda folder: None,
        "leads out of its folder: name a file beside or below it",
    ),
    "path of Windows": (
        "..\\logo",
        lambda folder: None,
        "leads out of its folder: name a file beside or below it",
    ),
    "absolute": (
        "/etc/passwd",
        lambda folder: None,
        "leads out of its folder: name a file beside or below it",
    ),
    "folder": (
        "logo",
        lambda folder: (folder / "logo").mkdir(),
        "is no file: put a file there",
    ),
    "its own folder": (".", lambda folder: None, "is no file: put a file there"),
    "pipe": (
        "logo",
        lambda folder: os.mkfifo(folder / "logo"),
        "is no file: put a file there",
    ),
    "device": (
        "logo",
        put_link("/dev/zero"),
        "is a link that leads out of its folder: put the file there",
    ),
    "link up": (
        "logo",
        put_link("../outside"),
        "is a link that leads out of its folder: put the file there",
    ),
    "link to itself": (
        "logo",
        put_link("logo"),
        "there is no such file: mend its name, or put it there",
    ),
    "link to nothing": (
        "logo",
        put_link("nothing"),
        "there is no such file: mend its name, or put it there",
    ),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a sound logo beside it, which nobody may read."""
    (tmp_path / "outside").write_text(svg())
    (tmp_path / "clinics").mkdir()
    return tmp_path / "clinics"


@pytest.mark.parametrize("case", PLACES)
def test_a_logo_elsewhere_is_refused(
    case: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, prepare, expected = PLACES[case]
    prepare(folder)
    assert refuse(folder, name, monkeypatch) == f"{name}: {expected}"


def test_a_folder_that_is_a_link_out_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "logos").symlink_to("..")
    assert refuse(folder, "logos/outside", monkeypatch) == (
        "logos/outside: is a link that leads out of its folder: put the file there"
    )


def test_a_name_with_an_end_in_it_is_refused(folder: Path) -> None:
    with pytest.raises(SourceError, match="there is no such file"):
        read_logo("logo\0.svg", folder)


def test_a_link_within_the_folder_is_followed(folder: Path) -> None:
    (folder / "real").write_text(svg())
    (folder / "logo").symlink_to("real")
    assert read_logo("logo", folder).media_type == "image/svg+xml"


def test_nothing_else_is_opened_and_the_network_is_let_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    os_open, built_in = os.open, builtins.open

    def note(path: object, *args: object, **kwargs: object) -> int:
        opened.append(os.fspath(path))  # type: ignore[call-overload]
        return os_open(path, *args, **kwargs)  # type: ignore[arg-type]

    def refuse_file(path: object, *args: object, **kwargs: object) -> object:
        if not isinstance(path, int):  # a file that os.open has opened
            opened.append(str(path))
        return built_in(path, *args, **kwargs)  # type: ignore[call-overload]

    def refuse_network(*_: object) -> None:
        raise AssertionError("the network was asked")

    picture = address(encode(Image.new("RGB", (8, 8))))
    contents = [
        encode(Image.new("RGB", (8, 8))),
        svg(f'<image href="{picture}"/>').encode(),
        svg('<image href="http://example.org/x"/>').encode(),
        f'<!DOCTYPE svg SYSTEM "http://example.org/x">{svg()}'.encode(),
    ]
    read(folder, contents[0])  # what Pillow imports at first use
    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refuse_network)
    for content in contents:
        (folder / "logo").write_bytes(content)
        with monkeypatch.context() as watched:
            watched.setattr(os, "open", note)
            watched.setattr(builtins, "open", refuse_file)
            watched.setattr(io, "open", refuse_file)
            with contextlib.suppress(SourceError):
                read_logo("logo", folder)
    assert set(opened) == {str((folder / "logo").resolve())}
