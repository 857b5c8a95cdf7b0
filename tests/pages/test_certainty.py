"""What "How sure is it?" and "What if we are wrong?" say is what their tables hold."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.analysis import analyse
from core.rankings import rankings
from core.robustness import Spread, robustness
from core.space import GROUPS
from core.switches import SWITCHES
from core.vocabulary import LANGUAGES
from pages.charts import robustness as charts
from pages.charts import switches
from pages.parts import certainty, methods, what_if
from pages.parts.assumptions import figure_label, group_label, switch_help, switch_label
from pages.parts.speech import speech
from tests.core.strategies import CATALOGUE, LAW, a_person, answers_strategy
from tests.pages.people import PERSONAS
from tests.pages.tongues import strangers
from tests.test_translations import typographic_faults

ENGLISH, SPEECHES = speech("en"), [speech(name) for name in LANGUAGES]
IN = pytest.mark.parametrize("spoken", SPEECHES, ids=LANGUAGES)
LOU = analyse(PERSONAS["lou"].answers, CATALOGUE)
CASES = robustness(LOU, CATALOGUE, np.random.default_rng(7), 120)
# What a result may be, far beyond what one person meets.
some_shares = st.sampled_from([0.0, 0.004, 0.3, 0.5, 0.9, 0.9999, 1.0])
some_cases = st.builds(
    lambda fits, same, sizes, minutes: replace(
        CASES,
        fits_share=fits,
        same_share=same,
        sizes={k: n / sum(sizes.values()) for k, n in sorted(sizes.items())},
        minutes=Spread(*sorted(minutes)),
    ),
    some_shares,
    some_shares,
    st.dictionaries(st.integers(0, 12), st.integers(1, 50), min_size=1, max_size=8),
    st.tuples(*[st.floats(0, 3_000)] * 3),
)
somebody = answers_strategy(
    CATALOGUE,
    goals=st.dictionaries(
        st.sampled_from(list(CATALOGUE.goals)), st.integers(1, 5).map(float), min_size=1
    ),
    weekly_minutes=st.integers(0, 900),
)


def all_sentences(found, analysis, spoken) -> list[str]:
    return [
        certainty.certainty_sentence(found, spoken),
        certainty.minutes_sentence(found, spoken),
        certainty.narrowing_sentence(found, spoken, CATALOGUE),
        certainty.networks_sentence(found, analysis, spoken),
        certainty.sizes_sentence(found, spoken),
        certainty.swings_sentence(found, spoken),
        certainty.band_sentence(found, spoken),
        certainty.ranks_sentence(found, analysis, spoken),
    ]


# How sure is it? -------------------------------------------------------------------------


@IN
@given(some_cases)
@LAW
def test_whatever_the_cases_say_the_sentences_are_whole_and_of_one_language(spoken, found):
    said = all_sentences(found, LOU, spoken)

    assert strangers(said, spoken.language) == set()
    for sentence in said:
        assert sentence.endswith((".", ":"))
        assert not re.search(r"[{}]|\bnan\b|\binf\b|None", sentence)
        assert spoken.language == "en" or typographic_faults(sentence) == []


@given(some_cases)
@LAW
def test_the_share_of_cases_that_fit_is_told_as_it_is(found):
    shown = certainty.certainty_sentence(found, ENGLISH)

    assert ENGLISH.percent(found.fits_share) in shown
    assert ("nearly every" in shown) == (found.fits_share >= 0.9)
    assert ("only" in shown) == (found.fits_share < 0.5)


@given(some_cases)
@LAW
def test_the_best_number_told_is_the_most_frequent_and_the_range_holds_eight_in_ten(found):
    shown = certainty.sizes_sentence(found, ENGLISH)
    best, percent = re.match(r"The best number is (\d+) networks? in (\d+)%", shown).groups()
    size = int(best)

    assert found.sizes[size] == max(found.sizes.values())
    assert percent == ENGLISH.percent(found.sizes[size]).rstrip("%")
    between = re.search(r"between (\d+) and (\d+)", shown)
    low, high = map(int, between.groups()) if between else (None, None)
    if between:
        held = sum(share for k, share in found.sizes.items() if low <= k <= high)
        assert held >= 0.8 - 1e-9


@pytest.mark.parametrize(
    ("language", "number", "words"),
    [
        ("en", 0, "0 networks in"),
        ("en", 1, "1 network in"),
        ("en", 2, "2 networks in"),
        ("en", 11, "11 networks in"),
        ("fr", 0, "0 réseau dans"),
        ("fr", 1, "1 réseau dans"),
        ("fr", 2, "2 réseaux dans"),
        ("fr", 11, "11 réseaux dans"),
    ],
)
def test_one_network_is_singular_and_two_are_plural(language, number, words):
    found = replace(CASES, sizes={number: 1.0})
    assert words in certainty.sizes_sentence(found, speech(language))


@IN
def test_networks_of_the_plan_are_told_with_the_share_that_the_table_shows(spoken):
    shown = certainty.networks_sentence(CASES, LOU, spoken)
    table = certainty.shares_table(CASES, LOU, spoken)
    shares = dict(zip(table.iloc[:, 0], table.iloc[:, 1], strict=True))

    for name in LOU.best.kept:
        label = LOU.networks[name].name
        assert f"{label} ({shares[label]})" in shown


@IN
def test_bars_of_networks_are_the_shares_and_mark_those_of_the_plan(spoken):
    table = charts.in_best_table(CASES, LOU, spoken).set_index("label")

    for name, share in CASES.in_best.items():
        label = LOU.networks[name].name
        if label in table.index:
            assert table.loc[label, "share"] == share
            assert ("✓" in table.loc[label, "note"]) == (name in LOU.best.kept)
        else:
            assert share < charts.LEAST_SHARE
    assert list(table["share"]) == sorted(table["share"], reverse=True)


def test_bars_of_assumptions_are_the_swings_and_widest_first():
    table = charts.swings_table(CASES, LOU, ENGLISH)
    widths = list(table["high"] - table["low"])

    assert widths == sorted(widths, reverse=True)
    assert (table["centre"] == LOU.best.presence).all()
    first = certainty.swings_sentence(CASES, ENGLISH)
    assert table["label"][0] in first
    assert ENGLISH.number(table["low"][0]) in first
    assert ENGLISH.number(table["high"][0]) in first


def test_the_minutes_to_time_oneself_on_are_those_that_explain_most():
    name = max(CASES.narrowing, key=CASES.narrowing.__getitem__)
    shown = certainty.narrowing_sentence(CASES, ENGLISH, CATALOGUE)

    assert figure_label(name, ENGLISH, CATALOGUE) in shown
    assert certainty.narrowing_sentence(replace(CASES, narrowing={}), ENGLISH, CATALOGUE) == ""


def test_the_band_is_drawn_around_the_curve_of_the_plan():
    table = charts.band_table(CASES, LOU)

    assert table["best"].sum() == 1
    for row in table.rename(columns={"size": "networks"}).itertuples():
        assert row.low <= row.median <= row.high
        assert row.planned == LOU.best_by_count[row.networks].presence


@IN
def test_ranks_add_up_to_no_more_than_every_case(spoken):
    grid = certainty.ranks_grid(CASES, LOU, spoken)

    assert (grid.groupby("row")["value"].sum() <= 1 + 1e-9).all()
    assert (grid.groupby("column")["value"].sum() <= 1 + 1e-9).all()


@IN
def test_the_table_of_ranks_leaves_out_no_network_and_no_rank(spoken):
    table = certainty.ranks_words(CASES, LOU, spoken)

    assert len(table) == len(CASES.ranks) == len(table.columns) - 1
    for network, row in zip(LOU.ranked, table.itertuples(index=False), strict=False):
        assert row[0] == network.name
        assert list(row[1:]) == [spoken.percent(share) for share in CASES.ranks[network.id]]


@IN
def test_the_table_of_sizes_tells_how_often_each_is_the_best(spoken):
    table = certainty.band_words(CASES, spoken)

    for size, told in zip(table.iloc[:, 0], table.iloc[:, 1], strict=True):
        assert told == spoken.percent(CASES.sizes.get(int(size), 0.0))


@IN
def test_every_assumption_has_a_name_and_a_help_of_its_own(spoken):
    names = [group_label(group, spoken) for group in GROUPS]
    labels = [switch_label(name, spoken) for name in SWITCHES]
    helps = [switch_help(name, spoken, CATALOGUE) for name in SWITCHES]

    for texts in (names, labels, helps):
        assert len(set(texts)) == len(texts)


# What if we are wrong? -------------------------------------------------------------------------


@settings(LAW, max_examples=20)
@given(somebody, st.sets(st.sampled_from(SWITCHES), min_size=1))
def test_the_switch_says_what_the_two_analyses_say(answers, chosen):
    usual = analyse(answers, CATALOGUE)
    other = analyse(answers, CATALOGUE, tuple(chosen))
    shown = what_if.switch_sentence(usual, other, ENGLISH)
    before = set(usual.best.kept) if usual.best else set()
    after = set(other.best.kept) if other.best else set()

    if not after:
        assert "no network can be kept alive" in shown
        return
    assert all(other.networks[name].name in shown for name in after)
    assert ("the same" in shown and "not the same" not in shown) == (after == before)
    instead = re.search(r"(\d+) networks? would be best, instead of (\d+)", shown)
    assert bool(instead) == (len(after) != len(before))
    if instead:
        assert tuple(map(int, instead.groups())) == (len(after), len(before))
    drawn = switches.table(usual, other, ENGLISH)
    marked = drawn[(drawn["world"] == switches.world_names(ENGLISH)[1]) & drawn["best"]]
    assert marked["size"].item() == len(after)
    assert marked["share"].item() == pytest.approx(100)
    assert (drawn["share"] <= 100 + 1e-9).all()


@IN
@pytest.mark.parametrize("who", PERSONAS)
def test_the_verdict_is_of_one_language_and_agrees_with_the_table(who, spoken):
    usual = analyse(PERSONAS[who].answers, CATALOGUE)
    others = {name: analyse(usual.answers, CATALOGUE, (name,)) for name in SWITCHES}
    table = what_if.each_alone_table(usual, others, spoken)
    said = [what_if.verdict_sentence(usual, other, spoken) for other in others.values()]

    assert strangers([*said, *table.to_numpy().ravel().tolist()], spoken.language) == set()
    assert len(table) == 1 + len(SWITCHES)
    for row, analysis in zip(table.itertuples(index=False), [usual, *others.values()], strict=True):
        assert row[1] == spoken.number(len(analysis.best.kept))
    for other in others.values():
        more = len(other.best.kept) > len(usual.best.kept)
        assert (what_if.verdict(usual, other) == "less") == (what_if.holds(other) and more)


def test_the_app_says_that_few_no_longer_holds_where_every_network_pays():
    """Two networks, nothing else to choose: with time for both, both are kept."""
    allowed = {"mastodon", "bluesky"}
    answers = a_person(
        weekly_minutes=1200,
        networks={name: {"lock": "never"} for name in CATALOGUE.networks if name not in allowed},
    )
    usual = analyse(answers, CATALOGUE)
    free = analyse(answers, CATALOGUE, ("fixed_time", "regularity", "relay_discount"))

    assert len(free.best.kept) == 2
    assert what_if.verdict(usual, free) == "fails"
    assert "no longer holds" in what_if.verdict_sentence(usual, free, ENGLISH)


# Other methods ----------------------------------------------------------------------------------


@IN
@settings(LAW, max_examples=20)
@given(somebody)
def test_other_methods_are_told_as_their_table_has_them(spoken, answers):
    analysis = analyse(answers, CATALOGUE)
    found = rankings(analysis, CATALOGUE)
    if not found:
        return
    shown, table = (
        methods.methods_sentence(found, analysis, spoken),
        methods.methods_table(found, analysis, spoken).set_index(spoken.say("Network")),
    )
    differing = [r for r in found[1:] if not set(r.first) & set(found[0].first)]

    assert strangers([shown], spoken.language) == set()
    for ranking in differing:
        name = methods.method_name(ranking.method, spoken)
        assert name in shown
        for network in ranking.first:
            assert table.loc[analysis.networks[network].name, name] == spoken.number(1)
    for ranking in found:
        name = methods.method_name(ranking.method, spoken)
        for network, rank in ranking.ranks.items():
            assert table.loc[analysis.networks[network].name, name] == spoken.number(rank)


@IN
@settings(LAW, max_examples=20)
@given(somebody)
def test_other_ways_of_counting_are_told_without_a_name(spoken, answers):
    analysis = analyse(answers, CATALOGUE)
    found = rankings(analysis, CATALOGUE)
    if not found:
        return

    shown = methods.plain_sentence(found, analysis, spoken)

    assert strangers([shown], spoken.language) == set()
    assert not [r for r in found[1:] if methods.method_name(r.method, spoken) in shown]
    alike = sum(1 for r in found[1:] if set(r.first) & set(found[0].first))
    assert (str(alike) in shown) == (0 < alike < len(found) - 1)
