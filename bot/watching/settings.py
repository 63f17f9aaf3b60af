"""How people are told of what they watch: the `watching` of roadmap.yaml (docs/watching.md)."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class WatchSettings(BaseModel):
    """Everything roadmap.yaml sets of watching. Descriptions say what is right."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    quiet_minutes: float = Field(default=10, ge=0, le=1_440, description="a number of minutes, 0 to 1440, such as 10")
    """How long the pages must not have changed until it is told what did."""
