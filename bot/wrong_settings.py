"""What is told of a setting that can't be used: its name, its value unless it is secret, and what would be right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from bot.source.credentials import has_password

_LONGEST_VALUE = 60
"""Characters of a wrong value that are shown."""


def told(error: ValidationError, model: type[BaseModel], place: str, spell: Callable[[str], str]) -> str:
    """Every problem in a line: the setting, its value unless it is secret, what would be right."""
    problems = error.errors(include_url=False)
    return "\n".join(dict.fromkeys(_problem(problem, model, place, spell) for problem in problems))


def shown(value: Any) -> str:
    """A value as an error shows it."""
    text = repr(value)
    return text if len(text) <= _LONGEST_VALUE else text[: _LONGEST_VALUE - 1] + "…"


def _problem(problem: ErrorDetails, model: type[BaseModel], place: str, spell: Callable[[str], str]) -> str:
    name, field, owner = _innermost(problem["loc"], model)
    value = shown(problem["input"])
    if field is None:
        known = ", ".join(owner.model_fields)
        return f"{spell(name)} in {place} is {value}, but there is no such setting; those are {known}"
    is_secret = "secret" in name or "token" in name or has_password(str(problem["input"]))
    said = "is not right" if is_secret else f"is {value}"
    return f"{spell(name)} in {place} {said}; it must be {field.description}"


def _innermost(loc: tuple[int | str, ...], model: type[BaseModel]) -> tuple[str, FieldInfo | None, type[BaseModel]]:
    """The setting that is wrong, as "reviews.rules[0].rule": its name, what is known of it, and what it is one of.

    A setting that does not say what would be right leaves that to the one it is a part of.
    """
    names: list[str] = []
    best: tuple[str, FieldInfo | None] = ("", None)
    inside: type[BaseModel] | None = model
    is_named = False
    for part in loc:
        if isinstance(part, int):
            names[-1:] = [f"{names[-1]}[{part}]"] if names else []
            continue
        if inside is None:  # the value is no group of settings: a line of a dictionary
            break
        if is_named:  # a line of a dictionary of settings: its name is whatever people write
            names.append(part)
            is_named = False
            continue
        model, field = inside, inside.model_fields.get(part)
        names.append(part)
        if field is None and (best[1] is None or any(f.description for f in model.model_fields.values())):
            return ".".join(names), None, model
        if field is None:
            break
        best = (".".join(names), field) if field.description else best
        inside, is_named = _made_of(field.annotation), get_origin(field.annotation) is dict
    return *best, model


def _made_of(annotation: Any) -> type[BaseModel] | None:
    """The settings that a setting holds, when it holds any: one of them, or a list."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _made_of(part)) is not None), None)
