"""The languages the bot speaks: English, and each that has a catalogue here; read when it is first spoken."""

from __future__ import annotations

import gettext
import importlib.resources
import io
from functools import cached_property

from handlers.languages import Languages
from knowledge.said import Language

OTHERS = ("es",)
"""The languages beside English, by ISO 639."""


_CONTRACTIONS = {"es": (("de", "el", "del"), ("a", "el", "al"))}
"""Two words that a language writes as one."""


def read_language(code: str) -> Language:
    """The language with the catalogue that comes with the package. Raises FileNotFoundError when there is none."""
    import polib  # only when another language is spoken: English waits for no catalogue

    text = importlib.resources.files("bot.languages").joinpath(f"{code}.po").read_text(encoding="utf-8")
    return Language(
        code, gettext.GNUTranslations(io.BytesIO(polib.pofile(text).to_binary())), _CONTRACTIONS.get(code, ())
    )


class Catalogue:
    """A language, whose catalogue is read when it is first spoken."""

    def __init__(self, code: str) -> None:
        self._code = code

    def __call__(self) -> Language:
        """The language."""
        return self._language

    @cached_property
    def _language(self) -> Language:
        return read_language(self._code)


def languages(always: str | None = None) -> Languages:
    """The languages the bot speaks; `always` is the one that a setting wants."""
    return Languages({code: Catalogue(code) for code in OTHERS}, always)
