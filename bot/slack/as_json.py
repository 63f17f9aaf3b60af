"""What we send, as JSON: each answer is a few thousand characters of it."""

from __future__ import annotations

import json
from typing import Any

import orjson


def as_json(said: Any) -> bytes:
    """`said` as JSON in UTF-8. Half of a surrogate pair, which UTF-8 can't hold, stands as an escape."""
    try:
        return orjson.dumps(said)
    except orjson.JSONEncodeError:
        return json.dumps(said).encode()
