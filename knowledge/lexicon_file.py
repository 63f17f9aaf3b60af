"""The text of lexicon.yaml -> Lexicon. Spellings of all languages are merged: people mix them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import yaml

from knowledge.date_words import DateWords
from knowledge.language_words import LanguageWords
from knowledge.lexicon import KEY_KINDS, Lexicon, spelled
from knowledge.model import Field, StatusKind
from knowledge.people import RoleKind, RoleWords
from knowledge.phrases import Phrases
from knowledge.statuses import StatusWords
from knowledge.timeframe import TimeWords
from knowledge.words import fold, split_words, word_keys


def read_lexicon(
    text: str,
    is_word: Callable[[str], bool] = lambda _: False,
    fiscal_start: int = 1,
    synonyms: Sequence[Sequence[str]] = (),
) -> Lexicon:
    """The lexicon written in YAML `text`. Raises ValueError naming a section that is missing.

    `is_word` tells real words from misspellings; without it every unknown word may be one.
    `fiscal_start` is the month, 1 to 12, in which the fiscal year begins; `synonyms` are lines of
    spellings of one meaning, beside those of the text.
    """
    raw = _with_endings(yaml.load(text, Loader=yaml.BaseLoader))  # every word stays text: "no" is no boolean here
    raw["synonyms"] = [*raw.get("synonyms", ()), *synonyms]
    try:
        return _build(raw, is_word, fiscal_start)
    except KeyError as missing:
        raise ValueError(f"lexicon: the section {missing} is missing") from missing


def _build(raw: Mapping[str, Any], is_word: Callable[[str], bool], fiscal_start: int) -> Lexicon:
    return Lexicon(
        dates=_date_words(raw, fiscal_start),
        time=TimeWords(**{k: tuple(v) for k, v in raw["time"].items()}),
        fields={spelled(w): _field(name) for name, words in raw["fields"].items() for w in words},
        **_columns(raw["names"]),
        page_keys={spelled(w): name for name, words in raw["page"].items() for w in words},
        headings={name: Phrases((word_keys(w), name) for w in words) for name, words in raw["headings"].items()},
        clause_leads={_field(name): tuple(words) for name, words in raw["clauses"].items()},
        notes=frozenset(" ".join(word_keys(w)) for w in raw["notes"]),
        statuses=_statuses(raw["statuses"]),
        cycles=Phrases((word_keys(w), int(days)) for days, words in raw["cycles"].items() for w in words),
        part_words=Phrases((word_keys(w), w) for w in raw["part_words"]),
        role_words=_role_words(raw),
        **_page_words(raw),
        written={order: _keys(words) for order, words in raw["written"].items()},
        negations=_keys(raw["negations"]),
        generic=_keys(raw["generic"]),
        status_words=_status_words(raw, is_word),
        priorities=Phrases((word_keys(w), i) for i, words in enumerate(raw["priorities"].values()) for w in words),
        synonyms=_synonyms(raw["synonyms"]),
        cues=_phrases(raw["questions"]),
        windows=_phrases(raw["windows"]),
        relations=_phrases(raw["relations"]),
        feasts=Phrases((word_keys(w), day) for day, words in raw["feasts"].items() for w in words),
        makes_common=_keys(raw["makes_common"]),
        threads=_phrases(raw["threads"]),
        units={key: unit for unit, words in raw["units"].items() for w in words for key in word_keys(w)},
        filler=_keys(raw["filler"]) | _keys(raw["yes_no"]) | _keys(raw["negations"]),
        yes_no=_keys(raw["yes_no"]),
        vocabulary=_keys(_asked_with(raw)),
        vocabulary_list=_vocabulary_list(raw),
        pairs=_pairs(raw),
        shifts=_shifts(raw),
        openings=_openings(raw),
        languages=_language_words(raw["languages"]),
        is_word=is_word,
    )


def _columns(columns: Mapping[str, list[str]]) -> dict[str, Any]:
    return {
        "item_columns": frozenset(map(spelled, columns["item"])),
        "phase_columns": frozenset(map(spelled, columns["phase"])),
        "horizons": _keys(columns["horizon"]),
        "link_columns": frozenset(map(spelled, columns["link"])),
        "dated_columns": frozenset(map(spelled, columns["dated"])),
        "key_kinds": {kind: frozenset(map(spelled, columns[kind])) for kind in KEY_KINDS},
    }


def _vocabulary_list(raw: Mapping[str, Any]) -> tuple[str, ...]:
    folded = {word for text in _asked_with(raw) for word in fold(text).split()}
    return tuple(sorted(_keys(_asked_with(raw)) | folded))


def _openings(raw: Mapping[str, Any]) -> frozenset[str]:
    yes_no = _keys(raw["yes_no"])
    return frozenset(first for first, second in _phrases(raw["questions"]).pairs if second in yes_no)


def _language_words(raw: Mapping[str, Mapping[str, list[str]]]) -> LanguageWords:
    signs = {sign: (code,) for code, signs in raw["signs"].items() for sign in signs}
    return LanguageWords(_languages(raw["telling"]), _languages(raw["small"]), signs, tuple(raw["telling"]))


def _languages(words: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    """Each word -> the languages it stands under."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for code, spellings in words.items():
        for key in _keys(spellings):
            found[key][code] = None
    return {key: tuple(codes) for key, codes in found.items()}


_ENDINGS = re.compile(r"(.*)\(((?:\w*/)+\w*)\)(.*)")


def _with_endings(raw: Any) -> Any:
    """The data with each word that lists its endings, "completad(o/a)", as all its forms."""
    if isinstance(raw, dict):
        return {key: _with_endings(value) for key, value in raw.items()}
    if isinstance(raw, list):
        return [form for word in raw for form in (_forms(word) if isinstance(word, str) else [_with_endings(word)])]
    return raw


def _forms(word: str) -> list[str]:
    match = _ENDINGS.fullmatch(word)
    return [word] if match is None else [f"{match[1]}{ending}{match[3]}" for ending in match[2].split("/")]


def _statuses(*sections: Mapping[str, list[str]]) -> Phrases[StatusKind]:
    return Phrases((word_keys(w), StatusKind(kind)) for s in sections for kind, words in s.items() for w in words)


def _status_words(raw: Mapping[str, Any], is_word: Callable[[str], bool]) -> StatusWords:
    sections = raw["statuses"], raw["page_statuses"]
    words = {word for s in sections for group in s.values() for text in group for word in split_words(text)}
    return StatusWords(
        phrases=_statuses(*sections),
        others=Phrases((word_keys(w), None) for w in raw["not_statuses"]),
        emoji={e: StatusKind(kind) for kind, marks in raw["emoji"].items() for e in marks},
        negations=_keys(raw["negations"]),
        leads=_keys(raw["status_leads"]),
        spellings={fold(word.text): word.key for word in words},
        is_word=is_word,
    )


def _page_words(raw: Mapping[str, Any]) -> dict[str, Any]:
    """By which words a page is told to be a plan, or an old copy."""
    return {
        "old_copies": Phrases((word_keys(w), "old copy") for w in raw["old_copies"]),
        "about_itself": _keys(raw["about_itself"]),
        "upkeep": _keys(raw["upkeep"]),
        "own_dates": _keys(raw["own_dates"]),
        "doubts": _keys(raw["doubts"]),
        "plans": tuple(fold(w) for w in raw["plans"]),
    }


def _keys(words: Iterable[str]) -> frozenset[str]:
    return frozenset(k for w in words for k in word_keys(w))


_ASKED_WITH = (
    "questions",
    "windows",
    "relations",
    "statuses",
    "priorities",
    "units",
    "months",
    "ordinals",
    "seasons",
    "threads",
)
"""The sections whose words people ask with, so that misspellings of them are put right."""


def _asked_with(raw: Mapping[str, Any]) -> list[str]:
    groups = [words for section in _ASKED_WITH for words in raw[section].values()]
    return [w for words in (raw["filler"], raw["yes_no"], raw["negations"], *groups) for w in words]


def _shifts(raw: Mapping[str, Any]) -> frozenset[str]:
    return _keys(w for name in ("this", "next", "last") for w in raw["windows"][name])


def _pairs(raw: Mapping[str, Any]) -> frozenset[tuple[str, str]]:
    spoken = Phrases((word_keys(w), None) for w in _asked_with(raw)).pairs
    units = _keys(w for words in raw["units"].values() for w in words)
    return spoken | {(shift, unit) for shift in _shifts(raw) for unit in units}


def _phrases(groups: Mapping[str, list[str]]) -> Phrases[str]:
    return Phrases((word_keys(w), meaning) for meaning, words in groups.items() for w in words)


def _date_words(raw: Mapping[str, Any], fiscal_start: int) -> DateWords:
    return DateWords(
        months=_numbers(raw["months"]),
        ordinals=_numbers(raw["ordinals"]),
        seasons=_numbers(raw["seasons"]),
        halves=_numbers(raw["halves"]),
        units={w: unit for unit, words in raw["units"].items() for w in words},
        marks={name: tuple(words) for name, words in raw["marks"].items()},
        of=tuple(raw["of"]),
        joins=tuple(raw["joins"]),
        onwards=tuple(raw["onwards"]),
        open_ends=tuple(raw["open_ends"]),
        parts=tuple(raw["parts"]),
        weekdays=tuple(raw["weekdays"]),
        measures=tuple(raw["measures"]),
        doubtful=frozenset(raw["doubtful"]),
        numbered=frozenset(raw["numbered"]),
        fiscal_start=fiscal_start,
    )


def _role_words(raw: Mapping[str, Any]) -> RoleWords:
    return RoleWords(
        kinds={spelled(w): RoleKind[kind.upper()] for kind, words in raw["roles"].items() for w in words},
        endings={spelled(w): RoleKind[kind.upper()] for kind, words in raw["role_endings"].items() for w in words},
        role_columns=frozenset(map(spelled, raw["names"]["role"])),
        person_columns=frozenset(map(spelled, raw["names"]["person"])),
        nobody=frozenset(" ".join(word_keys(w)) for w in raw["nobody"]),
    )


def _numbers(section: Mapping[str, list[str]]) -> dict[str, int]:
    return {w: int(number) for number, words in section.items() for w in words}


def _field(name: str) -> str:
    return Field(name).value if name in set(Field) else name


def _synonyms(lines: Iterable[Sequence[str]]) -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    found: dict[tuple[str, ...], dict[tuple[str, ...], None]] = defaultdict(dict)
    for line in lines:
        keys = [word_keys(w) for w in line]
        for key in keys:
            found[key] |= {k: None for k in keys if k != key}
    return {key: tuple(others) for key, others in found.items()}
