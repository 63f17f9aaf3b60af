"""Adding a language is adding data: the words of Dutch (tests/corpus/dutch.yaml) and no code."""

from __future__ import annotations

import importlib.resources
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from handlers.conversation import Conversation, Message
from handlers.plain import render
from knowledge.assemble import assemble
from knowledge.lexicon import Lexicon
from knowledge.lexicon_file import read_lexicon
from knowledge.model import Document, Field, StatusKind
from knowledge.roadmap import Roadmap

DUTCH: dict[str, Any] = yaml.load((Path(__file__).parent / "corpus" / "dutch.yaml").read_text("utf-8"), yaml.BaseLoader)

PAGE = """# Planning

Dit is wat wij met het team voor de klanten doen.

| Onderdeel | Voortgang | Planning | Eigenaar |
|---|---|---|---|
| Zoeken | In uitvoering | derde kwartaal van 2027 | @kim |
| Export | Afgeronde | eind maart 2027 | Nog niemand |
| Meldingen | gepland | vanaf mei 2027 | @ana |
| Thema's | niet begonnen | nog te bepalen | |
| Quota | Gepland | 03/04/2027 | |
| Labels | gepland | februari t/m april 2027 | |
"""


def _lexicon(words: dict[str, Any]) -> Lexicon:
    text = importlib.resources.files("knowledge").joinpath("lexicon.yaml").read_text("utf-8")
    return read_lexicon(
        yaml.dump(_merged(yaml.load(text, yaml.BaseLoader), words), allow_unicode=True, sort_keys=False)
    )


def _merged(base: Any, more: Any) -> Any:
    if isinstance(base, dict):
        return {key: _merged(value, more[key]) if key in more else value for key, value in base.items()}
    return [*base, *more]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return _lexicon(DUTCH)


@pytest.fixture(scope="module")
def roadmap(lexicon: Lexicon) -> Roadmap:
    return assemble([Document("plan.md", PAGE)], lexicon)


def test_every_section_it_adds_to_is_one_of_the_lexicon() -> None:
    text = importlib.resources.files("knowledge").joinpath("lexicon.yaml").read_text("utf-8")
    assert set(DUTCH) <= set(yaml.load(text, yaml.BaseLoader))


@pytest.mark.parametrize(
    ("name", "kind", "first", "last"),
    [
        ("Zoeken", StatusKind.IN_PROGRESS, date(2027, 7, 1), date(2027, 9, 30)),
        ("Export", StatusKind.DONE, date(2027, 3, 1), date(2027, 3, 31)),
        ("Meldingen", StatusKind.PLANNED, date(2027, 5, 1), None),
        ("Thema's", StatusKind.NOT_STARTED, None, None),
        ("Quota", StatusKind.PLANNED, date(2027, 4, 3), date(2027, 4, 3)),
        ("Labels", StatusKind.PLANNED, date(2027, 2, 1), date(2027, 4, 30)),
    ],
)
def test_a_page_in_an_added_language_is_read(
    name: str, kind: StatusKind, first: date | None, last: date | None, roadmap: Roadmap
) -> None:
    feature = next(f for f in roadmap.features if f.name == name)
    assert feature.status is not None
    assert feature.status.kind == kind
    assert feature.timeframe is not None
    period = feature.timeframe.period
    assert (period and period.start, period and period.last) == (first, last)


def test_owners_in_an_added_language(roadmap: Roadmap) -> None:
    owners = {f.name: v.text for f in roadmap.features if (v := f.value(Field.OWNER)) is not None}
    assert owners == {"Zoeken": "@kim", "Meldingen": "@ana"}


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("wanneer komt zoeken?", "derde kwartaal van 2027 (1 Jul to 30 Sep 2027)"),
        ("wie is verantwoordelijk voor zoeken?", "Zoeken is owned by @kim"),
        ("hoe staat het met de export?", "Afgeronde"),
    ],
)
def test_a_question_in_an_added_language_is_answered(
    question: str, told: str, roadmap: Roadmap, lexicon: Lexicon
) -> None:
    answer = Conversation(lambda: roadmap, lexicon, lambda: date(2027, 2, 1)).reply(Message(question))
    assert told in render(answer)


def test_without_its_words_the_page_says_less() -> None:
    plain = _lexicon({})
    assert plain.status_kind("Afgeronde") is None
    assert plain.read_timeframe("derde kwartaal van 2027") != _lexicon(DUTCH).read_timeframe("derde kwartaal van 2027")


SIX_OTHERS = {
    "es": (
        "# Plan\n\n| Función | Estado | Plazo | Responsable |\n|---|---|---|---|\n| Buscar | En progreso | tercer trimestre de 2027 | Kim |\n"
    ),
    "pt": (
        "# Plano\n\n| Funcionalidade | Estado | Prazo | Responsável |\n|---|---|---|---|\n| Buscar | Em andamento | 3º trimestre de 2027 | Kim |\n"
    ),
    "fr": (
        "# Plan\n\n| Fonctionnalité | Statut | Échéance | Responsable |\n|---|---|---|---|\n| Buscar | En cours | T3 2027 | Kim |\n"
    ),
    "de": (
        "# Plan\n\n| Funktion | Stand | Termin | Verantwortlich |\n|---|---|---|---|\n| Buscar | In Arbeit | 3. Quartal 2027 | Kim |\n"
    ),
    "zh": (
        "# 路线图\n\n| 功能 | 状态 | 时间 | 负责人 |\n|---|---|---|---|\n| Buscar | 进行中 | 2027年第三季度 | Kim |\n"
    ),
    "ja": (
        "# ロードマップ\n\n| 機能 | ステータス | 時期 | 担当者 |\n|---|---|---|---|\n| Buscar | 進行中 | 2027年第3四半期 | Kim |\n"
    ),
}


@pytest.mark.parametrize("page", SIX_OTHERS.values(), ids=SIX_OTHERS.keys())
def test_a_table_in_each_language_is_read(page: str) -> None:
    plain = _lexicon({})
    feature = next(f for f in assemble([Document("plan.md", page)], plain).features if f.name == "Buscar")
    owner = feature.value(Field.OWNER)
    assert feature.status is not None
    assert feature.timeframe is not None
    assert feature.timeframe.period is not None
    assert owner is not None
    assert (feature.status.kind, feature.timeframe.period.start, owner.text) == (
        StatusKind.IN_PROGRESS,
        date(2027, 7, 1),
        "Kim",
    )


@pytest.mark.parametrize(
    "page",
    [
        "# 搜索\n\n状态：进行中\n时间：2027年第三季度\n负责人：Kim\n",
        "# 検索\n\n**ステータス**：進行中\n**時期**：2027年第3四半期\n**担当者**：Kim\n",
        "# Buscar\n\nEstado: En curso\nPlazo: T3 2027\nResponsable: Kim\n",
    ],
)
def test_key_lines_are_read_in_other_languages(page: str) -> None:
    feature = assemble([Document("plan.md", page)], _lexicon({})).features[0]
    owner = feature.value(Field.OWNER)
    assert feature.status is not None
    assert feature.timeframe is not None
    assert feature.timeframe.period is not None
    assert owner is not None
    assert (feature.status.kind, owner.text) == (StatusKind.IN_PROGRESS, "Kim")
