"""What Slack shows of the bot: buttons, homes and what answers a click."""

from __future__ import annotations

from typing import Any

from bot.playground.slack.block_rules import texts
from bot.playground.slack.view_rules import view_error
from knowledge.assemble import assemble
from knowledge.model import Document
from knowledge.roadmap import Roadmap
from tests.asking import sample
from tests.slack_bot import Connected, Office

Said = dict[str, Any]


def buttons(said: Said) -> dict[str, Said]:
    """The buttons of a message or view, by their labels."""
    rows = [block["elements"] for block in said["blocks"] if block["type"] == "actions"]
    return {element["text"]["text"]: element for row in rows for element in row}


def rating(said: Said, which: str) -> Said:
    """The click on one of the two buttons for opinions."""
    (element,) = [e for b in said["blocks"] if b["type"] == "context_actions" for e in b["elements"]]
    return {"type": "feedback_buttons", "action_id": element["action_id"], "value": element[which]["value"]}


async def pressed(bot: Connected, said: Said, label: str, **place: Any) -> None:
    """A click on a button of a message."""
    assert (await bot.send.click(buttons(said)[label], bot.send.in_message(**place))).status == 200


async def response(bot: Connected, times: int = 1) -> Said:
    """What was sent to a response_url last, once there are so many."""
    return (await bot.slack.called("response_url", times))[-1].said


def many(count: int) -> Office:
    """A roadmap of many items."""
    rows = "".join(f"| Item number {n} | Planned | Q3 2026 |\n" for n in range(count))
    page = f"# Plan\n\n| Feature | Status | Timeline |\n|---|---|---|\n{rows}"
    return Office(roadmap=assemble([Document("plan.md", page)], sample().lexicon))


def roadmap_of(page: str) -> Roadmap:
    return assemble([Document("plan.md", page)], sample().lexicon)


async def home(bot: Connected, times: int = 1) -> dict[str, Any]:
    """The Home of U1, once it was drawn so often."""
    calls = await bot.slack.called("views.publish", times)
    view: dict[str, Any] = calls[-1].said["view"]
    assert view_error(view, "home") is None
    return view


def shown(view: dict[str, Any]) -> str:
    return "\n".join(texts(view["blocks"]))


OWNED = "# Plan\n\n| Feature | Status | Owner |\n|---|---|---|\n| Search | Blocked | Dana |\n| Inbox | Done | Kim |\n"


PAGE = "https://docs.example.com/product/warmup/README.md"


async def unfurls(bot: Connected, times: int = 1) -> dict[str, Any]:
    call = (await bot.slack.called("chat.unfurl", times))[-1]
    assert call.error is None
    found: dict[str, Any] = call.said["unfurls"]
    return found
