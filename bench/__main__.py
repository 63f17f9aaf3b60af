"""`make bench`: prints every measurement as a ratio to a baseline of the same run."""

from __future__ import annotations

import argparse
from pathlib import Path

from bench.answering import measure_answering, read_questions
from bench.reading import measure_reading
from bench.scaling import measure_scaling
from bot.app import SAMPLE
from bot.dictionary import Dictionary
from bot.library import load_lexicon, read_roadmap


def main() -> None:
    """Measure on the sample roadmap, or on the pages and questions given."""
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("--roadmap", type=Path, default=SAMPLE, help="pages to measure on")
    parser.add_argument("--questions", type=Path, help='lines {"question": ...} to measure with')
    parsed = parser.parse_args()
    lexicon = load_lexicon(Dictionary().has)
    roadmap = read_roadmap(parsed.roadmap, lexicon)
    for title, lines in (
        ("Reading", measure_reading(parsed.roadmap, lexicon)),
        ("Answering", measure_answering(roadmap, lexicon, read_questions(parsed.questions))),
        ("Scaling", measure_scaling(lexicon)),
    ):
        print(title, *lines, sep="\n  ")


if __name__ == "__main__":
    main()
