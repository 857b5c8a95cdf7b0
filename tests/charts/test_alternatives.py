"""The text alternatives: who cannot see a picture is told its figures, in their language."""

from __future__ import annotations

import re

import pytest

from core.analysis import analyse
from core.answers import Answers
from core.vocabulary import LANGUAGES
from pages.parts import alternatives
from pages.parts.speech import Speech, speech
from tests.charts.pictures import TABLES
from tests.core.strategies import CATALOGUE, a_person
from tests.pages.people import PERSONAS
from tests.pages.tongues import strangers
from tests.test_translations import typographic_faults

PERSON = pytest.mark.parametrize("who", PERSONAS)
IN = pytest.mark.parametrize("spoken", [speech(name) for name in LANGUAGES], ids=LANGUAGES)


def analysis_of(who: str):
    return analyse(PERSONAS[who].answers, CATALOGUE)


def whole(value: float) -> str:
    return f"{value:.0f}".replace("-0", "0")


def all_of(who: str, spoken: Speech) -> dict[str, str]:
    """Return every alternative for a person."""
    analysis = analysis_of(who)
    table = {name: build(analysis, spoken) for name, build in TABLES.items()}
    return {
        "fit": alternatives.fit_alternative(table["fit"], spoken),
        "totals": alternatives.totals_alternative(table["effort.totals"], spoken),
        "actions": alternatives.actions_alternative(table["effort.by_action"], spoken),
        "curve": alternatives.curve_alternative(analysis, table["curve"], spoken),
        "sizes": alternatives.sizes_alternative(analysis, spoken),
        "half hours": alternatives.half_hours_alternative(table["hours.half_hours"], spoken),
        "one more": alternatives.one_more_alternative(table["one_more"], spoken),
    }


@IN
@PERSON
def test_the_alternatives_hold_the_persons_figures(who, spoken):
    analysis, texts = analysis_of(who), all_of(who, spoken)

    for network in analysis.ranked[: alternatives.MOST_NAMED]:
        assert f"{network.name} {whole(100 * network.score)}" in texts["fit"]
    for name, way in analysis.best.choice.items():
        shown = f"{analysis.networks[name].name} {spoken.duration(way.minutes.mode)}"
        assert shown in texts["actions"]
    for minutes in (analysis.weekly_minutes, analysis.guess_minutes):
        assert spoken.duration(minutes) in texts["totals"]
    for size in range(1, len(analysis.best.kept) + 1):
        assert f"{size} = {whole(analysis.best_by_count[size].presence)}" in texts["curve"]
    assert re.search(rf"\b{len(analysis.best.kept)}\.$", texts["curve"])
    for threshold in analysis.thresholds:
        if threshold.minutes is not None:
            assert f"{threshold.size} = {spoken.duration(threshold.minutes)}" in texts["sizes"]
    for half_hour in analysis.half_hours[1:]:
        if half_hour.changed:
            assert spoken.duration(half_hour.minutes - 30) in texts["half hours"]
    for change in analysis.one_more.changes:
        if abs(change.presence) >= 1:
            assert analysis.networks[change.network].name in texts["one more"]


@IN
@PERSON
def test_an_alternative_is_a_whole_sentence_of_one_language(who, spoken):
    for text in all_of(who, spoken).values():
        assert text.endswith(".")
        assert not re.search(r"[:;,=][ \u00a0]?[.;,]|\bnan\b|None", text)
        assert strangers([text], spoken.language) == set()
        if spoken.language == "fr":
            assert typographic_faults(text) == []


@IN
@pytest.mark.parametrize(
    "answers",
    [Answers(), a_person(weekly_minutes=0), a_person(minutes_per_action={"read": 1440.0})],
    ids=["nothing said", "no time", "no network pays"],
)
def test_a_picture_with_nothing_in_it_still_has_a_sentence(answers, spoken):
    """A dash where there is no value, rather than a gap."""
    analysis = analyse(answers, CATALOGUE)
    table = {name: build(analysis, spoken) for name, build in TABLES.items()}
    texts = [
        alternatives.fit_alternative(table["fit"], spoken),
        alternatives.actions_alternative(table["effort.by_action"], spoken),
        alternatives.curve_alternative(analysis, table["curve"], spoken),
        alternatives.sizes_alternative(analysis, spoken),
        alternatives.half_hours_alternative(table["hours.half_hours"], spoken),
        alternatives.one_more_alternative(table["one_more"], spoken),
    ]

    assert [text for text in texts if re.search(r"[:;,=][ \u00a0]?[.;,]|\. \.", text)] == []
