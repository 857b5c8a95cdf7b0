"""core.progress"""

from hypothesis import given

from core.answers import Answers
from core.progress import CHAPTERS, Progress, progress
from tests.core.strategies import CATALOGUE, answers_strategy


def test_nothing_said_is_nothing_answered_and_no_profile_is_asked_for():
    assert progress(Answers()) == {
        "project": Progress(0, 6),
        "time": Progress(0, 2),
        "networks": Progress(0, 1),
        "profiles": Progress(0, 0),
    }


def test_each_answer_counts_once_and_each_named_network_asks_two_questions_more():
    said = Answers(
        goals={"find_clients": 1, "be_known": 2},
        ages=("15-24",),
        weekly_minutes=0,
        networks={
            "linkedin": {"state": "on", "today": "light", "profile": {"photo": False}},
            "malt": {"state": "want"},
        },
    )

    assert progress(said) == {
        "project": Progress(2, 6),
        "time": Progress(1, 2),
        "networks": Progress(2, 3),
        "profiles": Progress(1, 2),
    }


@given(answers_strategy(CATALOGUE))
def test_nobody_has_answered_more_than_was_asked(said):
    found = progress(said)

    assert tuple(found) == CHAPTERS
    assert all(0 <= one.answered <= one.asked for one in found.values())
