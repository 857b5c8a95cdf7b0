"""The result pages: the guess first, then a sentence with one's own figures, a picture, a table."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from core.analysis import analyse
from core.answers import Answers
from pages.charts.palette import DARK, LIGHT
from pages.parts import store
from tests.core.strategies import CATALOGUE, a_person
from tests.pages.people import AT_THE_EDGES, CLOSED, PERSONAS
from tests.pages.visit import (
    EFFORT,
    FEWER,
    FIT,
    NETWORKS,
    PAGES,
    PROJECT,
    TIME,
    analysis_of,
    answers_of,
    arrive,
    cards,
    go,
    key,
    pictures,
    run,
    tables,
    texts,
    visit,
    words,
)

NO_BREAK = "\u00a0"


def clock(minutes: float) -> str:
    """Return minutes as the screens write them."""
    whole = round(minutes)
    hours, rest = whole // 60, whole % 60
    if not hours:
        return f"{rest}{NO_BREAK}min"
    return f"{hours}{NO_BREAK}h{NO_BREAK}{rest:02}" if rest else f"{hours}{NO_BREAK}h"


def names(ids) -> list[str]:
    return [CATALOGUE.networks[one].name for one in ids]


def order(at: AppTest) -> list[str]:
    """Return the kinds of elements of a page, from top to bottom."""
    return [node.type for node in at.main]


# The sentence ----------------------------------------------------------------------


@pytest.mark.parametrize("who", PERSONAS)
def test_each_result_opens_with_a_sentence_that_holds_the_persons_own_figures(who):
    at = arrive("fr", PERSONAS[who].answers)
    found = analyse(PERSONAS[who].answers, CATALOGUE)
    best, estimate = found.best, sum(one.mode for one in found.estimate.values())
    two = [found.networks[n.id] for n in found.networks.values() if n.veto is None and n.score]
    two = sorted(two, key=lambda n: -n.score)[:2]

    fewer, fit, effort = (go(at, page).header[0].value for page in (FEWER, FIT, EFFORT))

    assert clock(found.weekly_minutes) in fewer
    assert f" {len(best.kept)} réseau" in fewer
    assert all(found.networks[name].name in fewer for name in best.kept)
    assert [f"{n.name} ({n.score * 100:.0f})" in fit for n in two] == [True, True]
    assert clock(estimate) in effort
    assert f" {len(found.estimate)} réseaux" in effort
    assert clock(abs(estimate - found.guess_minutes)) in effort
    assert clock(abs(estimate - found.weekly_minutes)) in effort


def test_the_sentence_says_so_when_the_estimate_is_below_the_guess_and_the_time():
    at = visit(
        EFFORT,
        a_person(weekly_minutes=600, guess_minutes=900, networks={"malt": {"state": "on"}}),
        "en",
    )

    assert "less than you guessed" in at.header[0].value
    assert "less than you have" in at.header[0].value


@pytest.mark.parametrize("page", [FEWER, FIT, EFFORT])
def test_the_sentence_comes_first_then_the_picture_then_its_table(page):
    at = visit(page, PERSONAS["lou"].answers)
    kinds = order(at)

    assert kinds.index("title") < kinds.index("header") < kinds.index("vega_lite_chart")
    after = kinds[kinds.index("vega_lite_chart") :]
    assert "table" in after
    assert all(picture.alternative for picture in pictures(at))
    assert all(len(picture.table) for picture in pictures(at))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_pictures_wear_the_colours_of_the_visitors_screen(theme):
    at = go(arrive("fr", PERSONAS["awa"].answers, theme=theme), FIT)

    ink = {"light": LIGHT.ink, "dark": DARK.ink}[theme]
    assert pictures(at)[0].spec["config"]["axis"]["labelColor"] == ink


# The pages and the analysis ----------------------------------------------------------


@pytest.mark.parametrize("who", ["ines", "tomasz", "beatrice"])
def test_the_cards_are_the_networks_of_the_best_plan_with_their_minutes(who):
    at = visit(FEWER, PERSONAS[who].answers)
    best = analysis_of(at).best

    shown = {card.name: card.time for card in cards(at)}

    networks = analysis_of(at).networks
    assert shown == {
        networks[name].name: clock(way.minutes.mode)
        for name, way in best.choice.items()
        if way.kept
    }


def test_the_table_behind_the_fit_holds_every_network_that_has_a_score():
    at = visit(FIT, PERSONAS["tomasz"].answers, "en")
    found = analysis_of(at)

    table = tables(at)[0].set_index("Network")

    assert set(table.index) == {n.name for n in found.networks.values() if n.fit.score is not None}
    for network in found.ranked:
        assert table.loc[network.name, "Fit, out of 100"] == f"{100 * network.score:.0f}"
        left_out = table.loc[network.name, "Left out because"] != "–"
        assert left_out == (network.veto is not None)


def test_every_network_left_out_is_listed_with_its_reason():
    at = visit(FIT, PERSONAS["tomasz"].answers, "en")
    left_out = {n.name for n in analysis_of(at).networks.values() if n.veto is not None}

    lines = next(m.value for m in at.markdown if m.value.startswith("- **")).splitlines()

    assert {name for line in lines for name in line.split("**")[1::2]} == left_out
    reasons = [re.split(r"\*\*\. ", line)[-1] for line in lines]
    assert len(reasons) == len(set(reasons)), "each reason once, with all its networks"
    assert any("It crosses your red line: Nothing from Meta" in line for line in lines)


def test_fit_says_that_it_is_not_all():
    assert "Fitting is not all" in words(visit(FIT, PERSONAS["tomasz"].answers, "en"))


def test_the_networks_to_keep_lead_to_the_week():
    links = {link.label: link.proto.page for link in visit(FEWER, SACHA, "en").get("page_link")}
    nothing_kept = visit(FEWER, SACHA.with_changes(weekly_minutes=0, minutes_by_day={}), "en")

    assert links["Make my week"] == "semaine"
    assert "Make my week" not in [link.label for link in nothing_kept.get("page_link")]


def test_where_nothing_fits_no_empty_picture_is_drawn():
    at = visit(FEWER, SACHA.with_changes(weekly_minutes=0, minutes_by_day={}), "en")

    assert "nothing to draw" in words(at)
    assert "presence" not in pictures(at)[0].table


def test_the_table_of_the_plan_is_narrow_enough_for_a_phone():
    at = visit(FEWER, SACHA, "en")

    assert list(tables(at)[0]) == ["Network", "What to do", "Time a week", "Useful presence"]
    assert f"{NO_BREAK}h" in tables(at)[0]["Time a week"].str.cat()
    assert " to " in tables(at)[0]["Time a week"][0]


def test_no_heading_of_the_minutes_repeats_the_title():
    at = visit(EFFORT, PERSONAS["ines"].answers)

    assert at.title[0].value not in [heading.value for heading in at.subheader]


def test_the_reasons_behind_the_scores_are_those_of_the_chosen_goals():
    at = visit(FIT, a_person(goals={"local_visits": 1.0}), "en")

    reason = CATALOGUE.networks["facebook"].scoring.goals["local_visits"].reason.en
    other = CATALOGUE.networks["facebook"].scoring.goals["find_clients"].reason.en
    assert reason in words(at)
    assert other not in words(at)


def test_moving_the_hours_on_the_result_moves_the_result():
    at = visit(FEWER, a_person(weekly_minutes=60), "en")
    before = at.header[0].value

    run(at.select_slider(key=key(at, "result_hours.41")).set_value(1200))

    assert answers_of(at).weekly_minutes == 1200
    assert clock(1200) in at.header[0].value != before
    assert len(cards(at)) == len(analysis_of(at).best.kept)


def test_a_time_between_two_half_hours_stays_on_the_scale():
    at = visit(FEWER, a_person(weekly_minutes=137))

    assert at.select_slider[0].value == 137
    assert clock(137) in at.select_slider[0].options


def test_moving_the_hours_keeps_the_proportions_of_the_days():
    at = visit(FEWER, a_person(minutes_by_day={"monday": 60, "friday": 30}, weekly_minutes=None))

    run(at.select_slider[0].set_value(300))

    assert answers_of(at).minutes_by_day == {"monday": 200, "friday": 100}
    assert answers_of(at).time_minutes == 300


def test_comparing_only_the_networks_one_named():
    person = a_person(weekly_minutes=600, networks={"malt": {"state": "on"}, "x": {"state": "on"}})
    at = visit(FEWER, person)
    assert set(analysis_of(at).best.kept) - {"malt", "x"}

    run(at.toggle(key=key(at, "only_named")).set_value(True))

    assert answers_of(at).only_named
    assert set(analysis_of(at).best.kept) <= {"malt", "x"}
    assert {card.name for card in cards(at)} == set(names(analysis_of(at).best.kept))

    run(at.toggle(key=key(at, "only_named")).set_value(False))
    assert answers_of(at) == person


def test_nobody_is_asked_to_compare_only_what_they_did_not_name():
    assert not visit(FEWER, a_person()).toggle


def test_a_network_that_must_be_kept_but_is_left_out_is_told():
    at = visit(FEWER, AT_THE_EDGES["locks that are left out"], "en")

    warned = {warning.value for warning in at.warning}
    assert warned == {
        f"You want to keep {name}, but it is left out."
        for name in names([*CLOSED, "work_net_world"])
    }


def test_locks_that_do_not_fit_are_told_with_what_they_need():
    at = visit(FEWER, AT_THE_EDGES["locks that do not fit"], "en")
    found = analysis_of(at)

    assert found.best is None
    assert clock(found.locked_minutes) in at.header[0].value
    assert clock(20) in at.header[0].value
    assert at.error[0].value == "Give more time, or let go of a network you chose to keep."


def test_0_hours_get_what_a_first_network_would_take():
    at = visit(FEWER, AT_THE_EDGES["0 hours"], "en")
    first = next(step for step, size in enumerate(analysis_of(at).sizes_by_step) if size >= 1)

    assert f"With 0{NO_BREAK}min a week, no network can be kept alive" in at.header[0].value
    assert clock(5 * first) in at.header[0].value


def test_168_hours_keep_every_network_that_may_be_kept():
    at = visit(FEWER, AT_THE_EDGES["168 hours"])

    usable = {n.name for n in analysis_of(at).networks.values() if n.veto is None and n.ways}
    assert {card.name for card in cards(at)} == usable


def test_without_goals_the_rest_still_counts():
    """A question left out neither helps nor harms: the result is there all the same."""
    at = visit(FIT, AT_THE_EDGES["no goals"], "en")

    assert pictures(at)
    assert set(tables(at)[0]["Goals"]) == {"not asked"}


@pytest.mark.parametrize("page", [FEWER, FIT, EFFORT])
def test_with_nothing_said_a_result_leads_to_the_three_questions(page):
    at = visit(page, Answers(), "en")

    assert [info.value for info in at.info] == [
        "Tell us at least one goal, and this page will fill up."
    ]
    assert "Answer three questions" in [link.label for link in at.get("page_link")]


@pytest.mark.parametrize("who", ["every network vetoed", "every red line"])
@pytest.mark.parametrize("page", [FEWER, FIT, EFFORT])
def test_with_every_network_left_out_a_result_says_what_to_lift(page, who):
    at = visit(page, AT_THE_EDGES[who], "en")
    assert analysis_of(at).usable == ()

    assert [w.value.split(".")[0] for w in at.warning] == ["Your answers leave out every network"]
    assert not pictures(at)


def test_somebody_who_compares_only_closed_networks_can_go_back():
    """The way in must not be the only way: the switch stays where it was turned."""
    at = visit(FEWER, AT_THE_EDGES["only closed networks"], "en")

    run(at.toggle(key=key(at, "only_named")).set_value(True))
    assert not analysis_of(at).usable

    run(at.toggle(key=key(at, "only_named")).set_value(False))
    assert pictures(at)


# The guess comes first ---------------------------------------------------------------


def newcomer(answers: Answers, language: str = "en") -> AppTest:
    """Return the visit of somebody who has not seen any estimate."""
    return arrive(language, answers, seen=False)


SACHA = PERSONAS["sacha_naim"].answers.with_changes(guess_minutes=None)


def test_no_page_shows_the_estimate_before_the_guess():
    """A guess made after the figure is no guess."""
    at = newcomer(SACHA)
    estimate = analysis_of(at).estimate
    total = [sum(getattr(one, end) for one in estimate.values()) for end in ("low", "mode", "high")]

    for page in PAGES:
        go(at, page)
        assert [clock(minutes) for minutes in total if clock(minutes) in words(at)] == [], page

    go(at, EFFORT)
    assert not pictures(at)
    assert not tables(at)
    assert "Before the figure: what is your own guess?" in words(at)


def test_the_guess_opens_the_estimate_and_stands_beside_it():
    at = go(newcomer(SACHA), EFFORT)

    run(at.number_input(key=key(at, "guess")).set_value(2.5))

    assert answers_of(at).guess_minutes == 150
    estimate = sum(one.mode for one in analysis_of(at).estimate.values())
    assert clock(estimate) in at.header[0].value
    assert f"{clock(estimate - 150)} more than you guessed" in at.header[0].value
    totals = pictures(at)[0].table.set_index("role")
    assert totals.loc["guess", "hours"] == 2.5
    assert totals.loc["estimate", "hours"] == pytest.approx(estimate / 60)
    assert totals.loc["time", "hours"] == pytest.approx(analysis_of(at).weekly_minutes / 60)


def test_who_has_no_idea_may_see_the_estimate_all_the_same():
    at = go(newcomer(SACHA), EFFORT)

    run(next(one for one in at.button if one.label == "I have no idea, show me").click())

    assert pictures(at)
    assert "guessed" not in at.header[0].value
    assert answers_of(at).guess_minutes is None
    assert "guess" not in set(pictures(at)[0].table["role"])


def test_a_guess_of_nothing_is_a_guess():
    at = go(newcomer(SACHA), EFFORT)

    run(at.number_input(key=key(at, "guess")).set_value(0.0))

    assert pictures(at)
    assert "more than you guessed" in at.header[0].value


def test_the_guess_made_with_the_time_is_not_asked_again():
    at = go(newcomer(SACHA), TIME)
    run(at.number_input(key=key(at, "guess")).set_value(3.0))

    go(at, EFFORT)

    assert pictures(at)
    assert "Before the figure" not in words(at)


def test_the_guess_is_asked_about_the_networks_one_named():
    at = go(newcomer(a_person(networks={"malt": {"state": "on"}, "x": {"state": "want"}})), TIME)

    assert at.number_input(key=key(at, "guess")).label == (
        "Hours a week to keep Malt and X (Twitter) steadily: your guess"
    )


# Which list the minutes are of -------------------------------------------------------


def test_the_minutes_of_each_list_are_those_of_the_core():
    at = visit(EFFORT, PERSONAS["ines"].answers)
    found = analysis_of(at)
    lists = {
        "plan": found.best.choice,
        "list": {name: found.networks[name].native("steady") for name in found.estimate},
        "today": found.own_list.plan.choice,
    }

    for view, ways in lists.items():
        run(at.pills(key="effort.view").set_value(view))
        drawn = pictures(at)[1].table.groupby("network")["minutes"].sum().to_dict()
        assert drawn == {
            found.networks[name].name: pytest.approx(way.minutes.mode)
            for name, way in ways.items()
            if way.effort
        }


def test_a_list_that_is_gone_is_not_asked_for_again():
    """The choice is kept from page to page; the list as today may vanish meanwhile."""
    at = visit(EFFORT, PERSONAS["ines"].answers)
    run(at.pills(key="effort.view").set_value("today"))
    at.session_state[store.ANSWERS] = a_person(networks={"malt": {"state": "want"}})

    run(at)

    assert at.pills(key="effort.view").value == "plan"
    assert pictures(at)


def test_weekly_counts_can_be_changed_for_every_pace():
    at = visit(EFFORT, PERSONAS["ines"].answers)
    before = analysis_of(at)
    run(at.selectbox(key="counts.network").set_value("linkedin"))
    run(at.selectbox(key="counts.rung.linkedin").set_value("steady"))

    run(at.number_input(key=key(at, "counts.linkedin.steady.like")).set_value(110.0))

    assert answers_of(at).network("linkedin").counts == {"steady": {"like": 110.0}}
    was, now = before.networks["linkedin"].native("steady"), None
    now = analysis_of(at).networks["linkedin"].native("steady")
    likes = CATALOGUE.actions["like"].minutes.mode
    assert now.minutes.mode - was.minutes.mode == pytest.approx(likes * (110 - was.counts["like"]))
    assert analysis_of(at).networks["linkedin"].native("light") == before.networks[
        "linkedin"
    ].native("light")


def test_answers_survive_a_walk_through_every_page():
    at = arrive("fr", PERSONAS["mai_lan"].answers)

    for page in [*PAGES, *PAGES]:
        go(at, page)

    assert answers_of(at) == PERSONAS["mai_lan"].answers


def test_answers_given_on_each_page_are_still_there_at_the_end():
    at = arrive("en")
    run(at.pills(key=key(at, "main_goal")).select("show_expertise"))
    go(at, PROJECT)
    run(at.pills(key=key(at, "formats")).set_value(["text"]))
    go(at, TIME)
    run(at.number_input(key=key(at, "hours")).set_value(4.5))
    go(at, NETWORKS)
    run(at.pills(key=key(at, "state.on")).set_value(["linkedin"]))
    go(at, FEWER)

    assert answers_of(at) == Answers(
        goals={"show_expertise": 1.0},
        formats=("text",),
        weekly_minutes=270,
        networks={"linkedin": {"state": "on"}},
    )
    assert clock(270) in at.header[0].value
    go(at, PROJECT)
    assert at.pills(key=key(at, "goals")).value == ["show_expertise"]
    assert at.pills(key=key(at, "formats")).value == ["text"]
    assert texts(at)
