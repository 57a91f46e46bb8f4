"""The landmarks of the EPUB: the places that readers jump to."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from ..book import Slot
from .package import XHTML, Package, locate_page

#: The page of the contents.
NAV = "nav.xhtml"

#: What readers jump to besides, by role.
PLACES = (
    ("glossary", "Glossary"),
    ("bibliography", "References"),
    ("index", "Index"),
)


def list_landmarks(
    slots: Sequence[Slot], package: Package
) -> list[tuple[str, str, str]]:
    """Return (epub:type, address, words) of each landmark."""
    first = next((slot for slot in slots if slot.matter == "body"), slots[0])
    result = [
        ("cover", "cover.xhtml", "Cover"),
        ("toc", NAV, "Contents"),
        ("bodymatter", locate_page(first.docname), "Start of the text"),
    ]
    for role, words in PLACES:
        found = find_role(package, f"doc-{role}")
        # a book with references in every chapter has no one place for them
        result += [(role, found[0], words)] if len(found) == 1 else []
    return result


def find_role(package: Package, role: str) -> list[str]:
    """Return the pages that are, as a whole, what the role says."""
    return [
        quote(resource.name)
        for resource in package.resources.values()
        if resource.root is not None
        and resource.root.find(f"{XHTML}body/{XHTML}section[@role='{role}']")
        is not None
    ]
