"""What a question says it does not mean: "not the admin 2FA, the compliance one: when?"."""

from __future__ import annotations

import re

_OTHER_ONE = re.compile(
    r"^\s*(?:no\W+)?not\s+(?:the\s+)?[\w-]+\s+(?P<thing>[^,;:?]+?)\s*[,;]\s*(?:but\s+)?(?:the\s+)?"
    r"(?P<meant>[\w-]+)\s+(?:one|page|version)\b",
    re.IGNORECASE,
)


def without_contrast(text: str) -> str:
    """The text with the thing that is meant alone: "the compliance 2FA: when?"."""
    return _OTHER_ONE.sub(lambda m: f"the {m['meant']} {m['thing']}", text)
