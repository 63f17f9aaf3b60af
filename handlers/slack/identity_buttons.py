"""Buttons with which people say which owner they are, and admins confirm it."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.identities import Identities, Identity
from handlers.present import Present
from handlers.slack.blocks import Block, lines
from handlers.slack.buttons import button, has_one_subject, row
from handlers.slack.naming import line, person
from knowledge.answer import Answer, Intent
from knowledge.model import Field
from knowledge.roadmap import Roadmap
from knowledge.said import Language, Said, say, to_say
from knowledge.words import word_keys

ME = "me"
"""How the ids of these actions begin."""

SAY, YES, NO, BACK = f"{ME}:say", f"{ME}:yes", f"{ME}:no", f"{ME}:back"

MOST = 2
"""Owners of one answer that a person may say they are."""

MOST_LISTED = 10
"""People listed on the Home of an admin."""


def that_is_me(answer: Answer, present: Present, identities: Identities | None) -> list[Block]:
    """A button for each owner that the answer shows and whom nobody is known for."""
    if identities is None or not has_one_subject(answer):
        return []
    names = [name for name in owners_shown(answer, present.roadmap) if not identities.is_known(name)][:MOST]
    return row(
        button(f"{SAY}:{n}", answer.language.say(say("That's me: {name}", name=name)), name)
        for n, name in enumerate(names)
    )


def owners_shown(answer: Answer, roadmap: Roadmap) -> list[str]:
    """The owners that an answer tells of its subject; inherited ones only when it was asked for the owner."""
    asked = answer.intent is Intent.OWNER
    written = {f.value for f in answer.facts if f.field == Field.OWNER and (asked or not f.inherited)}
    if not written:
        return []
    features = [roadmap.by_key[key] for key in roadmap.names.exact(word_keys(answer.subjects[0]))]
    values = [v for feature in features for v in feature.values(Field.OWNER)]
    values += [owner.value for feature in features if (owner := roadmap.owner(feature)) is not None]
    names = dict.fromkeys(person.name for value in values if value.text in written for person in value.people)
    known = (roadmap.owners.get(word_keys(name)) for name in names)
    return list(dict.fromkeys(group.title for group in known if group is not None))


def value_of(identity: Identity) -> str:
    """What a button carries to say whose word it is about."""
    return f"{identity.person}|{identity.owner}"


def read_value(value: str, team: str) -> Identity | None:
    """Whose word a button is about; None when it names nobody."""
    person, _, owner = value.partition("|")
    return Identity(owner, team, person) if person and owner else None


def decisions(identity: Identity, language: Language) -> list[Block]:
    """The buttons of an admin: that it counts, or not."""
    value = value_of(identity)
    return [button(YES, language.say(say("Confirm")), value), button(NO, language.say(say("Decline")), value)]


def back(identity: Identity, language: Language) -> list[Block]:
    """The button that takes it back."""
    return [button(BACK, language.say(say("Take it back")), value_of(identity))]


def own_list(said: Sequence[Identity], language: Language) -> list[Block]:
    """What a person said of themselves, for their Home."""
    return [block for one in said for block in with_buttons(_own(one), back(one, language), language)]


def admin_list(every: Sequence[Identity], language: Language) -> list[Block]:
    """What people said of themselves, for the Home of an admin: first what waits for them."""
    return [
        block
        for one in every[:MOST_LISTED]
        for block in with_buttons(
            _theirs(one), (decisions if one.confirmed_by is None else back)(one, language), language
        )
    ]


def with_buttons(text: str, below: list[Block], language: Language) -> list[Block]:
    """A line of ours, with a row of buttons below it."""
    return [*lines([line(text, language)]), *row(below)]


def _own(identity: Identity) -> Said:
    waits = to_say("You said that you are {owner} on the pages: waits for an admin.")
    confirmed = to_say("You said that you are {owner} on the pages: confirmed.")
    return say(waits if identity.confirmed_by is None else confirmed, owner=identity.owner)


def _theirs(identity: Identity) -> Said:
    who = person(identity.person)
    if identity.confirmed_by is None:
        return say("{who} says: I am {owner} on the pages.", who=who, owner=identity.owner)
    by = person(identity.confirmed_by)
    return say("{who} is {owner}, confirmed by {by}.", who=who, owner=identity.owner, by=by)
