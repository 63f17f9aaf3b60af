"""Time zones and places with public holidays, as settings name them."""

from __future__ import annotations

from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator

from bot.schedule.working_days import public_holidays

A_ZONE = "a time zone such as Europe/Madrid"
A_PLACE = "a country such as ES, or a part of one such as ES-MD"


def known_zone(text: str) -> str:
    """`text` when it names a time zone. Raises ValueError when it does not."""
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError("no time zone") from error
    return text


def _holidays(text: str) -> str:
    public_holidays(text)
    return text


ZoneName = Annotated[str, AfterValidator(known_zone)]
HolidaysOf = Annotated[str, AfterValidator(_holidays)]
"""A country or a part of one whose public holidays are free."""
