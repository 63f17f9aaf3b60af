"""A Report of `roadmap-bot check` as text for people, as JSON, and as annotations for GitHub's builds."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from bot.check import Report
from knowledge.model import Problem

MOST = 20
"""Lines of one kind in the text when no kind is asked for: more are counted, not read."""


def as_text(report: Report, _root: str, whole: bool) -> Iterator[str]:
    """`path:line: kind: message` for each problem, then counts; `whole` shows every line of each kind."""
    written: Counter[str] = Counter()
    for problem in report.shown:
        written[problem.kind] += 1
        if whole or written[problem.kind] <= MOST:
            yield f"{problem.source}: {problem.kind}: {_line(problem.message)}"
    yield f"summary: {_counted(report.counts) or 'no problems'}"
    cut = {kind: n for kind, n in report.counts.items() if n > MOST and not whole}
    for kind in sorted(cut):
        yield f'summary: the first {MOST} of {cut[kind]} {kind} are shown; --only "{kind}" shows them all'
    if report.hidden:
        yield f"summary: not shown: {_counted(report.hidden)}; --only KIND shows a kind"
    for silence, count in sorted(report.silenced.items(), key=lambda s: (s[0].kind, s[0].path)):
        yield f"summary: silenced: {count} {silence.kind} in {silence.path} ({_line(silence.reason)})"


def as_json(report: Report, _root: str, _whole: bool) -> Iterator[str]:
    """One JSON object: every problem shown, and the counts by kind (docs/check.md)."""
    problems = [
        {"kind": p.kind, "path": p.source.path, "line": p.source.line, "message": p.message, "error": p.error}
        for p in report.shown
    ]
    silenced = [
        {"kind": s.kind, "path": s.path, "reason": s.reason, "count": n}
        for s, n in sorted(report.silenced.items(), key=lambda s: (s[0].kind, s[0].path))
    ]
    counts = {"shown": dict(sorted(report.counts.items())), "not_shown": dict(sorted(report.hidden.items()))}
    whole = {"problems": problems, "counts": counts, "silenced": silenced, "failed": report.failed}
    yield json.dumps(whole, indent=2, ensure_ascii=False)


def as_github(report: Report, root: str, _whole: bool) -> Iterator[str]:
    """A workflow command for each problem, which GitHub shows beside the line of the file below `root`."""
    for problem in report.shown:
        yield _annotation(problem, root)
    yield f"summary: {_counted(report.counts) or 'no problems'}"


FORMATS: Mapping[str, Callable[[Report, str, bool], Iterator[str]]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
}
"""The formats by their names."""


def _annotation(problem: Problem, root: str) -> str:
    """docs.github.com, "Workflow commands": % and line ends are escaped, in properties ":" and "," too."""
    level = "error" if problem.error else "warning"
    path = f"{root}/{problem.source.path}" if root else problem.source.path
    kind, file = (_escaped(t).replace(":", "%3A").replace(",", "%2C") for t in (problem.kind, path))
    return f"::{level} file={file},line={problem.source.line},title={kind}::{_escaped(problem.message)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _counted(counts: Counter[str]) -> str:
    return ", ".join(f"{n} {kind}" for kind, n in sorted(counts.items(), key=lambda c: (-c[1], c[0])))


def _line(text: str) -> str:
    """Text of a page on one line, without control characters."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
