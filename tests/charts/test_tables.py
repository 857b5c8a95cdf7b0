"""What the pictures draw adds up to what the core computed."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
import vl_convert

from core.analysis import Analysis, analyse
from core.answers import Answers
from core.vocabulary import LANGUAGES
from pages.charts import curve, effort, fit, hours, one_more
from pages.charts.template import DATA
from pages.parts import alternatives, sentences, tables
from pages.parts.speech import speech
from tests.charts.pictures import FRAMES, SPECS
from tests.core.strategies import CATALOGUE, a_person
from tests.pages.people import AT_THE_EDGES, PERSONAS

ENGLISH = speech("en")
EVERYBODY = {
    **{name: analyse(persona.answers, CATALOGUE) for name, persona in PERSONAS.items()},
    **{
        name: analyse(AT_THE_EDGES[name], CATALOGUE)
        for name in ("0 hours", "168 hours", "locks that do not fit", "own network, rated")
    },
}
PERSON = pytest.mark.parametrize("analysis", EVERYBODY.values(), ids=EVERYBODY.keys())
WITH_A_PLAN = pytest.mark.parametrize(
    "analysis",
    [analysis for analysis in EVERYBODY.values() if analysis.best and analysis.best.kept],
    ids=[name for name, analysis in EVERYBODY.items() if analysis.best and analysis.best.kept],
)


def name_of(analysis: Analysis, network: str) -> str:
    return analysis.networks[network].name


# Fit ------------------------------------------------------------------------------------


@PERSON
def test_segments_of_fit_add_up_to_the_score(analysis):
    table = fit.table(analysis, ENGLISH, CATALOGUE).frame()
    scores = {
        n.name: 100 * n.fit.score for n in analysis.networks.values() if n.fit.score is not None
    }

    sums = table.groupby("network")["points"].sum().to_dict()

    assert sums == pytest.approx(scores)
    assert table.set_index("network")["total"].to_dict() == pytest.approx(scores)


@PERSON
def test_the_best_fit_comes_first_and_networks_left_out_come_last(analysis):
    rows = fit.table(analysis, ENGLISH, CATALOGUE).frame().drop_duplicates("network")

    order = list(zip(rows["left_out"], -rows["total"], strict=True))

    assert order == sorted(order)


def test_a_network_left_out_says_why_beside_its_bar():
    table = fit.table(EVERYBODY["tomasz"], ENGLISH, CATALOGUE).frame()
    notes = table[table["note"] != ""].set_index("network")["note"]

    assert len(notes) == table["network"].nunique()
    assert notes["Instagram"].endswith(" · red line")
    assert notes["Mastodon"].isdigit()


def test_only_criteria_that_bring_points_have_a_colour_to_explain():
    """Who gave goals alone sees one colour: the legend has no other three."""
    goals_alone = fit.table(analyse(AT_THE_EDGES["goals alone"], CATALOGUE), ENGLISH, CATALOGUE)
    names = [ENGLISH.words(criterion.label) for criterion in CATALOGUE.criteria.values()]
    spec = {**SPECS["fit", "en", "light"], "width": 300}

    drawn = vl_convert.vegalite_to_svg({**spec, "datasets": {DATA: goals_alone.records()}})

    assert set(goals_alone.column("criterion")) == {names[0]}
    assert [name for name in names if f">{name}</text>" in drawn] == [names[0]]


@pytest.mark.parametrize("language", LANGUAGES)
@PERSON
def test_words_beside_a_pale_bar_leave_half_of_a_phone_to_the_bars(analysis, language):
    """On a phone of 360 pixels, 204 are left of the names; the scale then makes room for them."""
    table = fit.table(analysis, speech(language), CATALOGUE)

    for letters in table.column("words"):
        assert fit.LETTER_PIXELS * letters + fit.GAP_PIXELS <= 204 * 0.55


# Minutes --------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@PERSON
def test_the_words_over_the_bars_of_time_fit_on_a_phone(analysis, language):
    """A phone of 360 pixels leaves them 328, and a bold letter takes 5.5 of them."""
    notes = effort.totals_table(analysis, speech(language)).column("note")

    assert max(map(len, notes)) <= 328 / 5.5


@WITH_A_PLAN
def test_minutes_by_action_add_up_to_those_of_the_network(analysis):
    ways = analysis.best.choice
    table = effort.by_action_table(ways, analysis, ENGLISH, CATALOGUE).frame()

    sums = table.groupby("network")["minutes"].sum().to_dict()

    expected = {name_of(analysis, name): way.minutes.mode for name, way in ways.items()}
    assert sums == pytest.approx(expected)
    assert table.drop_duplicates("network").set_index("network")["total"].to_dict() == (
        pytest.approx(expected)
    )


@WITH_A_PLAN
def test_the_longest_network_comes_first_and_the_words_have_room(analysis):
    table = effort.by_action_table(analysis.best.choice, analysis, ENGLISH, CATALOGUE).frame()

    totals = table.drop_duplicates("network")["total"].tolist()

    assert totals == sorted(totals, reverse=True)
    assert (table["room"] > totals[0]).all()


def test_every_action_is_in_one_of_five_colours():
    assert set(effort.GROUPS) == set(CATALOGUE.actions)
    assert set(effort.GROUPS.values()) == set(range(len(effort.group_names(ENGLISH))))


@PERSON
def test_the_bars_of_time_are_those_of_the_analysis_in_hours(analysis):
    bars = effort.totals_table(analysis, ENGLISH).frame().set_index("role")
    expected = {"time": analysis.weekly_minutes}
    if analysis.guess_minutes is not None:
        expected["guess"] = analysis.guess_minutes
    if analysis.estimate:
        expected["estimate"] = sum(part.mode for part in analysis.estimate.values())
    if analysis.best:
        expected["plan"] = sum(way.minutes.mode for way in analysis.best.choice.values())

    assert (60 * bars["hours"]).to_dict() == pytest.approx(expected)
    assert (bars["low"] <= bars["hours"]).all()
    assert (bars["hours"] <= bars["high"]).all()
    assert (60 * bars["time"]).tolist() == pytest.approx([analysis.weekly_minutes] * len(bars))


# Presence by number of networks ---------------------------------------------------------


@PERSON
def test_the_curves_are_the_plans_of_each_size(analysis):
    table = curve.table(analysis, ENGLISH).frame()

    for kind, plans in (("best", analysis.best_by_count), ("spread", analysis.spread_thin)):
        drawn = table[table["kind"] == kind].set_index("size")["presence"].to_dict()
        assert drawn == {
            size: pytest.approx(plan.presence)
            for size, plan in enumerate(plans)
            if plan is not None and 1 <= size <= curve.shown_sizes(analysis)
        }


@PERSON
def test_the_best_is_marked_once_where_there_is_one(analysis):
    """And is the highest point of its curve, whatever its size."""
    table = curve.table(analysis, ENGLISH).frame()
    marked = table[table["best"].astype(bool)]

    if analysis.best is None or not analysis.best.kept:
        assert len(marked) == 0
    else:
        highest = table[table["kind"] == "best"]["presence"].max()
        assert marked["size"].tolist() == [len(analysis.best.kept)]
        assert marked["presence"].item() == pytest.approx(highest)


@PERSON
def test_the_own_list_stands_at_its_own_size(analysis):
    """Networks of which no routine is told count as well, with or without time left for them."""
    own = curve.table(analysis, ENGLISH).frame().query("kind == 'own'")

    expected = analysis.own_list.plan if analysis.own_list else None
    if expected is None or not expected.choice:
        assert len(own) == 0
    else:
        listed = {*expected.choice, *analysis.own_list.assumed}
        assert own["size"].item() == len(listed)
        assert own["presence"].item() == pytest.approx(expected.presence)


def test_a_list_that_takes_more_than_the_week_says_so_in_its_name():
    """Five networks, one of them at a pace that alone takes more than the week."""
    named = ("instagram", "facebook", "tiktok", "snapchat", "pinterest")
    person = a_person(weekly_minutes=60, networks={name: {"state": "on"} for name in named})
    within = analyse(person, CATALOGUE)
    beyond = analyse(person.with_network("instagram", state="on", today="active"), CATALOGUE)
    takes = ENGLISH.duration(beyond.own_list.plan.minutes)

    (usual,) = curve.table(within, ENGLISH).frame().query("kind == 'own'").to_dict("records")
    table = curve.table(beyond, ENGLISH)
    (longer,) = table.frame().query("kind == 'own'").to_dict("records")
    told = alternatives.curve_alternative(beyond, table, ENGLISH)
    row = tables.curve_table(beyond, ENGLISH, 5).records()[-1]

    assert usual["note"] == "Your list"
    assert (longer["size"], longer["note"]) == (5, f"Your list\n{takes} instead of 1\u00a0h")
    assert all(CATALOGUE.networks[name].name in longer["text"] for name in named)
    assert f"Your list · {takes} instead of 1\u00a0h: 5 = " in told
    assert row[f"Your list · {takes} instead of 1\u00a0h"] == ENGLISH.number(longer["presence"])


# Hours ----------------------------------------------------------------------------------


@PERSON
def test_the_stairs_are_the_best_size_at_every_five_minutes(analysis):
    """Drawn from the turns alone, they give every step back."""
    table = hours.sizes_table(analysis, ENGLISH).frame()
    steps = [round(12 * one) for one in table["hours"]]
    drawn = {
        step: size
        for (start, size), (end, _) in pairwise(
            [*zip(steps, table["size"], strict=True), (len(analysis.sizes_by_step), 0)]
        )
        for step in range(start, end)
    }

    assert drawn == {step: max(0, size) for step, size in enumerate(analysis.sizes_by_step)}


@PERSON
def test_the_persons_own_hours_are_marked_where_the_picture_has_them(analysis):
    own = hours.sizes_table(analysis, ENGLISH).frame().query("yours")

    if analysis.weekly_minutes > 1200:
        assert len(own) == 0
    else:
        kept = len(analysis.best.kept) if analysis.best else 0
        assert own["hours"].item() == pytest.approx(analysis.weekly_minutes // 5 / 12)
        assert own["size"].item() == kept


@PERSON
def test_half_hours_add_up_to_what_20_hours_bring(analysis):
    table = hours.half_hours_table(analysis, ENGLISH).frame()
    first, last = analysis.half_hours[0], analysis.half_hours[-1]

    assert table["gain"].sum() == pytest.approx(last.presence - first.presence)
    assert (table["gain"] >= -1e-9).all()
    assert table["hours"].tolist() == [one.minutes / 60 - 0.5 for one in analysis.half_hours[1:]]
    assert table["yours"].sum() <= 1


# One more -------------------------------------------------------------------------------


@WITH_A_PLAN
def test_what_one_network_more_changes_adds_up_to_the_difference(analysis):
    """Up to the bonus that a second kind of content may bring or take."""
    table, more = one_more.table(analysis, ENGLISH).frame(), analysis.one_more
    if more is None or more.plan is None:
        assert len(table) == 0
        return
    plain_before = sum(way.presence.index for way in analysis.best.choice.values())
    plain_after = sum(way.presence.index for way in more.plan.choice.values())

    assert table["change"].sum() == pytest.approx(plain_after - plain_before, abs=0.05 * 18)
    gains = table[table["direction"] == "gain"]["change"]
    assert (gains >= 0).all()
    assert (table[table["direction"] == "loss"]["change"] < 0).all()
    assert table["change"].tolist() == sorted(table["change"], reverse=True)


@pytest.mark.parametrize("language", LANGUAGES)
@WITH_A_PLAN
def test_the_figures_of_the_sentence_are_those_beside_the_bars(analysis, language):
    """Whoever adds the bars up finds the sentence, and every network where it belongs."""
    spoken, more = speech(language), analysis.one_more
    if more is None or more.plan is None:
        return
    shown = sentences.one_more_sentence(analysis, spoken)
    beside = {r["network"]: whole(r["note"]) for r in one_more.table(analysis, spoken).records()}
    listed = {
        row[spoken.say("Network")]: whole(row[spoken.say("Useful presence")])
        for row in tables.changes_table(analysis, spoken).records()
    }
    _, mix = one_more.in_whole_numbers(more)

    assert sum(beside.values()) + mix == round(more.difference)
    assert beside.items() <= listed.items()
    for side, text in (
        (1, "rise by {number} for {networks}"),
        (-1, "fall by {number} for {networks}"),
    ):
        names = [name for name, change in beside.items() if side * change > 0]
        number = spoken.number(sum(abs(beside[name]) for name in names))
        told = spoken.say(text, number=number, networks=spoken.listed(names))
        assert not names or told in shown
    assert spoken.signed(more.difference) in shown


def whole(note: str) -> int:
    return int(note.replace("\u2212", "-"))


# Nothing to draw ------------------------------------------------------------------------


# These draw the catalogue, an example or a group, whoever looks.
OF_NOBODY = ("audience", "garden", "group.")


@pytest.mark.parametrize("name", [n for n in FRAMES if not n.startswith(OF_NOBODY)])
@pytest.mark.parametrize("answers", [Answers(), AT_THE_EDGES["every network vetoed"]])
def test_nothing_to_draw_is_an_empty_table_or_flat(name, answers):
    table = FRAMES[name](analyse(answers, CATALOGUE), ENGLISH)
    if name == "curve":
        table = table[table["kind"] != "own"]  # what one does today is there whatever one may keep

    drawn = {"fit": "points", "curve": "presence", "one_more": "change", "hours.sizes": "size"}
    if name == "fit" and answers.goals:
        assert table["left_out"].all()
    elif name in drawn:
        assert not table[drawn[name]].any()
    else:
        assert "hours" in table or not len(table)


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("name", FRAMES)
def test_no_figure_is_missing_or_without_end(name, who):
    table = FRAMES[name](EVERYBODY[who], ENGLISH)

    for column in table.select_dtypes("number"):
        assert all(math.isfinite(value) for value in table[column]), column


def test_two_lists_of_the_same_networks_are_drawn_the_same():
    """Who says the same in another order sees the same picture."""
    one = a_person(networks={"malt": {"state": "on"}, "x": {"state": "want"}})
    other = a_person(networks={"x": {"state": "want"}, "malt": {"state": "on"}})

    for name, table in FRAMES.items():
        drawn = [table(analyse(answers, CATALOGUE), ENGLISH) for answers in (one, other)]
        assert drawn[0].equals(drawn[1]), name
