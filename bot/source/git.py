"""The `git` program: run without prompts, hooks or pagers, with a time limit, telling no secret."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

TIME_LIMIT = 300.0
"""Seconds one call may take; a clone of a large repository takes minutes."""

_LONGEST_REASON = 200
"""Characters of what git says that are passed on."""

_PASSED_ON = ("GIT_SSH", "GIT_SSH_COMMAND", "GIT_EXEC_PATH", "GIT_SSL_CAINFO", "GIT_SSL_NO_VERIFY")
"""The git settings of our own environment that hold; the rest might point elsewhere or trace secrets."""

_SAFE = {
    "core.hooksPath": os.devnull,
    "core.fsmonitor": "false",
    "core.quotePath": "false",
    "log.showSignature": "false",
    "log.showRoot": "true",
    "gc.auto": "0",
    "protocol.ext.allow": "never",
    "http.lowSpeedLimit": "100",
    "http.lowSpeedTime": "60",
}
"""Settings of every call: nothing a repository or a remote says is run, and one that falls silent is left."""

_NOT_TEXT = re.compile(r"[^\x20-\x7e\u00a0-\uffff]+")


class GitError(Exception):
    """A call of git failed; the message is safe to show: no credential, one line, no control characters."""


@dataclass(frozen=True)
class Git:
    """A repository and the way to talk to it; `secrets` are never shown, `environment` is handed on."""

    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict, repr=False)
    secrets: Sequence[str] = field(default=(), repr=False)
    settings: Mapping[str, str] = field(default_factory=dict, repr=False)

    def text(self, *arguments: str, given: bytes = b"") -> str:
        """What git prints, without the last line end. Raises GitError when it fails."""
        return self.raw(*arguments, given=given).decode("utf-8", errors="replace").removesuffix("\n")

    def raw(self, *arguments: str, given: bytes = b"") -> bytes:
        """The bytes git prints for the bytes `given`. Raises GitError when it fails."""
        try:
            running = subprocess.Popen(
                ("git", *arguments),
                cwd=self.folder,
                env=self._environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                start_new_session=True,
            )
        except OSError as error:
            raise GitError(f"git can't be run: {error.strerror or error}") from None
        try:
            printed, said = running.communicate(given, timeout=TIME_LIMIT)
        except subprocess.TimeoutExpired:
            raise GitError(f"git {arguments[0]} took more than {TIME_LIMIT:.0f} seconds") from None
        finally:
            _end(running)
        if running.returncode != 0:
            raise GitError(f"git {arguments[0]} failed: {self._reason(said)}")
        return printed

    def _environment(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith("GIT_") or k in _PASSED_ON}
        asked = {**_SAFE, **self.settings}
        numbered = {
            f"GIT_CONFIG_{part}_{number}": text
            for number, pair in enumerate(asked.items())
            for part, text in zip(("KEY", "VALUE"), pair, strict=True)
        }
        return {
            **kept,
            "LC_ALL": "C",
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_ASKPASS": "true",
            "SSH_ASKPASS": "true",
            "GIT_OPTIONAL_LOCKS": "0",
            "GIT_CONFIG_COUNT": str(len(asked)),
            **numbered,
            **self.environment,
        }

    def _reason(self, said: bytes) -> str:
        """git's own last word. What a remote says is left out: it may be anything."""
        lines = [" ".join(_NOT_TEXT.sub(" ", line).split()) for line in said.decode("utf-8", "replace").splitlines()]
        own = [line for line in lines if line.startswith(("fatal:", "error:"))]
        reason = (own or ["no reason given"])[0].split(": ", 1)[-1]
        for secret in self.secrets:
            reason = reason.replace(secret, "***")
        return reason[:_LONGEST_REASON]


def _end(running: subprocess.Popen[bytes]) -> None:
    """Stop a call that is still under way, with the programs it started to talk to a remote."""
    if running.poll() is None:
        os.killpg(running.pid, signal.SIGKILL)
        running.communicate()
