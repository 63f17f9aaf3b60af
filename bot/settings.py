"""Settings: secrets and what a host sets from the environment (or .env), all else from roadmap.yaml.

A wrong setting stops the start with one line that names it, its value (never a secret's) and
what would be right.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from string import Formatter
from typing import Annotated, Any

import yaml
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    StringConstraints,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.reviews.settings import ReviewSettings
from bot.source.credentials import DEFAULT_USER, has_password
from bot.wrong_settings import shown, told
from knowledge.problems.kinds import KINDS, names

SLACK_API = "https://slack.com/api/"
THIS_MACHINE, EVERYWHERE = "127.0.0.1", "0.0.0.0"
LINK_PARTS = frozenset({"path", "line", "commit"})
"""What the template of a page's web address may name."""


class SettingsError(Exception):
    """Settings are missing or wrong; a line for each names it, its value and what would be right."""


def _stripped(value: Any) -> Any:
    """A value without the blanks and line ends that come along when it is copied."""
    return value.strip() if isinstance(value, str) else value


_Secret = Annotated[SecretStr | None, BeforeValidator(_stripped)]


_TOKENS = {"slack_bot_token": "xoxb-", "slack_app_token": "xapp-"}
"""How tokens begin."""


class Settings(BaseSettings):
    """What the environment sets; `NAME=` is as if NAME were not set. Descriptions say what is right."""

    model_config = SettingsConfigDict(env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True)

    slack_bot_token: _Secret = Field(default=None, description="your Slack app's bot token, which begins with xoxb-")
    slack_signing_secret: _Secret = Field(default=None, description="your Slack app's signing secret")
    """One, or two with a comma between while one is replaced."""
    slack_app_token: _Secret = Field(
        default=None, description="your Slack app's token for Socket Mode, which begins with xapp-"
    )
    slack_client_id: str | None = Field(default=None, description="your Slack app's client id")
    slack_client_secret: _Secret = Field(default=None, description="your Slack app's client secret")
    slack_api_url: str = Field(default=SLACK_API, description="an address that begins with http:// or https://")
    roadmap_path: str | None = Field(default=None, description="a folder of pages, one page, or a git repository")
    roadmap_cache: Path = Field(default=Path("~/.cache/roadmap-bot"), description="a folder to keep repositories in")
    roadmap_git_user: str = Field(default=DEFAULT_USER, description="the user your git host wants with the token")
    roadmap_git_token: _Secret = Field(default=None, description="a token that may read the repository of the pages")
    roadmap_config: Path | None = Field(default=None, description="a file such as ./roadmap.yaml")
    database_url: SecretStr = Field(
        default=SecretStr("sqlite:///roadmap-bot.db"),
        description="sqlite:///FILE or postgresql://user:password@host/name",
    )
    """Where reviews are kept; a SQLite file is made when it is not there."""
    host: str | None = Field(default=None, description="the address to listen on, such as 127.0.0.1")
    port: int = Field(default=3000, ge=0, le=65535, description="a number from 0 to 65535")

    @field_validator(*_TOKENS)
    @classmethod
    def _is_token_of_its_kind(cls, value: SecretStr | None, field: ValidationInfo) -> SecretStr | None:
        if value is not None and not value.get_secret_value().startswith(_TOKENS[str(field.field_name)]):
            raise ValueError("another kind of token")
        return value

    @field_validator("slack_api_url")
    @classmethod
    def _ends_with_slash(cls, value: str) -> str:
        if not value.startswith(("http://", "https://")):
            raise ValueError("no web address")
        return value if value.endswith("/") else value + "/"

    @property
    def has_slack(self) -> bool:
        """Is any of Slack's settings there? Then the bot is meant to serve Slack."""
        return any(value for name, value in self if name.startswith("slack_") and name != "slack_api_url")

    @property
    def address(self) -> tuple[str, int]:
        """The host and port to listen on.

        Without HOST: this machine only; but where PORT is set, as hosting platforms do, every
        address, since their requests come from outside.
        """
        return self.host or (EVERYWHERE if "port" in self.model_fields_set else THIS_MACHINE), self.port


def _day(value: Any) -> date | None:
    return None if value is None else date.fromisoformat(str(value))


class _Reader(yaml.SafeLoader):
    """Reads YAML, but leaves dates as text, so that a day that does not exist is told with its key."""

    yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


class Silence(BaseModel):
    """A kind of problem that `roadmap-bot check` leaves out for some pages, and why."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: str
    path: str
    """A pattern of paths below the roadmap's root: "archive/**"; * and ** cross folders."""
    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]

    @field_validator("kind")
    @classmethod
    def _is_kind(cls, value: str) -> str:
        if value not in KINDS:
            raise ValueError("no kind of problem")
        return value


def _one_or_many(written: Any) -> Any:
    return (written,) if isinstance(written, str) else written


_Id = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9]+$")]
"""An id in Slack."""


class RoadmapFile(BaseModel):
    """What roadmap.yaml sets; a key it does not know is an error. Descriptions say what is right."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    as_of: Annotated[date | None, BeforeValidator(_day)] = Field(default=None, description="a day, such as 2026-02-10")
    """The day answers are given for, instead of today."""
    fiscal_year_starts: int = Field(default=1, ge=1, le=12, strict=True, description="a month from 1 to 12")
    """The month in which the fiscal year begins."""
    roadmap_path: str | None = Field(
        default=None, description="a folder of pages, one page, or a git repository, without a user or password"
    )
    """Where the pages are, where the environment does not say it."""
    refresh_minutes: float = Field(default=5, gt=0, le=10_000, description="a number of minutes above 0, such as 5")
    """How often a git repository is fetched."""
    link: str | None = Field(
        default=None, description="a web address with {path}, such as https://docs.example.com/{path}#L{line}"
    )
    """The web address of a page's line; it may also name {commit}."""

    outsiders: bool = Field(default=False, strict=True, description="true or false")
    """May guests and people of other organisations ask in Slack?"""
    silence: tuple[Silence, ...] = Field(
        default=(),
        description=f'a list of lines such as {{kind: no owner, path: "archive/**", reason: "kept for history"}}, each '
        f"with one of the kinds {names()}",
    )
    """What `roadmap-bot check` leaves out."""
    aliases: dict[str, str] = Field(
        default={}, description="lines of another name and the feature's own, such as SSO portal: Single Sign-On"
    )
    """Other names of features."""
    synonyms: tuple[Annotated[tuple[str, ...], Field(min_length=2)], ...] = Field(
        default=(), description="lists of words for the same, such as [[billing, payments]]"
    )
    """Words that people use for one another, in any name."""
    owners: dict[str, str] = Field(
        default={}, description="lines of a feature or a pattern of pages and who owns it, such as product/inbox/*: Kim"
    )
    """Owners of features, for those that no page gives one."""

    people: dict[str, Annotated[tuple[_Id, ...], BeforeValidator(_one_or_many)]] = Field(
        default={}, description="lines of an owner and their id in Slack, or a list of ids, such as Kim: U0123456789"
    )
    """Who the owners on the pages are."""
    reviews: ReviewSettings = Field(default_factory=ReviewSettings, description="settings such as rules: and zone:")
    """When reviews are due, and who is asked (docs/reviews.md)."""

    @field_validator("roadmap_path")
    @classmethod
    def _has_no_password(cls, value: str | None) -> str | None:
        if value is not None and has_password(value):
            raise ValueError("a secret in a file")
        return value

    @field_validator("link")
    @classmethod
    def _is_template(cls, value: str | None) -> str | None:
        if value is None:
            return None
        named = {name for _, name, _, _ in Formatter().parse(value) if name is not None}
        if "path" not in named or named - LINK_PARTS or not value.startswith(("http://", "https://")):
            raise ValueError("no template of an address")
        return value


def read_settings() -> Settings:
    """The settings of the environment. Raises SettingsError with a line for each wrong one."""
    try:
        return Settings()
    except ValidationError as error:
        raise SettingsError(told(error, Settings, "the environment", str.upper)) from None
    except UnicodeDecodeError as error:
        raise SettingsError(".env can't be read as text; it must be UTF-8 lines of NAME=value") from error


def read_roadmap_file(path: Path) -> RoadmapFile:
    """The settings written at `path`; the defaults when there is no such file.

    Raises SettingsError when it is no YAML mapping, with a line for each key or value that can't be used.
    """
    if not path.exists():
        return RoadmapFile()
    try:
        written = yaml.load(path.read_text(encoding="utf-8"), _Reader)
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise SettingsError(f"{path}: can't be read: {' '.join(str(error).split())}") from error
    if not isinstance(written, dict | None):
        raise SettingsError(f"{path}: is {shown(written)}; it must be lines of settings, such as as_of: 2026-02-10")
    try:
        return RoadmapFile.model_validate({str(key): value for key, value in (written or {}).items()})
    except ValidationError as error:
        raise SettingsError(told(error, RoadmapFile, str(path), str)) from None
