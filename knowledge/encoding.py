"""Pages that were decoded with the wrong table, read as if they had not been.

UTF-8 bytes read as Mac Roman, Windows-1252 or Latin-1 turn "✅" into "‚úÖ" or "âœ…". Each run of
characters outside ASCII that is such a reading is put back; what is not stays as it is, since
a lone "é" is no valid UTF-8 once encoded again.
"""

from __future__ import annotations

import re

_RUN = re.compile(r"[^\x00-\x7f]+")
_TABLES = ("mac_roman", "cp1252", "latin-1")


def repair(text: str) -> tuple[str, bool]:
    """The text with damaged runs put back, and whether there were any. Lines stay where they are."""
    if text.isascii():
        return text, False
    best, count = text, 0
    for table in _TABLES:
        fixed, repaired = _repair_with(text, table)
        if repaired > count:
            best, count = fixed, repaired
    return best, count > 0


def _repair_with(text: str, table: str) -> tuple[str, int]:
    count = 0

    def put_back(match: re.Match[str]) -> str:
        nonlocal count
        try:
            fixed = _encode(match.group(), table).decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            return match.group()
        if any(c in "\n\r\x0b\x0c\x85\u2028\u2029" for c in fixed):
            return match.group()
        count += 1
        return fixed

    return _RUN.sub(put_back, text), count


def _encode(run: str, table: str) -> bytes:
    """The bytes the run was read from; bytes that Windows-1252 leaves undefined pass as they are."""
    if table != "cp1252":
        return run.encode(table)
    return b"".join(c.encode("latin-1") if "\x80" <= c <= "\x9f" else c.encode(table) for c in run)
