"""The buttons under something that is due for review, and what each of them carries."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from handlers.addresses import Addresses
from handlers.slack.blocks import LONGEST_ADDRESS, Block
from handlers.slack.buttons import button
from knowledge.review.decision import Place, Verdict
from knowledge.review.review import Due
from knowledge.said import Language, say

VERDICT, ALL = "verdict", "all_reviewed"
"""How the ids of the actions begin, and the id of the one that marks all."""

LONGEST_VALUE = 1_500
"""Characters that a button carries: Slack takes 2,000, but a window that it opens carries them on, in quotes."""

_LABELS = {
    Verdict.RIGHT: say("Still right"),
    Verdict.CHANGED: say("Changed"),
    Verdict.OUTDATED: say("Outdated…"),
    Verdict.SNOOZED: say("Not now…"),
    Verdict.NOT_MINE: say("Not mine"),
}


@dataclass(frozen=True, slots=True)
class Question:
    """What a button answers: a place, and how often that was answered before."""

    place: Place
    answered: int

    @property
    def value(self) -> str:
        """What a button carries."""
        return json.dumps([self.answered, self.place.path, self.place.feature], ensure_ascii=False)


def question_in(value: str) -> Question | None:
    """What a button with this value answers; None when it is none of ours."""
    try:
        answered, path, feature = json.loads(value)
    except (ValueError, TypeError):
        return None
    is_ours = type(answered) is int and isinstance(path, str) and isinstance(feature, str)
    return Question(Place(path, feature), answered) if is_ours else None


def verdict_buttons(due: Due, addresses: Addresses, language: Language, *, is_asked: bool) -> list[Block]:
    """The row of buttons under something that is due; none where its name is too long to be carried.

    Only who is asked for it can say that it is not theirs.
    """
    value = Question(due.place, due.answered).value
    if len(value) > LONGEST_VALUE:
        return []
    row = [button(f"{VERDICT}:{v.value}", language.say(label), value) for v, label in _LABELS.items()]
    page = addresses.to_edit(due.source)
    if page is not None and len(page) <= LONGEST_ADDRESS:
        row[1]["url"] = page
    return [{"type": "actions", "elements": row if is_asked else row[:-1]}]


_IT = say("Mark it reviewed…")

MINE = "mine"
"""What the button carries that stands for all that one person is asked for, however many those are."""


def mine_button(count: int, language: Language) -> Block:
    """Marks all that a person is asked for as reviewed, once they were asked whether they mean it."""
    return _all(MINE, language.say(_IT if count == 1 else say("Mark all {count} reviewed…", count=count)))


def these_button(due: Sequence[Due], language: Language) -> list[Block]:
    """The same for things that a message shows to many; none where their names are too long to be carried."""
    value = json.dumps([_carried(d) for d in due], ensure_ascii=False)
    label = _IT if len(due) == 1 else say("Mark these {count} reviewed…", count=len(due))
    return [_all(value, language.say(label))] if len(value) <= LONGEST_VALUE else []


def questions_in(value: str) -> list[Question]:
    """What such a button answers, in its order; nothing when it is none of ours."""
    try:
        carried = json.loads(value)
    except ValueError:
        return []
    every = [question_in(json.dumps(one)) for one in carried] if isinstance(carried, list) else []
    return [question for question in every if question is not None]


def _all(value: str, label: str) -> Block:
    return {"type": "actions", "elements": [button(ALL, label, value)]}


def _carried(due: Due) -> list[str | int]:
    return [due.answered, due.place.path, due.place.feature]
