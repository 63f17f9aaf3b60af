"""Can two values of one field both be true? A verdict for each kind of meaning.

Only what cannot both be true is a clash. Where one value refines the other, sets it a
condition or speaks of a part of the thing, both may be true and the reader is told why.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from knowledge.disagreements.disagreement import DisagreementKind
from knowledge.disagreements.meanings import Length, Level, Meaning, People, State, Window
from knowledge.model import StatusKind
from knowledge.said import say

_FAR = date.max
"""Stands for the end that an open window does not have."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The kind of a difference, and why both may be true when they may."""

    kind: DisagreementKind
    because: str = ""


CLASH = Verdict(DisagreementKind.CLASH)
SAME = Verdict(DisagreementKind.WORDING)


def may_fit(because: str) -> Verdict:
    """Both may be true, for that reason."""
    return Verdict(DisagreementKind.MAY_FIT, because)


def compare(one: Meaning, other: Meaning) -> Verdict:
    """The verdict on two meanings of one field. Raises TypeError when they are of different fields."""
    if type(one) is not type(other):
        raise TypeError(f"{one!r} and {other!r} are of different fields")
    return SAME if one == other else _COMPARE[type(one)](one, other)


def _windows(one: Window, other: Window) -> Verdict:
    if replace(one, parts=other.parts) == other:
        return SAME
    if one.conditional != other.conditional:
        return may_fit(say("one is conditional"))
    if one.start is None or other.start is None:
        return may_fit(say("one names no date") if one.start or other.start else say("neither names a date"))
    if _holds(one, other) or _holds(other, one):
        return may_fit(say("one lies within the other"))
    if one.parts != other.parts:
        return may_fit(say("they speak of different parts"))
    if (one.end is None or other.end is None) and one.start < (other.end or _FAR) and other.start < (one.end or _FAR):
        return may_fit(say("one names no end"))
    return CLASH


def _holds(outer: Window, inner: Window) -> bool:
    if outer.start is None or inner.start is None:
        return False
    return outer.start <= inner.start and (inner.end or _FAR) <= (outer.end or _FAR)


_FINISHED = {StatusKind.DONE, StatusKind.LIVE}
_AHEAD = {StatusKind.PLANNED, StatusKind.APPROVED, StatusKind.NOT_STARTED, StatusKind.PROPOSED}
_UNDER_WAY = {StatusKind.PARTIAL, StatusKind.IN_PROGRESS}
_NEAR = (
    _FINISHED,
    _AHEAD,
    _UNDER_WAY,
    {StatusKind.PARTIAL, StatusKind.LIVE},
    {StatusKind.PARTIAL, StatusKind.PLANNED},
    {StatusKind.BLOCKED, StatusKind.AT_RISK, StatusKind.ON_HOLD},
)
"""Kinds that can both be true of one thing at one time."""
_HINDERED = {StatusKind.BLOCKED, StatusKind.AT_RISK}
"""What can be said beside any status of a thing that is not finished."""


def _states(one: State, other: State) -> Verdict:
    kinds = {one.kind, other.kind}
    if len(kinds) == 1 and None not in (one.share, other.share) and one.share != other.share:
        return CLASH
    if len(kinds) == 1:
        return SAME
    if any(kinds <= near for near in _NEAR):
        return may_fit(say("the two can go together"))
    if kinds & _HINDERED and kinds <= _HINDERED | _AHEAD | _UNDER_WAY:
        return may_fit(say("the one says what hinders the other"))
    if one.parts != other.parts and not (_denies(one, other) or _denies(other, one)):
        return may_fit(say("they speak of different parts"))
    return CLASH


def _denies(whole: State, part: State) -> bool:
    """A whole that is finished or dropped has no part that is still open."""
    return not whole.parts and whole.kind in {*_FINISHED, StatusKind.DROPPED} and part.kind not in _FINISHED


def _levels(_one: Level, _other: Level) -> Verdict:
    return CLASH


def _lengths(one: Length, other: Length) -> Verdict:
    if one.least <= other.least and other.most <= one.most or other.least <= one.least and one.most <= other.most:
        return may_fit(say("one lies within the other"))
    return CLASH


def _people(one: People, other: People) -> Verdict:
    if one.names == other.names:
        return SAME
    if one.part != other.part:
        return may_fit(say("they play different parts"))
    if one.names < other.names or other.names < one.names:
        return may_fit(say("one names more people"))
    if any(_begins(a, b) or _begins(b, a) for a in one.names for b in other.names):
        return may_fit(say("one gives the name more fully"))
    if one.handles != other.handles:
        return may_fit(say("an account name may be anybody's"))
    return CLASH


def _begins(short: str, name: str) -> bool:
    """Is it the first words of a name: "Jane" of "Jane Doe", "Platform" of "Platform Team"?"""
    return name.startswith(f"{short} ")


_COMPARE: dict[type[Meaning], Callable[..., Verdict]] = {
    Window: _windows,
    State: _states,
    Level: _levels,
    Length: _lengths,
    People: _people,
}
