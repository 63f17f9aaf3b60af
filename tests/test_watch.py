"""Pages that change while the bot runs: the newest good ones answer, and their age is told."""

from __future__ import annotations

import shutil
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.content import ContentError
from bot.dictionary import Dictionary
from bot.library import Library, load_lexicon
from bot.source.credentials import Credentials
from bot.source.folder import Folder
from bot.source.keeper import Keeper
from bot.source.place import Place
from bot.source.remote import Remote
from bot.source.watch import Watch
from handlers.conversation import Conversation, Message
from handlers.plain import render
from knowledge.history.history import Knowledge
from knowledge.roadmap import Roadmap
from tests.repository import Repository

LEXICON = load_lexicon(Dictionary().has)
START = datetime(2026, 2, 10, 14, 5, tzinfo=UTC)


class _Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.time = START

    def __call__(self) -> datetime:
        return self.time


def _page(timeline: str) -> str:
    return f"# Search\n\n**Status**: Planned\n**Timeline**: {timeline}\n"


def _says(roadmap: Roadmap | None, question: str = "when is search?") -> str:
    assert roadmap is not None
    return render(Conversation(lambda: roadmap, LEXICON, START.date).reply(Message(question)))


@pytest.fixture
def origin(tmp_path: Path) -> Repository:
    repository = Repository(tmp_path / "origin")
    repository.commit("2026-01-01T10:00:00Z", {"docs/search.md": _page("Q1 2026"), "other.md": "# Other\n"})
    return repository


def _remote(origin: Repository, tmp_path: Path) -> Remote:
    return Remote(Place(str(origin.folder), "main", "docs"), tmp_path / "cache")


def test_a_repository_is_read_with_its_commit_and_its_past(origin: Repository, tmp_path: Path) -> None:
    second = origin.commit("2026-01-02T10:00:00Z", {"docs/search.md": _page("Q2 2026")})
    roadmap = Watch(_remote(origin, tmp_path), LEXICON).first()
    (feature,) = roadmap.features
    assert feature.timeframe is not None
    assert feature.timeframe.source.commit == second
    assert "moved once, 91 days later" in _says(roadmap, "how often has search moved?")


def test_a_new_commit_is_seen_and_nothing_happens_without_one(origin: Repository, tmp_path: Path) -> None:
    watch = Watch(_remote(origin, tmp_path), LEXICON)
    watch.first()
    assert watch.look() is None
    third = origin.commit("2026-01-02T10:00:00Z", {"docs/search.md": _page("Q3 2026")})
    assert "Q3 2026" in _says(watch.look())
    assert watch.health()["pages"]["commit"] == third


def test_a_branch_that_was_pushed_anew_is_followed(origin: Repository, tmp_path: Path) -> None:
    origin.commit("2026-01-02T10:00:00Z", {"docs/search.md": _page("Q2 2026")})
    watch = Watch(_remote(origin, tmp_path), LEXICON)
    watch.first().history()
    origin.git("reset", "-q", "--hard", "HEAD~1")
    origin.commit("2026-01-03T10:00:00Z", {"docs/search.md": _page("Q4 2026")})
    roadmap = watch.look()
    assert "Q4 2026" in _says(roadmap)
    assert roadmap is not None
    assert [c.new and c.new.text for c in roadmap.history().changes] == ["Q4 2026"]


def test_a_failed_fetch_keeps_the_last_good_pages_and_tells_their_age(
    origin: Repository, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    clock = _Clock()
    watch = Watch(_remote(origin, tmp_path), LEXICON, clock)
    assert "as of" not in _says(watch.first())
    away = origin.folder.rename(tmp_path / "away")
    clock.time += timedelta(hours=3)
    text = _says(watch.look())
    assert "Q1 2026" in text
    assert "as of 10 Feb 2026, 14:05 UTC: they could not be fetched since" in text
    assert watch.health()["pages"]["age_seconds"] == 3 * 3600
    assert watch.health()["pages"]["late"] == "not fetched"
    assert "the pages as of 2026-02-10T14:05+00:00 are kept" in caplog.text
    assert watch.look() is None
    away.rename(origin.folder)
    assert "as of" not in _says(watch.look())
    assert watch.health()["pages"]["late"] is None


def test_fault_24_a_broken_push_keeps_the_last_good_pages_and_says_so(origin: Repository, tmp_path: Path) -> None:
    watch = Watch(_remote(origin, tmp_path), LEXICON, _Clock())
    watch.first()
    origin.commit("2026-01-02T10:00:00Z", {"x.md": "# X\n"}, gone=["docs/search.md"])
    text = _says(watch.look())
    assert "Q1 2026" in text
    assert "newer ones can't be read" in text
    assert watch.look() is None
    origin.commit("2026-01-03T10:00:00Z", {"docs/search.md": _page("Q2 2026")})
    text = _says(watch.look())
    assert "Q2 2026" in text
    assert "as of" not in text


@pytest.mark.parametrize("breaks", ["away", "empty"])
def test_a_start_without_the_newest_pages_begins_with_the_last_good_ones(
    breaks: str, origin: Repository, tmp_path: Path
) -> None:
    Watch(_remote(origin, tmp_path), LEXICON).first()
    if breaks == "away":
        origin.folder.rename(tmp_path / "away")
    else:
        origin.commit("2026-01-02T10:00:00Z", {}, gone=["docs/search.md"])
    text = _says(Watch(_remote(origin, tmp_path), LEXICON).first())
    assert "Q1 2026" in text
    assert "These are the pages as of" in text


def test_a_cache_that_git_can_no_longer_read_is_made_anew(origin: Repository, tmp_path: Path) -> None:
    Watch(_remote(origin, tmp_path), LEXICON).first()
    (cached,) = (tmp_path / "cache").iterdir()
    (cached / "HEAD").unlink()
    shutil.rmtree(cached / "objects")
    assert "Q1 2026" in _says(Watch(_remote(origin, tmp_path), LEXICON).first())


@pytest.mark.parametrize(
    ("branch", "folder", "told"),
    [
        ("gone", "docs", "can't be fetched: git fetch failed: couldn't find remote ref gone"),
        ("main", "gone", "has no Markdown page there"),
    ],
)
def test_what_is_not_there_is_told(branch: str, folder: str, told: str, origin: Repository, tmp_path: Path) -> None:
    place = Place(str(origin.folder), branch, folder)
    with pytest.raises(ContentError, match=told):
        Watch(Remote(place, tmp_path / "cache"), LEXICON).first()


def test_a_folder_is_read_again_when_a_page_was_written(tmp_path: Path) -> None:
    (tmp_path / "search.md").write_text(_page("Q1 2026"))
    watch = Watch(Folder(tmp_path), LEXICON, _Clock())
    assert "Q1 2026" in _says(watch.first())
    assert watch.look() is None
    (tmp_path / "search.md").write_text(_page("Q2 2026 (2 weeks)"))
    assert "Q2 2026" in _says(watch.look())
    (tmp_path / "search.md").unlink()
    text = _says(watch.look())
    assert "Q2 2026" in text
    assert "newer ones can't be read" in text


def test_a_commit_alone_is_news_of_a_folder(origin: Repository) -> None:
    (origin.folder / "docs" / "search.md").write_text(_page("Q2 2026"))
    watch = Watch(Folder(origin.folder / "docs"), LEXICON)
    assert watch.first().features[0].source.commit is None
    origin.commit("2026-01-02T10:00:00Z", {})
    roadmap = watch.look()
    assert roadmap is not None
    assert roadmap.features[0].source.commit == origin.git("rev-parse", "HEAD")
    assert "moved once" in _says(roadmap, "how often has search moved?")


def test_a_server_does_not_wait_for_the_history(origin: Repository, tmp_path: Path) -> None:
    watch = Watch(_remote(origin, tmp_path), LEXICON, waits=False)
    roadmap = watch.first()
    assert roadmap.history().known == Knowledge.BEING_READ
    assert "still being read" in _says(roadmap, "what changed since January?")
    watch.read_past()
    assert roadmap.history().known == Knowledge.WHOLE


def test_the_keeper_looks_when_it_is_woken_and_publishes(tmp_path: Path) -> None:
    (tmp_path / "search.md").write_text(_page("Q1 2026"))
    watch = Watch(Folder(tmp_path), LEXICON)
    library, published = Library(watch.first()), threading.Event()
    library.listen(published.set)
    keeper = Keeper(watch, library.publish, 3600)
    keeper.start()
    (tmp_path / "search.md").write_text(_page("Q2 2026 (2 weeks)"))
    keeper.wake()
    assert published.wait(30)
    keeper.stop()
    assert "Q2 2026" in _says(library.current())


def test_credentials_are_not_shown() -> None:
    assert "hush" not in repr(Remote(Place("https://x.example/y", credentials=Credentials("hush")), Path("cache")))
