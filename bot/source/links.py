"""The web address of a page's line, derived from the address of the repository it comes from."""

from __future__ import annotations

import re
from urllib.parse import quote

_REMOTE = re.compile(
    r"(?:(?:https?|ssh|git)://)?(?:[^@/\s]+@)?(?P<host>[\w.-]+)(?::\d+)?[:/]+(?P<path>[\w./~-]+?)(?:\.git)?/?"
)

_STYLES = (
    ("github", "https://{host}/{repository}/blob/{{commit}}/{folder}{{path}}?plain=1#L{{line}}"),
    ("gitlab", "https://{host}/{repository}/-/blob/{{commit}}/{folder}{{path}}?plain=1#L{{line}}"),
    ("bitbucket", "https://{host}/{repository}/src/{{commit}}/{folder}{{path}}#lines-{{line}}"),
    ("codeberg", "https://{host}/{repository}/src/commit/{{commit}}/{folder}{{path}}#L{{line}}"),
    ("gitea", "https://{host}/{repository}/src/commit/{{commit}}/{folder}{{path}}#L{{line}}"),
)
"""What the host's name holds -> how it addresses a line; "plain" shows Markdown with its line numbers."""


def derived_link(url: str, folder: str) -> str | None:
    """A template as in the setting `link` for pages in `folder` of a repository; None for a host of unknown style."""
    found = _REMOTE.fullmatch(url)
    if found is None or url.startswith(("file:", "/")):
        return None
    style = next((style for name, style in _STYLES if name in found["host"].lower()), None)
    if style is None:
        return None
    below = f"{quote(folder)}/" if folder else ""
    if "{" in below or "}" in below:
        return None
    return style.format(host=found["host"].lower(), repository=found["path"].strip("/"), folder=below)
