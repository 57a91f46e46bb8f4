"""Settings in TOML, checked against a model, with errors that name the line."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from .problems import SourceError, read_source


class Model(BaseModel):
    """A table of a file: it never changes, and a field that nobody knows is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


Read = TypeVar("Read", bound=Model)


def read_toml(path: Path, model: type[Read]) -> Read:
    """Return what a file holds.

    :raises SourceError: it is missing, no TOML, or not what the model asks for; with
        the line of the first fault
    """
    if not path.is_file():
        raise SourceError(
            str(path), "there is no such file", "mend its name in conf.py"
        )
    text = read_source(path)
    try:
        return model.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        place = f"{path}:{found[1]}" if found else str(path)
        raise SourceError(place, f"cannot be read: {error}", "mend it") from error
    except ValidationError as error:
        fault = error.errors()[0]
        where = fault["loc"]
        name = ".".join(str(part) for part in where if isinstance(part, str))
        raise SourceError(
            f"{path}:{find_line(text, where)}",
            f"“{name}” is wrong: {fault['msg']}",
            "mend it",
        ) from error


def find_line(text: str, where: tuple[int | str, ...]) -> int:
    """Return the line, from 1, where a value stands: ("claim", 2, "says").

    :param where: names of tables, numbers of those in a list, and the name of a key
    """
    line = 1
    for part, following in zip(where, (*where[1:], None), strict=True):
        if isinstance(part, int):
            continue
        number = following if isinstance(following, int) else 0
        name = re.escape(part)
        pattern = rf"^\s*(\[+([\w.-]+\.)?{name}\]|[\"']?{name}[\"']?\s*=)"
        rest = text.split("\n")[line - 1 :]
        found = [n for n, row in enumerate(rest, line) if re.match(pattern, row)]
        line = found[min(number, len(found) - 1)] if found else line
    return line
