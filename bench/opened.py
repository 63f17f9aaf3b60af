"""The sample roadmap, opened once in the process that all others are forked off."""

from __future__ import annotations

from bot.app import SAMPLE, open_app
from bot.settings import Settings
from handlers.conversation import Message

APP = open_app(Settings(), SAMPLE)
APP.conversation.reply(Message("when is warmup?"))  # what is read or made on first use
