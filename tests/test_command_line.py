"""The commands as a person types them: what is printed, and the exit status."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from bot.__main__ import main
from handlers.answer_json import AnswerJson
from tests.asking import corpus, lines

PAGE = "# Plan\n\n| Feature | Status | Timeline |\n|---|---|---|\n| Search | Planned | Q3 2026 |\n"


@pytest.fixture
def page(tmp_path: Path) -> str:
    path = tmp_path / "plan.md"
    path.write_text(PAGE)
    return str(path)


def test_ask_prints_the_answer_as_text(page: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "--roadmap", page, "--today", "2026-02-10", "when", "is", "search?"]) == 0
    assert capsys.readouterr().out == "Search is planned for Q3 2026 (1 Jul to 30 Sep 2026). [plan.md:5]\n"


def test_ask_prints_one_json_object_that_keeps_the_contract(page: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "--roadmap", page, "--json", "search status"]) == 0
    printed = capsys.readouterr().out
    assert printed.count("\n") == 1
    answer = AnswerJson.model_validate(json.loads(printed))
    assert (answer.intent, answer.subjects, answer.abstained) == ("status", ["Search"], False)


def test_a_file_of_questions_is_answered_line_by_line_and_stops_for_none(
    page: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [
        {"id": "a", "today": "2026-02-10", "question": "search", "expect": {}},
        {"id": "b", "question": ""},
        {"id": "c", "today": "soon", "question": "x"},
        {"id": "d"},
        {"id": 5, "question": "x" * 20_000},
    ]
    file = tmp_path / "questions.jsonl"
    file.write_text("\n".join([*map(json.dumps, lines), "no json", "[1]", ""]))
    assert main(["ask", "--roadmap", page, "--questions", str(file)]) == 0
    printed = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(p["id"], "answer" in p) for p in printed] == [
        ("a", True),
        ("b", True),
        (None, False),
        (None, False),
        (5, True),
        (None, False),
        (None, False),
    ]
    assert printed[0]["answer"]["today"] == "2026-02-10"
    assert all(p["error"] for p in printed if p["id"] is None)


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["ask", "--roadmap", "gone", "x"], "gone"),
        (["ask", "--today", "yesterday", "x"], "yesterday"),
        (["ask", "--questions", "gone.jsonl"], "gone.jsonl"),
        (["check", "gone"], "gone"),
    ],
)
def test_what_cannot_be_used_is_named_in_one_line(
    arguments: list[str], named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert named in captured.err
    assert captured.err.count("\n") == 1
    assert captured.out == ""


def test_check_prints_problems_and_disagreements_with_their_places(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "README.md").write_text(
        "# Plan\n\n## Q1 2026\n\n* **[Search](search.md)** (P1): find.\n* [Gone](gone.md)\n"
    )
    (tmp_path / "search.md").write_text(
        "# Search\n\n**Priority**: P3\n**Timeline**: Q2 2026\n**Status**: Planned\n**Owner**: Ada\n"
    )
    (tmp_path / "roadmap.yaml").write_text(
        'silence:\n  - {kind: no status, path: "*.md", reason: later}\n  - {kind: no owner, path: "R*", reason: "?"}\n'
    )
    assert main(["check", str(tmp_path), "--today", "2026-02-10"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        'README.md:3: clash: timeline of Search is "Q1 2026" here, "Q2 2026" at search.md:4',
        'README.md:5: clash: priority of Search is "P1" here, "P3" at search.md:3',
        'README.md:6: dead link: the link "Gone" leads to gone.md, where no page is',
        "summary: 2 clash, 1 dead link",
        "summary: silenced: 1 no owner in R* (?)",
        "summary: silenced: 1 no status in *.md (later)",
    ]


def test_check_fails_for_a_file_that_cannot_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.md").write_text("# A")
    (tmp_path / "b.md").symlink_to("b.md")
    assert main(["check", str(tmp_path)]) == 1
    assert "b.md:1: unreadable file:" in capsys.readouterr().out


def test_the_schema_of_the_answer_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "answer"]) == 0
    schema = json.loads(capsys.readouterr().out)
    assert set(AnswerJson.model_fields) == set(schema["properties"])


def test_the_prompt_answers_until_the_input_ends(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("/roadmap warmup\n\n\x00\ufffd\nwho owns inbox?\n"))
    assert main(["run"]) == 0
    printed = capsys.readouterr().out
    assert "as of 2026-02-10" in printed
    assert "Q3 2026" in printed
    assert "Product Leadership" in printed
    assert printed.endswith("Goodbye.\n")


def test_bytes_that_are_no_text_do_not_end_the_prompt() -> None:
    command = [sys.executable, "-m", "bot", "run"]
    done = subprocess.run(command, input=b"\xff\xfe\nstatus of warmup\n", capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"approved" in done.stdout


def test_a_reader_that_goes_away_is_no_error() -> None:
    command = f"{sys.executable} -m bot ask 'what is planned for 2026?' | head -c 1"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, timeout=60, check=False)
    assert done.stderr == b""


def test_the_same_questions_give_the_same_bytes_in_any_process() -> None:
    asked = [*lines("made_up.txt")[:10], *corpus("names.yaml")["found"], "what is blocked?", "status of wramup"]
    text = "".join(json.dumps({"id": i, "today": "2026-02-10", "question": q}) + "\n" for i, q in enumerate(asked))
    command = [sys.executable, "-m", "bot", "ask", "--questions", "-"]
    answered = {
        subprocess.run(
            command, input=text.encode(), env={"PYTHONHASHSEED": s}, capture_output=True, timeout=60, check=True
        ).stdout
        for s in ("0", "7", "42")
    }
    assert len(answered) == 1
