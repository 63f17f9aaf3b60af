"""Everything the bot says has its Spanish, with the same places, and the catalogue holds nothing else."""

from __future__ import annotations

from string import Formatter

import pytest

from bot.languages.catalogues import languages
from handlers.languages import Languages
from knowledge.answerers.wording import any_of, day, names, quoted
from knowledge.said import ENGLISH, Said, joined, say, say_many, to_say
from tests.asking import TODAY
from tests.catalogue import Template, catalogue, templates, templates_of

SPANISH = languages("es").choose()


def test_everything_that_is_said_has_its_spanish() -> None:
    missing = sorted(templates() - set(catalogue()))
    assert not missing, "add to bot/languages/es.po:\n\n" + "\n".join(t.as_entry() for t in missing)


def test_the_catalogue_holds_nothing_that_is_not_said_any_more() -> None:
    assert not sorted(set(catalogue()) - templates())


@pytest.mark.parametrize("template", sorted(catalogue()), ids=lambda t: t.text[:60])
def test_a_translation_has_the_places_of_the_english(template: Template) -> None:
    for spanish, english in zip(catalogue()[template], (template.text, template.many), strict=False):
        assert spanish.strip(), "no Spanish"
        assert _places(spanish) == _places(english)


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_templates_are_found_in_code() -> None:
    code = """
say("one {x}", x=1)
say("two" if y else "three")
say_many("{count} day", "{count} days", 2)
TABLE = {1: to_say("four")}
say("May", "month")
other("five")
"""
    found = {(t.text, t.many, t.context) for t in templates_of(code)}
    assert found == {
        ("one {x}", "", ""),
        ("two", "", ""),
        ("three", "", ""),
        ("{count} day", "{count} days", ""),
        ("four", "", ""),
        ("May", "", "month"),
    }


def test_what_is_said_is_english_text_to_everybody_else() -> None:
    said = say("No date is written for {name}.", name="Estado")
    assert said == "No date is written for Estado."
    assert isinstance(said, Said)
    assert ENGLISH.say(said) == said


def test_words_of_pages_stay_as_they_are() -> None:
    assert SPANISH.say("status") == "status"
    assert SPANISH.say(say("status")) == "estado"
    assert SPANISH.say(say("No date is written for {name}.", name="{status}")).endswith("{status}.")


def test_values_are_said_in_the_same_language() -> None:
    said = say("{text} ({days})", text="Q3", days=say("from {day} on", day=day(TODAY)))
    assert said == "Q3 (from 10 Feb 2026 on)"
    assert SPANISH.say(said) == "Q3 (desde el 10 feb 2026)"


@pytest.mark.parametrize(
    ("parts", "english", "spanish"),
    [
        (["A"], "A", "A"),
        (["A", "B"], "A and B", "A y B"),
        (["A", "B", "C"], "A, B and C", "A, B y C"),
        (["A", "Inbox"], "A and Inbox", "A e Inbox"),
        (["A", quoted("Hito")], "A and “Hito”", "A e «Hito»"),
        (["A", "Hielo"], "A and Hielo", "A y Hielo"),
    ],
)
def test_names_are_listed(parts: list[str], english: str, spanish: str) -> None:
    assert names(parts) == english
    assert SPANISH.say(names(parts)) == spanish


def test_one_of_several_names() -> None:
    assert SPANISH.say(any_of(["A", "B"])) == "A o B"
    assert SPANISH.say(any_of(["A", "Open"])) == "A u Open"


def test_words_that_spanish_writes_as_one_are() -> None:
    time = say("{time}", "masculine", time="próximo trimestre")
    assert SPANISH.say(say("ends by the end of {time}", time=time)).endswith("del próximo trimestre")
    assert SPANISH.say(say_many("is planned for {time}", "are planned for {time}", 2, time=time)) == (
        "están previstos para el próximo trimestre"
    )
    assert SPANISH.say(say("No date is written for {name}.", name="el Paso")).endswith("para el Paso.")
    assert SPANISH.say(say("{name} depends on {others}.", name="A", others="el Paso")).endswith("de el Paso.")


def test_joined_parts_keep_what_stands_between_them() -> None:
    said = joined("; ", [quoted("a"), "status", say("status")])
    assert (said, SPANISH.say(said)) == ("“a”; status; status", "«a»; status; estado")


def test_without_a_translation_it_is_english() -> None:
    template = to_say("{name} is written as {text}: no date is given.")
    assert SPANISH.say(say(template + "!", name="A", text="b")) == "A is written as b: no date is given.!"
    assert SPANISH.say(say_many("{count} hat of {whose}", "{count} hats of {whose}", 2, whose="A")) == "2 hats of A"


@pytest.mark.parametrize(
    ("always", "codes", "spoken"),
    [
        (None, (), "en"),
        (None, ("es",), "es"),
        (None, (None, "es"), "es"),
        (None, ("en", "es"), "en"),
        (None, ("pt", "es"), "en"),
        ("es", ("en",), "es"),
        ("en", ("es",), "en"),
    ],
)
def test_which_language_is_spoken(always: str | None, codes: tuple[str | None, ...], spoken: str) -> None:
    assert languages(always).choose(*codes).code == spoken


def test_without_catalogues_all_is_english() -> None:
    assert Languages().choose("es") is ENGLISH
