"""Settings of the environment (or .env): secrets, and what a host sets; all else stands in roadmap.yaml.

A wrong setting stops the start with one line that names it, its value (never a secret's) and
what would be right.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.source.credentials import DEFAULT_USER
from bot.wrong_settings import told

SLACK_API = "https://slack.com/api/"
DATABASE = "sqlite:///roadmap-bot.db"
THIS_MACHINE, EVERYWHERE = "127.0.0.1", "0.0.0.0"


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
        default=SecretStr(DATABASE), description="sqlite:///FILE or postgresql://user:password@host/name"
    )
    """Where all is kept that must survive: SQLite in a file, or Postgres (docs/state.md)."""
    state_keys: _Secret = Field(default=None, description="keys that `roadmap-bot keys new` prints, a comma between")
    """The keys that tokens of workspaces are sealed with, the one that seals first."""
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


def read_settings() -> Settings:
    """The settings of the environment. Raises SettingsError with a line for each wrong one."""
    try:
        return Settings()
    except ValidationError as error:
        raise SettingsError(told(error, Settings, "the environment", str.upper)) from None
    except UnicodeDecodeError as error:
        raise SettingsError(".env can't be read as text; it must be UTF-8 lines of NAME=value") from error
