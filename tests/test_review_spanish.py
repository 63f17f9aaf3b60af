"""A review in Spanish, where `language: es` is set: nothing that is sent or shown stays English."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.playground.slack.block_rules import texts
from bot.state.database import Database
from tests.catalogue import strangers
from tests.reviewing import SETTINGS, Room, buttons_of, room

PAGES = {
    "plan.md": (
        "# Plan de correo\n\n**Responsable**: Kim\n**Última actualización**: 2020-01-01\n\n"
        "| Funcionalidad | Estado | Plazo | Responsable |\n|---|---|---|---|\n"
        "| Buzón | bloqueado | T1 2020 | Dana |\n| Firma | en curso | T3 2021 | |\n"
    ),
    "correo.md": "# Correo\n\n**Última actualización**: 2020-01-01\n**Responsable**: Kim\n",
    "filtros.md": "# Filtros\n\n**Última actualización**: 2020-01-01\n",
    "pagos.md": "# Pagos\n\n**Última actualización**: 2020-01-01\n**Responsable**: Alba\n",
}
KNOWN = " ".join([*PAGES, *PAGES.values(), "Kim Dana Robin Alba T1 T3 md"])
"""What pages and people say: it stands as it is written."""


@pytest.fixture
async def here(database: Database, tmp_path: Path) -> AsyncIterator[Room]:
    async with room(database, tmp_path, PAGES, {**SETTINGS, "language": "es"}) as opened:
        yield opened


def english(said: dict[str, Any]) -> set[str]:
    """The English words of ours in a message or a window."""
    return strangers(f"{said.get('text', '')} {' '.join(texts(said))}", KNOWN)


async def test_what_a_channel_gets_is_in_spanish(here: Room) -> None:
    post = await here.post("C1")
    assert " hay 5 páginas y elementos por revisar. Hecho: 0 de 5." in post.said["text"]
    assert "Marcar estos 5 como revisados…" in buttons_of(post.said["blocks"])
    assert english(post.said) == set()


async def test_what_a_person_is_asked_is_in_spanish(here: Room) -> None:
    asked = await here.post("U1")
    assert " tienes 2 páginas por revisar." in asked.said["text"]
    labels = ["Sigue bien", "Ha cambiado", "Desactualizado…", "Ahora no…", "No es mío"]
    assert list(buttons_of(asked.said["blocks"], "Correo")) == labels
    assert english(asked.said) == set()


async def test_who_stands_in_is_told_why_in_spanish(here: Room) -> None:
    asked = await here.post("U3")
    assert "como suplente: " in asked.said["text"]
    assert english(asked.said) == set()


@pytest.mark.parametrize(("place", "kind", "step"), [("U1", "reminder", 1), ("U3", "reminder", 2), ("C1", "stale", 3)])
async def test_what_follows_when_nobody_answers_is_in_spanish(here: Room, place: str, kind: str, step: int) -> None:
    said = (await here.post(place, kind, items=[["correo.md", "", "2026-11-02", step, 0]])).said
    assert "días laborables" in said["text"]
    assert english(said) == set()


async def test_a_late_review_names_its_period_in_spanish(here: Room) -> None:
    said = (await here.post("C1", period="2026-11", late=True)).said
    assert "Esta es la revisión de noviembre de 2026." in said["text"]
    assert english(said) == set()
