"""page-validation, a second reader of PDF/UA-1 that shares no code with veraPDF."""

from __future__ import annotations

from pathlib import Path

import page


def validate(path: Path) -> list[str]:
    """Return what it finds in a file."""
    report = page.validate_pdf(str(path), profile=page.ValidationProfile.PDF_UA_1)
    return [str(failure) for failure in report.failures]
