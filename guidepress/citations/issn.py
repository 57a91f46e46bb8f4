"""Serial numbers of journals (ISSN, ISO 3297), and the ones that DOIs hold."""

from __future__ import annotations

import re

ISSN = re.compile(r"\d{4}-\d{3}[\dX]")

#: Where a DOI holds the ISSN of its journal: by the ends that publishers give them.
PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # APA, Wiley, Elsevier: 10.1037/0033-2909.129.2.195, 10.1002/1097-0355(198923)…
        r"10\.\d+/(\d{4}-\d{3}[\dX])(?=[.(])",
        # Wiley: 10.1111/j.1467-8624.1994.tb00796.x
        r"10\.\d+/j\.(\d{4}-\d{3}[\dX])\.",
        # Elsevier: 10.1016/S0065-2601(03)01002-5
        r"10\.1016/S(\d{4}-\d{3}[\dX])\(",
        # Cambridge: 10.1017/S0954579499001923
        r"10\.1017/S(\d{7}[\dX])\d{8}$",
        # SAGE: 10.1177/0265407588054004
        r"10\.1177/(\d{7}[\dX])\d{8}$",
        # Taylor & Francis: 10.1080/14616734.2020.1800769
        r"10\.1080/(\d{7}[\dX])\.\d{4}\.",
    )
)


def has_check_digit(issn: str) -> bool:
    """Tell whether the last digit of an ISSN is what the first seven ask for."""
    digits = issn.upper().replace("-", "")
    total = sum(
        weight * (10 if digit == "X" else int(digit))
        for weight, digit in zip(range(8, 0, -1), digits, strict=True)
    )
    return total % 11 == 0


def find_issn(doi: str) -> str:
    """Return the ISSN that a DOI holds, as "1467-8624", or ""."""
    found = next(filter(None, (p.match(doi) for p in PATTERNS)), None)
    if not found:
        return ""
    digits = found[1].upper().replace("-", "")
    return f"{digits[:4]}-{digits[4:]}"


def split_issns(field: str) -> list[str]:
    """Return the numbers of a field, as in "0009-3920, 1467-8624"."""
    return [part for part in re.split(r"[\s,;]+", field) if part]
