"""The words that ask by themselves: nothing, help, short questions; and that all help says works."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from handlers import plain
from handlers.grammar import answer_word, as_question
from handlers.help import TOPICS, answer_help, examples
from handlers.present import Present
from knowledge.answer import Answer, Intent
from knowledge.assemble import assemble
from knowledge.model import Document
from tests.asking import TODAY, ask, sample
from tests.past import TODAY as PAST_TODAY
from tests.past import ask_past, past_asker

SAMPLE = Present(sample().roadmap, sample().lexicon, TODAY)
NOT_YET = ("watch", "remind", "picture")


def made_of(page: str) -> Present:
    """A roadmap of one page."""
    return Present(assemble([Document("plan.md", page)], sample().lexicon), sample().lexicon, TODAY)


def said(text: str, present: Present = SAMPLE) -> Answer:
    """The answer to whatever is typed."""
    return answer_word(text, present) or ask(as_question(text, present))


@pytest.mark.parametrize("text", ["", "   ", "overview", "Overview"])
def test_nothing_asks_for_the_overview(text: str) -> None:
    answer = said(text)
    shown = plain.render(answer)
    assert answer.intent is Intent.OVERVIEW
    assert "MVP Completion" in shown
    assert "3 in progress" in shown
    assert "Due this quarter (1 Jan to 31 Mar 2026)" in shown
    assert "Blocked on Spike" in shown


def test_the_overview_of_pages_that_say_little_is_short() -> None:
    answer = said("", made_of("# Notes\n\nNothing is planned.\n"))
    assert plain.render(answer).startswith("Nothing on the pages could be read as an item")


EXAMPLES = [example for topic in TOPICS for example in examples(topic, SAMPLE)]


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_of_the_help_is_answered(example: str) -> None:
    answer = said(example)
    assert not answer.abstained
    assert answer.intent is not Intent.HELP
    assert answer.sources


def _in_docs() -> list[str]:
    """What docs/slack.md says one can type: what stands in backquotes in the first column of its table."""
    text = (Path(__file__).parent.parent / "docs" / "slack.md").read_text("utf-8")
    table = text.split("| you type | you get |")[1].split("\n\n")[0]
    return re.findall(r"`([^`]+)`", " ".join(line.split("|")[1] for line in table.splitlines() if "|" in line))


@pytest.mark.parametrize("example", _in_docs())
def test_every_example_in_the_docs_is_answered(example: str) -> None:
    answer = said(example)
    assert not answer.abstained
    assert answer.sources


@pytest.mark.parametrize("name", [t.name for t in TOPICS if not (t.of_the_past or t.of_watching or t.of_reviews)])
def test_every_topic_can_be_asked_for(name: str) -> None:
    assert name.capitalize() in plain.render(said(f"help {name}"))
    assert f"help {name}" in said("help").candidates


def test_changes_are_in_the_help_of_pages_with_a_past_and_every_example_is_answered() -> None:
    asker = past_asker()
    present = Present(asker.roadmap, asker.lexicon, PAST_TODAY)
    (topic,) = [topic for topic in TOPICS if topic.of_the_past]
    assert "help changes" in answer_help("", present).candidates
    assert len(examples(topic, present)) == len(topic.examples)
    for example in examples(topic, present):
        assert not ask_past(as_question(example, present)).abstained


def test_changes_are_not_in_the_help_of_pages_without_a_past() -> None:
    assert "help changes" not in said("help").candidates
    assert "no help on “changes”" in plain.render(said("help changes"))


def test_an_unknown_topic_gets_all_of_them() -> None:
    shown = plain.render(said("help zeppelins"))
    assert "no help on “zeppelins”" in shown
    assert "help lists" in shown


def test_help_names_only_what_works() -> None:
    shown = " ".join(
        plain.render(answer_help(topic, SAMPLE)) for topic in ("", *(t.name for t in TOPICS if not t.of_watching))
    )
    assert [word for word in NOT_YET if word in shown.casefold()] == []


def test_help_on_an_empty_roadmap_gives_examples_without_names() -> None:
    shown = plain.render(said("help", made_of("# Notes\n\nNothing is planned.\n")))
    assert "this quarter" in shown
    assert "{" not in shown


@pytest.mark.parametrize("text", ["watch warmup", "unwatch warmup", "watching"])
def test_where_nobody_can_be_written_to_nothing_is_watched(text: str) -> None:
    answer = said(text)
    assert answer.abstained
    assert "only where I can write to you first" in plain.render(answer)


@pytest.mark.parametrize("text", ["review here", "review history", "reviews stop"])
def test_where_no_reviews_are_kept_that_is_said(text: str) -> None:
    answer = said(text)
    assert answer.abstained
    assert "in Slack" in plain.render(answer)


@pytest.mark.parametrize("text", ["timeline", "Timeline", "the whole  timeline", "cronograma"])
def test_timeline_tells_the_main_items_in_the_order_in_which_they_begin(text: str) -> None:
    answer = said(text)
    assert plain.render(answer).startswith("16 main items, the first to begin first. No date is written for 1 of them.")
    names = [item.name for item in answer.items]
    assert names[0] == "Analytics", "Q4 2025 is before Q1 2026"
    assert names.index("Admin") < names.index("Campaigns") < names.index("Warmup"), (
        "of two that begin together the shorter"
    )
    assert names[-1] == "Queue", "Ongoing is no date"
    assert "Growth Phase" in {fact.subject for fact in answer.facts}


def test_phases_are_not_in_the_help_of_pages_without_any() -> None:
    page = "# Plan\n\n| Feature | Status |\n|---|---|\n| Search | Planned |\n"
    assert "help phases" in said("help").candidates
    assert "help phases" not in said("help", made_of(page)).candidates
    assert plain.render(said("help phases", made_of(page))).startswith("There is no help on “phases”.")


@pytest.mark.parametrize("text", ["help me", "Help me, please!", "help commands", "ayuda por favor", "help"])
def test_help_without_a_topic_is_help_on_all(text: str) -> None:
    assert plain.render(said(text)).startswith("Ask me about the roadmap in your own words")


def test_timeline_of_pages_that_say_little_is_the_overview() -> None:
    assert said("timeline", made_of("# Notes\n\nNothing.\n")).intent is Intent.OVERVIEW


@pytest.mark.parametrize("text", ["timeline warmup", "review of the roadmap", "when was warmup reviewed?"])
def test_a_question_with_such_a_word_is_a_question(text: str) -> None:
    assert answer_word(text, SAMPLE) is None


def test_review_tells_all_that_is_due() -> None:
    answer = said("Review")
    assert answer.intent is Intent.REVIEW
    assert len(answer.items) == 58
    assert plain.render(answer).startswith("58 pages are due for review on 10 Feb 2026.")


def test_review_of_pages_that_are_fresh_says_so() -> None:
    assert "Nothing is due" in plain.render(said("review", made_of("# Plan\n\n**Last Updated**: 2026-02-09\n")))


def test_a_thing_that_is_called_so_is_that_thing() -> None:
    present = made_of("# Plan\n\n| Feature | Status |\n|---|---|\n| Watch | Planned |\n| Help Center | Planned |\n")
    assert answer_word("watch", present) is None
    assert answer_word("help center", present) is None


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("next", "what's next?"),
        ("compare warmup inbox", "compare warmup and inbox"),
        ("compare basic trigger library warmup", "compare basic trigger library and warmup"),
        ("compare warmup and inbox", "compare warmup and inbox"),
        ("compare apples pears", "compare apples pears"),
        ("next quarter", "next quarter"),
        ("who owns warmup?", "who owns warmup?"),
    ],
)
def test_what_is_short_for_a_question_is_read_in_full(text: str, question: str) -> None:
    assert as_question(text, SAMPLE) == question
