"""The composition root: the one place that knows every part and puts them together."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from datetime import date, datetime, tzinfo
from pathlib import Path

from bot.dictionary import Dictionary
from bot.languages.catalogues import languages
from bot.library import Library, load_lexicon
from bot.naming import read_naming
from bot.opinions import MemoryOpinions
from bot.people import KnownPeople, NamedPeople, named_people
from bot.reviews.reviewing import Reviewing
from bot.roadmap_file import RoadmapFile, read_roadmap_file
from bot.settings import Settings, SettingsError
from bot.source.credentials import Credentials
from bot.source.folder import Folder
from bot.source.place import Place, read_place
from bot.source.remote import Remote
from bot.source.watch import Watch
from handlers.addresses import Addresses
from handlers.conversation import Conversation
from handlers.opinions import Opinions
from handlers.present import Present
from handlers.recall import Recall, ShortMemory
from handlers.slack.desk import Desk, Work
from knowledge.lexicon import Lexicon
from knowledge.naming import CLASH, WRONG
from knowledge.said import Language

ROADMAP_FILE = "roadmap.yaml"

FOLDER_SECONDS = 5.0
"""How often a folder is looked at."""

SAMPLE = Path(__file__).resolve().parent.parent / "roadmap"
"""The roadmap that answers when no other is set."""


@dataclass(frozen=True)
class App:
    """Everything that answering needs."""

    library: Library
    lexicon: Lexicon
    conversation: Conversation
    file: RoadmapFile
    greeting: str
    watch: Watch
    look_every: float
    """Seconds between two looks at the pages."""
    link: str | None = None
    """The template of a line's web address: of the settings, else derived from the git remote."""
    people: KnownPeople = field(default_factory=lambda: KnownPeople(NamedPeople()))
    opinions: Opinions = field(default_factory=MemoryOpinions)

    def remembering(self, recall: Recall) -> App:
        """The same, with another memory of threads."""
        return replace(self, conversation=self.conversation.remembering(recall))

    def present(self) -> Present:
        """The roadmap that is current, and today."""
        roadmap, today = self.library.current(), today_of(self.file)
        reviewing = Reviewing(roadmap, self.lexicon, self.file.reviews)
        return Present(roadmap, self.lexicon, today, lambda: reviewing.now(today))

    @property
    def language(self) -> Language:
        """The language of what nobody asked for: the one that roadmap.yaml sets."""
        return languages(self.file.language).choose()

    def desk(self, work: Work) -> Desk:
        """What Slack's behaviours work with."""
        addresses, outsiders = Addresses(self.link, self.file.edit), self.file.outsiders
        speaks = languages(self.file.language)
        return Desk(
            self.conversation,
            self.present,
            work,
            self.people,
            self.opinions,
            addresses,
            outsiders,
            languages=speaks,
            understand=self.conversation.understand,
        )


def open_app(settings: Settings, where: str | Path | None = None, waits: bool = True, *, to_check: bool = False) -> App:
    """Read the pages at `where` (else where the settings say, else the sample) and be ready to answer.

    `waits`: may an answer wait for the history of the pages to be read? Raises ContentError when no
    page can be read there, SettingsError when roadmap.yaml is wrong; with `to_check` a name in it that
    no page knows is left among the Problems.
    """
    own = _own_file(settings)
    file = RoadmapFile() if own is None else read_roadmap_file(own)
    place = _place(settings, where, own, file)
    if own is None and isinstance(place, Path):
        own = (place if place.is_dir() else place.parent) / ROADMAP_FILE
        file = read_roadmap_file(own)
    lexicon = load_lexicon(Dictionary().has, file.fiscal_year_starts, file.synonyms)
    pages = _pages(place, settings)
    watch = Watch(pages, lexicon, waits=waits, naming=read_naming(own, place if isinstance(place, Path) else None))
    library = Library(watch.first())
    wrong = [f"{p.source}: {p.message}" for p in library.current().problems if p.kind in (CLASH, WRONG)]
    if wrong and not to_check:
        raise SettingsError("\n".join(wrong))
    recall, speaks = ShortMemory(time.monotonic), languages(file.language)
    conversation = Conversation(library.current, lexicon, lambda: today_of(file), recall, speaks)
    return App(
        library,
        lexicon,
        conversation,
        file,
        _greeting(library, place, file),
        watch,
        FOLDER_SECONDS if isinstance(place, Path) else file.refresh_minutes * 60,
        file.link or pages.link,
        KnownPeople(named_people(file.people)),
    )


def _own_file(settings: Settings) -> Path | None:
    """The configured file, else the one of the working folder; None: the one beside the pages counts."""
    here = Path(ROADMAP_FILE)
    return settings.roadmap_config or (here if here.exists() else None)


def _place(settings: Settings, where: str | Path | None, own: Path | None, file: RoadmapFile) -> Path | Place:
    """Where the pages are: as asked, else by the environment, else by roadmap.yaml, else the sample."""
    credentials = Credentials(
        None if settings.roadmap_git_token is None else settings.roadmap_git_token.get_secret_value(),
        settings.roadmap_git_user,
    )
    said = where or settings.roadmap_path
    if said is not None or file.roadmap_path is None or own is None:
        return read_place(str(said or SAMPLE), credentials)
    place = read_place(file.roadmap_path, credentials)
    return own.parent / place if isinstance(place, Path) else place


def _pages(place: Path | Place, settings: Settings) -> Folder | Remote:
    """The sample comes without a past: that would be the one of this project."""
    if isinstance(place, Path):
        return Folder(place, has_past=place != SAMPLE)
    return Remote(place, settings.roadmap_cache.expanduser())


def today_of(file: RoadmapFile, zone: tzinfo | None = None) -> date:
    """The day answers are given for: the file's `as_of`, else the clock's in a zone (None: this machine's).

    The only clock is here.
    """
    return file.as_of or datetime.now(zone).date()


def _greeting(library: Library, root: Path | Place, file: RoadmapFile) -> str:
    roadmap = library.current()
    what = "the sample roadmap" if root == SAMPLE else str(root)
    counted = f"{len(roadmap.readings)} pages, {len(roadmap.features)} items"
    as_of = f" Answers are given as of {file.as_of.isoformat()} (as_of in roadmap.yaml)." if file.as_of else ""
    return f"Answering from {what}: {counted}.{as_of}"
