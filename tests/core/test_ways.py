"""The ways on offer to keep a network: format, rungs, native or relayed, and what they cost."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given

from core.answers import Answers
from core.vocabulary import ASSUMPTION, ShareValue
from core.ways import candidacies, usual_ways
from tests.core.strategies import (
    CATALOGUE,
    LAW,
    a_person,
    answers_strategy,
    with_model,
    with_networks,
)

SCORED = [name for name, network in CATALOGUE.networks.items() if network.scoring is not None]
OPT_IN = {name for name, kind in CATALOGUE.rungs.items() if kind.opt_in}
WINDOWS = {name for name, kind in CATALOGUE.rungs.items() if not kind.kept}
CAN_BE_ADAPTED = {f.id for f in CATALOGUE.formats.values() if f.adaptation_minutes is not None}


def all_of(answers, catalogue=CATALOGUE):
    return {network.id: network for network in candidacies(answers, catalogue)}


def one(name, catalogue=CATALOGUE, said=None, **person):
    """Return one network for a person who said something of it."""
    networks = {name: said} if said else {}
    return all_of(a_person(networks=networks, **person), catalogue)[name]


def offered(network):
    return {(way.rung, way.mode) for way in network.ways}


def rungs_of(network):
    return {way.rung for way in network.ways}


def pushing(name, **formats):
    """Return the catalogue with a network that pushes these formats and no others."""
    network = CATALOGUE.networks[name]
    shares = {f: ShareValue(value=v, source=ASSUMPTION) for f, v in formats.items()}
    scoring = network.scoring.model_copy(update={"formats": shares})
    changed = network.model_copy(update={"scoring": scoring})
    return with_networks(CATALOGUE, {**CATALOGUE.networks, name: changed})


# Which networks there are.


def test_every_network_is_there_the_catalogues_first_and_then_the_persons_own():
    own = [{"id": "own_b", "name": "Lettre"}, {"id": "own_a", "name": "Radio"}]

    found = candidacies(a_person(own_networks=own), CATALOGUE)

    assert [network.id for network in found] == [*CATALOGUE.networks, "own_b", "own_a"]
    assert [network.name for network in found[-2:]] == ["Lettre", "Radio"]


@pytest.mark.parametrize("name", ["viadeo", "work_net_world"])
def test_a_network_that_cannot_be_scored_offers_no_way(name):
    assert one(name).ways == ()
    assert one(name).fit.score is None


def test_an_unknown_network_that_the_person_rates_offers_the_general_ladder():
    rated = one("work_net_world", said={"ratings": {"goals": 0.5}})

    ladder = CATALOGUE.model.generic_ladder.rungs
    assert rated.fit.score == 0.5
    assert rungs_of(rated) == {rung.rung for rung in ladder} - WINDOWS


def test_a_closed_network_is_not_opened_by_rating_it():
    assert one("viadeo", said={"ratings": {"goals": 1.0}, "state": "on"}).ways == ()


# The format.


@pytest.mark.parametrize("name", SCORED)
def test_the_format_is_the_one_that_pays_best_of_those_worth_making(name):
    """Presence a minute at the reference rung, tried out by choosing each format in its place."""
    formats = ["text", "image", "carousel", "short_video", "live"]
    pushed = {f: s.value for f, s in CATALOGUE.networks[name].scoring.formats.items()}
    threshold = CATALOGUE.model.format_threshold.mode
    worth_making = [f for f in formats if pushed.get(f, 0) >= threshold]

    def pays(format_id):
        way = one(name, said={"format": format_id}, formats=formats).native("steady")
        return way.presence.index / max(1, way.minutes.mode)

    chosen = one(name, formats=formats).format_id

    assert chosen in worth_making
    assert pays(chosen) == pytest.approx(max(map(pays, worth_making)))


def test_the_formats_tried_are_not_all_alike():
    """Else the test above would pass whatever was chosen."""
    formats = ["text", "image", "carousel", "short_video", "live"]
    chosen = {one(name, formats=formats).format_id for name in SCORED}

    assert len(chosen) >= 4


def test_what_the_person_chose_for_a_network_comes_before_what_pays_best():
    said = {"format": "carousel"}

    assert one("linkedin", said=said, formats=["text"]).format_id == "carousel"
    assert one("linkedin", said=said, formats=["text"]).content_type == "visual"


def test_a_format_the_network_does_not_push_cannot_be_chosen_there():
    assert one("linkedin", said={"format": "audio"}, formats=["text"]).format_id == "text"


def test_a_format_the_person_cannot_make_is_not_theirs_though_it_pays_better():
    catalogue = pushing("linkedin", text=1.0, carousel=0.4)

    assert one("linkedin", catalogue, formats=["text", "carousel"]).format_id == "text"
    assert one("linkedin", catalogue, formats=["carousel"]).format_id == "carousel"


def test_a_format_that_is_hardly_pushed_is_not_worth_making_though_it_is_quick():
    catalogue = with_model(pushing("linkedin", story=0.29, long_video=0.3), format_threshold=0.3)

    assert one("linkedin", catalogue, formats=["story", "long_video"]).format_id == "long_video"


def test_where_nothing_they_make_is_worth_making_the_most_pushed_is_taken():
    catalogue = pushing("linkedin", story=0.1, long_video=0.2, text=1.0)

    assert one("linkedin", catalogue, formats=["story", "long_video"]).format_id == "long_video"


@pytest.mark.parametrize("formats", [[], ["audio"]], ids=["unanswered", "none of its formats"])
def test_without_a_format_in_common_all_that_the_network_pushes_is_considered(formats):
    catalogue = pushing("linkedin", text=1.0, long_video=0.9)

    assert one("linkedin", catalogue, formats=formats).format_id == "text"


def test_an_own_network_has_the_format_it_was_added_with():
    own = [{"id": "own_a", "name": "Radio", "format": "audio"}]

    assert one("own_a", own_networks=own, said={"ratings": {"goals": 1.0}}).format_id == "audio"


# Rungs: opt-in ones on request, shop windows where one is.


@pytest.mark.parametrize("name", SCORED)
def test_opt_in_rungs_are_offered_on_request_and_only_then(name):
    has = {rung.rung for rung in CATALOGUE.networks[name].scoring.ladder.rungs}

    assert rungs_of(one(name, intense=False)) & OPT_IN == set()
    assert rungs_of(one(name, intense=True)) & OPT_IN == has & OPT_IN


def test_some_networks_have_an_opt_in_rung():
    assert any("intense" in rungs_of(one(name, intense=True)) for name in SCORED)


@pytest.mark.parametrize("name", SCORED)
@pytest.mark.parametrize(
    ("said", "window"), [({"state": "on"}, True), ({"state": "want"}, False), (None, False)]
)
def test_a_shop_window_is_offered_only_where_one_already_is(name, said, window):
    """Opening a profile to leave it alone is no plan; keeping one up is."""
    network = one(name, said=said)

    assert (rungs_of(network) & WINDOWS == WINDOWS) == window
    assert (rungs_of(network) & WINDOWS == set()) == (not window)


def test_a_shop_window_does_not_count_as_kept_and_every_other_rung_does():
    network = one("linkedin", said={"state": "on"}, intense=True)

    assert {way.rung for way in network.ways if not way.kept} == WINDOWS


# Relays.


@given(answers_strategy(CATALOGUE))
@LAW
def test_relays_are_offered_for_posts_in_formats_that_can_be_adapted_and_for_nothing_else(answers):
    for network in candidacies(answers, CATALOGUE):
        for way in network.ways:
            adaptable = network.format_id in CAN_BE_ADAPTED and way.posts_per_week > 0
            if way.mode == "relay":
                assert adaptable, (network.id, way.rung)
            elif way.rung != "today":
                assert ((way.rung, "relay") in offered(network)) == adaptable


def test_a_relay_costs_adaptation_and_brings_less_by_the_relay_discount():
    network = one("linkedin", formats=["text"])
    native = network.native("steady")
    relay = next(w for w in network.ways if (w.rung, w.mode) == ("steady", "relay"))
    text = CATALOGUE.formats["text"]
    spared = text.production_minutes.mode - text.adaptation_minutes.mode

    assert native.minutes.mode - relay.minutes.mode == pytest.approx(3 * spared)
    discount = CATALOGUE.model.relay_discount.mode
    assert native.presence.index / relay.presence.index == pytest.approx(discount)


def test_a_network_that_takes_only_lives_has_no_relay():
    modes = {way.mode for way in one("twitch", formats=["live"]).ways}

    assert modes == {"native"}


# The person's own counts.


def test_edited_counts_replace_those_of_the_rung_and_leave_the_rest():
    plain = one("linkedin", formats=["text"]).native("steady")
    edited = one("linkedin", formats=["text"], said={"counts": {"steady": {"post": 1.0}}})

    way = edited.native("steady")

    assert dict(way.counts) == {**plain.counts, "post": 1.0}
    assert way.posts_per_week == 1
    made = CATALOGUE.formats["text"].production_minutes.mode
    assert plain.minutes.mode - way.minutes.mode == pytest.approx((3 - 1) * made)
    assert way.presence.index < plain.presence.index


def test_edited_counts_of_one_rung_leave_the_other_rungs_and_networks_alone():
    said = {"counts": {"steady": {"post": 1.0}}}
    before = all_of(a_person())
    after = all_of(a_person(networks={"linkedin": said}))

    changed = {
        (name, old.rung)
        for name, network in before.items()
        for old, new in zip(network.ways, after[name].ways, strict=True)
        if old != new
    }
    assert changed == {("linkedin", "steady")}


def test_editing_the_reference_rung_does_not_move_the_reference():
    """Somebody who posts half as often as the reference has not reached it."""
    said = {"counts": {"steady": {"post": 1.5, "reply": 0.0, "like": 0.0}}}
    way = one("linkedin", said=said).native("steady")

    assert way.presence.response == pytest.approx(0.5 ** way_exponent("linkedin"))
    assert way.presence.replies < 1
    assert way.presence.reciprocity < 1


def way_exponent(name):
    return CATALOGUE.networks[name].scoring.response.exponent.mode


def test_an_edit_that_takes_the_posts_away_takes_the_relay_away_too():
    network = one("linkedin", formats=["text"], said={"counts": {"light": {"post": 0.0}}})

    assert ("light", "native") in offered(network)
    assert ("light", "relay") not in offered(network)


@pytest.mark.parametrize("rung", ["profile", "steady"])
def test_doing_nothing_at_all_costs_nothing_and_brings_nothing(rung):
    nothing = dict.fromkeys(CATALOGUE.actions, 0.0)
    network = one("linkedin", said={"state": "on", "counts": {rung: nothing}})

    way = network.native(rung)

    assert (way.steps, way.presence.index) == (0, 0)


def test_a_shop_window_that_is_fed_is_a_network_kept():
    said = {"state": "on", "counts": {"profile": {"post": 2.0}}}

    assert one("linkedin", said=said).native("profile").kept


def test_what_the_person_does_today_is_one_more_way():
    counts = {"post": 2.0, "like": 7.0}
    network = one("linkedin", formats=["text"], said={"today_counts": counts})

    way = network.native("today")

    made, like = CATALOGUE.formats["text"].production_minutes, CATALOGUE.actions["like"].minutes
    assert dict(way.counts) == counts
    assert way.minutes.mode == pytest.approx(2 * made.mode + 7 * like.mode)
    assert ("today", "relay") not in offered(network)
    assert one("linkedin").native("today") is None


# What a way says of itself.


@given(answers_strategy(CATALOGUE))
@LAW
def test_every_way_is_charged_its_most_likely_minutes_in_whole_steps(answers):
    for network in candidacies(answers, CATALOGUE):
        for way in network.ways:
            by_action = sum(part.mode for part in way.effort.values())
            assert way.minutes.mode == pytest.approx(by_action)
            assert way.minutes.mode - 1e-6 <= way.steps * 5 < way.minutes.mode + 5
            assert way.presence.fit == network.fit.score
            assert way.content_type == network.content_type


@given(answers_strategy(CATALOGUE))
@LAW
def test_no_network_offers_the_same_way_twice(answers):
    for network in candidacies(answers, CATALOGUE):
        assert len(offered(network)) == len(network.ways)


def test_measured_minutes_reach_every_network():
    quick = all_of(a_person(minutes_per_action={"read": 0.0}))
    usual = all_of(a_person())

    for name in SCORED:
        visits = usual[name].native("steady").effort["read"]
        assert quick[name].native("steady").effort["read"].high == 0
        assert visits.mode > 0


# The profile and the audience.


def test_an_unchecked_profile_is_assumed_and_a_checked_one_counts_by_weight():
    items = CATALOGUE.checklist_of("linkedin", "professional")
    first = items[0]
    assumed = CATALOGUE.model.assumed_completeness.mode

    half_known = one("linkedin", said={"profile": {first.id: True}}).completeness

    assert one("linkedin").completeness == pytest.approx(assumed)
    weight = sum(item.weight for item in items)
    gained = (1 - assumed) * first.weight / weight
    assert half_known == pytest.approx(assumed + gained)
    done = dict.fromkeys((item.id for item in items), True)
    assert one("linkedin", said={"profile": done}).completeness == pytest.approx(1)
    undone = dict.fromkeys(done, False)
    assert one("linkedin", said={"profile": undone}).completeness == 0


def test_what_a_profile_lacks_or_may_lack_takes_its_minutes_once():
    items = CATALOGUE.checklist_of("linkedin", "professional")
    whole = sum(item.setup_minutes.mode for item in items)
    first = items[0]
    done = dict.fromkeys((item.id for item in items), True)

    assert one("linkedin").setup_minutes == pytest.approx(whole)
    some = one("linkedin", said={"profile": {first.id: True}}).setup_minutes
    assert some == pytest.approx(whole - first.setup_minutes.mode)
    assert one("linkedin", said={"profile": done}).setup_minutes == 0


def test_a_profile_nobody_can_check_is_assumed():
    without = dataclasses.replace(CATALOGUE, checklist={})

    assert one("linkedin", without).completeness == CATALOGUE.model.assumed_completeness.mode


@pytest.mark.parametrize(("threshold", "shares"), [(0.0, True), (1.0, False)])
def test_a_network_shares_the_audience_from_the_threshold_on(threshold, shares):
    catalogue = with_model(CATALOGUE, audience_overlap=threshold)

    assert one("linkedin", catalogue).shares_audience is shares


def test_a_network_shares_the_audience_until_somebody_says_who_that_is():
    catalogue = with_model(CATALOGUE, audience_overlap=1.0)

    assert all(network.shares_audience for network in candidacies(Answers(), catalogue))


def test_a_network_without_a_score_sorts_as_zero():
    assert one("viadeo").score == 0
    assert one("linkedin").score == one("linkedin").fit.score > 0


def test_own_counts_without_posts_keep_a_network_that_is_kept_without_posts():
    """Malt is kept by messages and profile care; LinkedIn read in silence is not."""
    steady = {"upkeep": 2.0, "message": 6.0, "read": 2.0}
    answers = Answers(goals={"find_missions": 1.0})
    for name in ("malt", "linkedin"):
        answers = answers.with_network(name, state="on", today_counts=steady)

    found = {n.id: n.native("today") for n in candidacies(answers, CATALOGUE)}

    assert found["malt"].kept
    assert not found["linkedin"].kept
    malt = next(n for n in candidacies(answers, CATALOGUE) if n.id == "malt")
    assert found["malt"].presence.index == pytest.approx(malt.native("steady").presence.index)


# The usual ways, made once for everybody.

USUAL = usual_ways(CATALOGUE)


@given(answers_strategy(CATALOGUE))
@LAW
def test_the_usual_ways_change_nothing_but_the_time_it_takes(answers):
    assert candidacies(answers, CATALOGUE, USUAL) == candidacies(answers, CATALOGUE)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"minutes_per_action": {"reply": 9.0}},
        {"networks": {"linkedin": {"profile": {"photo": True}}}},
        {"networks": {"linkedin": {"counts": {"steady": {"post": 9.0}}}}},
        {"networks": {"linkedin": {"state": "on", "today_counts": {"post": 2.0}}}},
    ],
)
def test_what_a_person_said_takes_the_place_of_what_is_usual(changes):
    answers = Answers(goals={"find_missions": 1.0}, **changes)
    assert candidacies(answers, CATALOGUE, USUAL) == candidacies(answers, CATALOGUE)


def test_the_usual_ways_of_one_catalogue_are_of_no_use_to_another():
    steeper = with_model(CATALOGUE, reference_posts_per_week=9.0)
    answers = Answers(goals={"find_missions": 1.0})
    assert candidacies(answers, steeper, USUAL) == candidacies(answers, steeper)
    assert candidacies(answers, steeper, USUAL) != candidacies(answers, CATALOGUE)
