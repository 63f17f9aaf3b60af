"""The composition root: the one place that knows every part and puts them together."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from bot.dictionary import Dictionary
from bot.library import Library, load_lexicon, read_roadmap, read_with_past
from bot.opinions import MemoryOpinions
from bot.settings import RoadmapFile, Settings, read_roadmap_file
from bot.source.folder import Folder
from handlers.addresses import Addresses
from handlers.conversation import Conversation
from handlers.opinions import Opinions
from handlers.people import People, Strangers
from handlers.present import Present
from handlers.recall import ShortMemory
from handlers.slack.desk import Desk, Work
from knowledge.lexicon import Lexicon

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
    people: People = field(default_factory=Strangers)
    opinions: Opinions = field(default_factory=MemoryOpinions)

    def present(self) -> Present:
        """The roadmap that is current, and today."""
        return Present(self.library.current(), self.lexicon, today_of(self.file))

    def desk(self, work: Work) -> Desk:
        """What Slack's behaviours work with."""
        return Desk(self.conversation, self.present, work, self.people, self.opinions, Addresses(self.file.link))


def open_app(settings: Settings, path: Path | None = None) -> App:
    """Read the pages at `path` (else where the settings say, else the sample) and be ready to answer.

    Raises ContentError when no page can be read there, SettingsError when roadmap.yaml is wrong.
    """
    root = path or settings.roadmap_path or SAMPLE
    file = read_roadmap_file(_roadmap_file(settings, root))
    lexicon = load_lexicon(Dictionary().has, file.fiscal_year_starts)
    library = Library(read_roadmap(root, lexicon) if root == SAMPLE else read_with_past(Folder(root), lexicon))
    recall = ShortMemory(time.monotonic)
    conversation = Conversation(library.current, lexicon, lambda: today_of(file), recall)
    return App(library, lexicon, conversation, file, _greeting(library, root, file))


def today_of(file: RoadmapFile) -> date:
    """The day answers are given for: the file's `as_of`, else the clock's. The only clock is here."""
    return file.as_of or date.today()


def _roadmap_file(settings: Settings, root: Path) -> Path:
    """The configured file, else the one of the working folder, else the one beside the pages."""
    if settings.roadmap_config is not None:
        return settings.roadmap_config
    here = Path("roadmap.yaml")
    return here if here.exists() else (root if root.is_dir() else root.parent) / "roadmap.yaml"


def _greeting(library: Library, root: Path, file: RoadmapFile) -> str:
    roadmap = library.current()
    what = "the sample roadmap" if root == SAMPLE else str(root)
    counted = f"{len(roadmap.readings)} pages, {len(roadmap.features)} items"
    as_of = f" Answers are given as of {file.as_of.isoformat()} (as_of in roadmap.yaml)." if file.as_of else ""
    return f"Answering from {what}: {counted}.{as_of}"
