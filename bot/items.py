"""`roadmap-bot items`: what was read, an item a line, so that anybody can lay it beside the pages."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from knowledge import items as known
from knowledge.items import Item
from knowledge.lexicon import Lexicon
from knowledge.model import Field as Fact
from knowledge.roadmap import Roadmap


class ItemJson(BaseModel):
    """An item as a line of JSON; every value as written, null where no page says."""

    model_config = ConfigDict(frozen=True)

    name: str
    status: str | None
    status_kind: str | None = Field(
        description="what the status amounts to, or the boxes or the horizon (docs/reading.md)"
    )
    timeline: str | None
    owner: str | None = Field(description="only an owner written of the item itself")
    group: str | None = Field(description="the headings and the group it stands under, from the top")
    source: str = Field(description="path:line")
    inherited: dict[str, str] = Field(description="field taken from a heading, a folder ...: path:line of that")


def lines(roadmap: Roadmap, lexicon: Lexicon, as_json: bool) -> list[str]:
    """Every item as a line: JSON, or `path:line: name | status | timeline | owner`."""
    return [_json(i) if as_json else _text(i) for i in known.items(roadmap, lexicon)]


def _text(item: Item) -> str:
    owner = item.values.get(Fact.OWNER)
    said = (item.name, item.status or "-", item.timeline or "-", owner.text if owner else "-")
    return f"{item.source}: {' | '.join(said)}"


def _json(item: Item) -> str:
    owner = item.values.get(Fact.OWNER)
    return ItemJson(
        name=item.name,
        status=item.status or None,
        status_kind=None if item.kind is None else item.kind.value,
        timeline=item.timeline or None,
        owner=None if owner is None else owner.text,
        group=" > ".join(item.groups) or None,
        source=str(item.source),
        inherited={str(f): str(v.source) for f, v in item.values.items() if v.inherited},
    ).model_dump_json()
