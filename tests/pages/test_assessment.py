"""The assessment: every answer reaches the analysis, and nothing else does."""

from __future__ import annotations

import pytest

from core.analysis import analyse
from core.answers import DAYS, MOST_OWN_NETWORKS, Answers
from pages.parts.questions import NO_ANSWER
from tests.core.strategies import CATALOGUE, a_person
from tests.pages.people import CLOSED, PERSONAS, with_own_network
from tests.pages.visit import (
    FIT,
    NETWORKS,
    PROFILES,
    PROJECT,
    TIME,
    analysis_of,
    answers_of,
    go,
    key,
    run,
    tables,
    visit,
    words,
)

GOALS = "What do you want from your networks?"


def labels(widgets) -> list[str]:
    return [widget.label for widget in widgets]


# My project ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "chosen"),
    [
        ("publics", ["b2b"]),
        ("ages", ["15-24", "50+"]),
        ("formats", ["text", "audio"]),
        ("tones", ["committed"]),
        ("values", ["privacy", "craft"]),
        ("red_lines", ["meta_group"]),
    ],
)
def test_a_choice_is_kept_and_can_be_taken_back(field, chosen):
    at = visit(PROJECT)

    run(at.pills(key=key(at, field)).set_value(chosen))
    assert answers_of(at) == Answers(**{field: tuple(chosen)})

    run(at.pills(key=key(at, field)).set_value([]))
    assert answers_of(at) == Answers()


def test_the_place_is_one_of_the_catalogues():
    at = visit(PROJECT)

    run(at.segmented_control(key=key(at, "geography")).set_value("us"))

    assert answers_of(at) == Answers(geography="us")


def test_weights_of_goals_are_asked_from_the_second_goal_on():
    at = visit(PROJECT)
    run(at.pills(key=key(at, "goals")).set_value(["find_clients"]))
    assert "goal.find_clients" not in words(at)
    assert len(at.segmented_control) == 2  # language, place

    run(at.pills(key=key(at, "goals")).set_value(["find_clients", "local_visits"]))
    assert len(at.segmented_control) == 4


def test_the_weight_of_a_goal_pulls_the_score_towards_it():
    """Twice the weight: (2 a + b) / 3, by hand."""
    at = visit(PROJECT)
    run(at.pills(key=key(at, "goals")).set_value(["find_clients", "local_visits"]))
    affinity = CATALOGUE.networks["facebook"].scoring.goals
    a, b = affinity["find_clients"].value, affinity["local_visits"].value
    assert analysis_of(at).networks["facebook"].fit.scores["goals"] == pytest.approx((a + b) / 2)

    run(at.segmented_control(key=key(at, "goal.find_clients")).set_value(2.0))

    assert answers_of(at).goals == {"find_clients": 2.0, "local_visits": 1.0}
    score = analysis_of(at).networks["facebook"].fit.scores["goals"]
    assert score == pytest.approx((2 * a + b) / 3)


def test_dropping_a_goal_keeps_the_weight_of_the_others():
    at = visit(PROJECT, a_person(goals={"find_clients": 2.0, "be_known": 0.5, "local_visits": 1.0}))

    run(at.pills(key=key(at, "goals")).set_value(["find_clients", "be_known"]))

    assert answers_of(at).goals == {"find_clients": 2.0, "be_known": 0.5}


def test_a_criterion_that_weighs_nothing_leaves_the_score():
    """And the others share its place: (w1 s1 + w2 s2 + ...) / (w1 + w2 + ...), by hand."""
    at = visit(PROJECT, a_person(), "en")
    fit = analysis_of(at).networks["malt"].fit
    weights = {name: criterion.weight.value for name, criterion in CATALOGUE.criteria.items()}

    run(at.slider(key=key(at, "weight.audience")).set_value(0))

    del weights["audience"]
    expected = sum(w * fit.scores[name] for name, w in weights.items()) / sum(weights.values())
    now = analysis_of(at).networks["malt"].fit
    assert now.score == pytest.approx(expected)
    assert now.contributions["audience"] == 0
    shown = tables(go(at, FIT))[0].set_index("Network").loc["Malt", "Fit, out of 100"]
    assert shown == f"{100 * expected:.0f}"


def test_weights_start_at_those_of_the_catalogue():
    at = visit(PROJECT)

    shown = {name: at.slider(key=key(at, f"weight.{name}")).value for name in CATALOGUE.criteria}

    assert shown == {n: round(100 * c.weight.value) for n, c in CATALOGUE.criteria.items()}
    assert answers_of(at) == Answers()


def test_weights_of_a_file_that_go_beyond_the_scale_keep_their_ratios():
    """Any scale is allowed in a file: 3 and 6 are 50 and 100 on the sliders."""
    at = visit(PROJECT, a_person(criterion_weights={"goals": 3.0, "audience": 6.0}))
    scores = analysis_of(at).networks["malt"].fit.score

    assert at.slider(key=key(at, "weight.goals")).value == 50
    assert at.slider(key=key(at, "weight.audience")).value == 100

    run(at.slider(key=key(at, "weight.goals")).set_value(100))
    run(at.slider(key=key(at, "weight.goals")).set_value(50))
    assert analysis_of(at).networks["malt"].fit.score == pytest.approx(scores)


def test_a_red_line_leaves_out_every_network_that_crosses_it_and_no_other():
    at = visit(PROJECT, a_person())
    crossing = {n.id for n in CATALOGUE.networks.values() if "chinese_company" in n.crosses}
    before = {n.id for n in analysis_of(at).usable}
    assert crossing & before

    run(at.pills(key=key(at, "red_lines")).set_value(["chinese_company"]))

    assert {n.id for n in analysis_of(at).usable} == before - crossing


# My time -------------------------------------------------------------------------------


def test_hours_by_week():
    at = visit(TIME, language="en")
    assert "Until you tell us, we assume" in words(at)

    run(at.number_input(key=key(at, "hours")).set_value(2.5))

    assert answers_of(at) == Answers(weekly_minutes=150)
    assert "That is **2\u00a0h\u00a030** a week." in words(at)


@pytest.mark.parametrize("hours", [0.0, 168.0])
def test_from_none_to_all_the_hours_of_a_week(hours):
    at = visit(TIME)

    run(at.number_input(key=key(at, "hours")).set_value(hours))

    assert analysis_of(at).weekly_minutes == 60 * hours


def test_zero_hours_are_met_with_a_word():
    at = visit(TIME, Answers(weekly_minutes=0), "en")

    assert [info.value.split(":")[0] for info in at.info] == ["Zero hours is an answer too"]


def test_no_hours_are_shown_as_said_before_they_are_and_an_emptied_field_says_nothing():
    at = visit(TIME, Answers(), "en")
    field = at.number_input(key=key(at, "hours"))
    assert field.value is None
    assert field.placeholder == "3"
    assert "Until you tell us, we assume 3\u00a0h a week." in words(at)

    run(field.set_value(2.0))
    run(at.number_input(key=key(at, "hours")).set_value(None))

    assert answers_of(at) == Answers()


def test_hours_day_by_day_add_up_and_take_the_place_of_the_week():
    at = visit(TIME, Answers(weekly_minutes=600), "en")
    run(at.segmented_control(key=key(at, "by")).set_value("day"))

    for number, day in enumerate(DAYS, 1):
        run(at.number_input(key=key(at, f"day.{day}")).set_value(5 * number))

    assert answers_of(at).minutes_by_day == {day: 5 * n for n, day in enumerate(DAYS, 1)}
    assert analysis_of(at).weekly_minutes == 140
    assert "That is **2\u00a0h\u00a020** a week." in words(at)

    run(at.segmented_control(key=key(at, "by")).set_value("week"))
    assert at.number_input(key=key(at, "hours")).value == pytest.approx(140 / 60)
    run(at.number_input(key=key(at, "hours")).set_value(1.0))
    assert answers_of(at) == Answers(weekly_minutes=60)


def test_who_counted_by_day_is_asked_by_day_again():
    at = visit(TIME, PERSONAS["ines"].answers)

    assert at.segmented_control(key=key(at, "by")).value == "day"
    assert at.number_input(key=key(at, "day.monday")).value == 45


def test_ones_own_minutes_replace_the_estimate_and_give_it_back():
    """Likes at 3 minutes: the effort of a steady LinkedIn grows by its likes times the rest."""
    person = a_person(networks={"linkedin": {"state": "on"}}, guess_minutes=60)
    at = visit(TIME, person)
    before = analysis_of(at).networks["linkedin"].native("steady")
    field = at.number_input(key=key(at, "minutes.like"))
    assert field.value is None
    assert field.proto.placeholder == "0,2"

    run(field.set_value(3.0))

    assert answers_of(at).minutes_per_action == {"like": 3.0}
    now = analysis_of(at).networks["linkedin"].native("steady")
    assert (
        now.effort["like"].low
        == now.effort["like"].high
        == pytest.approx(3 * before.counts["like"])
    )
    assert now.minutes.mode == pytest.approx(
        before.minutes.mode + (3 - CATALOGUE.actions["like"].minutes.mode) * before.counts["like"]
    )

    run(at.number_input(key=key(at, "minutes.like")).set_value(None))
    assert answers_of(at) == person


@pytest.mark.parametrize(
    ("page", "name", "value", "kept"),
    [
        (TIME, "guess", 3.0, lambda said: said.guess_minutes),
        (NETWORKS, "since.linkedin", 2015, lambda said: said.network("linkedin").since_year),
    ],
)
def test_an_answer_that_may_be_left_out_can_be_taken_back(page, name, value, kept):
    """An emptied field means "not answered", not the least value it takes."""
    at = visit(page, a_person(networks={"linkedin": {"state": "on"}}))
    run(at.number_input(key=key(at, name)).set_value(value))
    assert kept(answers_of(at)) is not None

    run(at.number_input(key=key(at, name)).set_value(None))

    assert kept(answers_of(at)) is None


def test_no_minutes_at_all_is_an_answer_and_not_an_empty_field():
    at = visit(TIME)

    run(at.number_input(key=key(at, "minutes.like")).set_value(0.0))

    assert answers_of(at).minutes_per_action == {"like": 0.0}


def test_every_action_and_a_post_in_every_format_can_be_timed():
    at = visit(TIME)
    prefix = key(at, "minutes.")
    asked = {w.key.removeprefix(prefix) for w in at.number_input if w.key.startswith(prefix)}

    actions = {name for name in CATALOGUE.actions if name != "post"}
    assert asked == actions | {f"post.{name}" for name in CATALOGUE.formats}


# My networks -----------------------------------------------------------------------------


def test_a_network_is_one_i_am_on_or_one_i_want_never_both():
    at = visit(NETWORKS)
    run(at.pills(key=key(at, "state.on")).set_value(["linkedin", "malt"]))
    assert answers_of(at).named_networks == ("linkedin", "malt")

    run(at.pills(key=key(at, "state.want")).set_value(["malt"]))

    assert answers_of(at).network("linkedin").state == "on"
    assert answers_of(at).network("malt").state == "want"
    assert at.pills(key=key(at, "state.on")).value == ["linkedin"]
    assert at.pills(key=key(at, "state.want")).value == ["malt"]


def test_a_routine_of_today_is_kept_and_is_what_the_own_list_runs():
    at = visit(NETWORKS, a_person(networks={"linkedin": {"state": "on"}}))

    run(at.selectbox(key=key(at, "today.linkedin")).set_value("active"))

    assert answers_of(at).network("linkedin").today == "active"
    own = analysis_of(at).own_list
    assert own.plan.choice["linkedin"] == analysis_of(at).networks["linkedin"].native("active")
    assert own.assumed == ()


def test_the_routines_of_a_network_are_offered_before_the_project_is_known():
    """In whatever order the pages are filled in: no goal yet, so no score either."""
    at = visit(NETWORKS, Answers(networks={"linkedin": {"state": "on"}}))
    question = at.selectbox(key=key(at, "today.linkedin"))

    assert len(question.options) == 2 + len(CATALOGUE.rungs_of("linkedin"))
    assert question.value == NO_ANSWER

    run(question.set_value("own counts"))
    assert answers_of(at).network("linkedin").today_counts == (
        CATALOGUE.rungs_of("linkedin")["light"].counts
    )


def test_ones_own_counts_start_at_the_pace_one_said_and_replace_it():
    at = visit(NETWORKS, a_person(networks={"linkedin": {"state": "on", "today": "steady"}}))
    steady = analysis_of(at).networks["linkedin"].native("steady").counts

    run(at.selectbox(key=key(at, "today.linkedin")).set_value("own counts"))
    assert answers_of(at).network("linkedin").today_counts == steady
    assert answers_of(at).network("linkedin").today is None

    run(at.number_input(key=key(at, "count.linkedin.like")).set_value(50.0))
    assert answers_of(at).network("linkedin").today_counts == {**steady, "like": 50.0}
    assert analysis_of(at).own_list.plan.choice["linkedin"].counts["like"] == 50.0

    run(at.selectbox(key=key(at, "today.linkedin")).set_value(NO_ANSWER))
    assert answers_of(at).network("linkedin").today_counts is None


def test_the_year_and_the_format_of_a_network_are_kept():
    at = visit(NETWORKS, a_person(networks={"linkedin": {"state": "on"}}))

    run(at.number_input(key=key(at, "since.linkedin")).set_value(2015))
    run(at.selectbox(key=key(at, "format.linkedin")).set_value("carousel"))

    said = answers_of(at).network("linkedin")
    assert (said.since_year, said.format) == (2015, "carousel")
    assert analysis_of(at).networks["linkedin"].format_id == "carousel"

    run(at.selectbox(key=key(at, "format.linkedin")).set_value(NO_ANSWER))
    assert answers_of(at).network("linkedin").format is None


def test_only_formats_that_a_network_takes_are_offered_there():
    at = visit(NETWORKS, a_person(networks={"twitch": {"state": "on"}}), "en")

    offered = at.selectbox(key=key(at, "format.twitch")).options

    taken = CATALOGUE.networks["twitch"].scoring.formats
    assert offered[1:] == [CATALOGUE.formats[name].label.en for name in taken]


def test_a_network_locked_in_is_kept_whatever_it_costs():
    at = visit(NETWORKS, a_person(networks={"twitch": {"state": "on"}}, formats=[]))
    assert "twitch" not in analysis_of(at).best.kept

    run(at.toggle(key=key(at, "keep.twitch")).set_value(True))
    assert answers_of(at).network("twitch").lock == "keep"
    assert "twitch" in analysis_of(at).best.kept

    run(at.toggle(key=key(at, "keep.twitch")).set_value(False))
    assert answers_of(at).network("twitch").lock is None


def test_a_network_refused_is_never_proposed():
    at = visit(NETWORKS, a_person(networks={"x": {"state": "on"}}), "en")
    best = analysis_of(at).best.kept[0]

    run(at.pills(key=key(at, "never")).set_value([best]))
    assert answers_of(at).network(best).lock == "never"
    assert str(analysis_of(at).networks[best].veto) == "never"
    assert best not in analysis_of(at).best.choice

    run(at.pills(key=key(at, "never")).set_value([]))
    assert best in analysis_of(at).best.kept


def test_keeping_and_refusing_exclude_each_other_and_the_page_shows_it():
    """The last word counts, and a later answer elsewhere does not bring the first one back."""
    at = visit(NETWORKS, a_person(networks={"x": {"state": "on"}}))
    run(at.pills(key=key(at, "never")).set_value(["x"]))

    run(at.toggle(key=key(at, "keep.x")).set_value(True))
    assert answers_of(at).network("x").lock == "keep"
    assert at.pills(key=key(at, "never")).value == []

    run(at.pills(key=key(at, "never")).set_value(["malt"]))
    assert answers_of(at).network("x").lock == "keep"
    assert answers_of(at).network("malt").lock == "never"

    run(at.pills(key=key(at, "never")).set_value(["malt", "x"]))
    assert answers_of(at).network("x").lock == "never"
    assert at.toggle(key=key(at, "keep.x")).value is False


def test_very_intense_paces_are_offered_only_to_who_asks():
    at = visit(NETWORKS, a_person(networks={"linkedin": {"state": "on"}}))
    offered = {way.rung for way in analysis_of(at).networks["linkedin"].ways}
    assert "intense" not in offered

    run(at.toggle(key=key(at, "intense")).set_value(True))

    assert answers_of(at).intense
    assert {w.rung for w in analysis_of(at).networks["linkedin"].ways} == offered | {"intense"}


def test_a_closed_network_shows_what_became_of_it_and_asks_nothing():
    (closed,) = CLOSED
    at = visit(NETWORKS, a_person(networks={closed: {"state": "on"}}), "en")

    assert CATALOGUE.networks[closed].status.note.en in words(at)
    assert not [w for w in at.selectbox if closed in w.key]


# Networks of one's own ---------------------------------------------------------------------


def add(at, name: str):
    at.text_input[0].set_value(name)
    return run(next(b for b in at.button if b.label == "Add this network").click())


def test_a_network_of_ones_own_is_added_rated_compared_and_removed():
    at = visit(NETWORKS, a_person(), "en")

    add(at, "  Le forum d’à côté ")
    own = answers_of(at).own_networks[0]
    assert (own.id, own.name) == ("own_1", "Le forum d’à côté")
    assert answers_of(at).network("own_1").state == "want"
    assert str(analysis_of(at).networks["own_1"].veto) == "unknown"

    run(at.toggle(key=key(at, "rated.own_1")).set_value(True))
    assert analysis_of(at).networks["own_1"].fit.score == pytest.approx(0.5)

    for name in CATALOGUE.criteria:
        run(at.slider(key=key(at, f"rating.own_1.{name}")).set_value(100))
    assert analysis_of(at).networks["own_1"].fit.score == pytest.approx(1.0)
    assert "own_1" in analysis_of(at).best.kept

    run(at.toggle(key=key(at, "rated.own_1")).set_value(False))
    assert str(analysis_of(at).networks["own_1"].veto) == "unknown"

    run(at.button(key="remove.own_1").click())
    assert answers_of(at) == a_person()


def test_an_emerging_network_of_the_catalogue_can_be_rated_too():
    at = visit(NETWORKS, a_person(), "en")

    run(at.toggle(key=key(at, "rated.work_net_world")).set_value(True))

    assert analysis_of(at).networks["work_net_world"].fit.score == pytest.approx(0.5)


@pytest.mark.parametrize("name", ["<b>gras</b>", "[x](y)", "# titre", "www.x.example", "1. a"])
def test_a_name_that_a_screen_could_act_on_is_refused_with_what_is_allowed(name):
    at = visit(NETWORKS, a_person(), "en")

    add(at, name)

    assert [error.value.split(",")[0] for error in at.error] == ["Use letters"]
    assert answers_of(at) == a_person()


def test_an_empty_name_adds_nothing():
    at = visit(NETWORKS, a_person(), "en")

    add(at, "   ")

    assert answers_of(at) == a_person()
    assert not at.error


def test_five_networks_of_ones_own_are_the_most():
    at = visit(NETWORKS, language="en")
    for number in range(MOST_OWN_NETWORKS):
        add(at, f"Forum {number}")

    assert len(answers_of(at).own_networks) == MOST_OWN_NETWORKS
    assert not at.text_input
    assert "Five networks of your own are the most" in words(at)

    run(at.button(key="remove.own_3").click())
    add(at, "Another")
    assert {own.id for own in answers_of(at).own_networks} == {f"own_{n}" for n in range(1, 6)}


def test_what_was_said_of_a_removed_network_does_not_come_back_with_the_next():
    at = visit(NETWORKS, with_own_network(ratings={"goals": 0.9}), "en")
    run(at.button(key="remove.own_1").click())

    add(at, "Another")

    assert answers_of(at).network("own_1").ratings == {}
    assert at.toggle(key=key(at, "rated.own_1")).value is False


# My profiles ---------------------------------------------------------------------------------


def bars(at):
    """How complete each profile is, below the bar of the step: what each says, how long it is."""
    return [(bar.proto.text, bar.proto.value) for bar in at.get("progress")][1:]


def test_a_profile_counts_as_assumed_until_it_is_checked():
    at = visit(PROFILES, a_person(networks={"linkedin": {"state": "on"}}), "en")
    assumed = CATALOGUE.model.assumed_completeness.mode
    told = f"**LinkedIn**: not checked yet, we assume {assumed:.0%}"
    before = answers_of(at)
    assert bars(at) == [], "nothing looks done that nobody has checked"
    assert told in words(at)

    run(at.button(key="audit.linkedin").click())

    assert at.checkbox
    assert told in words(at)
    assert answers_of(at) == before, "to look at the list is no answer"


def test_a_profile_of_which_nothing_is_done_can_be_told_and_taken_back():
    at = visit(PROFILES, a_person(networks={"linkedin": {"state": "on"}}), "en")
    before = answers_of(at)
    run(at.button(key="audit.linkedin").click())

    run(at.button(key="audit.linkedin.back").click())
    assert bars(at) == [("**LinkedIn**: 0% complete", 0)]
    assert analysis_of(at).networks["linkedin"].completeness == 0

    run(at.checkbox(key=key(at, "profile.linkedin.pitch")).check())
    run(at.button(key="audit.linkedin.back").click())
    assert answers_of(at).network("linkedin").profile == {}
    assert analysis_of(at) == analyse(before, CATALOGUE)

    run(at.button(key="audit.linkedin").click())
    assert not any(box.value for box in at.checkbox)


def test_each_item_ticked_adds_its_weight():
    """The share of ticked weight, by hand; and presence follows it."""
    at = visit(PROFILES, a_person(networks={"linkedin": {"state": "on"}}), "en")
    run(at.button(key="audit.linkedin").click())
    run(at.button(key="audit.linkedin.back").click())  # nothing is done yet
    before = analysis_of(at).networks["linkedin"].native("steady").presence.index
    items = [
        item
        for item in CATALOGUE.checklist.values()
        if (not item.networks or "linkedin" in item.networks)
        and item.family in (None, "professional")
    ]
    assert len(at.checkbox) == len(items)

    run(at.checkbox(key=key(at, "profile.linkedin.pitch")).check())

    share = CATALOGUE.checklist["pitch"].weight / sum(item.weight for item in items)
    assert analysis_of(at).networks["linkedin"].completeness == pytest.approx(share)
    assert bars(at) == [(f"**LinkedIn**: {share:.0%} complete", int(100 * share))]
    assert analysis_of(at).networks["linkedin"].native("steady").presence.index > before

    run(at.checkbox(key=key(at, "profile.linkedin.pitch")).uncheck())
    assert analysis_of(at).networks["linkedin"].completeness == 0


def test_closed_networks_have_no_profile_to_complete():
    at = visit(PROFILES, a_person(networks={CLOSED[0]: {"state": "on"}}), "en")

    assert bars(at) == []
    assert [info.value.split(":")[0] for info in at.info] == ["Name your networks first"]
