"""Logos of lines: SVG that holds shapes, and nothing that runs or leads anywhere.

Only what is known to be harmless stays; the notes that drawing programs leave go.
Text is refused, since each machine would set it in another typeface.
"""

from __future__ import annotations

import base64
import binascii
import re
from pathlib import Path

from lxml import etree

from ...inside import decode
from ...plaintext import quote
from ...problems import SourceError
from .pixels import JPEG, PNG, read_pixels
from .size import read_size
from .styles import find_targets, refuse_styles, refuse_value
from .weight import refuse_heavy, refuse_many

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"

#: What a logo may hold.
SHAPES = frozenset(
    "svg g defs symbol use path rect circle ellipse line polyline polygon image "
    "linearGradient radialGradient stop clipPath mask style".split()
)

#: What says something of the drawing and shows nothing.
NOTES = {"title", "desc", "metadata"}

#: Where the notes of drawing programs come from.
PROGRAMS = (
    "http://creativecommons.org/ns",
    "http://ns.adobe.com/",
    "http://purl.org/dc/",
    "http://sodipodi.sourceforge.net/",
    "http://web.resource.org/cc/",
    "http://www.bohemiancoding.com/",
    "http://www.figma.com/",
    "http://www.inkscape.org/",
    "http://www.serif.com/",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns",
)

#: How many pictures of pixels a drawing may hold.
MOST_PICTURES = 4

#: How many attributes an element may have: more than SVG gives a shape.
MOST_ATTRIBUTES = 100

PICTURE = re.compile(r"data:(image/png|image/jpeg|image/jpg);base64,")

PLAIN = "save it anew as plain SVG with shapes only, or as PNG"


def read_drawing(place: Path, data: bytes) -> tuple[bytes, float, float]:
    """Return a drawing written anew, its width and its height in CSS pixels.

    :raises SourceError: it is no SVG, or holds what a logo may not hold
    """
    root = parse(place, decode(place, data))
    for element in list(root.iter()):
        tidy(place, element)
    elements = list(root.iter(etree.Element))
    refuse_many(place, elements)
    targets = [check(place, element) for element in elements]
    try:
        refuse_styles(elements)
    except ValueError as error:
        raise refusal(place, root, str(error), PLAIN) from error
    refuse_heavy(place, elements, targets)
    embed_pictures(place, root)
    width, height = settle_size(place, root)
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="utf-8"), width, height


def settle_size(place: Path, root: etree._Element) -> tuple[float, float]:
    """Give a drawing a size in CSS pixels, and a viewBox to be scaled by; return it."""
    size = read_size(*(root.get(name, "") for name in ("width", "height", "viewBox")))
    if size is None:
        found = "has neither a viewBox nor a width and a height"
        raise refusal(place, root, found, PLAIN)
    width, height = (round(side, 2) for side in size)
    if not root.get("viewBox"):
        root.set("viewBox", f"0 0 {width:g} {height:g}")
    root.set("width", f"{width:g}")
    root.set("height", f"{height:g}")
    return width, height


def parse(place: Path, text: str) -> etree._Element:
    """Return the root of a drawing.

    A document type is refused before anything is parsed: it may define entities that
    grow without end, or name files.
    """
    before, found, _ = text.partition("<!DOCTYPE")
    if found:
        raise SourceError(
            f"{place}:{before.count(chr(10)) + 1}",
            "has a document type (<!DOCTYPE)",
            "delete it from < to >, or save the logo anew as plain SVG",
        )
    # of the text, so that no declaration in it can choose another encoding
    parser = etree.XMLParser(
        encoding="utf-8",
        load_dtd=False,
        no_network=True,
        remove_comments=True,
        resolve_entities=False,
    )
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        where = f"{place}:{error.lineno}" if error.lineno else str(place)
        raise SourceError(where, "cannot be read as SVG", PLAIN) from error
    if root.tag != f"{{{SVG}}}svg":
        raise refusal(place, root, "does not begin with <svg> of SVG", PLAIN)
    if root.xpath("//processing-instruction()"):
        raise refusal(place, root, "has an instruction (<?…?>) in it", "delete it")
    return root


def tidy(place: Path, element: etree._Element) -> None:
    """Take out what shows nothing: notes, attributes of programs, stray words."""
    name, parent = etree.QName(element), element.getparent()
    is_note = name.namespace == SVG and name.localname in NOTES
    if parent is not None and (is_note or comes_from_program(name.namespace)):
        parent.remove(element)
        return
    if len(element.attrib) > MOST_ATTRIBUTES:  # to look each up takes the square
        found = f"has an element with more than {MOST_ATTRIBUTES} attributes"
        raise refusal(place, element, found, PLAIN)
    for attribute in element.attrib:
        of = etree.QName(attribute)
        if of.namespace == XML and of.localname == "base":
            raise refusal(place, element, "has another address as its base", PLAIN)
        is_link = of.namespace == XLINK and of.localname == "href"
        if (of.namespace and not is_link) or of.localname.startswith("data-"):
            del element.attrib[attribute]
    element.tail = None
    if name.localname != "style":
        element.text = None


def comes_from_program(namespace: str | None) -> bool:
    """Tell whether an element is a note of a drawing program."""
    return namespace is not None and namespace.startswith(PROGRAMS)


def check(place: Path, element: etree._Element) -> list[str]:
    """Refuse an element that a logo may not hold; return the ids that it leads to."""
    refuse_kind(place, element)
    targets = []
    try:
        for name, value in list_attributes(element):
            local = etree.QName(name).localname
            if local.lower().startswith("on"):
                raise ValueError(f"has the event {quote(local)}")
            if local == "href":
                targets += check_link(element, value)
            elif local not in {"id", "class"}:
                refuse_value(value)
                targets += find_targets(value)
    except ValueError as error:
        raise refusal(place, element, str(error), PLAIN) from error
    return targets


def list_attributes(element: etree._Element) -> list[tuple[str, str]]:
    """Return the attributes of an element as text."""
    return [(str(name), str(value)) for name, value in element.attrib.items()]


def refuse_kind(place: Path, element: etree._Element) -> None:
    """Refuse an element that is none of the known shapes."""
    name = etree.QName(element)
    if name.namespace == SVG and name.localname in {"text", "tspan", "textPath"}:
        advice = "turn the words into outlines (paths), or save it as PNG"
        raise refusal(place, element, "has text that needs a typeface", advice)
    if name.namespace != SVG or name.localname not in SHAPES:
        kind = quote(f"<{name.localname}>")
        raise refusal(place, element, f"has {kind}, which a logo may not have", PLAIN)


def check_link(element: etree._Element, value: str) -> list[str]:
    """Return the id that a link leads to.

    :raises ValueError: it leads out of the drawing
    """
    is_picture = element.tag == f"{{{SVG}}}image"
    if is_picture and PICTURE.match(value):
        return []
    if value.startswith("#") and not is_picture:
        return [value[1:]]
    raise ValueError(f"has a link to {quote(value)}, outside the drawing")


def embed_pictures(place: Path, root: etree._Element) -> None:
    """Encode the pictures of pixels in a drawing anew, as a logo of pixels is."""
    pictures = list(root.iter(f"{{{SVG}}}image"))
    if len(pictures) > MOST_PICTURES:
        found = f"has more than {MOST_PICTURES} pictures in it"
        raise refusal(place, root, found, "save it as PNG")
    for picture in pictures:
        for name, value in list_attributes(picture):
            if etree.QName(name).localname == "href":
                picture.set(name, encode_anew(place, picture, value))


def encode_anew(place: Path, picture: etree._Element, address: str) -> str:
    """Return the `data:` address of a picture that was decoded and encoded anew."""
    found = PICTURE.match(address)
    assert found is not None
    media_type = PNG if found[1] == PNG else JPEG
    try:
        packed = "".join(address[found.end() :].split())
        data = base64.b64decode(packed, validate=True)
    except (binascii.Error, ValueError) as error:
        raise refusal(place, picture, "has a damaged picture", PLAIN) from error
    anew, *_ = read_pixels(place, data, media_type)
    return f"data:{media_type};base64,{base64.b64encode(anew).decode()}"


def refusal(
    place: Path, element: etree._Element, message: str, advice: str
) -> SourceError:
    """Return the error that refuses a drawing, with the line of an element."""
    return SourceError(f"{place}:{element.sourceline}", message, advice)
