"""Pages with foreign markup as XHTML that a reading system opens.

Raw HTML and extensions write what a browser forgives: elements that nobody closes,
films, frames, forms.  A page that is no XML is read as a browser reads it, by the
HTML standard's own rules, and what has no place in an EPUB becomes words or a link.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast
from urllib.parse import unquote

import tinyhtml5
from lxml import etree

from ..addresses import is_remote
from .package import SVG, XHTML

EPUB = "{http://www.idpf.org/2007/ops}"
OPEN = (
    '<html xmlns="http://www.w3.org/1999/xhtml" '
    'xmlns:epub="http://www.idpf.org/2007/ops"><body>'
)
CLOSE = "</body></html>"

#: What says nothing without a browser and a network.
SILENT = {"base", "link", "meta", "noscript", "script", "style", "template", "title"}
SILENT |= {"canvas", "source", "track", "wbr"}

#: What shows another file: its address becomes a link.
EMBEDDED = {"audio", "embed", "iframe", "object", "video"}

#: What HTML has given up, or a form holds: its words stay.
UNWRAPPED = {"basefont", "big", "blink", "button", "fieldset", "font", "form", "label"}
UNWRAPPED |= {"marquee", "nobr", "optgroup", "option", "picture", "select", "strike"}
UNWRAPPED |= {"textarea", "tt", "center", "legend", "output"}

#: What these are now; a label names a tab or a field, and anything else is a `span`.
REPLACED = {"center": "div", "label": "strong"}

#: What ties elements together or names them, without a script.
ARIA = {"aria-describedby", "aria-details", "aria-hidden", "aria-label"}
ARIA |= {"aria-labelledby"}

#: Attributes that say what things are, and not how a browser shows or runs them.
KEPT = set(
    "abbr alt alttext cite class colspan datetime dir display headers href".split()
)
KEPT |= set("hreflang id lang open reversed role rowspan scope src start title".split())
KEPT |= {"type", "value", "width"}

#: Attributes that only these elements have.
OWNERS = {
    "alt": {"img"},
    "href": {"a"},
    "src": {"img"},
    "start": {"ol"},
    "type": {"ol"},
    "value": {"li"},
    "width": {"img"},
    "open": {"details"},
    "reversed": {"ol"},
    "cite": {"blockquote", "q", "del", "ins"},
    "datetime": {"time", "del", "ins"},
}


def repair_body(body: str, pictures: str) -> str:
    """Return the content of a page as well-formed XHTML that EPUB allows.

    A page that is both already comes back as it was, to the byte.

    :param pictures: the folder of the package's pictures, seen from the page
    """
    root = read_xml(body)
    if root is None:
        root = read_html(body)
    elif not any(is_foreign(e) or is_dead(e, pictures) for e in root.iter(f"{XHTML}*")):
        return body
    page = root.find(f"{XHTML}body")
    assert page is not None
    for element in list(page.iterdescendants(f"{XHTML}*")):
        if is_dead(element, pictures):
            become_words(element)
        adapt(element)
    for drawing in page.iter(f"{SVG}svg"):
        drawing.attrib.pop("version", "")  # SVG 2 has none, and some invent one
    drop_repeated_ids(page)
    return spell_content(page)


def read_xml(body: str) -> etree._Element | None:
    """Return the page, or None where it is no XML."""
    try:
        root = etree.fromstring(OPEN + body + CLOSE)
    except etree.XMLSyntaxError:
        return None
    # a browser knows a drawing without its namespace
    is_nameless = any(local_name(e) in ("svg", "math") for e in root.iter(f"{XHTML}*"))
    return None if is_nameless else root


def is_foreign(element: etree._Element) -> bool:
    """Tell whether an element has no place in an EPUB of ours."""
    name = local_name(element)
    is_far = name == "img" and is_remote(element.get("src", ""))
    return name in SILENT | EMBEDDED | UNWRAPPED | {"input"} or is_far


def is_dead(element: etree._Element, pictures: str) -> bool:
    """Tell whether raw HTML names a file or a place that is not in the EPUB."""
    name, address = local_name(element), element.get("href") or element.get("src") or ""
    if re.match(r"[\w+.-]+:", address) or is_remote(address):
        return False
    if name == "img":
        return not address.startswith(f"{pictures}/")
    path, _, id_ = address.partition("#")
    if name != "a" or element.get("href") is None:
        return False
    if path:
        return not path.endswith(".xhtml")
    return not element.getroottree().xpath("//*[@id=$id]", id=unquote(id_))


def become_words(element: etree._Element) -> None:
    """Keep the words of a picture or link that leads nowhere."""
    element.text = (element.text or "") + element.get("alt", "")
    for attribute in {"href", "src", "alt"} & set(map(str, element.attrib)):
        del element.attrib[attribute]
    element.tag = f"{XHTML}span"


def read_html(body: str) -> etree._Element:
    """Return the page that a browser would make of it."""
    tree = tinyhtml5.parse(f"<!DOCTYPE html><body>{body}", namespace_html_elements=True)
    root = etree.fromstring(f"{OPEN}{CLOSE}").getroottree().getroot()
    root.remove(root[0])
    copy_children(tree, root)
    return root


def copy_children(source: object, target: etree._Element) -> None:
    """Copy a tree of the standard library's into one of lxml's."""
    for child in source:  # type: ignore[attr-defined]
        if not isinstance(child.tag, str):
            append_text(target, child.tail or "")
            continue
        tag = clean_name(child.tag)
        spaces = {None: etree.QName(tag).namespace}
        copied = etree.SubElement(target, tag, nsmap=cast("dict[str, str]", spaces))
        for name, value in child.items():
            if (known := name_attribute(name)) is not None:
                copied.set(known, clean_text(value))
        copied.text = clean_text(child.text or "") or None  # `<br/>`, not `<br></br>`
        copied.tail = clean_text(child.tail or "")
        copy_children(child, copied)


def clean_name(tag: str) -> str:
    """Return a tag that XML can spell; HTML lets a name hold nearly anything."""
    namespace, _, name = tag.rpartition("}")
    known = name if re.fullmatch(r"[A-Za-z_][\w.-]*", name) else "span"
    return f"{namespace}}}{known}" if namespace else known


def name_attribute(name: str) -> str | None:
    """Return an attribute's name as XML has it, or None where it has none."""
    if "xmlns" in name:  # each element's namespace is known already
        return None
    if name == "epub:type":
        return f"{EPUB}type"
    if name == "xml:lang":
        return "{http://www.w3.org/XML/1998/namespace}lang"
    return name if re.fullmatch(r"(\{[^}]*\})?[A-Za-z_][\w.-]*", name) else None


def clean_text(text: str) -> str:
    """Return the characters that XML allows."""
    return re.sub("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text)


# -- single elements -----------------------------------------------------------


def adapt(element: etree._Element) -> None:
    """Make of one element what an EPUB may hold."""
    name = local_name(element)
    if element.getparent() is None:  # it went with what it stood in
        return
    if name in SILENT:
        remove(element)
    elif name in EMBEDDED or (name == "img" and is_remote(element.get("src", ""))):
        become_link(element)
    elif name == "input":
        become_mark(element)
    elif name in UNWRAPPED:
        element.tag = f"{XHTML}{REPLACED.get(name, 'span')}"
    keep_attributes(element)


def keep_attributes(element: etree._Element) -> None:
    """Drop the attributes that only a browser would use."""
    name = local_name(element)
    for attribute in list(element.attrib):
        key = str(attribute)
        is_kept = key in KEPT and name in OWNERS.get(key, {name})
        if not (is_kept or key in ARIA or key.startswith("{")):
            del element.attrib[attribute]


def become_link(element: etree._Element) -> None:
    """Put a link in the place of what would show another file."""
    inner = [element, *element.iterdescendants(f"{XHTML}source")]
    found = (e.get("src") or e.get("data") for e in inner)
    address = next(filter(None, found), "")
    words = element.get("title") or element.get("alt") or address
    for child in list(element):
        element.remove(child)
    element.attrib.clear()
    is_inside = any(local_name(above) == "a" for above in element.iterancestors())
    is_link = re.match(r"https?://", address) is not None and not is_inside
    element.tag = f"{XHTML}{'a' if is_link else 'span'}"
    if is_link:
        element.set("href", address)
    element.text = words


def become_mark(element: etree._Element) -> None:
    """Put a sign in the place of a box to tick; other fields say their value."""
    kind = element.get("type", "text")
    is_ticked = element.get("checked") is not None
    element.tag = f"{XHTML}span"
    # a radio button chooses the tab to see, and here all are seen
    value = "" if kind in ("hidden", "radio") else element.get("value", "")
    element.attrib.clear()
    element.text = ("☑ " if is_ticked else "☐ ") if kind == "checkbox" else value


def remove(element: etree._Element) -> None:
    """Take out an element, and leave the words behind it."""
    parent = element.getparent()
    assert parent is not None
    before = element.getprevious()
    if before is None:
        parent.text = (parent.text or "") + (element.tail or "")
    else:
        before.tail = (before.tail or "") + (element.tail or "")
    parent.remove(element)


def append_text(target: etree._Element, text: str) -> None:
    """Put text behind all that an element holds."""
    if len(target):
        target[-1].tail = (target[-1].tail or "") + clean_text(text)
    else:
        target.text = (target.text or "") + clean_text(text)


def drop_repeated_ids(page: etree._Element) -> None:
    """Leave an id to the first element that has it."""
    seen: set[str] = set()
    for element in page.iter(etree.Element):
        if (id_ := element.get("id")) is not None:
            if id_ in seen or not id_ or re.search(r"\s", id_):
                del element.attrib["id"]
            seen.add(id_)


def local_name(element: etree._Element) -> str:
    """Return the name without its namespace."""
    return etree.QName(element).localname


def spell_content(page: etree._Element) -> str:
    """Return what the body holds as text."""
    return "".join(list_parts(page))


def list_parts(page: etree._Element) -> Iterator[str]:
    """Yield the body's own text and each of its elements."""
    text = (page.text or "").replace("&", "&amp;").replace("<", "&lt;")
    yield text.replace(">", "&gt;")
    for child in page:
        yield etree.tostring(child, encoding="unicode")
