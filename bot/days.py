"""Days as they are given on the command line."""

from __future__ import annotations

from datetime import date

from bot.settings import SettingsError


def read_day(text: str, option: str = "--today") -> date:
    """The day that an option names. Raises SettingsError when it names none."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise SettingsError(f"{option} is {text!r}; it must be a date, YYYY-MM-DD") from error
