"""What nobody asked for is told in Spanish where that is set: changes, what Slack refuses, who is who, Home."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.languages.catalogues import languages
from bot.people import KnownPeople, NamedPeople
from bot.playground.slack.block_rules import texts
from bot.slack.admins import WorkspaceAdmins
from bot.state.database import Database
from bot.state.identities import KeptIdentities
from handlers.addresses import Addresses
from handlers.identities import Identity
from handlers.slack.desk import Work
from handlers.slack.home import home_view
from handlers.slack.identity_buttons import admin_list, own_list
from handlers.slack.opening import prompts
from handlers.slack.own import Own
from handlers.slack.trouble_message import overdue_message, trouble_list, trouble_message
from handlers.slack.watch_message import instead_of, watch_message
from handlers.slack.welcome import welcome
from handlers.troubles import ADVICE, Trouble
from handlers.watches import Cadence, Listener, Watch
from knowledge.translated import translated
from knowledge.watching.happening import concerning, happened_after
from knowledge.watching.told import Telling, tell
from knowledge.watching.watched import Watched, WatchKind
from tests.asking import TODAY
from tests.catalogue import strangers
from tests.identifying import ADMIN, as_user, buttons_in, notices, responses
from tests.slack_bot import Office, connected, desk_of
from tests.slack_views import home, roadmap_of
from tests.watching import FIRST, roadmap_after

SPANISH = languages("es").choose()


async def _taken(_: tuple[str, ...]) -> bool:
    return True


WORK = Work(_taken, _taken)
KNOWN = "Ana Luz Buzón Firma Filtros plan md admins roadmap yaml Plan de correo Hecho Bloqueado"


def page(*rows: str) -> dict[str, str]:
    head = "# Plan de correo\n\n| Funcionalidad | Estado | Plazo | Responsable |\n|---|---|---|---|\n"
    return {"plan.md": head + "".join(f"| {row} |\n" for row in rows)}


BEFORE = page("Buzón | Planificado | T1 2026 | Ana", "Firma | En curso | T2 2026 | Ana", "Alta | Hecho | T1 2025 | Luz")
AFTER = page("Buzón | Hecho | T1 2026 | Ana", "Firma | En curso | T4 2026 | Luz", "Filtros | En curso | T2 2026 | Luz")


def english(said: Any) -> set[str]:
    """The English words of ours in something that is shown."""
    text = said.get("text", "") if isinstance(said, dict) else ""
    return strangers(" ".join([str(text), *texts(said)]), " ".join([KNOWN, *BEFORE.values(), *AFTER.values()]))


def _told(telling: Telling) -> dict[str, Any]:
    roadmap = roadmap_after(BEFORE, AFTER)
    everything = Watched(WatchKind.ROADMAP, "everything")
    found, watched = concerning([everything], happened_after(roadmap, FIRST) or (), roadmap)
    told = tell(found, watched, telling)
    assert told is not None
    return watch_message(translated(told, SPANISH), Addresses()).as_arguments()


@pytest.mark.parametrize(
    ("telling", "begins"),
    [
        (Telling(TODAY), "Han cambiado 4 elementos que sigues."),
        (Telling(TODAY, is_channel=True), "Han cambiado 4 elementos que sigue este canal."),
        (Telling(TODAY, since=date(2026, 1, 5)), "Han cambiado 4 elementos que sigues desde el 5 ene 2026."),
    ],
)
def test_what_changed_is_told_in_spanish(telling: Telling, begins: str) -> None:
    said = _told(telling)
    assert said["text"].startswith(begins)
    assert english(said) == set()


@pytest.mark.parametrize("error", [*ADVICE, "something_else"])
def test_what_slack_refuses_is_told_in_spanish(error: str) -> None:
    said = instead_of("C1", error, _told(Telling(TODAY)), SPANISH)
    assert said["text"].startswith("<#C1> no ha admitido esto, así que te lo digo a ti: ")
    troubles = [Trouble("T1", "C1", error, TODAY, times) for times in (1, 3)]
    shown = [said, *(trouble_message(one, SPANISH).as_arguments() for one in troubles)]
    shown.append({"blocks": trouble_list(troubles * 6, SPANISH)})
    assert [found for one in shown if (found := english(one) - set(error.split("_")))] == []


def test_what_does_not_go_out_is_told_in_spanish() -> None:
    one, many = (overdue_message(times, SPANISH).as_arguments() for times in (1, 3))
    assert (one["text"][:15], many["text"][:16]) == ("Hay 1 mensaje s", "Hay 3 mensajes s")
    assert english(one) | english(many) == set()


def test_a_home_with_everything_on_it_is_in_spanish() -> None:
    listener = Listener("T1", "C1", "U1")
    watches = [Watch(listener, Watched(WatchKind.FEATURE, "Buzón"), cadence) for cadence in Cadence] * 6
    said = [Identity("Ana", "T1", "U1"), Identity("Luz", "T1", "U1", "U3")]
    own = Own(watches, said, said, [Trouble("T1", "C1", "not_in_channel", TODAY)] * 12)
    office = Office(roadmap=roadmap_after(BEFORE, AFTER), languages=languages("es"))
    office.people = NamedPeople({"Ana": ("U1",)})
    desk = desk_of(office.talk(), office)(WORK)
    view = home_view("U1", desk, own)
    assert english(view) - {"not", "in", "channel"} == set()
    assert english({"blocks": [*own_list(said, SPANISH), *admin_list(said, SPANISH)]}) == set()


async def test_saying_who_one_is_goes_on_in_spanish(database: Database) -> None:
    people = KnownPeople(NamedPeople({}))
    office = Office(people=people, roadmap=roadmap_of(AFTER["plan.md"]), languages=languages("es"))
    office.identities, office.admins = KeptIdentities(database, people), WorkspaceAdmins((), lambda: 0.0)
    async with connected(office.talk(), office) as bot:
        card = (await bot.send.command("buzón")).said
        await bot.send.click(buttons_in(card["blocks"])["Soy yo: Ana"], bot.send.in_message(ephemeral=True))
        shown = await responses(bot, 1)
        [(_, asked)] = await notices(database)
        admin = as_user(bot, ADMIN)
        place = admin.in_message(bot.slack.workspace.direct(ADMIN).id, {"type": "message", "ts": "1.1", **asked})
        await admin.click(buttons_in(asked["blocks"])["Confirmar"], place)
        shown += [card, asked, *(await responses(bot, 2))[1:]]
        [(_, confirmed)] = await notices(database)
        await replace(bot.send, user="U1").open_home()
        shown += [confirmed, await home(bot)]
    assert confirmed["text"].startswith("A partir de ahora eres Ana aquí")
    assert [(found, one) for one in shown if (found := english(one))] == []


def test_what_somebody_is_greeted_with_is_in_spanish() -> None:
    office = Office(roadmap=roadmap_after(BEFORE, AFTER), languages=languages("es"))
    desk = desk_of(office.talk(), office)(WORK)
    assert english(welcome(desk).as_arguments()) == set()
    assert [prompt["title"] for prompt in prompts(desk)][1:] != []
    assert strangers(" ".join(prompt["title"] for prompt in prompts(desk)[1:]), KNOWN) == set()
