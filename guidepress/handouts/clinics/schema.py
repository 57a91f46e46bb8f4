"""The form of a profile for editors, which offer its settings and mark what is wrong.

Editors of TOML know old drafts of JSON Schema best: so this is draft 7.
"""

from __future__ import annotations

import json
from pathlib import Path

from ...problems import relative
from .profile import Profile

NAME = "clinic.schema.json"
DRAFT = "http://json-schema.org/draft-07/schema#"


def describe_profile() -> str:
    """Return the JSON Schema of a profile."""
    schema = Profile.model_json_schema(ref_template="#/definitions/{model}")
    definitions = schema.pop("$defs")
    whole = {"$schema": DRAFT, **schema, "definitions": definitions}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def write_schema(folder: Path) -> str:
    """Write the JSON Schema into a folder; return its path from here."""
    folder.mkdir(exist_ok=True)
    path = folder / NAME
    path.write_text(describe_profile(), encoding="utf-8")
    return relative(str(path))
