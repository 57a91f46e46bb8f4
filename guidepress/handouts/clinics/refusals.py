"""Why the handouts of a clinic may not go out to readers yet.

They are printed all the same, for the clinic to look at; a release is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .clinic import Clinic

#: Names that nobody bears.
MADE_UP = re.compile(
    r"\b(example|sample|placeholder|lorem|clinic name|your clinic)\b", re.IGNORECASE
)

#: Numbers that Ofcom keeps for drama (ofcom.org.uk, "numbers for drama use").
NOBODY_BRITISH = re.compile(
    r"0(2079460|1(1[3-8]|[2-6]1)4960|1914980|1632960|2896496|2920180|7700900|8081570"
    r"|9098790)"
)

#: Those that the North American plan keeps for fiction, 555-0100 to 555-0199.
NOBODY_AMERICAN = re.compile(r"1?\d{3}55501\d\d")

NOUGHTS = re.compile(r"0{6}")


def list_refusals(clinic: Clinic) -> Iterator[str]:
    """Yield what is missing, or made up, in the profile of a clinic."""
    if not clinic.clinical_approver:
        yield "nobody has approved its handouts: name who did in clinical_approver"
    if MADE_UP.search(clinic.name):
        yield f"the name “{clinic.name}” is made up: write the clinic’s own"
    phones = [clinic.contact.phone, *(line.call for line in clinic.extra_lines)]
    for phone in filter(is_nobodys, phones):
        yield f"nobody answers at {phone}: write a number of the clinic’s own"


def is_nobodys(phone: str) -> bool:
    """Tell whether a telephone number is kept for examples."""
    digits = re.sub(r"^(\+|00)44(0?)", "0", re.sub(r"[^\d+]", "", phone)).lstrip("+")
    return bool(
        NOBODY_BRITISH.match(digits)
        or NOBODY_AMERICAN.fullmatch(digits)
        or NOUGHTS.search(digits)
    )
