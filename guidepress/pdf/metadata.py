"""What a PDF says of itself: as PDF/A-2a and PDF/UA-1, in one packet of XMP."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from sphinx.config import Config

from ..config import language_tag
from ..dates import format_time, read_day, read_epoch, read_modified
from .engine import DocumentMetadata

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
DC = "http://purl.org/dc/elements/1.1/"
UA = "http://www.aiim.org/pdfua/ns/id/"
MEDIA = "http://ns.adobe.com/xap/1.0/mm/"
#: PDF/A takes these prefixes literally (ISO 19005-2, 6.6.2.3.3).
EXTENSION = {
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}


class Metadata(DocumentMetadata):  # type: ignore[misc]  # WeasyPrint has no types
    """WeasyPrint's metadata, with PDF/UA's mark, an identifier and a version.

    A second `rdf:RDF` would not be read, so all stands in one.
    """

    identifier = ""
    version = ""

    def generate_rdf_metadata(self, variant: str, *args: Any) -> bytes:
        """Return the packet; WeasyPrint asks for one kind of claim at a time."""
        root = ElementTree.fromstring(super().generate_rdf_metadata(variant, *args))
        if variant == "a":
            describe(root, {f"{{{UA}}}part": "1"})
        if self.version:
            describe(root, {f"{{{MEDIA}}}VersionID": self.version})
        if self.identifier:
            add_text(describe(root), f"{{{DC}}}identifier", self.identifier)
        if self.lang:
            bag = add_list(describe(root), f"{{{DC}}}language", "Bag")
            add_text(bag, f"{{{RDF}}}li", self.lang)
        if variant == "a":
            add_extension(root)
        for prefix, uri in EXTENSION.items():
            ElementTree.register_namespace(prefix, uri)
        spelt: bytes = ElementTree.tostring(root, encoding="utf-8")
        return spelt


def describe(root: Element, attributes: dict[str, str] | None = None) -> Element:
    """Add a description of the file."""
    values = {f"{{{RDF}}}about": ""} | (attributes or {})
    return SubElement(root, f"{{{RDF}}}Description", values)


def add_text(parent: Element, tag: str, text: str) -> None:
    """Add an element that holds a text."""
    SubElement(parent, tag).text = text


def add_list(parent: Element, tag: str, kind: str) -> Element:
    """Add an empty list, a "Bag" or a "Seq"."""
    return SubElement(SubElement(parent, tag), f"{{{RDF}}}{kind}")


def add_record(parent: Element, namespace: str, fields: dict[str, str]) -> Element:
    """Add a list's entry that has fields."""
    record = SubElement(parent, f"{{{RDF}}}li", {f"{{{RDF}}}parseType": "Resource"})
    for name, text in fields.items():
        add_text(record, f"{{{namespace}}}{name}", text)
    return record


def add_extension(root: Element) -> None:
    """Say what PDF/UA's mark is, which PDF/A does not know (ISO 19005-2, 6.6.2.3)."""
    extension, schema, property_ = EXTENSION.values()
    schemas = add_list(describe(root), f"{{{extension}}}schemas", "Bag")
    record = add_record(
        schemas,
        schema,
        {
            "schema": "PDF/UA identification",
            "namespaceURI": UA,
            "prefix": "pdfuaid",
        },
    )
    add_record(
        add_list(record, f"{{{schema}}}property", "Seq"),
        property_,
        {
            "name": "part",
            "valueType": "Integer",
            "category": "internal",
            "description": "PDF/UA part",
        },
    )


def describe_guide(config: Config) -> Metadata:
    """Return what the book's PDF says of itself."""
    title = ": ".join(filter(None, [config.project, config.guidepress_subtitle]))
    metadata = describe_file(config, title, config.version)
    metadata.description = config.guidepress_description
    metadata.identifier = config.guidepress_identifier
    return metadata


def describe_sheet(
    config: Config, title: str, version: str, last_reviewed: str, subject: str
) -> Metadata:
    """Return what a handout's PDF says of itself.

    :param last_reviewed: an ISO date, or ""
    :param subject: whom it is for
    """
    metadata = describe_file(config, title, version)
    metadata.description = f"{config.project}: {subject}"
    if last_reviewed and not read_epoch():
        metadata.modified = format_time(read_day(last_reviewed))
    return metadata


def describe_file(config: Config, title: str, version: str) -> Metadata:
    """Return what is true of every PDF of a title."""
    metadata = Metadata(
        title=title,
        authors=[config.author],
        keywords=config.guidepress_keywords,
        generator="guidepress",
        created=format_time(read_day(config.guidepress_published)),
        modified=format_time(read_modified(config)),
        lang=language_tag(config),
    )
    metadata.version = version
    return metadata
