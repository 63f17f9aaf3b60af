"""`roadmap-bot check`: which problems are shown, how, and when it fails a build."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.check import report
from bot.check_formats import MOST, as_github, as_text
from bot.roadmap_file import Silence
from knowledge.model import Problem, Source

PAGE = "# Plan\n\n**Owner**: Ada\n\n| Item | Status | Quarter |\n|---|---|---|\n| Search | Done | Q1 2026 |\n\n[Gone](gone.md)\n"


@pytest.fixture
def folder(tmp_path: Path) -> str:
    (tmp_path / "README.md").write_text(PAGE)
    return str(tmp_path)


def _problem(kind: str, path: str = "a.md", line: int = 1, error: bool = False) -> Problem:
    return Problem(kind, f"message of {kind}", Source(path, line), error)


def test_pages_without_problems_say_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "README.md").write_text(PAGE.replace("[Gone](gone.md)", ""))
    assert main(["check", str(tmp_path)]) == 0
    assert capsys.readouterr().out == "summary: no problems\n"


@pytest.mark.parametrize(
    ("options", "status"),
    [
        ([], 0),
        (["--fail-on", "dead link"], 1),
        (["--fail-on", "clash", "--fail-on", "dead link"], 1),
        (["--fail-on", "clash"], 0),
        (["--only", "clash", "--fail-on", "dead link"], 1),
        (["--only", "clash"], 0),
    ],
)
def test_it_fails_for_the_kinds_that_are_named(options: list[str], status: int, folder: str) -> None:
    assert main(["check", folder, *options]) == status


@pytest.mark.parametrize("option", ["--only", "--fail-on"])
def test_a_kind_that_is_none_is_told_with_those_that_are(
    option: str, folder: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", folder, option, "dead links"]) == 2
    told = capsys.readouterr().err
    assert f"{option} is 'dead links'; it must be one of: alias clash, bad front matter" in told
    assert told.count("\n") == 1


def test_json_is_one_object_with_every_problem_and_the_counts(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", folder, "--format", "json", "--fail-on", "dead link"]) == 1
    assert json.loads(capsys.readouterr().out) == {
        "problems": [
            {
                "kind": "dead link",
                "path": "README.md",
                "line": 9,
                "message": 'the link "Gone" leads to gone.md, where no page is',
                "error": False,
            }
        ],
        "counts": {"shown": {"dead link": 1}, "not_shown": {}},
        "silenced": [],
        "failed": True,
    }


def test_annotations_name_the_file_from_where_the_command_runs(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", folder, "--format", "github"]) == 0
    first = capsys.readouterr().out.splitlines()[0]
    assert first.startswith(f"::warning file={folder}/README.md,line=9,title=dead link::the link")


def test_annotations_can_not_be_forged_by_a_page() -> None:
    problem = Problem("clash", "50%\n::error file=x::no", Source("a,b:c.md", 3), True)
    assert next(as_github(report([problem], ()), "", False)) == (
        "::error file=a%2Cb%3Ac.md,line=3,title=clash::50%25%0A::error file=x::no"
    )


def test_a_message_stays_on_its_line() -> None:
    problem = Problem("clash", "a\nb.md:1: clash: \x1b[31mno", Source("a.md", 3))
    assert list(as_text(report([problem], ()), "", False))[0] == "a.md:3: clash: a b.md:1: clash: [31mno"


def test_of_a_kind_that_fills_the_screen_the_first_lines_are_shown_unless_it_is_asked_for() -> None:
    problems = [_problem("no status", line=n) for n in range(1, MOST + 6)]
    few = list(as_text(report(problems, ()), "", False))
    assert few[MOST:] == [
        f"summary: {MOST + 5} no status",
        f'summary: the first {MOST} of {MOST + 5} no status are shown; --only "no status" shows them all',
    ]
    assert len(list(as_text(report(problems, (), ["no status"]), "", True))) == MOST + 6


def test_kinds_that_are_not_shown_unasked_are_counted() -> None:
    problems = [_problem("may fit"), _problem("wording"), _problem("wording", line=2)]
    assert list(as_text(report(problems, ()), "", False)) == [
        "summary: no problems",
        "summary: not shown: 2 wording, 1 may fit; --only KIND shows a kind",
    ]
    assert [p.kind for p in report(problems, (), (), ["may fit"]).shown] == ["may fit"]


def test_what_is_silenced_fails_nothing_and_is_counted_but_an_error_stays() -> None:
    silences = [Silence(kind=k, path="archive/*", reason="history") for k in ("clash", "unreadable file")]
    problems = [
        _problem("clash", "archive/2024/a.md"),
        _problem("clash", "a.md"),
        _problem("unreadable file", "archive/b.md", error=True),
    ]
    found = report(problems, silences, (), ["clash"])
    assert [str(p.source) for p in found.shown] == ["a.md:1", "archive/b.md:1"]
    assert found.silenced == {silences[0]: 1}
    assert (found.failed, report(problems[:1], silences, (), ["clash"]).failed) == (True, False)


def test_wrong_settings_are_a_problem(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    (Path(folder) / "roadmap.yaml").write_text("silence: [{kind: dead link, path: x}]\n")
    assert main(["check", folder]) == 1
    assert capsys.readouterr().out.startswith("bad settings: silence in ")
