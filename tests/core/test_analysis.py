"""Laws of the whole: whatever somebody answers, the analysis keeps its promises."""

from __future__ import annotations

import gc
import itertools
import json
import weakref

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.analysis import Analysis, Change, analyse, analyse_on, prepare, without_hours
from core.answers import Answers, NetworkAnswers, read_answers, to_json, to_yaml
from core.hours import HORIZON_STEPS
from core.report import as_data
from core.switches import SWITCHES
from tests.core.strategies import CATALOGUE, LAW, a_person, answers_strategy, shuffled, unlocked

any_answers = answers_strategy(CATALOGUE)


def analysis_of(answers: Answers) -> Analysis:
    return analyse(answers, CATALOGUE)


def plans_of(analysis: Analysis) -> list:
    plans = [analysis.best, *analysis.best_by_count, *analysis.spread_thin]
    return [plan for plan in plans if plan is not None]


# Whatever is answered.


@given(any_answers)
@LAW
def test_every_plan_fits_its_week(answers):
    analysis = analysis_of(answers)

    for plan in plans_of(analysis):
        assert plan.minutes <= analysis.weekly_minutes
        assert sum(way.minutes.mode for way in plan.choice.values()) <= plan.minutes + 1e-6


@given(any_answers)
@LAW
def test_best_by_count_is_indexed_by_how_many_networks_it_keeps(answers):
    analysis = analysis_of(answers)

    assert len(analysis.best_by_count) == len(analysis.usable) + 1
    assert len(analysis.spread_thin) == len(analysis.best_by_count)
    assert analysis.spread_thin[0] is None
    for size, plan in enumerate(analysis.best_by_count):
        assert plan is None or len(plan.kept) == size


@given(any_answers)
@LAW
def test_the_best_plan_is_the_best_of_all_sizes_and_the_smallest_of_equals(answers):
    analysis = analysis_of(answers)

    worths = [plan.presence if plan else None for plan in analysis.best_by_count]
    if analysis.best is None:
        assert set(worths) == {None}
    else:
        size = len(analysis.best.kept)
        assert analysis.best.presence == worths[size]
        assert all(w is None or w <= worths[size] * (1 + 1e-9) for w in worths)
        assert all(w is None or w < worths[size] for w in worths[:size])


@given(any_answers)
@LAW
def test_the_best_is_never_worse_than_spreading_the_same_time(answers):
    """At every size: as many networks, as much time. A lock may cost presence, so without locks."""
    analysis = analysis_of(unlocked(answers))

    for thin in analysis.spread_thin[1:]:
        assert analysis.best.presence >= thin.presence * (1 - 1e-9)
        assert analysis.best_by_count[len(thin.kept)].presence >= thin.presence * (1 - 1e-9)


@given(any_answers)
@LAW
def test_every_relay_has_a_pilot_with_at_least_as_many_posts(answers):
    analysis = analysis_of(answers)

    for plan in plans_of(analysis):
        for name, way in plan.choice.items():
            pilots = [
                other
                for who, other in plan.choice.items()
                if who != name
                and other.mode == "native"
                and other.content_type == way.content_type
                and other.posts_per_week >= way.posts_per_week
            ]
            assert way.mode == "native" or pilots


@given(any_answers)
@LAW
def test_closed_networks_are_never_recommended(answers):
    analysis = analysis_of(answers)

    assert str(analysis.networks["viadeo"].veto) == "closed"
    assert all("viadeo" not in plan.choice for plan in plans_of(analysis))


@given(any_answers)
@LAW
def test_unknown_networks_are_never_scored_silently(answers):
    """Only ratings of the person's own give a score to what nobody has measured."""
    analysis = analysis_of(answers)

    for network in analysis.networks.values():
        entry = CATALOGUE.networks.get(network.id)
        if entry is not None and entry.scoring is not None:
            continue
        rated = answers.network(network.id).ratings
        weights = {**{n: c.weight.value for n, c in CATALOGUE.criteria.items()}}
        weights.update(answers.criterion_weights)
        if not any(weights[name] > 0 for name in rated):
            assert network.fit.score is None
            assert network.veto is not None
            assert network.ways == ()


@given(any_answers)
@LAW
def test_nothing_vetoed_is_in_any_plan(answers):
    analysis = analysis_of(answers)

    out = {network.id for network in analysis.networks.values() if network.veto}
    assert out
    assert all(not out & set(plan.choice) for plan in plans_of(analysis))


@given(any_answers)
@LAW
def test_contributions_add_up_to_the_score_of_every_network(answers):
    for network in analysis_of(answers).networks.values():
        parts = sum(network.fit.contributions.values())
        assert parts == pytest.approx(network.fit.score or 0.0, abs=1e-12)


@given(any_answers)
@LAW
def test_locks_are_kept_or_reported(answers):
    analysis = analysis_of(answers)

    locked = {name for name, said in answers.networks.items() if said.lock == "keep"}
    refused = set(analysis.refused_locks)
    assert refused <= locked
    for plan in filter(None, [analysis.best, *analysis.best_by_count]):
        assert locked - refused <= set(plan.kept)
    assert all(analysis.networks[name].veto or not analysis.networks[name].ways for name in refused)


@given(any_answers)
@LAW
def test_without_a_plan_it_is_the_locks_that_do_not_fit(answers):
    analysis = analysis_of(answers)

    if analysis.best is None:
        assert analysis.locked_minutes > analysis.weekly_minutes
        again = analysis_of(
            answers.with_changes(weekly_minutes=analysis.locked_minutes, minutes_by_day={})
        )
        assert again.best is not None
    else:
        assert analysis.locked_minutes <= analysis.weekly_minutes


@given(any_answers, st.integers(1, 600))
@LAW
def test_more_time_never_lowers_the_best_presence(answers, more):
    answers = answers.with_changes(minutes_by_day={}, weekly_minutes=answers.time_minutes or 120)
    longer = answers.with_changes(weekly_minutes=answers.weekly_minutes + more)

    before, after = analysis_of(answers).best, analysis_of(longer).best

    if before is not None:
        assert after.presence >= before.presence * (1 - 1e-9)


@given(any_answers)
@LAW
def test_presence_never_falls_from_one_half_hour_to_the_next(answers):
    analysis = analysis_of(answers)

    for earlier, later in itertools.pairwise(analysis.half_hours):
        assert later.presence >= earlier.presence * (1 - 1e-9)
        assert later.gain == pytest.approx(later.presence - earlier.presence, abs=1e-9)
    if analysis.next_half_hour is not None and analysis.best is not None:
        assert analysis.next_half_hour.gain >= -1e-9


@given(any_answers)
@LAW
def test_what_is_said_at_each_half_hour_is_what_that_week_would_get(answers):
    analysis = analysis_of(answers)

    for found in analysis.half_hours[:: len(analysis.half_hours) // 2 or 1]:
        week = answers.with_changes(minutes_by_day={}, weekly_minutes=found.minutes)
        best = analysis_of(week).best
        assert best.presence == pytest.approx(found.presence, rel=1e-9)
        assert best.kept == found.kept


@given(any_answers)
@LAW
def test_best_sizes_cover_twenty_hours_and_agree_with_the_best(answers):
    analysis = analysis_of(answers)

    assert len(analysis.sizes_by_step) == HORIZON_STEPS + 1 == 241
    step = analysis.weekly_minutes // 5
    if step <= HORIZON_STEPS:
        size = len(analysis.best.kept) if analysis.best else -1
        assert analysis.sizes_by_step[step] == size


@given(any_answers)
@LAW
def test_thresholds_are_read_off_the_sizes(answers):
    analysis = analysis_of(answers)

    sizes = analysis.sizes_by_step
    assert [t.size for t in analysis.thresholds] == list(range(1, max(1, max(sizes) + 1) + 1))
    for threshold in analysis.thresholds:
        reached = [step for step, size in enumerate(sizes) if size >= threshold.size]
        assert threshold.minutes == (reached[0] * 5 if reached else None)
        assert threshold.holds == (reached == list(range(reached[0], 241)) if reached else False)


@given(any_answers, st.integers(0, 1000))
@LAW
def test_permuting_the_catalogue_changes_nothing_but_ties(answers, seed):
    one, other = analysis_of(answers), analyse(answers, shuffled(CATALOGUE, seed))

    assert dict(one.networks) == dict(other.networks)
    assert one.sizes_by_step == other.sizes_by_step
    assert one.thresholds == other.thresholds
    for mine, theirs in zip(one.best_by_count, other.best_by_count, strict=True):
        assert (mine is None) == (theirs is None)
        if mine is not None:
            assert theirs.presence == pytest.approx(mine.presence, rel=1e-9)
            assert theirs.steps == mine.steps


@given(any_answers)
@LAW
def test_same_answers_same_analysis_wherever_they_come_from(answers):
    """Saved and loaded, in either form: to the last digit."""
    first = json.dumps(as_data(analysis_of(answers), CATALOGUE))

    for text in (to_json(answers), to_yaml(answers)):
        again = read_answers(text, CATALOGUE)
        assert json.dumps(as_data(analysis_of(again), CATALOGUE)) == first


@given(any_answers)
@LAW
def test_one_more_network_never_brings_more_than_the_best(answers):
    analysis = analysis_of(answers)

    more = analysis.one_more
    if more is None:
        assert analysis.best is None or len(analysis.best.kept) == len(analysis.usable)
    elif more.plan is None:
        assert analysis.best_by_count[more.size] is None
    else:
        assert more.plan is analysis.best_by_count[len(analysis.best.kept) + 1]
        assert more.difference <= 1e-9
        assert sum(change.minutes for change in more.changes) == (
            more.plan.minutes - analysis.best.minutes
        )


@given(any_answers)
@LAW
def test_the_estimate_is_that_of_the_reference_rung_of_each_network_named(answers):
    analysis = analysis_of(answers)

    for name, found in analysis.estimate.items():
        assert answers.network(name).state is not None
        assert found == analysis.networks[name].native("steady").minutes
    if analysis.estimate:
        modes = [found.mode for found in analysis.estimate.values()]
        assert analysis.estimate_minutes.mode == pytest.approx(sum(modes))
    else:
        assert analysis.estimate_minutes is None


@given(any_answers)
@LAW
def test_networks_are_ranked_by_fit_with_those_left_out_last(answers):
    ranked = analysis_of(answers).ranked

    keys = [(network.veto is not None, -network.fit.score) for network in ranked]
    assert keys == sorted(keys)


# The edges.

EVERYONE_OUT = {key: {"lock": "never"} for key in CATALOGUE.networks}


@pytest.mark.parametrize(
    "answers",
    [
        Answers(),
        a_person(weekly_minutes=0),
        a_person(weekly_minutes=1),
        a_person(weekly_minutes=168 * 60),
        a_person(weekly_minutes=168 * 60, intense=True),
        a_person(goals={}),
        a_person(goals={"be_known": 0}),
        a_person(formats=[]),
        a_person(formats=["audio"]),
        a_person(formats=["live"]),
        a_person(goals={}, ages=[], publics=[], formats=[], tones=[], values=[]),
        a_person(criterion_weights=dict.fromkeys(CATALOGUE.criteria, 0)),
        a_person(red_lines=list(CATALOGUE.red_lines)),
        a_person(networks=EVERYONE_OUT),
        a_person(only_named=True),
        a_person(networks={"viadeo": {"state": "on", "lock": "keep", "today": "steady"}}),
        a_person(networks={key: {"lock": "keep", "state": "on"} for key in CATALOGUE.networks}),
        a_person(minutes_per_action=dict.fromkeys(["post.text", "post.image", "read"], 0)),
        a_person(minutes_per_action=dict.fromkeys(["post.text", "post.image", "read"], 1440)),
        a_person(
            weekly_minutes=168 * 60,
            networks={
                "linkedin": {"counts": {"steady": dict.fromkeys(CATALOGUE.actions, 1000)}},
                "x": {"counts": {"light": dict.fromkeys(CATALOGUE.actions, 0)}},
            },
        ),
        a_person(own_networks=[{"id": "own_a", "name": "Agora"}]),
    ],
)
def test_no_answers_make_an_error(answers):
    analysis = analysis_of(answers)

    assert json.dumps(as_data(analysis, CATALOGUE), allow_nan=False)
    assert len(analysis.networks) == len(CATALOGUE.networks) + len(answers.own_networks)


def test_with_no_time_nothing_is_kept_and_the_first_threshold_is_told():
    analysis = analysis_of(a_person(weekly_minutes=0))

    assert (analysis.best.choice, analysis.best.presence) == ({}, 0)
    assert analysis.thresholds[0].minutes > 0


def test_with_all_the_time_of_a_week_nothing_is_left_undone():
    """Every network that may be used is worth something, so that all are kept."""
    analysis = analysis_of(a_person(weekly_minutes=168 * 60))

    assert len(analysis.best.kept) == len(analysis.usable) > 5


def test_nothing_answered_leaves_nothing_to_recommend():
    analysis = analysis_of(Answers())

    assert analysis.usable == ()
    assert analysis.best.choice == {}
    assert {n.fit.score for n in analysis.networks.values()} == {None}


def test_with_every_network_vetoed_the_plan_is_empty():
    analysis = analysis_of(a_person(networks=EVERYONE_OUT))

    assert analysis.usable == ()
    assert analysis.best.choice == {}
    assert analysis.one_more is None


def test_time_that_was_not_told_is_assumed_and_marked():
    silent = a_person().with_changes(weekly_minutes=None)

    analysis = analysis_of(silent)

    assert analysis.time_assumed
    assert analysis.weekly_minutes == CATALOGUE.model.assumed_weekly_minutes.mode == 180
    assert not analysis_of(a_person()).time_assumed


def test_the_guess_stands_beside_the_estimate():
    answers = a_person(guess_minutes=60, networks={"instagram": {"state": "want"}})

    analysis = analysis_of(answers)

    assert analysis.guess_minutes == 60
    assert list(analysis.estimate) == ["instagram"]
    assert analysis.estimate_minutes.mode > 60


# Locks, and networks of one's own.


def test_a_network_locked_in_is_in_every_plan():
    answers = a_person(networks={"reddit": {"lock": "keep"}}, weekly_minutes=300)
    assert "reddit" not in analysis_of(unlocked(answers)).best.choice

    analysis = analysis_of(answers)

    assert "reddit" in analysis.best.kept
    assert analysis.best_by_count[0] is None


def test_a_lock_on_a_closed_network_is_refused_and_reported():
    analysis = analysis_of(a_person(networks={"viadeo": {"lock": "keep"}}))

    assert analysis.refused_locks == ("viadeo",)
    assert analysis.best is not None


def test_a_lock_on_a_network_without_a_score_is_reported_too():
    """Nothing has been answered that could score it."""
    analysis = analysis_of(Answers(networks={"linkedin": NetworkAnswers(lock="keep")}))

    assert analysis.refused_locks == ("linkedin",)


def test_the_least_time_for_the_locks_counts_relays():
    """A second network of the same kind can be fed from the first."""
    names = ["bluesky", "mastodon", "threads"]
    answers = a_person(
        formats=["text"], weekly_minutes=0, networks={key: {"lock": "keep"} for key in names}
    )

    analysis = analysis_of(answers)

    natives = sum(
        min(way.steps for way in analysis.networks[name].ways if way.mode == "native" and way.kept)
        for name in names
    )
    assert 0 < analysis.locked_minutes < natives * 5
    fits = analysis_of(answers.with_changes(weekly_minutes=analysis.locked_minutes))
    short = analysis_of(answers.with_changes(weekly_minutes=analysis.locked_minutes - 5))
    assert set(names) <= set(fits.best.kept)
    assert short.best is None


def test_locks_beyond_twenty_hours_are_added_up():
    """Each takes a day for a post every other week, made or adapted: 12 hours a week."""
    answers = a_person(
        networks={key: {"lock": "keep", "format": "text"} for key in ["linkedin", "x"]},
        formats=["text"],
        minutes_per_action={"post.text": 1440, "adapt.text": 1440},
    )

    analysis = analysis_of(answers)

    assert analysis.best is None
    assert 24 * 60 <= analysis.locked_minutes < 26 * 60


def test_a_network_of_ones_own_takes_part_once_it_is_rated():
    own = {"own_networks": [{"id": "own_forum", "name": "Le forum du métier", "format": "text"}]}
    ratings = dict.fromkeys(CATALOGUE.criteria, 1.0)

    unrated = analysis_of(a_person(**own))
    rated = analysis_of(a_person(**own, networks={"own_forum": {"ratings": ratings}}))

    assert str(unrated.networks["own_forum"].veto) == "unknown"
    assert unrated.networks["own_forum"].ways == ()
    assert rated.networks["own_forum"].fit.score == pytest.approx(1)
    assert "own_forum" in rated.best.kept


def test_an_emerging_network_takes_part_once_it_is_rated():
    ratings = {"goals": 1.0, "audience": 1.0}

    analysis = analysis_of(a_person(networks={"work_net_world": {"ratings": ratings}}))

    assert analysis.networks["work_net_world"].fit.score == pytest.approx(1)
    assert analysis.networks["work_net_world"].veto is None


def test_what_changes_from_one_plan_to_another_is_told_by_network():
    analysis = analysis_of(a_person())
    name, way = next(iter(analysis.best.choice.items()))

    assert Change(name, None, way).presence == way.presence.index
    assert Change(name, way, None).minutes == -way.steps * 5
    assert Change(name, way, way).presence == Change(name, way, way).minutes == 0


# Other hours on the same groundwork.

HOURS = st.integers(0, 20 * 60)


@given(any_answers, HOURS, st.sets(st.sampled_from(SWITCHES), max_size=2), st.booleans())
@LAW
def test_other_hours_on_a_groundwork_are_the_whole_analysis_of_them(
    answers, minutes, switches, packed
):
    """To the last digit, in every field, whether or not the tables were packed before."""
    others = answers.with_changes(weekly_minutes=minutes, minutes_by_day={}, guess_minutes=60)
    some = answers.with_changes(weekly_minutes=300, minutes_by_day={})
    ground = prepare(some, CATALOGUE, switches)
    if packed:
        ground.solutions.pack()

    assert analyse_on(ground, others, CATALOGUE) == analyse(others, CATALOGUE, switches)
    assert analyse_on(ground, some, CATALOGUE) == analyse(some, CATALOGUE, switches)


@given(any_answers, HOURS, HOURS)
@LAW
def test_answers_that_differ_in_hours_only_share_a_groundwork(answers, some, others):
    first, second = (
        answers.with_changes(weekly_minutes=minutes, minutes_by_day={})
        for minutes in (some, others)
    )

    assert without_hours(first) == without_hours(second)


@pytest.mark.parametrize(
    "changes", [{"goals": {"sell": 1.0}}, {"weekly_minutes": 20 * 60 + 5}, {"intense": True}]
)
def test_a_groundwork_of_other_answers_is_refused(changes):
    ground = prepare(a_person(), CATALOGUE)

    with pytest.raises(ValueError, match="same answers"):
        analyse_on(ground, a_person(**changes), CATALOGUE)


def test_packed_tables_take_a_third_of_the_room():
    def room(solutions) -> int:
        tables = [table for group in groups_of(solutions) for table in group._tables]
        return sum(getattr(table, "nbytes", 0) or table.bytes for table in tables)

    solutions = prepare(a_person(), CATALOGUE).solutions
    before = room(solutions)

    solutions.pack()

    assert room(solutions) < before / 2.5


def test_an_analysis_that_is_let_go_is_gone_without_a_collection():
    """A circle in it would keep its megabyte until Python walks through all memory."""
    analysis = analysis_of(a_person())
    plans_of(analysis)
    assert [getattr(analysis, name) for name in dir(analysis)], "whatever it computes when asked"
    gone = weakref.ref(analysis)

    gc.disable()
    try:
        del analysis
        assert gone() is None
    finally:
        gc.enable()


def groups_of(solutions):
    return [solutions._first, *solutions._others]
