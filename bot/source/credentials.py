"""What git shows a remote, taken from the environment: never on a command line, in a file or in a log."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, unquote, urlsplit, urlunsplit

USER, TOKEN = "ROADMAP_GIT_USER", "ROADMAP_GIT_TOKEN"
"""The names under which git's helper finds them in its environment."""

DEFAULT_USER = "x-access-token"
"""GitHub's user for tokens; GitLab takes any."""

_HELPER = f'!f() {{ test "$1" = get && echo "username=${USER}" && echo "password=${TOKEN}"; }}; f'
"""A credential helper in git's own words; the shell fills in the names from the environment."""


@dataclass(frozen=True)
class Credentials:
    """A user and a token for one host over HTTP; without a token the machine's own set-up of git counts."""

    token: str | None = field(default=None, repr=False)
    user: str = field(default=DEFAULT_USER, repr=False)

    @property
    def environment(self) -> Mapping[str, str]:
        """What git's helper reads."""
        return {} if self.token is None else {USER: self.user, TOKEN: self.token}

    def settings(self, url: str) -> Mapping[str, str]:
        """git's settings for a remote: the helper answers for its host alone."""
        parts = urlsplit(url)
        if self.token is None or parts.scheme not in ("http", "https"):
            return {}
        return {f"credential.{parts.scheme}://{parts.netloc}.helper": _HELPER}

    @property
    def secrets(self) -> tuple[str, ...]:
        """Every form in which the token could turn up in what git prints, the longest first."""
        if self.token is None:
            return ()
        basic = base64.b64encode(f"{self.user}:{self.token}".encode()).decode()
        forms = {self.token, quote(self.token, safe=""), quote(self.token), basic}
        return tuple(sorted(forms, key=len, reverse=True))


def part_from_url(url: str, given: Credentials) -> tuple[str, Credentials]:
    """A URL without the user and password written in it, and the credentials: those of the URL come first."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or "@" not in parts.netloc:
        return url, given
    said, _, host = parts.netloc.rpartition("@")
    user, _, password = said.partition(":")
    bare = urlunsplit(parts._replace(netloc=host))
    if password:
        return bare, Credentials(unquote(password), unquote(user))
    if given.token is None and user:
        return bare, Credentials(unquote(user))  # "https://TOKEN@host/": a token alone
    return bare, given


def has_password(url: str) -> bool:
    """Is a user or a password written in an address over HTTP? Those belong into the environment."""
    return part_from_url(url, Credentials())[0] != url
