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
    return strangers(" ".join([str(said.get("text", "")), str(said.get("why", "")), *texts(said)]), KNOWN)


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


async def _answered(here: Room, user: str, place: str, name: str, label: str) -> dict[str, Any]:
    """What somebody is told who presses a button of the newest message."""
    message, before = here.messages(place)[-1], len(here.slack.responses)
    await here.by(user).click(buttons_of(message.said["blocks"], name)[label], here.where(place, message))
    return (await here.slack.called("response_url", before + 1))[-1].said


async def _form(here: Room, user: str, place: str, name: str, label: str) -> dict[str, Any]:
    """The window that such a button opens."""
    message, before = here.messages(place)[-1], len(here.slack.kept.of("views.open"))
    await here.by(user).click(buttons_of(message.said["blocks"], name)[label], here.where(place, message))
    view: dict[str, Any] = (await here.slack.called("views.open", before + 1))[-1].said["view"]
    return view


async def _commanded(here: Room, text: str, user: str = "U1") -> dict[str, Any]:
    before = len(here.slack.responses)
    await here.by(user).command(text, channel_id="C1")
    return (await here.slack.called("response_url", before + 1))[-1].said


def _why(text: str) -> dict[str, Any]:
    return {"why": {"why": {"value": text}}, "until": {"until": {"selected_option": {"value": "1 week"}}}}


async def test_a_whole_review_leaves_nothing_in_english(here: Room) -> None:
    waits = [["filtros.md", "", "2026-11-02", 2, 0]]
    said = [(await here.post("C1")).said, (await here.post("U1")).said]
    said += [(await here.post("U3", "reminder", items=waits)).said]
    said += [await _answered(here, "U1", "U1", "Correo", "Sigue bien")]
    said += [await _answered(here, "U2", "U1", "Plan de correo", "No es mío")]
    form = await _form(here, "U1", "U1", "Plan de correo", "Ahora no…")
    said += [form, (await here.by("U1").submit(form, _why(" "))).said["errors"]]
    said += [(await here.by("U1").submit(form, _why("Kim"))).said["view"], await _commanded(here, "review history")]
    said += [(await here.by("U2").submit(form, _why("Kim"))).said["view"]]
    outdated = await _form(here, "U3", "C1", "Filtros", "Desactualizado…")
    said += [outdated, (await here.by("U3").submit(outdated, _why("Kim"))).said["view"]]
    await here.office.editor.bring_up_to_date()
    said += [here.messages("C1")[-1].said, here.messages("U1")[-1].said, await _commanded(here, "review")]
    label = next(label for label in buttons_of(here.messages("C1")[-1].said["blocks"]) if label.startswith("Marcar"))
    every = await _form(here, "U2", "C1", "", label)
    said += [every, (await here.by("U2").submit(every)).said["view"]]
    assert [(english(one), one) for one in said if english(one)] == []


async def test_where_and_when_reviews_are_posted_is_said_in_spanish(here: Room) -> None:
    said = [await _commanded(here, text) for text in ("review stop", "review here", "review here", "review stop")]
    assert (
        here.messages("C1")[-1]
        .said["text"]
        .endswith(": cada mes, el primer día laborable, a las 09:30 (Europe/London).")
    )
    said += [await _commanded(here, "review here")]
    await here.by("U3").command("review edit", channel_id="C1")
    form = (await here.slack.called("views.open"))[-1].said["view"]
    typed = {"rule": {"rule": {"value": "weekly on friday"}}, "zone": {"zone": {"value": "Mars"}}}
    said += [form, (await here.by("U3").submit(form, typed)).said["errors"]]
    typed["zone"]["zone"]["value"] = "Europe/Madrid"
    changed = (await here.by("U3").submit(form, typed)).said["view"]
    said += [changed, *(message.said for message in here.messages("C1"))]
    assert "cada semana, el viernes, a las 09:30 (Europe/Madrid)" in " ".join(texts(changed))
    assert [(strange, one) for one in said if (strange := english(one) - RULE)] == []


RULE = {"monthly", "on", "the", "first", "working", "day", "at", "weekly", "tuesday", "edit", "stop", "london", "mars"}
"""Words of a rule as it is typed, of commands and of places."""
