"""core.ensemble and core.space: many worlds at once say what each world says alone."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.analysis import analyse
from core.answers import Answers
from core.catalogue import Catalogue, load_catalogue
from core.effort import Range
from core.ensemble import Ensemble
from core.personas import load_personas
from core.portfolio import Candidate, Option, solve
from core.space import Space, space_of
from core.ways import candidacies
from tests.core.draws import plain_worlds
from tests.core.strategies import LAW, answers_strategy, shuffled

CATALOGUE = load_catalogue()
PERSONAS = {persona.id: persona.answers for persona in load_personas(CATALOGUE)}
WORLDS = 12


def ensemble_of(answers: Answers, worlds: int = WORLDS, seed: int = 1) -> tuple[Ensemble, Space]:
    networks = [n for n in candidacies(answers, CATALOGUE) if n.veto is None and n.ways]
    space = space_of(networks, answers, CATALOGUE)
    drawn = space.drawn(worlds, np.random.default_rng(seed))
    return Ensemble(networks, answers, CATALOGUE, space, drawn), space


def candidates_of(ensemble: Ensemble, answers: Answers, world: int) -> list[Candidate]:
    """Return what the portfolio solver is asked in one world."""
    return [
        Candidate(
            id=network.id,
            options=tuple(
                Option(
                    rung=w.way.rung,
                    mode=w.way.mode,
                    content_type=w.way.content_type,
                    posts_per_week=w.way.posts_per_week,
                    steps=int(w.steps[world]),
                    presence=float(w.presence[world]),
                    kept=w.way.kept,
                )
                for w in ensemble.ways[network.id]
                if w.way.rung != "today"
            ),
            must_keep=answers.network(network.id).lock == "keep",
            shares_audience=network.shares_audience,
        )
        for network in ensemble.networks
    ]


@pytest.mark.parametrize("name", PERSONAS)
def test_the_best_of_every_world_is_that_of_the_solver_for_one(name):
    answers = PERSONAS[name]
    steps = answers.time_minutes // 5
    ensemble, _ = ensemble_of(answers)

    best = ensemble.best(steps)

    for world in range(WORLDS):
        candidates = candidates_of(ensemble, answers, world)
        alone = solve(candidates, steps, float(ensemble.bonus[world])).best(steps)
        kept = {
            n.id
            for n, is_kept in zip(ensemble.networks, best.kept[:, world], strict=True)
            if is_kept
        }
        assert best.presence[world] == pytest.approx(alone.presence, abs=1e-4)
        assert kept == set(alone.kept)
        assert best.sizes[world] == alone.size


@pytest.mark.parametrize("name", ["mai_lan", "tomasz", "karim"])
def test_the_best_of_each_size_in_every_world_is_that_of_the_solver_for_one(name):
    answers = PERSONAS[name]
    steps = answers.time_minutes // 5
    ensemble, _ = ensemble_of(answers)

    found = ensemble.best_by_count(steps, 4)

    assert found.shape == (len(ensemble.networks) + 1, 4)
    for world in range(4):
        candidates = candidates_of(ensemble, answers, world)
        alone = solve(candidates, steps, float(ensemble.bonus[world]))
        assert found[:, world] == pytest.approx(alone.presence_table()[:, steps], abs=1e-4)


@given(
    answers_strategy(
        CATALOGUE,
        weekly_minutes=st.integers(0, 600),
        goals=st.dictionaries(
            st.sampled_from(list(CATALOGUE.goals)), st.floats(0.1, 5), min_size=1
        ),
    ),
    st.integers(0, 99),
)
@LAW
def test_whatever_is_answered_every_world_is_solved_as_it_is_alone(answers, seed):
    """Locks, own networks, own counts, intense paces, a budget too small or too large."""
    steps = answers.time_minutes // 5
    ensemble, _ = ensemble_of(answers, worlds=3, seed=seed)

    best, by_count = ensemble.best(steps), ensemble.best_by_count(steps, 3)

    assert by_count.max(axis=0) == pytest.approx(best.presence, abs=1e-6)
    for world in range(3):
        candidates = candidates_of(ensemble, answers, world)
        alone = solve(candidates, steps, float(ensemble.bonus[world])).best(steps)
        presence = -np.inf if alone is None else alone.presence
        assert best.presence[world] == pytest.approx(presence, abs=1e-4)


def test_blocks_are_told_and_change_nothing(monkeypatch):
    answers = PERSONAS["ines"]
    steps = answers.time_minutes // 5
    ensemble, _ = ensemble_of(answers)
    whole, told = ensemble.best(steps), []

    monkeypatch.setattr("core.ensemble.MOST_AT_ONCE", 5)
    in_blocks = ensemble.best(steps, told.append)

    assert told == [5, 5, 2]
    assert in_blocks.presence == pytest.approx(whole.presence, abs=1e-6)
    assert (in_blocks.kept == whole.kept).all()


@pytest.mark.parametrize("name", PERSONAS)
def test_where_everything_is_likely_the_worlds_say_what_the_analysis_says(name):
    answers = PERSONAS[name]
    analysis = analyse(answers, CATALOGUE)
    networks = analysis.usable
    space = space_of(networks, answers, CATALOGUE)
    ensemble = Ensemble(networks, answers, CATALOGUE, space, space.likely(2))

    for network in networks:
        for found in ensemble.ways[network.id]:
            assert found.minutes == pytest.approx(found.way.minutes.mode)
            assert found.presence == pytest.approx(found.way.presence.index)
            assert set(found.steps) == {found.way.steps}
    assert ensemble.best(analysis.weekly_minutes // 5).presence == pytest.approx(
        analysis.best.presence
    )


def world_as_catalogue(space: Space, worlds: np.ndarray, world: int) -> Catalogue:
    """Return a catalogue whose likely constants and minutes are those of one world."""

    def value(*key: str) -> float:
        return float(worlds[space.rows[key], world])

    def fixed(estimate, number: float):
        return estimate.model_copy(update={"low": number, "mode": number, "high": number})

    actions = {
        a.id: a.model_copy(update={"minutes": fixed(a.minutes, value("minutes", a.id))})
        if a.id != "post"
        else a
        for a in CATALOGUE.actions.values()
    }
    names = ("reciprocity", "profile_floor", "assumed_completeness", "relay_discount")
    model = CATALOGUE.model.model_copy(
        update={name: fixed(getattr(CATALOGUE.model, name), value(name)) for name in names}
    )
    return Catalogue(**{**CATALOGUE.__dict__, "actions": actions, "model": model})


def test_minutes_and_presence_follow_the_constants_of_each_world():
    """The arrays of core.ensemble against the plain formulas of core.presence and core.effort."""
    answers = PERSONAS["ines"]
    networks = analyse(answers, CATALOGUE).usable
    space = space_of(networks, answers, CATALOGUE)
    drawn, worlds = space.drawn(5, np.random.default_rng(3)), space.likely(5)
    varied = {"minutes", "reciprocity", "profile_floor", "assumed_completeness", "relay_discount"}
    for row, quantity in enumerate(space.quantities):
        if quantity.group in varied:
            worlds[row] = drawn[row]
    ensemble = Ensemble(networks, answers, CATALOGUE, space, worlds)

    for world in range(5):
        alone = analyse(answers, world_as_catalogue(space, worlds, world))
        for network in networks:
            for found, plain in zip(
                ensemble.ways[network.id], alone.networks[network.id].ways, strict=True
            ):
                assert found.minutes[world] == pytest.approx(plain.minutes.mode)
                assert found.steps[world] == plain.steps
                assert found.presence[world] == pytest.approx(plain.presence.index)


def test_the_same_seed_draws_the_same_worlds():
    _, space = ensemble_of(PERSONAS["awa"])
    one, two, other = (space.drawn(50, np.random.default_rng(seed)) for seed in (7, 7, 8))

    assert (one == two).all()
    assert (one != other).any()


def test_the_order_of_the_catalogue_changes_no_world():
    _, space = ensemble_of(PERSONAS["awa"])
    answers = PERSONAS["awa"]
    networks = [n for n in candidacies(answers, shuffled(CATALOGUE, 3)) if not n.veto and n.ways]
    other = space_of(networks, answers, CATALOGUE)
    one, two = (s.drawn(20, np.random.default_rng(7)) for s in (space, other))

    assert [q.key for q in space.quantities] != [q.key for q in other.quantities]
    for key, row in space.rows.items():
        assert (one[row] == two[other.rows[key]]).all()


@pytest.mark.parametrize("name", ["ines", "mai_lan"])
def test_quantiles_of_every_quantity_are_those_of_plain_draws(name):
    """Latin slices against numpy's own triangular and Dirichlet laws."""
    _, space = ensemble_of(PERSONAS[name])
    ends = (0.1, 0.5, 0.9)
    ours = np.quantile(space.drawn(20_000, np.random.default_rng(4)), ends, axis=1)
    plain = np.quantile(plain_worlds(space, 20_000, seed=5), ends, axis=1)

    for row, quantity in enumerate(space.quantities):
        width = quantity.range.high - quantity.range.low
        assert ours[:, row] == pytest.approx(plain[:, row], abs=0.015 * width + 1e-12), quantity


def test_every_draw_lies_in_its_range_and_weights_add_up():
    _, space = ensemble_of(PERSONAS["lou"])
    worlds = space.drawn(400, np.random.default_rng(2))
    weights = [row for row, q in enumerate(space.quantities) if q.group == "weight"]

    assert worlds[weights].sum(axis=0) == pytest.approx(1)
    for row, quantity in enumerate(space.quantities):
        if row not in weights:
            assert (
                quantity.range.low <= worlds[row].min() <= worlds[row].max() <= quantity.range.high
            )


def test_draws_have_the_mean_and_variance_of_the_triangular_law():
    """Mean (a + m + b) / 3, variance (a² + m² + b² - am - ab - mb) / 18."""
    _, space = ensemble_of(PERSONAS["ines"])
    worlds = space.drawn(20_000, np.random.default_rng(4))
    row = space.rows["minutes", "read"]
    low, mode, high = (
        getattr(space.quantities[row].range, name) for name in ("low", "mode", "high")
    )
    variance = (low**2 + mode**2 + high**2 - low * mode - low * high - mode * high) / 18

    assert worlds[row].mean() == pytest.approx((low + mode + high) / 3, rel=0.005)
    assert worlds[row].var() == pytest.approx(variance, rel=0.02)


def test_minutes_a_person_measured_are_certain():
    answers = PERSONAS["ines"].with_changes(minutes_per_action={"comment": 4.0, "post.text": 33.0})
    _, space = ensemble_of(answers)

    certain = {q.key: q.range for q in space.quantities if q.range.low == q.range.high}

    assert certain["minutes", "comment"] == Range(4.0, 4.0, 4.0)
    assert certain["production", "post", "text"] == Range(33.0, 33.0, 33.0)


def test_extremes_move_one_group_at_a_time():
    _, space = ensemble_of(PERSONAS["karim"])
    worlds = space.extremes(["minutes", "exponent"])

    for column, group in enumerate(["minutes", "minutes", "exponent", "exponent"]):
        moved = worlds[:, column] != space.likely(1)[:, 0]
        assert {
            q.group for q, is_moved in zip(space.quantities, moved, strict=True) if is_moved
        } == {group}


def test_a_lock_that_does_not_fit_has_no_best_plan():
    answers = (
        PERSONAS["ines"]
        .with_network("linkedin", lock="keep")
        .with_changes(weekly_minutes=5, minutes_by_day={})
    )
    ensemble, _ = ensemble_of(answers)

    best = ensemble.best(1)

    assert (best.presence == -np.inf).all()
    assert not best.kept.any()
