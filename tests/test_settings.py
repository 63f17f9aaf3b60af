"""Settings: a wrong one is named with its value and what would be right; a secret is never shown."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from bot.app import open_app
from bot.people import named_people
from bot.roadmap_file import read_roadmap_file
from bot.settings import EVERYWHERE, SLACK_API, THIS_MACHINE, SettingsError, read_settings
from bot.slack.access import slack_access
from tests.repository import Repository

NAMES = "SLACK_BOT_TOKEN SLACK_SIGNING_SECRET SLACK_API_URL ROADMAP_PATH ROADMAP_CONFIG ROADMAP_GIT_TOKEN ROADMAP_GIT_USER ROADMAP_CACHE HOST PORT"


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in NAMES.split():
        monkeypatch.delenv(name, raising=False)


def test_nothing_has_to_be_set() -> None:
    settings = read_settings()
    assert not settings.has_slack
    assert settings.address == (THIS_MACHINE, 3000)
    assert settings.slack_api_url == SLACK_API


def test_a_host_that_sets_the_port_is_listened_to_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "8080")
    assert read_settings().address == (EVERYWHERE, 8080)
    monkeypatch.setenv("HOST", "127.0.0.1")
    assert read_settings().address == ("127.0.0.1", 8080)


def test_blanks_around_a_secret_do_no_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", " xoxb-1\n")
    monkeypatch.setenv("SLACK_SIGNING_SECRET", "s\n")
    access = slack_access(read_settings())
    assert (access.token, access.secrets) == ("xoxb-1", ("s",))


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (
            {},
            "SLACK_BOT_TOKEN is not set; it must be your Slack app's bot token, which begins with xoxb- (docs/slack.md)",
        ),
        ({"SLACK_CLIENT_ID": "1.2"}, "SLACK_CLIENT_SECRET is not set; it must be your Slack app's client secret"),
        ({"SLACK_APP_TOKEN": "xapp-1"}, "SLACK_BOT_TOKEN is not set"),
        ({"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_CLIENT_ID": "1", "SLACK_CLIENT_SECRET": "c"}, "are both set"),
    ],
)
def test_what_lacks_for_slack_is_named(given: dict[str, str], told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    if told == "are both set":
        monkeypatch.setenv("SLACK_SIGNING_SECRET", "s")
    with pytest.raises(SettingsError, match=re.escape(told)):
        slack_access(read_settings())


@pytest.mark.parametrize(
    ("given", "secrets"),
    [
        ({"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "old, new"}, ("old", "new")),
        ({"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}, ()),
        ({"SLACK_CLIENT_ID": "1", "SLACK_CLIENT_SECRET": "c", "SLACK_SIGNING_SECRET": "s"}, ("s",)),
    ],
)
def test_ways_to_set_up_slack(given: dict[str, str], secrets: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    access = slack_access(read_settings())
    assert access.secrets == secrets
    assert "xoxb" not in repr(access)


def test_an_empty_setting_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES.split():
        monkeypatch.setenv(name, "")
    assert not read_settings().has_slack


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("PORT", "http", "PORT in the environment is 'http'; it must be a number from 0 to 65535"),
        ("PORT", "70000", "PORT in the environment is '70000'; it must be a number from 0 to 65535"),
        (
            "SLACK_API_URL",
            "slack",
            "SLACK_API_URL in the environment is 'slack'; it must be an address that begins with http:// or https://",
        ),
        (
            "SLACK_BOT_TOKEN",
            "xapp-secret",
            "SLACK_BOT_TOKEN in the environment is not right; it must be your Slack app's bot token, which begins with xoxb-",
        ),
    ],
)
def test_a_wrong_setting_is_told(name: str, value: str, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as error:
        read_settings()
    assert str(error.value) == told


def test_an_env_file_that_is_no_text_is_told() -> None:
    Path(".env").write_bytes(b"PORT=\xff\xfe")
    with pytest.raises(SettingsError, match=r"\.env can't be read as text"):
        read_settings()


def _file(text: str) -> Path:
    path = Path("roadmap.yaml")
    path.write_text(text, "utf-8")
    return path


def test_a_roadmap_file_is_read() -> None:
    file = read_roadmap_file(
        _file("as_of: 2026-02-10\nfiscal_year_starts: 4\nlink: https://d.example/{path}#L{line}\n")
    )
    assert (file.as_of, file.fiscal_year_starts, file.link) == (
        date(2026, 2, 10),
        4,
        "https://d.example/{path}#L{line}",
    )


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "as_of:\n"])
def test_an_empty_roadmap_file_sets_nothing(text: str) -> None:
    assert read_roadmap_file(_file(text)) == read_roadmap_file(Path("none.yaml"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("as_of: 2026-02-30", "as_of in roadmap.yaml is '2026-02-30'; it must be a day, such as 2026-02-10"),
        ("as_of: soon", "as_of in roadmap.yaml is 'soon'; it must be a day, such as 2026-02-10"),
        (
            "language: pt",
            "language in roadmap.yaml is 'pt'; it must be en or es; without it the language of each question",
        ),
        ("language: Spanish", "language in roadmap.yaml is 'Spanish'; it must be en or es"),
        ("fiscal_year_starts: 13", "fiscal_year_starts in roadmap.yaml is 13; it must be a month from 1 to 12"),
        ("fiscal_year_starts: April", "fiscal_year_starts in roadmap.yaml is 'April'; it must be a month from 1 to 12"),
        (
            "silence: [{kind: clashes, path: x, reason: y}]",
            "silence in roadmap.yaml is 'clashes'; it must be a list of lines such as {kind: no owner,",
        ),
        (
            "silence: [{kind: clash, path: x, reason: ' '}]",
            "silence in roadmap.yaml is ' '; it must be a list of lines such as {kind: no owner,",
        ),
        (
            "people: {Kim: kim@example.com}",
            "people.Kim.id in roadmap.yaml is 'kim@example.com'; it must be an id in Slack",
        ),
        (
            "people: {Kim: [U1, '@kim']}",
            "people.Kim.id in roadmap.yaml is '@kim'; it must be an id in Slack such as U0",
        ),
        (
            "people: {Kim: {id: U1, zone: Tokyo}}",
            "people.Kim.zone in roadmap.yaml is 'Tokyo'; it must be a time zone such",
        ),
        (
            "people: {Kim: {id: U1, holidays: X}}",
            "people.Kim.holidays in roadmap.yaml is 'X'; it must be a country such",
        ),
        (
            "people: {Kim: {id: U1, tz: UTC}}",
            "people.Kim.tz in roadmap.yaml is 'UTC', but there is no such setting; those",
        ),
        ("people: {Kim: {zone: UTC}}", "people.Kim.id in roadmap.yaml is {'zone': 'UTC'}; it must be an id in Slack"),
        ("people: [Kim]", "people in roadmap.yaml is ['Kim']; it must be lines of an owner"),
        ("link: docs", "link in roadmap.yaml is 'docs'; it must be a web address with {path}"),
        ("link: 'https://d.example/{page}'", "link in roadmap.yaml is 'https://d.example/{page}'; it must be"),
        (
            "refresh_minutes: 0",
            "refresh_minutes in roadmap.yaml is 0; it must be a number of minutes above 0, such as 5",
        ),
        (
            "roadmap_path: https://kim:hush@git.example.com/docs.git",
            "roadmap_path in roadmap.yaml is not right; it must be a folder of pages, one page, or a git repository, without",
        ),
        ("as_off: 1", "as_off in roadmap.yaml is 1, but there is no such setting; those are as_of,"),
        ("- as_of", "roadmap.yaml: is ['as_of']; it must be lines of settings"),
        ("a: [", "roadmap.yaml: can't be read"),
        ("a: 'x" + "y" * 100 + "'", "…"),
    ],
)
def test_a_wrong_roadmap_file_is_told(text: str, told: str) -> None:
    with pytest.raises(SettingsError) as error:
        read_roadmap_file(_file(text))
    assert told in str(error.value)


def test_people_have_one_id_or_several_and_may_have_a_clock_of_their_own() -> None:
    file = read_roadmap_file(_file("people: {Kim: U1, Dana: [U2, W3], Lee: {id: U4, zone: Asia/Tokyo, holidays: JP}}"))
    people = named_people(file.people)
    assert people.ids == {"Kim": ("U1",), "Dana": ("U2", "W3"), "Lee": ("U4",)}
    assert (people.zones, people.holidays) == ({"U4": "Asia/Tokyo"}, {"U4": "JP"})


def test_home_knows_whom_the_settings_name(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text("# Search\n")
    _file("people: {Kim: U1, Dana: [U2, U1]}\n")
    people = open_app(read_settings(), tmp_path).people
    assert (people.owners("U1"), people.owners("U2"), people.owners("U3")) == (("Kim", "Dana"), ("Dana",), ())


def test_where_the_pages_are_may_stand_in_the_file_and_the_environment_wins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "page.md").write_text(f"# Search {name}\n\n**Status**: Planned\n")
    _file("roadmap_path: one\n")
    assert [f.name for f in open_app(read_settings()).library.current().features] == ["Search one"]
    monkeypatch.setenv("ROADMAP_PATH", "two")
    assert [f.name for f in open_app(read_settings()).library.current().features] == ["Search two"]


def test_a_repository_is_kept_where_the_settings_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository = Repository(tmp_path / "origin")
    repository.commit("2026-01-01T10:00:00Z", {"docs/search.md": "# Search\n\n**Status**: Planned\n"})
    monkeypatch.setenv("ROADMAP_PATH", f"file://{repository.folder}#main:docs")
    monkeypatch.setenv("ROADMAP_CACHE", str(tmp_path / "kept"))
    app = open_app(read_settings())
    assert app.greeting.startswith(f"Answering from file://{repository.folder}#main:docs: 1 pages, 1 items")
    assert len(list((tmp_path / "kept").iterdir())) == 1
