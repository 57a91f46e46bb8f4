"""What is wrong in a file of settings: every fault, with its line, in plain words."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from .plaintext import quote
from .problems import Problem, closest, relative
from .tomllines import Key, find_line, locate_keys

#: How many faults of a file are told at once.
MOST = 30

#: How many bits a number may have that a message repeats.
LONGEST_NUMBER = 64

#: What a check of ours found: its words are in the context of pydantic's error.
OURS = "fault"

#: pydantic's errors: what is wrong, and what to do.  `{value}` is what was typed; the
#: rest stands in pydantic's context.
WORDS = {
    "bool_type": ("{value} is neither true nor false", "write true or false"),
    "greater_than_equal": ("{value} is too small", "write {ge} or more"),
    "less_than_equal": ("{value} is too large", "write {le} or less"),
    "literal_error": ("{value} is none of the choices", "write {expected}"),
    "missing": ("is missing", "add it"),
    "model_type": ("{value} is no table", "give each of its settings a line"),
    "string_too_long": ("is longer than {max_length} characters", "shorten it"),
    "string_too_short": ("is empty", "fill it in"),
    "string_type": ("{value} is no text", "write it in quotation marks"),
    "too_long": ("has more than {max_length} entries", "leave some out"),
    "too_short": ("is empty", "name one, or delete the line"),
    "tuple_type": ("{value} is no list", "write it in square brackets"),
}


def fault(message: str, advice: str) -> PydanticCustomError:
    """Return the error with which a validator refuses a value."""
    return PydanticCustomError(
        OURS, "{message}", {"message": message, "advice": advice}
    )


def list_faults(
    path: Path, text: str, model: type[BaseModel], error: ValidationError
) -> list[Problem]:
    """Return every fault of a file, in the order of its lines."""
    lines = locate_keys(text)
    found = sorted(
        ((find_line(lines, detail["loc"]), detail) for detail in error.errors()),
        key=lambda fault: fault[0],
    )
    problems = [
        Problem(relative(f"{path}:{line}"), *describe(model, detail))
        for line, detail in found[:MOST]
    ]
    if (left := len(found) - MOST) > 0:
        more = f"{left} more fault{'s' * (left > 1)}"
        problems.append(Problem(relative(str(path)), more, "mend these first"))
    return problems


def describe(model: type[BaseModel], detail: ErrorDetails) -> tuple[str, str]:
    """Return what is wrong, with the name of the setting, and what to do."""
    kind, context = detail["type"], detail.get("ctx", {})
    where = ".".join(str(part) for part in detail["loc"] if isinstance(part, str))
    if kind == "extra_forbidden":
        return describe_unknown(model, detail["loc"])
    if kind == OURS:
        message, advice = context["message"], context["advice"]
    elif kind in WORDS:
        values = {**context, "value": show(detail["input"])}
        message, advice = (part.format_map(values) for part in WORDS[kind])
        advice = advice.replace("'", "")  # around choices
    else:
        message, advice = detail["msg"], "mend it"
    return f"{where}: {message}" if where else message, advice


def show(value: object) -> str:
    """Return a value as a message quotes it."""
    match value:
        case str():
            return quote(value)
        case bool():
            return str(value).lower()
        case list():
            return "a list"
        case dict():
            return "a table"
        case int() if value.bit_length() > LONGEST_NUMBER:
            return "a number"  # Python does not write out one of thousands of digits
        case int() | float() | datetime.date() | datetime.time():
            return quote(str(value)).strip("“”")
    return "this"


def describe_unknown(model: type[BaseModel], where: Key) -> tuple[str, str]:
    """Return what to say of a setting that nobody knows."""
    *outer, name = where
    table = find_model(model, tuple(outer))
    known = list(table.model_fields) if table else []
    label = ".".join([*(str(part) for part in outer if isinstance(part, str)), ""])
    message = f"there is no setting {quote(f'{label}{name}')}"
    if place := find_home(model, str(name)):
        return message, f"move it {place}"
    return message, f"mend its name or delete it{closest(str(name), known)}"


def find_home(model: type[BaseModel], name: str) -> str:
    """Return where a setting of this name belongs: TOML's tables have no end mark."""
    if name in model.model_fields:
        return "above the first line in square brackets"
    for field, table in list_tables(model):
        if name in table.model_fields:
            return f"below [{field}]"
    return ""


def find_model(model: type[BaseModel], where: Key) -> type[BaseModel] | None:
    """Return the model of the table at a key."""
    found: type[BaseModel] | None = model
    for part in where:
        if found and isinstance(part, str):
            found = dict(list_tables(found)).get(part)
    return found


def list_tables(model: type[BaseModel]) -> Iterator[tuple[str, type[BaseModel]]]:
    """Yield the fields that are tables or lists of tables, each with its model."""
    for name, field in model.model_fields.items():
        if found := find_table(field.annotation):
            yield name, found


def find_table(annotation: Any) -> type[BaseModel] | None:
    """Return the model in a type such as `tuple[Model, ...]`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(find_table, get_args(annotation))), None)
