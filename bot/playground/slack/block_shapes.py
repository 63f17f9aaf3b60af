"""The shapes of blocks and their elements, as a table: what each needs, takes and holds, and how much of it."""

from __future__ import annotations

from dataclasses import dataclass, field

MESSAGE, MODAL, HOME = "message", "modal", "home"
"""Where blocks can stand."""


@dataclass(frozen=True)
class Text:
    """A text object of at most so many characters, in plain text only or in markup too."""

    longest: int
    plain: bool = False


@dataclass(frozen=True)
class Many:
    """From `least` to `most` things of these types."""

    of: frozenset[str]
    most: int
    least: int = 1


@dataclass(frozen=True)
class Shape:
    """The keys a thing needs and takes; its texts, its lists of things, its single things, its strings' lengths."""

    needs: frozenset[str] = frozenset()
    takes: frozenset[str] = frozenset()
    texts: dict[str, Text] = field(default_factory=dict)
    lists: dict[str, Many] = field(default_factory=dict)
    single: dict[str, frozenset[str]] = field(default_factory=dict)
    longest: dict[str, int] = field(default_factory=dict)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ID = {"action_id": 255, "block_id": 255}
SELECTS = _words("static_select external_select users_select channels_select conversations_select")
INPUTS = _words("plain_text_input datepicker checkboxes radio_buttons number_input url_text_input") | SELECTS
ACTIONS = _words("button overflow datepicker checkboxes radio_buttons workflow_button") | SELECTS
ACCESSORIES = _words("button image overflow datepicker checkboxes radio_buttons") | SELECTS
RICH = _words("text link emoji user channel usergroup broadcast date color team")
RICH_PARTS = _words("rich_text_section rich_text_list rich_text_quote rich_text_preformatted")
CELLS = _words("raw_text raw_number rich_text")

_OPTION = Many(_words("option"), 100)
_SELECT = Shape(
    takes=_words("action_id placeholder confirm focus_on_load"), texts={"placeholder": Text(150, True)}, longest=ID
)


def _select(takes: str, **lists: Many) -> Shape:
    return Shape(
        takes=_SELECT.takes | _words(takes), texts=_SELECT.texts, longest=ID, lists=lists, single={"confirm": _CONFIRM}
    )


_CONFIRM = _words("confirm")

BLOCKS: dict[str, Shape] = {
    "actions": Shape(_words("elements"), lists={"elements": Many(ACTIONS, 25)}),
    "context": Shape(_words("elements"), lists={"elements": Many(_words("mrkdwn plain_text image"), 10)}),
    "context_actions": Shape(_words("elements"), lists={"elements": Many(_words("feedback_buttons icon_button"), 5)}),
    "divider": Shape(),
    "header": Shape(_words("text"), texts={"text": Text(150, True)}),
    "image": Shape(
        _words("alt_text"),
        _words("image_url slack_file title"),
        texts={"title": Text(2000, True)},
        longest={"alt_text": 2000, "image_url": 3000},
    ),
    "input": Shape(
        _words("label element"),
        _words("hint optional dispatch_action"),
        texts={"label": Text(2000, True), "hint": Text(2000, True)},
        single={"element": INPUTS},
    ),
    "markdown": Shape(_words("text"), longest={"text": 12_000}),
    "rich_text": Shape(_words("elements"), lists={"elements": Many(RICH_PARTS, 1000)}),
    "section": Shape(
        takes=_words("text fields accessory expand"),
        texts={"text": Text(3000)},
        lists={"fields": Many(_words("mrkdwn plain_text"), 10)},
        single={"accessory": ACCESSORIES},
    ),
    "table": Shape(_words("rows"), _words("column_settings")),
}

ELEMENTS: dict[str, Shape] = {
    "button": Shape(
        _words("text"),
        _words("action_id url value style confirm accessibility_label agent_prompt"),
        texts={"text": Text(75, True)},
        single={"confirm": _CONFIRM},
        longest={**ID, "url": 3000, "value": 2000, "accessibility_label": 75, "agent_prompt": 4000},
    ),
    "channels_select": _select("initial_channel response_url_enabled"),
    "checkboxes": _select("options initial_options", options=Many(_words("option"), 10)),
    "confirm": Shape(_words("text"), _words("title confirm deny style"), texts={"text": Text(300)}),
    "conversations_select": _select("initial_conversation default_to_current_conversation response_url_enabled filter"),
    "datepicker": _select("initial_date"),
    "external_select": _select("initial_option min_query_length"),
    "feedback_button": Shape(
        _words("text value"), _words("accessibility_label"), texts={"text": Text(75, True)}, longest={"value": 2000}
    ),
    "feedback_buttons": Shape(
        _words("positive_button negative_button"),
        _words("action_id"),
        single={"positive_button": _words("feedback_button"), "negative_button": _words("feedback_button")},
        longest=ID,
    ),
    "icon_button": Shape(
        _words("icon text"),
        _words("action_id value confirm accessibility_label visible_to_user_ids"),
        texts={"text": Text(75, True)},
        longest=ID,
    ),
    "image": Shape(_words("alt_text"), _words("image_url slack_file"), longest={"image_url": 3000}),
    "number_input": _select("is_decimal_allowed initial_value min_value max_value dispatch_action_config"),
    "option": Shape(
        _words("text value"),
        _words("description url"),
        texts={"text": Text(75), "description": Text(75)},
        longest={"value": 150},
    ),
    "overflow": _select("options", options=Many(_words("option"), 5)),
    "plain_text_input": _select("initial_value multiline min_length max_length dispatch_action_config"),
    "radio_buttons": _select("options initial_option", options=Many(_words("option"), 10)),
    "raw_number": Shape(_words("value"), _words("text")),
    "raw_text": Shape(_words("text")),
    "static_select": _select("options option_groups initial_option", options=_OPTION),
    "url_text_input": _select("initial_value dispatch_action_config"),
    "users_select": _select("initial_user"),
    "workflow_button": Shape(_words("text workflow"), _words("action_id style accessibility_label")),
    "rich_text_list": Shape(
        _words("elements style"), _words("indent border offset"), lists={"elements": Many(RICH_PARTS, 1000)}
    ),
    "rich_text_preformatted": Shape(
        _words("elements"), _words("border language"), lists={"elements": Many(_words("text link"), 1000)}
    ),
    "rich_text_quote": Shape(_words("elements"), _words("border"), lists={"elements": Many(RICH, 1000)}),
    "rich_text_section": Shape(_words("elements"), lists={"elements": Many(RICH, 1000)}),
    "broadcast": Shape(_words("range"), _words("style")),
    "channel": Shape(_words("channel_id"), _words("style")),
    "color": Shape(_words("value"), _words("style")),
    "date": Shape(_words("timestamp format"), _words("style url fallback")),
    "emoji": Shape(_words("name"), _words("style unicode url skin_tone")),
    "link": Shape(_words("url"), _words("text style unsafe"), longest={"url": 3000}),
    "team": Shape(_words("team_id"), _words("style")),
    "text": Shape(_words("text"), _words("style")),
    "user": Shape(_words("user_id"), _words("style")),
    "usergroup": Shape(_words("usergroup_id"), _words("style")),
}

SURFACES: dict[str, frozenset[str]] = {
    MESSAGE: frozenset(BLOCKS),
    MODAL: _words("actions context divider header image input rich_text section"),
    HOME: _words("actions context divider header image input rich_text section table"),
}
"""Where blocks stand -> the types that can stand there."""

MOST_BLOCKS = {MESSAGE: 50, MODAL: 100, HOME: 100}
