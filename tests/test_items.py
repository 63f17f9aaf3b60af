"""`roadmap-bot items`: what each place says, one line an item."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.__main__ import main

PAGE = """# Plan

- **Now**: August 2026
- **Next**: not promised

## Now

| Deliverable | Owner |
|---|---|
| Poller | Kim |

## Next

- [ ] Scheduled agents

## v2.0 (1-2 months)

### Helm

- [x] Faster sync

### Kustomize

- [ ] Faster sync

### 1.1 Types

**Status**: COMPLETED (2025-12-27)

### 1.2 Tools

- [ ] Editor
- [ ] Debugger
"""


@pytest.fixture
def lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, dict[str, object]]:
    """The items of PAGE by the line they stand on."""
    (tmp_path / "plan.md").write_text(PAGE)
    assert main(["items", "--roadmap", str(tmp_path), "--jsonl"]) == 0
    read = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    return {item["source"].removeprefix("plan.md:"): item for item in read}


def test_every_item_has_its_place_and_horizons_are_no_items(lines: dict[str, dict[str, object]]) -> None:
    assert [(n, i["name"]) for n, i in lines.items()] == [
        ("10", "Poller"),
        ("14", "Scheduled agents"),
        ("16", "v2.0"),
        ("20", "Faster sync"),
        ("24", "Faster sync"),
        ("26", "1.1 Types"),
        ("30", "1.2 Tools"),
        ("32", "Editor"),
        ("33", "Debugger"),
    ]


def test_an_item_is_told_as_written_with_what_it_inherits(lines: dict[str, dict[str, object]]) -> None:
    assert lines["10"] == {
        "name": "Poller",
        "status": None,
        "status_kind": "in_progress",
        "timeline": "August 2026",
        "owner": "Kim",
        "group": "Now",
        "source": "plan.md:10",
        "inherited": {"timeline": "plan.md:3"},
    }


@pytest.mark.parametrize(
    ("line", "field", "expected"),
    [
        ("14", "timeline", None),
        ("14", "status_kind", "planned"),
        ("14", "group", "Next"),
        ("16", "timeline", "1-2 months"),
        ("20", "group", "v2.0 (1-2 months) > Helm"),
        ("20", "status_kind", "done"),
        ("24", "status_kind", "planned"),
        ("26", "status", "COMPLETED"),
        ("30", "status", None),
        ("30", "status_kind", "planned"),
    ],
)
def test_a_field_of_an_item(lines: dict[str, dict[str, object]], line: str, field: str, expected: object) -> None:
    assert lines[line][field] == expected


def test_without_jsonl_an_item_is_a_line_of_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "plan.md"
    page.write_text("# Plan\n\n## Q3 2026\n\n- Search\n")
    assert main(["items", "--roadmap", str(page)]) == 0
    assert capsys.readouterr().out == "plan.md:5: Search | - | Q3 2026 | -\n"
