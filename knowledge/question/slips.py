"""What a slip of the fingers costs: how far apart two spellings are on a keyboard.

An edit distance (optimal string alignment) in which the slips people make cost less than other
changes: letters swapped, doubled, left out, or hit on the key beside.
"""

from __future__ import annotations

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_BESIDE = frozenset(
    (a, b)
    for row, letters in enumerate(_ROWS)
    for place, a in enumerate(letters)
    for other in _ROWS[max(0, row - 1) : row + 2]
    for b in other[max(0, place - 1) : place + 2]
)

SWAP, DOUBLED, BESIDE, LEFT_OUT, ADDED, OTHER = 0.7, 0.7, 0.9, 0.9, 1.0, 1.2


def slip_cost(typed: str, meant: str) -> float:
    """What it costs to have typed `typed` for `meant`: 0 for the same, about 1 for each slip."""
    before: list[float] = []
    row = [j * LEFT_OUT for j in range(len(meant) + 1)]
    for i, letter in enumerate(typed, 1):
        before, last, row = row, before, [row[0] + ADDED]
        for j, wanted in enumerate(meant, 1):
            added = DOUBLED if i > 1 and letter == typed[i - 2] else ADDED
            left_out = DOUBLED if j > 1 and wanted == meant[j - 2] else LEFT_OUT
            best = min(before[j] + added, row[j - 1] + left_out, before[j - 1] + _change(letter, wanted))
            if i > 1 and j > 1 and letter == meant[j - 2] and typed[i - 2] == wanted and letter != wanted:
                best = min(best, last[j - 2] + SWAP)
            row.append(best)
    return row[-1]


def _change(letter: str, wanted: str) -> float:
    if letter == wanted:
        return 0.0
    return BESIDE if (letter, wanted) in _BESIDE else OTHER
