"""Measurements: `make bench` tells speed as ratios to a baseline; `python -m bench mutations` tries typing errors;
`python -m bench slack` tells only the way through Slack; `python -m bench kills` kills those who send and answer;
`python -m bench months` plays months of reviews through and holds them against what was worked out by hand;
`python -m bench seeds` asks under many hash seeds."""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from pathlib import Path

from bench.answering import measure_answering, read_questions
from bench.databases import databases, new_databases
from bench.kills import SIDE_BY_SIDE, measure_all, table
from bench.months import measure_months
from bench.mutations import measure_mutations, read_cases
from bench.reading import measure_reading
from bench.scaling import measure_scaling
from bench.seeds import measure_seeds
from bench.slack import measure_slack, questions_of
from bench.slack_bot import IN_MEMORY
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
    parser.add_argument("--gold", type=Path, help='mutations, seeds: lines {"id", "today", "question"} to ask')
    parser.add_argument("--seed", type=int, default=1, help="mutations: other seeds make other errors")
    parser.add_argument("--write", type=Path, help="mutations: a folder for the misspelt cases and their answers")
    parser.add_argument("--database", help="slack, kills: an empty Postgres to measure with, too")
    parser.add_argument("--postgres", action="store_true", help="slack, kills: start a Postgres to measure with, too")
    parser.add_argument("--expected", type=Path, help="months: what is to be sent (bench/months.py)")
    parser.add_argument("--seeds", type=int, default=20, help="seeds: how many; kills: how many runs of each kind")
    parsed = parser.parse_args()
    if parsed.what in ("mutations", "seeds") and parsed.gold is None:
        parser.error(f"{parsed.what} needs --gold FILE")
    if parsed.what == "months" and parsed.expected is None:
        parser.error("months needs --expected FILE, and a repository or a bundle of one as --roadmap")
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


def _seeds(parsed: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory() as folder:
        print(*measure_seeds(parsed.roadmap, parsed.gold, parsed.seeds, Path(folder)), sep="\n")


def _slack(parsed: argparse.Namespace) -> None:
    roadmap = read_roadmap(parsed.roadmap, load_lexicon(Dictionary().has))
    given = read_questions(parsed.questions) if parsed.questions else []
    with databases(parsed.database, parsed.postgres) as places:
        told = measure_slack(parsed.roadmap, questions_of(roadmap, given), {"in memory": IN_MEMORY, **places})
    print("Slack", *told, sep="\n  ")


def _all(parsed: argparse.Namespace) -> None:
    _speed(parsed)
    _slack(parsed)


def _months(parsed: argparse.Namespace) -> None:
    for line in measure_months(parsed.roadmap, parsed.expected):
        print(line, flush=True)


def _kills(parsed: argparse.Namespace) -> None:
    side_by_side = 1 if parsed.database else SIDE_BY_SIDE
    with new_databases(parsed.database, parsed.postgres) as places:
        tallies = asyncio.run(measure_all(places, parsed.seeds, side_by_side))
    print(*table(tallies), sep="\n")


WHAT = {
    "speed": _all,
    "slack": _slack,
    "mutations": _mutations,
    "seeds": _seeds,
    "kills": _kills,
    "months": _months,
}


if __name__ == "__main__":
    main()
