"""Numbers and addresses by which a book is known: UUID, ISBN, DOI."""

from __future__ import annotations

import re
import uuid


def is_identifier(value: str) -> bool:
    """Tell whether the text is an address, and a sound one where it is of a kind.

    An empty one says that there is none.
    """
    if value.startswith("urn:uuid:"):
        return is_uuid(value.removeprefix("urn:uuid:"))
    if value.startswith("urn:isbn:"):
        return is_isbn(value.removeprefix("urn:isbn:"))
    return not value or re.fullmatch(r"[a-z][a-z0-9+.-]*:\S+", value) is not None


def is_uuid(value: str) -> bool:
    """Tell whether the text is a UUID as RFC 9562 writes it."""
    try:
        return str(uuid.UUID(value)) == value.lower()
    except ValueError:
        return False


def is_isbn(value: str) -> bool:
    """Tell whether the text is an ISBN of 13 digits, the last of which checks it."""
    digits = strip_isbn(value)
    if not re.fullmatch(r"97[89]\d{10}", digits):
        return False
    return sum(int(d) * (1, 3)[n % 2] for n, d in enumerate(digits)) % 10 == 0


def strip_isbn(value: str) -> str:
    """Return the digits of an ISBN alone, as addresses hold them."""
    return re.sub(r"[- ]", "", value)


def is_doi(value: str) -> bool:
    """Tell whether the text is a DOI without an address before it."""
    return re.fullmatch(r"10\.\d{4,9}/\S*[^\s.,;]", value) is not None
