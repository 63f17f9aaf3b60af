"""What is set aside is no longer looked at for garbage, and is let go the next time, should it have become some."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from bot.long_lived import set_aside


class Ring:
    """Something that holds itself, so that only the search for garbage finds it."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def searched() -> Iterator[None]:
    """Everything is searched again afterwards."""
    yield
    gc.unfreeze()


@pytest.mark.usefixtures("searched")
def test_an_old_roadmap_is_let_go_when_the_next_one_is_set_aside() -> None:
    old = Ring()
    seen = weakref.ref(old)
    set_aside()
    del old
    gc.collect()
    assert seen() is not None
    set_aside()
    assert seen() is None
