"""What a review says: the post in a channel, the message to one person, as text and as Slack's blocks."""

from __future__ import annotations

from datetime import date

import pytest

from bot.playground.slack.block_rules import texts
from handlers import plain
from handlers.addresses import Addresses
from handlers.slack.pages import page_of
from handlers.slack.review_message import review_message
from knowledge.answer import Answer
from knowledge.assemble import assemble
from knowledge.history.change import Change, ChangeKind, Commit
from knowledge.history.history import NO_HISTORY, History, Knowledge
from knowledge.model import Document, Source, Value
from knowledge.review.due import Policy, due_reviews
from knowledge.review.known import Known, changes_since
from knowledge.review.reach import Reach, reached
from knowledge.review.review import Review
from knowledge.review.told import MOST, channel_post, direct_message, stale_list
from tests.asking import sample
from tests.hostile import HOSTILE, NAMES, troubles

TODAY = date(2026, 4, 1)
EVERYBODY = Reach(("Product Leadership", "Kim", "Robin"), "Robin")
LIST = "# Plan\n\n**Last Updated**: 2026-03-30\n**Owner**: Kim\n\n| Feature | Timeline | Owner |\n|---|---|---|\n"


def _review(*pages: str, stands_in: str = "", known: Known | None = None) -> Review:
    documents = [Document(f"{n}.md", text) for n, text in enumerate(pages)]
    policy, lexicon = Policy(stands_in=stands_in), sample().lexicon
    return due_reviews(assemble(documents, lexicon), lexicon, TODAY, policy, known or Known())


def _sample() -> Review:
    return due_reviews(sample().roadmap, sample().lexicon, TODAY, Policy(), Known())


def _text(told: Answer) -> str:
    return plain.render(told)


def test_the_post_tells_how_the_roadmap_stands_and_what_is_pressing() -> None:
    text = _text(channel_post(_sample(), EVERYBODY))
    assert text.startswith("58 pages are due for review on 1 Apr 2026. Done: 0 of 58.\nAt a glance: ")
    for said in ("19 clashes between pages", "1 blocked item", "58 pages past their review cycle"):
        assert said in text
    assert f"Most pressing ({MOST} of 58):" in text
    assert "• Product Leadership: 58: " in text
    assert "53 more [README.md:120]" in text


def test_a_message_shows_five_of_how_many_and_whose_they_are() -> None:
    told = direct_message(_sample(), "Product Leadership")
    text = _text(told)
    assert text.startswith("58 pages are due for your review on 1 Apr 2026.\nThe most pressing 5 of 58:\n")
    assert "For 57 of 58 no owner is written; they are asked of you as the owner of the roadmap as a whole." in text
    assert len(told.items) == MOST


def test_every_line_of_a_list_is_cited() -> None:
    for told in (channel_post(_sample(), EVERYBODY), direct_message(_sample(), "Product Leadership")):
        assert all(item.source.line > 0 and (item.facts or item.name == "Product Leadership") for item in told.items)


def test_there_is_no_message_about_nothing() -> None:
    with pytest.raises(ValueError, match="nothing is due of Kim"):
        direct_message(_sample(), "Kim")
    with pytest.raises(ValueError, match="nothing is stale"):
        stale_list(_sample(), (), 10)


def test_nothing_due_is_a_short_receipt() -> None:
    text = _text(channel_post(_review("# Plan\n\n**Last Updated**: 2026-03-30\n"), EVERYBODY))
    assert text == "Nothing is due for review on 1 Apr 2026.\nAt a glance: nothing past, nothing blocked, no clash."


def test_owners_get_what_is_theirs_by_themselves() -> None:
    review = _review(f"{LIST}| Search | Q1 2026 | Dana |\n| Inbox | Q1 2026 | |\n| Mail | Q3 2026 | Dana |\n")
    assert _text(direct_message(review, "Dana")) == (
        "1 item is due for your review on 1 Apr 2026.\n"
        "• Search: its time has ended, and no page says how it went [0.md:8]"
    )
    assert _text(direct_message(review, "Kim")) == (
        "1 page is due for your review on 1 Apr 2026.\n"
        "• Plan: the time of Inbox has ended, and no page says how it went [0.md:1, 9]"
    )
    assert _text(channel_post(review, EVERYBODY)).startswith("2 pages and items are due for review")
    assert "I do not know who is here for Dana, so Robin stands in." in _text(channel_post(review, EVERYBODY))


def test_what_is_asked_of_somebody_unknown_goes_to_who_stands_in() -> None:
    review = _review(f"{LIST}| Search | Q1 2026 | Dana |\n| Inbox | Q1 2026 | |\n")
    put = reached(review, Reach(("Kim", "Robin"), "Robin"))
    assert {person: len(due) for person, due in put.by_person().items()} == {"Kim": 1, "Robin": 1}
    assert "because you stand in: I do not know who Dana is here." in _text(direct_message(put, "Robin"))
    assert [d.owner.names for d in put.due] == [d.owner.names for d in review.due]
    assert reached(review, Reach(("Kim",), "Robin")).unasked
    assert reached(review, Reach(("Kim", "Dana"))).due == review.due


def test_one_person_of_several_names_gets_one_message() -> None:
    review = _review(f"{LIST}| Search | Q1 2026 | Dana |\n| Inbox | Q1 2026 | |\n")
    assert _text(direct_message(review, "Dana", "Kim")).startswith("2 pages and items are due for your review")


def test_what_is_nobodys_is_told_and_asked_of_who_stands_in() -> None:
    page = "# Plan\n\n**Last Updated**: 2026-01-01\n"
    alone = _text(channel_post(_review(page), Reach()))
    assert "Nobody is asked for Plan: no owner is written, and nobody stands in. [0.md:1]" in alone
    assert "Asked" not in alone
    told = _text(direct_message(_review(page, stands_in="Robin"), "Robin"))
    assert told.endswith("Some are asked of you because you stand in: nobody is written as its owner.")


def test_what_changed_since_the_last_review_is_told_newest_first() -> None:
    def change(n: int) -> Change:
        value = Value("timeline", f"Q{n % 4 + 1} 2026", Source("0.md", n + 1))
        return Change(f"Item {n}", ChangeKind.FIELD, "timeline", None, value, Commit("c", TODAY))

    known = Known(changes=tuple(map(change, range(7))))
    text = _text(channel_post(_review("# Plan\n\n**Last Updated**: 2026-01-01\n", known=known), Reach()))
    assert "7 changes since the last review" in text
    assert "Changed since the last review (5 of 7):\n• Item 6: timeline not written → “Q3 2026” [0.md:7]\n" in text


def test_changes_are_those_from_the_last_review_on_each_in_one_review() -> None:
    def change(day: int) -> Change:
        return Change("A", ChangeKind.ADDED, "", None, None, Commit(f"c{day}", date(2026, 2, day)))

    history = History(Knowledge.WHOLE, changes=tuple(map(change, (1, 2, 3, 9, 10))))
    found = changes_since(history, date(2026, 2, 2), date(2026, 2, 9))
    assert found is not None
    assert [c.commit.day.day for c in found if c.commit is not None] == [2, 3]
    assert changes_since(history, None, TODAY) is None
    assert changes_since(NO_HISTORY, date(2026, 2, 2), TODAY) is None


def test_the_stale_list_says_for_how_long_nobody_answered() -> None:
    review = _sample()
    text = _text(stale_list(review, review.due, 10))
    assert text.startswith("58 pages are due for review, and nobody answered for 10 working days.\nThe most pressing 5")


def _messages(review: Review) -> list[Answer]:
    people = [direct_message(review, person) for person in review.by_person()]
    return [channel_post(review, Reach()), *people, stale_list(review, review.due, 10)]


def test_slack_shows_all_that_the_text_says_on_one_page() -> None:
    for told in _messages(_sample()):
        assert page_of(told).of == 1
        said = review_message(told, Addresses("https://docs.example.com/{path}#L{line}")).as_arguments()
        assert list(troubles(said)) == []
        drawn = "\n".join(texts(said["blocks"]))
        assert [item.note for item in told.items if item.note not in drawn] == []
        assert "button" not in str(said["blocks"])


@pytest.mark.parametrize("text", HOSTILE, ids=NAMES)
def test_nothing_that_pages_say_comes_alive(text: str) -> None:
    line = " ".join(text.split()).replace("|", "")[:2_000]
    review = _review(f"{LIST}| {line} | Q1 2026 | {line} |\n", f"# {line}\n\n**Owner**: {line}\n", stands_in=line)
    assert review.due
    for told in _messages(review):
        said = review_message(told, Addresses("https://docs.example.com/{path}#L{line}")).as_arguments()
        assert list(troubles(said)) == []
