"""Hash seeds: the same questions in fresh processes, each with another seed; are all answers one, byte for byte?"""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

MOST = 50
"""Questions that are asked."""


def measure_seeds(roadmap: Path, questions: Path, seeds: int, folder: Path) -> list[str]:
    """Lines that tell how many questions of a file have one answer under all seeds, and which have several.

    One process answers all the questions under one seed; the first MOST of the file are asked.
    """
    lines = [line for line in questions.read_text("utf-8").splitlines() if line.strip()][:MOST]
    asked = folder / "questions.jsonl"
    asked.write_text("\n".join(lines) + "\n", "utf-8")
    runs = [_answers(roadmap, asked, seed) for seed in range(seeds)]
    several = [line for line, *answers in zip(lines, *runs, strict=True) if len(Counter(answers)) > 1]
    return [
        f"{len(lines)} questions in fresh processes under {seeds} hash seeds: "
        f"{len(lines) - len(several)} have one answer, byte for byte",
        *(f"several answers: {line}" for line in several),
    ]


def _answers(roadmap: Path, questions: Path, seed: int) -> list[bytes]:
    command = [sys.executable, "-m", "bot", "ask", "--roadmap", str(roadmap), "--questions", str(questions)]
    run = subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": str(seed)}, stdout=subprocess.PIPE, check=True)
    return run.stdout.splitlines()
