"""Measurements: `make bench` tells speed as ratios to a baseline; `python -m bench mutations` tries typing errors;
`python -m bench slack` tells only the way through Slack; `python -m bench kills` kills senders of reminders."""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from pathlib import Path

from bench.answering import measure_answering, read_questions
from bench.killing import measure_kills
from bench.mutations import measure_mutations, read_cases
from bench.reading import measure_reading
from bench.scaling import measure_scaling
from bench.slack import measure_slack, questions_of
from bench.typing import measure_typing
from bot.app import SAMPLE
from bot.ask import Asker
from bot.dictionary import Dictionary
from bot.library import load_lexicon, read_roadmap


def main() -> None:
    """Measure on the sample roadmap, or on the pages and questions given."""
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("what", nargs="?", choices=WHAT, default="speed", help="what to measure")
    parser.add_argument("--roadmap", type=Path, default=SAMPLE, help="pages to measure on")
    parser.add_argument("--questions", type=Path, help='speed: lines {"question": ...} to measure with')
    parser.add_argument("--gold", type=Path, help='mutations: lines {"id", "today", "question"} to misspell')
    parser.add_argument("--seed", type=int, default=1, help="mutations: other seeds make other errors")
    parser.add_argument("--write", type=Path, help="mutations: a folder for the misspelt cases and their answers")
    parser.add_argument("--database", help="kills: an empty database; a new SQLite file without it")
    parser.add_argument("--seeds", type=int, default=10, help="kills: how many runs of each kind")
    parsed = parser.parse_args()
    if parsed.what == "mutations" and parsed.gold is None:
        parser.error("mutations needs --gold FILE")
    WHAT[parsed.what](parsed)


def _speed(parsed: argparse.Namespace) -> None:
    lexicon = load_lexicon(Dictionary().has)
    roadmap = read_roadmap(parsed.roadmap, lexicon)
    for title, lines in (
        ("Reading", measure_reading(parsed.roadmap, lexicon)),
        ("Answering", measure_answering(roadmap, lexicon, read_questions(parsed.questions))),
        ("Typing", measure_typing(roadmap)),
        ("Scaling", measure_scaling(lexicon)),
    ):
        print(title, *lines, sep="\n  ")


def _mutations(parsed: argparse.Namespace) -> None:
    lexicon = load_lexicon(Dictionary().has)
    asker = Asker(read_roadmap(parsed.roadmap, lexicon), lexicon)
    print(*measure_mutations(asker, read_cases(parsed.gold), parsed.seed, parsed.write), sep="\n")


def _slack(parsed: argparse.Namespace) -> None:
    roadmap = read_roadmap(parsed.roadmap, load_lexicon(Dictionary().has))
    given = read_questions(parsed.questions) if parsed.questions else []
    print("Slack", *measure_slack(parsed.roadmap, questions_of(roadmap, given)), sep="\n  ")


def _all(parsed: argparse.Namespace) -> None:
    _speed(parsed)
    _slack(parsed)


def _kills(parsed: argparse.Namespace) -> None:
    for can_look in (True, False):
        print("With" if can_look else "Without", "looking for what may have been sent")
        for seed in range(parsed.seeds):
            with tempfile.TemporaryDirectory() as folder:
                url = parsed.database or f"sqlite:///{folder}/state.db"
                print(f"  seed {seed}, {asyncio.run(measure_kills(url, seed, can_look))}", flush=True)


WHAT = {"speed": _all, "slack": _slack, "mutations": _mutations, "kills": _kills}


if __name__ == "__main__":
    main()
