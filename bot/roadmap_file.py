"""Settings of roadmap.yaml: all that is neither a secret nor set by a host.

A key or value that can't be used stops the start with one line that names it, its value and what would be right.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from string import Formatter
from typing import Annotated, Any, Literal

import yaml
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    ValidationInfo,
    field_validator,
)

from bot.people import Person, PersonId, one_or_many, person_or_ids
from bot.retention import Retention
from bot.reviews.settings import ReviewSettings
from bot.settings import SettingsError
from bot.source.credentials import has_password
from bot.watching.settings import WatchSettings
from bot.wrong_settings import shown, told
from knowledge.problems.kinds import KINDS, names

LINK_PARTS = frozenset({"path", "line", "commit"})
"""What the template of a page's web address may name."""


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
    edit: str | None = Field(
        default=None, description="a web address with {path}, such as https://github.com/acme/roadmap/edit/main/{path}"
    )
    """The web address where a page is edited; it may also name {line}."""

    language: Literal["en", "es"] | None = Field(
        default=None, description="en or es; without it the language of each question decides"
    )
    """What the bot itself says is in this language, whatever a question is in."""
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

    people: dict[str, Annotated[Person, BeforeValidator(person_or_ids)]] = Field(
        default={},
        description="lines of an owner and their id in Slack, or a list of ids, such as Kim: U0123456789; with a time "
        "zone: Kim: {id: U0123456789, zone: Asia/Tokyo}",
    )
    """Who the owners on the pages are."""
    admins: Annotated[tuple[PersonId, ...], BeforeValidator(one_or_many)] = Field(
        default=(), description="the id of a person in Slack, or a list of ids, such as U0123456789"
    )
    """Who looks after the bot in Slack, beside the admins of the workspace."""
    watching: WatchSettings = Field(default_factory=WatchSettings, description="settings such as quiet_minutes: 10")
    """How people are told of changes (docs/watching.md)."""
    reviews: ReviewSettings = Field(default_factory=ReviewSettings, description="settings such as rules: and zone:")
    """When reviews are due, and who is asked (docs/reviews.md)."""
    retention: Retention = Field(default_factory=Retention, description="lines of a kind and days, such as threads: 7")
    """For how long things are kept (docs/state.md)."""

    @field_validator("roadmap_path")
    @classmethod
    def _has_no_password(cls, value: str | None) -> str | None:
        if value is not None and has_password(value):
            raise ValueError("a secret in a file")
        return value

    @field_validator("link", "edit")
    @classmethod
    def _is_template(cls, value: str | None, key: ValidationInfo) -> str | None:
        if value is None:
            return None
        named = {name for _, name, _, _ in Formatter().parse(value) if name is not None}
        parts = LINK_PARTS if key.field_name == "link" else LINK_PARTS - {"commit"}
        if "path" not in named or named - parts or not value.startswith(("http://", "https://")):
            raise ValueError("no template of an address")
        return value


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
