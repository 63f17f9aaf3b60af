"""The rules of the house: where imports point, what stays pure, how long things get.

Each rule is a function over sources that returns what breaks it; each is shown to break on a bad example.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("knowledge", "handlers", "bot")
MAY_IMPORT = {"knowledge": {"knowledge"}, "handlers": {"handlers", "knowledge"}, "bot": set(ROOMS)}
IMPURE = re.compile(
    r"(?m)^\s*(?:from|import)\s+(?:asyncio|os|socket|pathlib|time|subprocess|aiohttp|slack_\w+|sqlalchemy)\b"
    r"|\basync def\b|(?<!\w)open\(|\.now\(|\.today\("
)
VAGUE = {"utils", "util", "helpers", "helper", "manager", "service", "common", "misc", "data", "info"}
AT_THE_ROOT = {
    "knowledge",
    "handlers",
    "bot",
    "tests",
    "bench",
    "docs",
    "roadmap",
    "requirements",
    "pyproject.toml",
    "Procfile",
    "README.md",
    "Makefile",
    "LICENSE",
    "CHANGELOG.md",
    "requirements.txt",
    ".ci",
    ".env.example",
    ".gitignore",
    "Dockerfile",
    "compose.yaml",
    "mkdocs.yml",
}
PLACES = re.compile("/" + "work/|/" + "root/|/" + "opt/|" + r"https?://\S*(?:" + "pypi" + r"|/simple/?\b)")

Sources = dict[str, str]
"""Path -> text."""


def _sources(*folders: str) -> Sources:
    files = [f for folder in folders for f in sorted((ROOT / folder).rglob("*.py"))]
    return {f.relative_to(ROOT).as_posix(): f.read_text("utf-8") for f in files}


def _imports(text: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


def imports_that_point_the_wrong_way(sources: Sources) -> list[str]:
    return [
        f"{path} imports {name}"
        for path, text in sources.items()
        for name in _imports(text)
        if name.split(".")[0] in ROOMS and name.split(".")[0] not in MAY_IMPORT[path.split("/")[0]]
    ]


def import_cycles(sources: Sources) -> list[str]:
    names = {path.removesuffix(".py").replace("/", "."): path for path in sources}
    edges = {name: {i for i in _imports(sources[path]) if i in names} for name, path in names.items()}
    done: set[str] = set()
    found: list[str] = []

    def visit(name: str, above: tuple[str, ...]) -> None:
        if name in above:
            found.append(" -> ".join((*above[above.index(name) :], name)))
        elif name not in done:
            for other in sorted(edges[name]):
                visit(other, (*above, name))
            done.add(name)

    for name in sorted(names):
        visit(name, ())
    return found


def impurities(sources: Sources) -> list[str]:
    return [
        f"{path}: {match.group().strip()}"
        for path, text in sources.items()
        if path.startswith("knowledge/")
        for match in IMPURE.finditer(text)
    ]


def long_files(sources: Sources) -> list[str]:
    return [f"{path}: {text.count(chr(10))} lines" for path, text in sources.items() if text.count("\n") > 250]


def long_functions(sources: Sources) -> list[str]:
    return [
        f"{path}:{node.lineno} {node.name}"
        for path, text in sources.items()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or node.lineno) - node.lineno >= 40
    ]


def loans_from_tests(sources: Sources) -> list[str]:
    """What several tests need stands beside them, so that a test file holds tests and nothing else."""
    return [
        f"{path} imports {name}"
        for path, text in sources.items()
        for name in _imports(text)
        if name.startswith("tests.test_")
    ]


def full_inits(sources: Sources) -> list[str]:
    return [path for path, text in sources.items() if path.endswith("__init__.py") and text.strip()]


def vague_names(sources: Sources) -> list[str]:
    return [path for path in sources if Path(path).stem in VAGUE]


def public_things_without_docstring(sources: Sources) -> list[str]:
    return [
        f"{path}:{node.lineno} {node.name}"
        for path, text in sources.items()
        for node in ast.parse(text).body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and ast.get_docstring(node) is None
    ]


RULES: list[tuple[Callable[[Sources], list[str]], Sources]] = [
    (imports_that_point_the_wrong_way, {"handlers/a.py": "from bot.app import App\n"}),
    (import_cycles, {"bot/a.py": "import bot.b\n", "bot/b.py": "from bot.a import x\n"}),
    (impurities, {"knowledge/a.py": "def f() -> None:\n    return date.today()\n"}),
    (long_files, {"bot/a.py": "x = 1\n" * 251}),
    (long_functions, {"bot/a.py": "def f() -> None:\n" + "    x = 1\n" * 41}),
    (full_inits, {"bot/__init__.py": "from bot.a import x\n"}),
    (vague_names, {"bot/utils.py": ""}),
    (public_things_without_docstring, {"bot/a.py": "def f() -> None:\n    pass\n"}),
]
RULES_OF_TESTS: list[tuple[Callable[[Sources], list[str]], Sources]] = [
    (long_files, {"tests/a.py": "x = 1\n" * 251}),
    (full_inits, {"tests/__init__.py": "x = 1\n"}),
    (loans_from_tests, {"tests/a.py": "from tests.test_b import x\n"}),
]


@pytest.mark.parametrize("rule", [rule for rule, _ in RULES], ids=lambda rule: rule.__name__)
def test_the_house_keeps_its_rule(rule: Callable[[Sources], list[str]]) -> None:
    assert rule(_sources(*ROOMS)) == []


@pytest.mark.parametrize("rule", [rule for rule, _ in RULES_OF_TESTS], ids=lambda rule: rule.__name__)
def test_tests_and_benches_keep_their_rule(rule: Callable[[Sources], list[str]]) -> None:
    assert rule(_sources("tests", "bench")) == []


@pytest.mark.parametrize(
    ("rule", "bad"), [*RULES, *RULES_OF_TESTS], ids=lambda value: getattr(value, "__name__", "bad")
)
def test_the_rule_can_be_broken(rule: Callable[[Sources], list[str]], bad: Sources) -> None:
    assert rule(bad) != []


def _tracked() -> list[str]:
    done = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, check=False)
    return [line for line in done.stdout.decode().splitlines() if (ROOT / line).is_file()]


def test_only_known_things_stand_at_the_root() -> None:
    assert {path.split("/")[0] for path in _tracked()} <= AT_THE_ROOT


def test_no_file_names_a_machine_or_a_package_index() -> None:
    texts = {path: (ROOT / path).read_text("utf-8", errors="replace") for path in _tracked()}
    assert [f"{path}: {m.group()}" for path, text in texts.items() if (m := PLACES.search(text))] == []


@pytest.mark.parametrize("name", ["run", "test", "build"])
def test_every_dependency_is_pinned_with_hashes(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    assert lines
    assert [line for line in lines if "==" not in line or "--hash=sha256:" not in line] == []


def test_a_question_in_the_terminal_waits_for_no_library_of_the_server() -> None:
    told = "import bot.__main__, sys; print([m for m in ('sqlalchemy', 'slack_bolt', 'aiohttp') if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True, cwd=ROOT)
    assert run.stdout.strip() == "[]"
