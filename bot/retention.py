"""For how long things are kept: the `retention` of roadmap.yaml, in days (docs/state.md)."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

LONGEST = 3_660

_Days = Annotated[int, Field(ge=1, le=LONGEST, strict=True, description=f"a number of days, 1 to {LONGEST}")]


class Retention(BaseModel):
    """Days for which each kind of thing is kept. Descriptions say what is right."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    threads: _Days = 7
    """What was asked last in a thread, after its last question."""
    opinions: _Days = 365
    """What people thought of answers."""
    unanswered: _Days = 365
    """What was asked in vain, after it was asked last."""
    names: _Days = 730
    """Who reviewed a page, and the note; that it was reviewed stays."""
    deliveries: Annotated[int, Field(ge=100, le=LONGEST, strict=True, description=f"days, 100 to {LONGEST}")] = 400
    """Messages that were planned, after they were due."""
