"""What is the same thing: mentions -> Features, and which Features share a name.

One thing is what a link leads to, else a name within its area. Things of different areas with
the same name, the same slug, or of which one's name is a unique beginning of the other's stay
two features, but know each other as namesakes: disagreements are computed over them, and a
bare name gives each with its own page's date. (docs/architecture.md, "Identity".)
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from knowledge.model import TYPED, Feature, Mention, Rank, Source
from knowledge.page import is_index
from knowledge.readers.reading import PageReading
from knowledge.tickets import tickets_of
from knowledge.words import word_keys

_BRACKETS = re.compile(r"\s*[(\[（][^()\[\]（）]*[)\]）]")
_VERSION = re.compile(r"v\d+(?:\.\d+)+")
_ORDER = {Rank.OWN_PAGE: 0, Rank.LISTED: 1, Rank.PASSING: 2, Rank.OLD_COPY: 3}
_COMMON = 3
"""Pages of one file name in as many folders show that the name says nothing of the thing."""
_PREFIX_WORDS = 2
"""A shared beginning of one word joins too much ("Template ..."): two are the least."""

Name = tuple[str, ...]


def name_of(text: str) -> Name:
    """A name as its word keys, without brackets and without "roadmap" at its end; "v3.1" is "3.1"."""
    words = word_keys(_BRACKETS.sub(" ", text)) or word_keys(text)
    words = tuple(w[1:] if _VERSION.fullmatch(w) else w for w in words)
    while len(words) > 1 and words[-1] == "roadmap":
        words = words[:-1]
    return tuple(words)


def brackets_of(text: str) -> Name:
    """The words a name has in brackets, but for dates and numbers: "(2FA)" and "(Q2 2026)" tell nothing apart."""
    found = (word_keys(m.group()) for m in _BRACKETS.finditer(text))
    return tuple(w for words in found for w in words if not any(c.isdigit() for w in words for c in w))


def told_apart(one: str, other: str) -> bool:
    """Do brackets make them two things: "Affine types (basic)", "Affine types (complex)"?"""
    a, b = brackets_of(one), brackets_of(other)
    return bool(a and b) and a != b


@dataclass(slots=True)
class _Thing:
    """A feature being put together."""

    path: str | None = None
    area: str = ""
    mentions: list[Mention] = field(default_factory=list)


def join(readings: Iterable[PageReading]) -> list[Feature]:
    """Features from what the pages say, each with its mentions, in the order they are first met."""
    pages = {r.page.path: r for r in readings}
    listed = [m for r in pages.values() for m in r.mentions if m.rank != Rank.PASSING]
    shared = _shared_targets(listed)
    own = {path for path, r in pages.items() if _has_facts(r) or _is_area(r)}
    linked = {m.link.path for m in listed if m.link and m.link.path and (m.source.path, m.link.path) not in shared}
    things: dict[str, _Thing] = {}
    named: dict[tuple[str, Name], str] = {}
    for path in sorted(own | {p for p in linked if p in pages}):
        things[path] = _Thing(path, pages[path].area, [_own_mention(pages[path])])
        named.setdefault((pages[path].area, name_of(pages[path].page.name)), path)
    for mention in listed:
        key = _key(mention, shared, things, named)
        things.setdefault(key, _Thing(None, mention.area)).mentions.append(mention)
    for reading in pages.values():
        for mention in reading.mentions:
            if mention.rank == Rank.PASSING:
                key = f"{mention.area}|passing|{' '.join(name_of(mention.name))}"
                things.setdefault(key, _Thing(None, mention.area)).mentions.append(mention)
    common = common_stems(pages)
    return [_feature(key, thing, pages, common) for key, thing in things.items()]


def namesakes(features: Iterable[Feature]) -> dict[str, tuple[str, ...]]:
    """For each feature's key the keys of the others that share its name; own pages first."""
    by_name: dict[Name, list[Feature]] = defaultdict(list)
    by_slug: dict[Name, list[Feature]] = defaultdict(list)
    features = tuple(features)
    common = common_stems(f.path for f in features if f.path is not None)
    for feature in features:
        for name in dict.fromkeys(map(name_of, feature.names)):
            by_name[name].append(feature)
        if feature.path is not None:
            by_slug[name_of(_slug(feature.path, common))].append(feature)
    groups: dict[str, dict[str, None]] = defaultdict(dict)
    for same in (*by_name.values(), *by_slug.values()):
        for one in same:
            groups[one.key].update((f.key, None) for f in same if f.key != one.key and _may_share(one, f))
    for same in _beginnings(by_name):
        for one in same:
            groups[one.key].update((f.key, None) for f in same if f.key != one.key and _may_be_shortened(one, f))
    return {key: tuple(others) for key, others in groups.items() if others}


def _may_share(one: Feature, other: Feature) -> bool:
    return (one.area != other.area or one.path is None or other.path is None) and not told_apart(one.name, other.name)


def _may_be_shortened(one: Feature, other: Feature) -> bool:
    """A beginning is a short form of a name only where it has no page of its own."""
    return one.area != other.area and (one.path is None or other.path is None)


def _beginnings(by_name: Mapping[Name, list[Feature]]) -> Iterable[list[Feature]]:
    longer: dict[Name, set[Name]] = defaultdict(set)
    for name in by_name:
        for size in range(_PREFIX_WORDS, len(name)):
            if name[:size] in by_name:
                longer[name[:size]].add(name)
    for short, names in longer.items():
        if len(names) == 1:
            yield by_name[short] + by_name[names.pop()]


def _shared_targets(listed: list[Mention]) -> set[tuple[str, str]]:
    """Pages that several items of one page link to: such a link says nothing of identity."""
    counts = Counter(
        pair for pair, _ in {((m.source.path, m.link.path), name_of(m.name)) for m in listed if m.link and m.link.path}
    )
    return {pair for pair, count in counts.items() if count > 1}


def _has_facts(reading: PageReading) -> bool:
    return any(v.field in TYPED for v in reading.facts) and (not reading.page.is_index or bool(reading.page.folder))


def _is_area(reading: PageReading) -> bool:
    """A folder's index page that lists items stands for an area, whether another page lists it or not."""
    page = reading.page
    return page.is_index and bool(page.folder) and any(m.rank == Rank.LISTED for m in reading.mentions)


def _own_mention(reading: PageReading) -> Mention:
    page = reading.page
    source = Source(page.path, page.name_line, page.commit)
    rank = Rank.OLD_COPY if reading.is_old else Rank.OWN_PAGE
    return Mention(page.name, source, rank, reading.facts, None, reading.area)


def _key(
    mention: Mention,
    shared: set[tuple[str, str]],
    things: Mapping[str, _Thing],
    named: dict[tuple[str, Name], str],
) -> str:
    path = mention.link.path if mention.link else None
    if path is not None and (mention.source.path, path) not in shared and path in things:
        return path
    place = (mention.area, name_of(mention.name))
    if mention.source.path in things and not is_index(mention.source.path) and place not in named:
        place = (mention.source.path, place[1])  # a part that an item's own page lists is a part of that item only
    known = named.setdefault(place, f"{mention.area}|{' '.join(place[1])}|{mention.source}")
    thing = things.get(known)
    if thing is None or not thing.mentions or not told_apart(thing.mentions[0].name, mention.name):
        return known
    whole = (mention.area, word_keys(mention.name))
    return named.setdefault(whole, f"{mention.area}|{' '.join(whole[1])}|{mention.source}")


def _feature(key: str, thing: _Thing, pages: Mapping[str, PageReading], common: frozenset[str]) -> Feature:
    mentions = tuple(sorted(thing.mentions, key=lambda m: _ORDER[m.rank]))
    index = thing.path is not None and pages[thing.path].page.is_index
    listed = [m.name for m in mentions if m.rank == Rank.LISTED]
    name = _shown(listed[0] if index and listed else mentions[0].name)
    names = dict.fromkeys(_shown(m.name) for m in mentions)
    links = [m.link.text for m in mentions if m.link is not None]
    slug = [_slug(thing.path, common).replace("-", " ")] if thing.path else []
    title = [t for t in (pages[thing.path].page.front.get("title"),) if t] if thing.path else []
    groups = dict.fromkeys(m.group for m in mentions if m.group)
    return Feature(
        key,
        name,
        mentions,
        tuple(dict.fromkeys([name, *names, *map(_shown, links), *map(_shown, title), *slug, *tickets_of(mentions)])),
        area=thing.area,
        path=thing.path,
        groups=tuple(groups),
    )


def _shown(name: str) -> str:
    """A page's title as the name of its subject: "Warmup Roadmap" is about Warmup."""
    shorter = re.sub(r"\s+roadmap$", "", name.strip(), flags=re.IGNORECASE)
    return shorter or name


def common_stems(paths: Iterable[str]) -> frozenset[str]:
    """File names that several folders have ("kep.yaml"): there the folder names the thing."""
    counts = Counter(_stem(path) for path in paths)
    return frozenset(stem for stem, count in counts.items() if count >= _COMMON)


def _stem(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[0].lower()


def _slug(path: str, common: frozenset[str] = frozenset()) -> str:
    folder, _, name = path.rpartition("/")
    stem = name.rpartition(".")[0]
    if folder and stem.lower() in common:
        return folder.rpartition("/")[2]
    return folder.rpartition("/")[2] if stem.lower() in ("readme", "index", "_index") and folder else stem
