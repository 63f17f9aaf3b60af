"""One question put to one roadmap on one day: what every answerer is handed.

An answerer is a function Case -> Answer. It says only what a Fact or an Item carries with a
source; dates that have passed are told as past; it abstains when the fact asked for is not there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from knowledge.answer import Answer, Ending, Fact, Intent, Item, Items, Part
from knowledge.disagreements.disagreement import Disagreement, DisagreementKind
from knowledge.disagreements.find import names_part
from knowledge.lexicon import Lexicon
from knowledge.model import Feature, Field, Rank, Value
from knowledge.names import Tier
from knowledge.page import is_index
from knowledge.question.question import Question, Subject
from knowledge.roadmap import Roadmap


@dataclass(frozen=True, slots=True)
class About:
    """A subject that was found: its feature, and those of other areas that share its name."""

    feature: Feature
    others: tuple[Feature, ...] = ()

    @property
    def name(self) -> str:
        """What it is called."""
        return self.feature.name

    @property
    def features(self) -> tuple[Feature, ...]:
        """The feature itself, then its namesakes."""
        return (self.feature, *self.others)

    def first(self, field: str) -> tuple[Feature, Value] | None:
        """The value of a field and whose it is: the feature's own, else a namesake's; None when none has one."""
        return next(((f, v) for f in self.features if (v := f.value(field)) is not None), None)


@dataclass(frozen=True)
class Case:
    """A question, the roadmap it is about, the lexicon, and today."""

    question: Question
    roadmap: Roadmap
    lexicon: Lexicon
    today: date
    about: tuple[About, ...] = ()
    unclear: tuple[Feature, ...] = ()
    """Features of which several fit equally."""

    @property
    def first(self) -> About | None:
        """The main subject, or None."""
        return self.about[0] if self.about else None

    def answer(self, *parts: Part | None, intent: Intent | None = None, ending: Ending | None = None) -> Answer:
        """An answer of those parts that are there, about the subjects of the question.

        `ending` says why there is no plain answer; all but a past window and pages that disagree
        mean that the fact asked for is not given.
        """
        subjects = tuple(a.name for a in self.about) or tuple(p.name for p in self.question.phases)
        kept = tuple(p for p in parts if p is not None)
        return Answer(intent or self.question.intent, kept, self.today, subjects, ending in _ABSTAINED, ending)

    def fact(self, feature: Feature, value: Value, inherited: bool = False) -> Fact:
        """A value said of a feature, as a fact with its source."""
        said = inherited or bool(value.inherited)
        return Fact(feature.name, value.field, value.text, value.source, value.period, said)

    def facts_of(self, feature: Feature, value: Value, inherited: bool = False) -> tuple[Fact, ...]:
        """The same with the lines that explain it: the date of a release, the person in a role."""
        lines = [Fact(v.role.text if v.role else v.field, v.field, v.text, v.source, v.period) for v in value.explained]
        return (self.fact(feature, value, inherited), *lines)

    def item(self, feature: Feature, status: Value | None = None) -> Item:
        """A feature as a member of a list, each of its facts with its own source.

        `status` is the one to show when pages give it several.
        """
        owner = feature.value(Field.OWNER)
        shown = {n: v for n in _LISTED if (v := feature.value(n)) is not None}
        if status is not None:
            shown[Field.STATUS] = status
        when = shown.get(Field.TIMEFRAME)
        return Item(
            name=self.whole_name(feature),
            source=when.source if when is not None else feature.source,
            status=shown[Field.STATUS].text if Field.STATUS in shown else None,
            timeline=when.text if when is not None else None,
            owner=owner.text if owner is not None else None,
            priority=shown[Field.PRIORITY].text if Field.PRIORITY in shown else None,
            facts=tuple(self.fact(feature, v) for v in shown.values()),
        )

    def items(self, features: Iterable[Feature], label: str = "") -> Items | None:
        """A list of features below its label; None when there is none to list."""
        listed = tuple(map(self.item, features))
        return Items(listed, label) if listed else None

    def whole(self, feature: Feature) -> Feature | None:
        """The thing whose own page lists a feature as a part of it, when no other page does."""
        return self.roadmap.whole(feature)

    def whole_name(self, feature: Feature) -> str:
        """The name, with the thing it is a part of where it says no more than which part ("Search: GA")."""
        whole = self.whole(feature) if names_part(feature, self.lexicon) else None
        return feature.name if whole is None else f"{whole.name}: {feature.name}"

    def disagreement(self, feature: Feature, name: str) -> Disagreement | None:
        """Where pages disagree on a field of a feature: what they say cannot all be true."""
        return next((d for d in self.differences(feature, name) if d.kind == DisagreementKind.CLASH), None)

    def differences(self, feature: Feature, name: str) -> tuple[Disagreement, ...]:
        """How what pages say of a field of a feature differs, of any kind, clashes first."""
        return tuple(d for d in self.roadmap.disagreements.get(feature.key, ()) if d.field == name)


def make_case(question: Question, roadmap: Roadmap, lexicon: Lexicon, today: date) -> Case:
    """The case with its subjects resolved to features; of namesakes the area asked for comes first."""
    about: list[About] = []
    unclear: list[Feature] = []
    for subject in question.subjects:
        if not subject.sure:
            continue
        features = _in_order(subject, question, roadmap)
        if _are_one(features, roadmap):
            others = dict.fromkeys([*features[1:], *roadmap.others(features[0])])
            about.append(About(features[0], tuple(o for o in others if o.key != features[0].key)))
        else:
            unclear += features
    return Case(question, roadmap, lexicon, today, tuple(_without_scopes(about)), tuple(unclear))


def _in_order(subject: Subject, question: Question, roadmap: Roadmap) -> list[Feature]:
    features = [roadmap.by_key[m.key] for m in subject.matches]
    other_words = set(question.words) - set(subject.words)

    def asked_for(feature: Feature) -> int:
        return -len(other_words.intersection(feature.area.replace("-", "/").split("/")))

    return sorted(features, key=lambda f: (asked_for(f), _place(f), len(f.name), f.key))


def _place(feature: Feature) -> int:
    """A page of its own that others list says most, then any page of its own."""
    if feature.path is None:
        return 2
    return 0 if any(m.rank == Rank.LISTED for m in feature.mentions) else 1


def _are_one(features: list[Feature], roadmap: Roadmap) -> bool:
    first = features[0]
    same = set(roadmap.namesakes.get(first.key, ())) | {first.key}
    return all(f.key in same for f in features[1:])


def _without_scopes(about: list[About]) -> list[About]:
    """Beside a feature, the area that holds it only says where to look: "compliance ... Vault"."""
    if len(about) < 2:
        return about
    folders = {a.feature.key: a.feature.area for a in about if a.feature.children and _is_folder(a.feature)}
    inner = [a for a in about if a.feature.key not in folders]
    held = {k for k, folder in folders.items() for a in inner if folder and _holds(a, folder)}
    return [a for a in about if a.feature.key not in held] or about


def _is_folder(feature: Feature) -> bool:
    """Does its page stand for a folder, so that what lies there is a part of it?"""
    return feature.path is None or is_index(feature.path)


def _holds(about: About, folder: str) -> bool:
    areas = {about.feature.area, *(o.area for o in about.others)}
    return any(area == folder or area.startswith(folder + "/") for area in areas)


_ABSTAINED = frozenset({Ending.NOT_FOUND, Ending.NOT_STATED, Ending.NOT_UNDERSTOOD})
"""The endings that give no fact that was asked for. Of several things that fit, each one's facts are given."""

_LISTED = (Field.STATUS, Field.TIMEFRAME, Field.PRIORITY)
"""What a list says of each of its members."""

NEAR_ENOUGH = 0.34
"""The share of a question's words a name must have to be offered as "did you mean"."""


def suggestions(case: Case, most: int = 3) -> tuple[str, ...]:
    """Names close to what was asked for; none when nothing is close."""
    found: dict[str, None] = {}
    for subject in case.question.subjects:
        for match in subject.matches:
            if match.tier < Tier.NEAR or match.score >= NEAR_ENOUGH:
                found[case.roadmap.by_key[match.key].name] = None
    return tuple(found or (_whole_names_in(case) if case.question.yes_no else ()))[:most]


def _whole_names_in(case: Case) -> dict[str, None]:
    """The things whose whole names stand among the words that were not understood, the longest names first."""
    words, names = case.question.left_over, case.roadmap.names
    runs = (words[i : i + size] for size in range(len(words), 0, -1) for i in range(len(words) - size + 1))
    found = (case.roadmap.by_key[key] for run in runs for key in names.exact(run))
    return {f.name: None for f in found if f.mentions[0].rank not in (Rank.PASSING, Rank.OLD_COPY)}
