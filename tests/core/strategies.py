"""Random answers, and the settings under which laws are tried on them."""

from __future__ import annotations

import dataclasses
import datetime
import json
import random
from collections.abc import Mapping
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from core.answers import DAYS, Answers, NetworkAnswers
from core.catalogue import Catalogue, load_catalogue
from core.vocabulary import Model, Network

CATALOGUE = load_catalogue()

# Examples are the same on every run: a law that fails tells of a change, not of luck.
LAW = settings(
    max_examples=30, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
QUICK_LAW = settings(LAW, max_examples=150)

numbers = st.one_of(
    st.integers(0, 5).map(float),
    st.floats(0, 10, allow_subnormal=False),
    st.sampled_from([0.0, 1e-5, 1e-300, 100.0]),
)
shares = st.one_of(st.sampled_from([0.0, 1.0]), st.floats(0, 1, allow_subnormal=False))
counts = st.one_of(st.integers(0, 20).map(float), st.floats(0, 30, allow_subnormal=False))
mondays = st.integers(0, 3_000).map(
    lambda weeks: (datetime.date(2026, 1, 5) + datetime.timedelta(weeks=weeks)).isoformat()
)
block_names = st.tuples(st.sampled_from(["linkedin", "setup", "own_a"]), st.integers(0, 30)).map(
    lambda pair: f"{pair[0]}.{pair[1]}"
)
own_names = st.text("abcÉèñ漢1 .,'’&+()-", min_size=1, max_size=30).map(
    lambda tail: ("R" + tail)[:30]
)


def answers_strategy(
    catalogue: Catalogue, **fixed: st.SearchStrategy[Any]
) -> st.SearchStrategy[Answers]:
    """Return answers that the catalogue accepts, from nothing said to everything said.

    Args:
        catalogue: Where the ids come from.
        fixed: Strategies for fields that are to be answered always, in this way.
    """
    own = st.lists(st.sampled_from("abcde"), unique=True, max_size=2)
    return own.flatmap(lambda letters: _answers(catalogue, letters, fixed))


def network_answers(catalogue: Catalogue) -> st.SearchStrategy[dict[str, Any]]:
    """Return what may be said of one network, as plain values."""
    actions = st.sampled_from(list(catalogue.actions))
    weekly = st.dictionaries(actions, counts, max_size=4)
    return _some_of(
        state=st.sampled_from(["on", "want"]),
        since_year=st.integers(1995, 2100),
        lock=st.sampled_from(["keep", "never"]),
        today=st.sampled_from(list(catalogue.rungs)),
        today_counts=weekly,
        format=st.sampled_from(list(catalogue.formats)),
        profile=st.dictionaries(
            st.sampled_from(list(catalogue.checklist)), st.booleans(), max_size=4
        ),
        counts=st.dictionaries(st.sampled_from(list(catalogue.rungs)), weekly, max_size=2),
        ratings=st.dictionaries(st.sampled_from(list(catalogue.criteria)), shares),
    )


def _answers(
    catalogue: Catalogue, letters: list[str], fixed: Mapping[str, st.SearchStrategy[Any]]
) -> st.SearchStrategy[Answers]:
    own_ids = [f"own_{letter}" for letter in letters]
    names = st.sampled_from([*catalogue.networks, *own_ids])
    timed = [name for name in catalogue.actions if name != "post"]
    timed += [f"post.{name}" for name in catalogue.formats]
    said = {
        "geography": st.sampled_from(list(catalogue.geographies)),
        "goals": st.dictionaries(st.sampled_from(list(catalogue.goals)), numbers, max_size=4),
        "ages": _some(catalogue.ages),
        "publics": _some(catalogue.publics),
        "formats": _some(catalogue.formats),
        "tones": _some(catalogue.tones),
        "values": _some(catalogue.values),
        "red_lines": _some(catalogue.red_lines, most=1),
        "criterion_weights": st.dictionaries(st.sampled_from(list(catalogue.criteria)), numbers),
        "weekly_minutes": st.integers(0, 24 * 60),
        "minutes_by_day": st.dictionaries(
            st.sampled_from(["monday", "friday"]), st.integers(0, 600)
        ),
        "guess_minutes": st.integers(0, 10_080),
        "networks": st.dictionaries(names, network_answers(catalogue), max_size=5),
        "minutes_per_action": st.dictionaries(st.sampled_from(timed), counts, max_size=3),
        "intense": st.booleans(),
        "only_named": st.booleans(),
        "block_days": st.dictionaries(block_names, st.sampled_from(DAYS), max_size=3),
        "block_minutes": st.dictionaries(block_names, st.integers(5, 10_080), max_size=3),
        "check_ins": st.lists(
            st.fixed_dictionaries(
                {"week": mondays}, optional={"networks": _done(catalogue, names)}
            ),
            unique_by=lambda one: one["week"],
            max_size=3,
        ),
    }
    own = [
        st.fixed_dictionaries(
            {"id": st.just(name), "name": own_names},
            optional={
                "family": st.sampled_from(["professional", "leisure"]),
                "format": st.sampled_from(list(catalogue.formats)),
            },
        )
        for name in own_ids
    ]
    optional = {name: values for name, values in said.items() if name not in fixed}
    always = {"version": st.just(2), "own_networks": st.tuples(*own).map(list), **fixed}
    return st.fixed_dictionaries(always, optional=optional).map(
        lambda values: Answers.model_validate_json(json.dumps(values))
    )


def _done(catalogue: Catalogue, names: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    counted = st.dictionaries(st.sampled_from(list(catalogue.actions)), counts, max_size=3)
    done = st.fixed_dictionaries({"minutes": st.integers(0, 10_080)}, optional={"counts": counted})
    return st.dictionaries(names, done, max_size=3)


def _some(table: Mapping[str, object], most: int = 3) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(list(table)), unique=True, max_size=most)


def _some_of(**optional: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=optional)


def unlocked(answers: Answers) -> Answers:
    """Return the answers without any network that must be kept."""
    networks = {
        name: said.model_copy(update={"lock": None}) if said.lock == "keep" else said
        for name, said in answers.networks.items()
    }
    return answers.model_copy(update={"networks": networks})


def a_person(**said: Any) -> Answers:
    """Return the answers of somebody who has answered the questions on their project."""
    defaults: dict[str, Any] = {
        "goals": {"find_clients": 2.0, "be_known": 1.0},
        "ages": ["25-34"],
        "publics": ["b2c"],
        "formats": ["text", "image", "short_video"],
        "tones": ["warm"],
        "values": ["craft"],
        "weekly_minutes": 240,
    }
    networks = said.pop("networks", {})
    plain = {
        name: what.model_dump() if isinstance(what, NetworkAnswers) else what
        for name, what in networks.items()
    }
    return Answers.model_validate_json(
        json.dumps({"version": 2, **defaults, **said, "networks": plain})
    )


def shuffled(catalogue: Catalogue, seed: int) -> Catalogue:
    """Return the same catalogue with its networks, and all its tables, in another order."""
    draw = random.Random(seed)

    def mixed(table: Mapping[str, Any]) -> dict[str, Any]:
        names = list(table)
        draw.shuffle(names)
        return {name: table[name] for name in names}

    return dataclasses.replace(catalogue, networks=mixed(catalogue.networks))


def with_model(catalogue: Catalogue, **modes: float) -> Catalogue:
    """Return the catalogue with other constants of the model, each known exactly."""
    changes = {
        name: getattr(catalogue.model, name).model_copy(
            update={"low": mode, "mode": mode, "high": mode}
        )
        for name, mode in modes.items()
    }
    model: Model = catalogue.model.model_copy(update=changes)
    return dataclasses.replace(catalogue, model=model)


def with_networks(catalogue: Catalogue, networks: Mapping[str, Network]) -> Catalogue:
    """Return the catalogue with other networks."""
    return dataclasses.replace(catalogue, networks=dict(networks))
