"""Settings in TOML, checked against a model, with errors that name the line."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from .faults import list_faults
from .problems import FileError, SourceError, read_source


class Model(BaseModel):
    """A table of a file: it never changes, and a field that nobody knows is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


Read = TypeVar("Read", bound=Model)


def read_toml(path: Path, model: type[Read]) -> Read:
    """Return what a file holds.

    :raises FileError: it is missing, no TOML, or not what the model asks for
    """
    if not path.is_file():
        raise SourceError(
            str(path), "there is no such file", "mend its name in conf.py"
        )
    text = read_source(path)
    return check_tables(path, text, load_tables(path, text), model)


def check_tables(
    path: Path,
    text: str,
    tables: dict[str, Any],
    model: type[Read],
    context: object = None,
) -> Read:
    """Return what a file holds, as the model says it.

    :param text: the file's, in which the lines of faults are found
    :param context: what the model's validators need to know besides
    :raises FileError: it is not what the model asks for; with every fault
    """
    try:
        return model.model_validate(tables, context=context)
    except ValidationError as error:
        raise FileError(list_faults(path, text, model, error)) from error


def load_tables(path: Path, text: str) -> dict[str, Any]:
    """Return the tables of a file.

    :raises SourceError: it is no TOML; with the line
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r" \(at line (\d+), column \d+\)$", str(error))
        place = f"{path}:{found[1]}" if found else str(path)
        reason = str(error)[: found.start() if found else None]
        # it may quote a name, which may be of any length
        short = reason if len(reason) <= LONGEST else f"{reason[:LONGEST]}…"
        raise SourceError(
            place,
            f"cannot be read: {short}",
            'write name = "value", with straight quotation marks, or mend the line',
        ) from error
    except (ValueError, RecursionError) as error:
        # a number of thousands of digits; brackets in brackets in brackets
        raise SourceError(
            str(path), "cannot be read: a value is too long or too deep", "shorten it"
        ) from error


#: Characters of what `tomllib` says that a message repeats.
LONGEST = 80
