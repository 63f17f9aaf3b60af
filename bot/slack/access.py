"""What the settings allow us at Slack: which secrets, one token or an app to install, over the web or a socket."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import SecretStr

from bot.settings import Settings, SettingsError


@dataclass(frozen=True)
class Access:
    """Signing secrets (two while one is replaced), the token of one workspace, the app that others may install,
    and the token of a socket; what is not set is empty."""

    secrets: tuple[str, ...]
    token: str = ""
    app_token: str = ""
    client_id: str = ""
    client_secret: str = ""

    def __repr__(self) -> str:
        """Without anything secret, so that no log can hold it."""
        return "Access(…)"


def slack_access(settings: Settings) -> Access:
    """What is set for Slack. Raises SettingsError with a line for each setting that is missing, or one too many."""
    _refuse(settings, _missing(settings))
    if settings.slack_bot_token and settings.slack_client_id:
        raise SettingsError(
            "SLACK_BOT_TOKEN and SLACK_CLIENT_ID are both set; keep the token for one workspace, "
            "or the client id and secret for several (docs/slack.md)"
        )
    said = _said(settings.slack_signing_secret)
    return Access(
        tuple(secret.strip() for secret in said.split(",") if secret.strip()),
        _said(settings.slack_bot_token),
        _said(settings.slack_app_token),
        settings.slack_client_id or "",
        _said(settings.slack_client_secret),
    )


def _missing(settings: Settings) -> list[str]:
    """The settings that lack: a socket needs no signing secret, an app to install needs no token."""
    needed = ["slack_client_secret"] if settings.slack_client_id else ["slack_bot_token"]
    if not settings.slack_app_token:
        needed.append("slack_signing_secret")
    return [name for name in needed if not getattr(settings, name)]


def _refuse(settings: Settings, missing: list[str]) -> None:
    if missing:
        fields = type(settings).model_fields
        lines = [f"{n.upper()} is not set; it must be {fields[n].description} (docs/slack.md)" for n in missing]
        raise SettingsError("\n".join(lines))


def _said(secret: SecretStr | None) -> str:
    return secret.get_secret_value() if secret is not None else ""
