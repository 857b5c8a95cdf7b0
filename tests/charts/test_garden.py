"""The garden of the first page: two beds of the same hours, drawn and told from one table."""

import pytest

from core.analysis import analyse
from core.answers import Answers
from pages.charts import garden
from pages.parts import why_fewer
from pages.parts.speech import speech
from tests.charts.pictures import FEATURED
from tests.core.strategies import CATALOGUE
from tests.pages.people import PERSONAS

FRENCH = speech("fr")


@pytest.fixture(scope="module")
def analysis():
    return analyse(FEATURED, CATALOGUE)


def test_both_beds_are_the_best_that_the_same_hours_allow(analysis):
    """No straw man: the many are kept as well as can be, and neither bed has more time."""
    many, few = garden.beds(analysis)

    assert many is analysis.best_by_count[garden.MANY]
    assert few is analysis.best
    assert len(many.kept) == garden.MANY > len(few.kept)
    assert many.minutes <= analysis.weekly_minutes
    assert few.minutes <= analysis.weekly_minutes


def test_each_network_of_both_plans_is_a_plant_as_high_as_it_brings(analysis):
    table, (many, few) = garden.table(analysis, FRENCH), garden.beds(analysis)

    assert len(table) == len(many.choice) + len(few.choice)
    assert sorted(table["presence"]) == pytest.approx(
        sorted(way.presence.index for plan in (many, few) for way in plan.choice.values())
    )
    assert table["place"].is_monotonic_increasing
    assert (table["heading"] != "").sum() == 2


def test_the_sentence_the_text_and_the_picture_give_the_same_totals(analysis):
    table, (many, few) = garden.table(analysis, FRENCH), garden.beds(analysis)
    told = why_fewer.sentence(analysis, "Karim", FRENCH)
    text = why_fewer.alternative(table, FRENCH)

    for plan in (many, few):
        total = FRENCH.number(plan.presence)
        assert total in set(table["total"])
        assert total in told
        assert total in text
    assert all(name in text for name in table["network"])


@pytest.mark.parametrize("who", PERSONAS)
def test_nothing_is_drawn_where_few_do_not_win(who):
    """The picture is never made up: it needs a plan of many, and a best one of few."""
    analysis = analyse(PERSONAS[who].answers, CATALOGUE)

    assert (garden.beds(analysis) is None) == (not len(garden.table(analysis, FRENCH)))


def test_nothing_said_draws_nothing():
    assert garden.beds(analyse(Answers(), CATALOGUE)) is None
