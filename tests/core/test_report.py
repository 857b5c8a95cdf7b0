"""The JSON is an interface: its keys stay, and what it says adds up from its own figures."""

from __future__ import annotations

import json
import math

import pytest
from hypothesis import given

from core.analysis import analyse
from core.report import as_data
from tests.core.strategies import CATALOGUE, LAW, a_person, answers_strategy

any_answers = answers_strategy(CATALOGUE)


def report_of(answers):
    return json.loads(json.dumps(as_data(analyse(answers, CATALOGUE), CATALOGUE), allow_nan=False))


REPORT = report_of(
    a_person(
        guess_minutes=45,
        networks={
            "linkedin": {"state": "on", "today": "steady"},
            "viadeo": {"state": "on", "lock": "keep"},
            "tiktok": {"state": "want"},
        },
    )
)


def plans_in(report):
    plans = [report["best"], *report["best_by_count"], *report["spread_thin"]]
    return [plan for plan in plans if plan is not None]


def test_the_keys_that_others_rely_on_are_there():
    assert set(REPORT) >= {
        "weekly_minutes",
        "networks",
        "best",
        "best_by_count",
        "spread_thin",
        "own_list",
        "hours_for_count",
        "next_half_hour",
        "guess_minutes",
        "estimate_minutes",
    }
    assert all(
        set(network) >= {"id", "fit", "contributions", "veto", "options"}
        for network in REPORT["networks"]
    )
    options = [option for network in REPORT["networks"] for option in network["options"]]
    assert options
    keys = {"rung", "mode", "content_type", "posts_per_week", "minutes", "presence", "kept"}
    assert all(set(option) >= keys for option in options)
    assert all(set(option["minutes"]) == {"low", "mode", "high", "steps"} for option in options)
    plans = [*plans_in(REPORT), REPORT["own_list"]]
    assert all(set(plan) >= {"presence", "minutes", "choice"} for plan in plans)
    assert all(set(way) == {"rung", "mode"} for plan in plans for way in plan["choice"].values())


def test_every_network_is_there_with_the_reason_it_is_out():
    vetoes = {network["id"]: network["veto"] for network in REPORT["networks"]}

    assert list(vetoes) == list(CATALOGUE.networks)
    assert vetoes["viadeo"] == "closed"
    assert vetoes["work_net_world"] == "unknown"
    assert vetoes["linkedin"] is None


def test_what_was_asked_is_given_back():
    assert REPORT["weekly_minutes"] == 240
    assert REPORT["time_assumed"] is False
    assert REPORT["guess_minutes"] == 45
    assert REPORT["refused_locks"] == ["viadeo"]
    assert set(REPORT["estimate_by_network"]) == {"linkedin", "tiktok"}


def test_the_estimate_is_one_number_beside_the_guess_with_its_range():
    by_network = REPORT["estimate_by_network"].values()
    found = REPORT["estimate_minutes_range"]

    assert REPORT["estimate_minutes"] == found["mode"]
    for part in ("low", "mode", "high"):
        assert found[part] == pytest.approx(sum(minutes[part] for minutes in by_network))


def test_the_own_list_is_what_the_person_named():
    assert REPORT["own_list"]["choice"]["linkedin"] == {"rung": "steady", "mode": "native"}
    assert REPORT["own_list"]["assumed"] == ["viadeo", "tiktok"]


def test_nobody_named_gives_no_list_and_no_estimate():
    report = report_of(a_person())

    assert report["own_list"] is None
    assert report["estimate_minutes"] is report["estimate_minutes_range"] is None


def test_what_does_not_fit_at_all_is_null_and_no_error():
    report = report_of(a_person(weekly_minutes=0, networks={"linkedin": {"lock": "keep"}}))

    assert report["best"] is None
    assert set(report["best_by_count"]) == {None}


@given(any_answers)
@LAW
def test_every_plan_is_the_sum_of_the_options_it_chooses(answers):
    """Worked out again from the options and the bonus alone, as an outside checker would."""
    report = report_of(answers)
    options = {
        (network["id"], option["rung"], option["mode"]): (network, option)
        for network in report["networks"]
        for option in network["options"]
    }

    for plan in plans_in(report):
        chosen = [options[name, way["rung"], way["mode"]] for name, way in plan["choice"].items()]
        kept = [(network, option) for network, option in chosen if option["kept"]]
        types = {option["content_type"] for network, option in kept if network["shares_audience"]}
        factor = 1 + report["diversification_bonus"] * (len(types) > 1)
        presence = sum(option["presence"] for _, option in chosen) * factor
        assert plan["presence"] == pytest.approx(presence)
        assert plan["minutes"] == 5 * sum(option["steps"] for _, option in chosen)
        assert plan["count"] == len(kept)
        assert plan["minutes"] <= report["weekly_minutes"]


@given(any_answers)
@LAW
def test_an_option_is_charged_its_minutes_in_whole_steps(answers):
    for network in report_of(answers)["networks"]:
        for option in network["options"]:
            minutes = option["minutes"]
            assert minutes["low"] <= minutes["mode"] <= minutes["high"]
            assert minutes["steps"] == option["steps"] == math.ceil(minutes["mode"] / 5 - 1e-9)
            for part in ("low", "mode", "high"):
                parts = [by[part] for by in option["minutes_by_action"].values()]
                assert sum(parts) == pytest.approx(minutes[part])
            assert option["posts_per_week"] == option["counts"].get("post", 0)


@given(any_answers)
@LAW
def test_contributions_add_up_to_the_fit(answers):
    for network in report_of(answers)["networks"]:
        total = sum(network["contributions"].values())
        assert total == pytest.approx(network["fit"] or 0.0, abs=1e-12)
        assert network["fit"] is not None or network["options"] == []


@given(any_answers)
@LAW
def test_networks_with_a_veto_offer_nothing(answers):
    for network in report_of(answers)["networks"]:
        assert network["veto"] is None or network["options"] == []


@given(any_answers)
@LAW
def test_hours_are_minutes_of_the_same_threshold(answers):
    report = report_of(answers)

    for threshold in report["hours_for_count"]:
        reached = [
            step * 5
            for step, count in enumerate(report["best_count_by_step"])
            if count >= threshold["count"]
        ]
        assert threshold["minutes"] == (reached[0] if reached else None)
        assert threshold["hours"] == (reached[0] / 60 if reached else None)


@given(any_answers)
@LAW
def test_one_more_tells_what_it_takes_from_each(answers):
    report = report_of(answers)

    more = report["one_more"]
    if more is not None and more["plan"] is not None:
        networks = {change["network"] for change in more["changes"]}
        assert networks == set(report["best"]["choice"]) | set(more["plan"]["choice"])
        taken = sum(change["minutes"] for change in more["changes"])
        assert taken == more["plan"]["minutes"] - report["best"]["minutes"]
        assert more["count"] == more["plan"]["count"] == report["best"]["count"] + 1
