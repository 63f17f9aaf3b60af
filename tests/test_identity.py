"""What is one thing, and what only shares a name."""

from __future__ import annotations

from knowledge.identity import namesakes
from knowledge.model import Feature

_NAMES = ("Alpha", "Bravo", "Cedar", "Delta", "Ember", "Foxtrot")


def test_things_that_share_a_name_come_in_the_order_of_the_names() -> None:
    one = Feature("one", "Alpha", (), _NAMES, area="one")
    others = [Feature(name, name, (), (name,), area="other") for name in reversed(_NAMES)]
    assert namesakes([one, *others])["one"] == _NAMES
