"""SVG drawings as part of a page: read, and made fit to stand beside others."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from lxml import etree

#: A reference to a part of the drawing in CSS or in an attribute: `url(#glow)`.
URL = re.compile(r"""(url\(\s*["']?#)([^"')\s]+)""")

#: Attributes that hold ids, with spaces between.
LISTS_OF_IDS = ("aria-describedby", "aria-labelledby")

#: What would reach from the drawing into the whole page.
UNBOUND = {"style", "script"}


def read_drawing(path: Path) -> etree._Element:
    """Return the outermost element of a drawing; no other file is read for it.

    :raises ValueError: the file is no SVG, with the reason in words.
    """
    # since lxml 5 a parser resolves no entity that stands in another file
    parser = etree.XMLParser(no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.parse(str(path), parser).getroot()
    except (OSError, etree.XMLSyntaxError) as error:
        raise ValueError(str(error)) from error
    if etree.QName(root).localname != "svg":
        raise ValueError(f"it begins with <{root.tag}>, not with <svg>")
    return root


def can_be_inlined(drawing: etree._Element) -> bool:
    """Tell whether the drawing means the same inside an HTML page.

    Its own rules would hold for the page too, and a name with a prefix means nothing
    in HTML.
    """
    names = {etree.QName(element).localname for element in drawing.iter("*")}
    return drawing.prefix is None and not names & UNBOUND


def measure_drawing(drawing: etree._Element) -> tuple[float, float] | None:
    """Return width and height in px, or None where the drawing does not say them."""
    sizes = [drawing.get(name, "").removesuffix("px") for name in ("width", "height")]
    box = drawing.get("viewBox", "").replace(",", " ").split()[2:]
    for numbers in (sizes, box):
        try:
            width, height = map(float, numbers)
        except ValueError:
            continue
        return width, height
    return None


def make_scalable(drawing: etree._Element) -> None:
    """Let the drawing shrink as a whole: without a view box it would be cut."""
    size = measure_drawing(drawing)
    if size and "viewBox" not in drawing.attrib:
        drawing.set("viewBox", "0 0 {:g} {:g}".format(*size))


def rename_ids(drawing: etree._Element, prefix: str, root_id: str = "") -> None:
    """Put a prefix before every id and whatever refers to it within the drawing.

    :param root_id: the id that the outermost element is to have, or "".
    """
    ids = [element.get("id") for element in drawing.iter("*")]
    names = {id_: f"{prefix}-{id_}" for id_ in ids if id_}
    if root_id:
        names[drawing.get("id", root_id)] = root_id
    for element in drawing.iter("*"):
        for name, value in element.attrib.items():
            element.set(name, rename_in_value(str(name), str(value), names))
    if root_id:
        drawing.set("id", root_id)


def rename_in_value(attribute: str, value: str, names: Mapping[str, str]) -> str:
    """Return the value of an attribute with the new names of ids."""
    if attribute == "id":
        return names.get(value, value)
    if etree.QName(attribute).localname == "href" and value.startswith("#"):
        return "#" + names.get(value[1:], value[1:])
    if attribute in LISTS_OF_IDS:
        return " ".join(names.get(id_, id_) for id_ in value.split())
    return URL.sub(lambda m: m[1] + names.get(m[2], m[2]), value)
