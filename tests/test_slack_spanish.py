"""In Slack an answer in Spanish is Spanish as a whole: its card, its buttons, and what they lead to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from bot.languages.catalogues import languages
from bot.people import KnownPeople, NamedPeople
from bot.playground.slack.block_rules import texts
from bot.playground.slack.web_api import TOKEN
from bot.slack.manifest import Wanted
from bot.state.database import Database
from bot.state.identities import KeptIdentities
from handlers.conversation import Message
from handlers.slack.ask_form import ask_form
from handlers.slack.asked import Asked, asked_by
from handlers.slack.rating import reason_form
from knowledge.answer import Answer
from tests.slack_bot import Connected, Echo, Office, connected
from tests.slack_views import OWNED, PAGE, buttons, home, pressed, response, roadmap_of, unfurls

SPANISH = languages("es").choose()


def _office(always: str | None = None) -> Office:
    return Office(languages=languages(always))


def _labels(value: Any) -> Iterator[str]:
    """The words of titles, buttons and fields: all that Slack is given as plain text."""
    if isinstance(value, list | tuple):
        for part in value:
            yield from _labels(part)
    elif isinstance(value, dict):
        if value.get("type") == "plain_text":
            yield value["text"]
        for part in value.values():
            yield from _labels(part)


async def _asked(bot: Connected, question: str) -> dict[str, Any]:
    return (await bot.send.command(question)).said


async def test_a_card_in_spanish_has_buttons_in_spanish_that_answer_in_spanish() -> None:
    office = _office()
    async with connected(office.talk(), office) as bot:
        said = await _asked(bot, "¿cuándo sale warmup?")
        assert list(buttons(said)) == ["Detalles", "Quién lo lleva", "Compartir en el canal"]
        await pressed(bot, said, "Quién lo lleva", ephemeral=True)
        answered = await response(bot)
    assert answered["text"].startswith("No hay ningún responsable por escrito para Warmup.")
    assert list(buttons(answered))[:2] == ["Detalles", "Fecha"]


async def test_pages_turn_in_the_language_they_began_in() -> None:
    office = _office()
    async with connected(office.talk(), office) as bot:
        said = await _asked(bot, "¿qué hay previsto para el Q3 2026?")
        assert "Página 1 de" in said["text"]
        await pressed(bot, said, "Página siguiente", ephemeral=True)
        turned = await response(bot)
    assert "Página 2 de" in turned["text"]


async def test_a_shared_answer_stays_in_its_language() -> None:
    office = _office()
    async with connected(office.talk(), office) as bot:
        said = await _asked(bot, "estado de warmup")
        await pressed(bot, said, "Compartir en el canal", ephemeral=True)
        shared = await response(bot)
    assert shared["text"].startswith("Compartido por")
    assert "El estado de Warmup es" in shared["text"]


async def test_an_english_question_beside_it_stays_english() -> None:
    office = _office()
    async with connected(office.talk(), office) as bot:
        assert list(buttons(await _asked(bot, "when is warmup?")))[:2] == ["Details", "Who owns it"]


@pytest.mark.parametrize(
    ("word", "begins"),
    [
        ("", "16 elementos principales"),
        ("help", "Pregúntame por el roadmap"),
        ("timeline", "16 elementos principales, primero los que empiezan antes."),
    ],
)
async def test_a_word_is_answered_in_the_language_of_the_setting(word: str, begins: str) -> None:
    office = _office("es")
    async with connected(office.talk(), office) as bot:
        assert (await _asked(bot, word))["text"].startswith(begins)


async def test_help_is_asked_for_in_spanish() -> None:
    office = _office()
    async with connected(office.talk(), office) as bot:
        said = await _asked(bot, "ayuda")
    assert said["text"].startswith("Pregúntame por el roadmap con tus propias palabras, o así:")


async def test_home_is_in_the_language_of_the_setting() -> None:
    async with connected(office=_office("es")) as bot:
        await bot.send.open_home()
        labels = list(_labels(await home(bot)))
    assert {"Pregunta al roadmap", "Este trimestre", "Lo tuyo", "Dónde se contradicen las páginas"} <= set(labels)


def test_windows_are_in_spanish() -> None:
    assert list(_labels(ask_form(SPANISH)))[:2] == ["Pregunta al roadmap", "Cerrar"]
    assert "¿Qué tenía de malo la respuesta?" in list(_labels(reason_form("estado de warmup", SPANISH)))


@pytest.mark.parametrize(
    "asked", [Asked("status: warmup"), Asked("warmup", 3), Asked("1:1", language="es"), Asked("a\nb", 2, language="es")]
)
def test_a_button_carries_what_it_asks(asked: Asked) -> None:
    assert asked_by(asked.value) == asked


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("Cuando termine la comida hablamos de cómo va el equipo", "Este mensaje no nombra nada"),
        ("Creo que el warmup y la integración con Zapier Integration van tarde", "Este mensaje nombra 2 cosas"),
        ("Let us have lunch at the office", "This message names nothing"),
    ],
)
async def test_what_is_told_about_a_message_is_in_its_language(text: str, begins: str) -> None:
    async with connected(office=_office()) as bot:
        await bot.send.message_shortcut("about_message", text)
        assert (await response(bot))["text"].startswith(begins)


async def test_a_card_of_a_link_is_in_the_language_of_the_setting() -> None:
    async with connected(office=_office("es")) as bot:
        await bot.send.links(PAGE, "https://docs.example.com/README.md")
        cards = "\n".join(texts(list((await unfurls(bot)).values())))
    assert "heredado" in cards
    assert "es una página del roadmap" in cards


async def test_outsiders_are_declined_in_the_language_of_the_setting() -> None:
    office = Office(outsiders=False, languages=languages("es"))
    async with connected(office=office) as bot:
        said = (await replace(bot.send, user="U-GUEST").command("warmup")).said
    assert said["text"].startswith("Solo respondo a miembros de esta organización")


async def test_what_is_not_shared_outside_is_told_in_spanish() -> None:
    office = Office(outsiders=False, languages=languages())
    async with connected(office.talk(), office) as bot:
        bot.slack.tokens[TOKEN] = frozenset(Wanted("").scopes)
        said = await _asked(bot, "estado de warmup")
        place = bot.send.in_message("C-SHARED", ephemeral=True)
        await bot.send.click(buttons(said)["Compartir en el canal"], place)
        assert (await response(bot))["text"].startswith("Este canal lo leen personas de otra organización")


async def test_a_workflow_is_told_in_spanish() -> None:
    office = _office("es")
    async with connected(office.talk(), office) as bot:
        await bot.send.run_function("look_up_item", item="warmup")
        (found,) = [call.said["outputs"] for call in await bot.slack.called("functions.completeSuccess")]
        await bot.send.run_function("look_up_item", item="flying carpets")
        nothing = (await bot.slack.called("functions.completeSuccess", 2))[-1].said["outputs"]
    assert found["owner"] == "Product Leadership (heredado)"
    assert nothing["status"] == "no consta"


class _Broken(Echo):
    def reply(self, message: Message) -> Answer:
        raise ZeroDivisionError(message.text)


async def test_an_apology_is_in_the_language_of_the_setting() -> None:
    async with connected(_Broken(), _office("es")) as bot:
        assert (await _asked(bot, "warmup"))["text"].startswith("Lo siento")
        await bot.send.run_function("look_up_item", item="warmup")
        (call,) = await bot.slack.called("functions.completeError")
    assert call.said["error"].startswith("No se pudo consultar el roadmap.")


async def test_who_owns_it_can_say_so_by_a_button_in_spanish(database: Database) -> None:
    people = KnownPeople(NamedPeople({}))
    office = Office(people=people, roadmap=roadmap_of(OWNED), languages=languages())
    office.identities = KeptIdentities(database, people)
    async with connected(office.talk(), office) as bot:
        assert "Soy yo: Dana" in buttons(await _asked(bot, "¿quién lleva search?"))
