"""Settings: secrets and what a host sets from the environment (or .env), all else from roadmap.yaml.

A wrong setting stops the start with one line that names it, its value (never a secret's) and
what would be right.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

SLACK_API = "https://slack.com/api/"


class SettingsError(Exception):
    """A setting is missing or wrong; the message names it, its value and what would be right."""


def _none_if_empty(value: Any) -> Any:
    """`NAME=` in the environment is as if NAME were not set."""
    return None if isinstance(value, str) and not value.strip() else value


_Secret = Annotated[SecretStr | None, BeforeValidator(_none_if_empty)]
_Path = Annotated[Path | None, BeforeValidator(_none_if_empty)]


class Settings(BaseSettings):
    """What the environment sets."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True)

    slack_bot_token: _Secret = None
    slack_signing_secret: _Secret = None
    slack_api_url: str = SLACK_API
    roadmap_path: _Path = None
    roadmap_config: _Path = None
    host: str = "127.0.0.1"
    port: int = Field(default=3000, ge=0, le=65535)

    @field_validator("slack_bot_token")
    @classmethod
    def _is_bot_token(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not value.get_secret_value().startswith("xoxb-"):
            raise ValueError("must be a bot token; those begin with xoxb-")
        return value

    @field_validator("slack_api_url")
    @classmethod
    def _ends_with_slash(cls, value: str) -> str:
        if not value.startswith(("http://", "https://")):
            raise ValueError("must be an address that begins with http:// or https://")
        return value if value.endswith("/") else value + "/"

    @property
    def has_slack(self) -> bool:
        """Is any of Slack's settings there? Then the bot is meant to serve Slack."""
        return self.slack_bot_token is not None or self.slack_signing_secret is not None

    def require_slack(self) -> tuple[str, str]:
        """The bot token and the signing secret. Raises SettingsError naming the one that is missing."""
        token, secret = self.slack_bot_token, self.slack_signing_secret
        if token is None:
            raise SettingsError("SLACK_BOT_TOKEN is not set; it is the xoxb- token of your Slack app (docs/slack.md)")
        if secret is None:
            raise SettingsError("SLACK_SIGNING_SECRET is not set; it stands under Basic Information of your Slack app")
        return token.get_secret_value(), secret.get_secret_value()


class RoadmapFile(BaseModel):
    """What roadmap.yaml sets; a key it does not know is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    as_of: date | None = None
    """The day answers are given for, instead of today."""
    fiscal_year_starts: int = Field(default=1, ge=1, le=12)
    """The month, 1 to 12, in which the fiscal year begins."""
    link: str | None = None
    """The web address of a page's line: "https://docs.example.com/{path}#L{line}"."""


def read_settings() -> Settings:
    """The settings of the environment. Raises SettingsError for the first wrong one."""
    try:
        return Settings()
    except ValidationError as error:
        raise SettingsError(_told(error, lambda name: name.upper(), "the environment")) from None


def read_roadmap_file(path: Path) -> RoadmapFile:
    """The settings written at `path`; the defaults when there is no such file.

    Raises SettingsError when it is no YAML mapping, or has a key or value that can't be used.
    """
    if not path.exists():
        return RoadmapFile()
    try:
        written = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise SettingsError(f"{path}: can't be read: {' '.join(str(error).split())}") from error
    if not isinstance(written, dict):
        raise SettingsError(f"{path}: must be a list of settings, such as `as_of: 2026-02-10`")
    try:
        return RoadmapFile.model_validate(written)
    except ValidationError as error:
        raise SettingsError(_told(error, str, str(path))) from None


def _told(error: ValidationError, spell: Any, place: str) -> str:
    """The first problem in one line: the setting, its value unless it is secret, what would be right."""
    first = error.errors(include_url=False)[0]
    name = spell(str(first["loc"][0]) if first["loc"] else "?")
    known = ", ".join(RoadmapFile.model_fields)
    if first["type"] == "extra_forbidden":
        return f"{name} in {place} is not a setting; those are {known}"
    secret = "TOKEN" in name or "SECRET" in name
    value = "" if secret else f" is {first['input']!r};"
    reason = first["msg"].removeprefix("Value error, ").removeprefix("Input ")
    return f"{name} in {place}{value} it {reason}" if not secret else f"{name} in {place} {reason}"
