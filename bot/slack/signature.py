"""Slack's signature on a request: was it Slack that sent it, just now?"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass

TIMESTAMP, SIGNATURE = "X-Slack-Request-Timestamp", "X-Slack-Signature"

FRESH = 300
"""Slack: a request is to be refused when its timestamp is more than 300 seconds away from now."""

_LONGEST_TIMESTAMP = 12
"""Digits of a timestamp; more name no time that could be now."""


def sign(secret: str, timestamp: str, raw: bytes) -> str:
    """Slack's signature of a body that is sent at `timestamp`."""
    signed = b"v0:" + timestamp.encode() + b":" + raw
    return "v0=" + hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()


@dataclass(frozen=True)
class Lock:
    """Opens to requests signed with one of the secrets (two while one is replaced); `now` tells the seconds since
    1970."""

    secrets: tuple[str, ...]
    now: Callable[[], float]

    def opens(self, headers: Mapping[str, str], raw: bytes) -> bool:
        """Is the body signed by Slack, and sent within 300 seconds of now?"""
        timestamp, signature = headers.get(TIMESTAMP, ""), headers.get(SIGNATURE, "")
        if not self._is_fresh(timestamp):
            return False
        # Compared as bytes: a signature may hold any character, and compare_digest takes no others as text.
        given = signature.encode(errors="replace")
        return any(hmac.compare_digest(sign(s, timestamp, raw).encode(), given) for s in self.secrets)

    def _is_fresh(self, timestamp: str) -> bool:
        is_number = timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= _LONGEST_TIMESTAMP
        return is_number and abs(self.now() - int(timestamp)) <= FRESH
