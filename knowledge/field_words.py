"""What the fields of facts are called in a sentence. A field of a page's own keeps its name."""

from __future__ import annotations

from knowledge.model import Field
from knowledge.said import Said, say

_WORDS = {
    str(said): said
    for said in (
        say("status"),
        say("timeline"),
        say("owner"),
        say("priority"),
        say("effort"),
        say("dependency"),
        say("description"),
        say("stage"),
        say("focus"),
        say("page"),
        say("under"),
        say("phase"),
        say("owns"),
        say("link"),
        say("written in"),
        say("line"),
        say("area"),
        say("listed on"),
        say("document"),
        say("listed under"),
        say("updated"),
    )
}

_WITH_ARTICLE: dict[str, Said] = {
    Field.STATUS: say("the status"),
    Field.TIMEFRAME: say("the timeline"),
    Field.OWNER: say("the owner"),
    Field.PRIORITY: say("the priority"),
    Field.EFFORT: say("the effort"),
    Field.DEPENDENCY: say("the dependency"),
    Field.DESCRIPTION: say("the description"),
}


_AT_THE_BEGINNING: dict[str, Said] = {
    Field.STATUS: say("The status"),
    Field.TIMEFRAME: say("The timeline"),
    Field.OWNER: say("The owner"),
    Field.PRIORITY: say("The priority"),
    Field.EFFORT: say("The effort"),
    Field.DEPENDENCY: say("The dependency"),
    Field.DESCRIPTION: say("The description"),
}


def field_word(field: str) -> str:
    """What a field is called: "status"."""
    return _WORDS.get(field, field)


def the_field(field: str) -> Said:
    """The same with its article: "the status"."""
    return _WITH_ARTICLE.get(field) or say("the {field}", field=field)


def begin_with(field: str) -> Said:
    """The same at the beginning of a sentence: "The status"."""
    return _AT_THE_BEGINNING.get(field) or say("The {field}", field=field)
