"""The section "Understand": the networks, method and sources, the self-check."""

from __future__ import annotations

import dataclasses
import datetime
import importlib
import re
from typing import get_args

import pytest
import yaml
from streamlit.testing.v1 import AppTest

from core import selfcheck
from core.analysis import analyse
from core.answers import Answers
from core.catalogue import DATA_FOLDER
from core.constants import Kind, constants
from core.crosschecks import Stale
from core.vocabulary import LANGUAGES, rows_of
from core.ways import ladder_minutes
from pages.charts import audience
from pages.parts import checks, evidence, panel, store
from pages.parts import constants as figures
from pages.parts.formulas import formulas
from pages.parts.search import folded, matching
from pages.parts.speech import speech
from tests.core.strategies import CATALOGUE
from tests.pages.people import PERSONAS
from tests.pages.test_every_page import faults
from tests.pages.test_languages import NAMES, escaped, marked  # noqa: F401 (a fixture)
from tests.pages.visit import PAGES, analysis_of, pictures, run, tables, texts, visit, words

PANEL, METHOD, CHECK = (f"pages/about/{name}.py" for name in ("networks", "method", "selfcheck"))
VIEWS = ("formulas", "own", "constants", "against", "sources")
ALL = constants(CATALOGUE)
FRENCH, ENGLISH = speech("fr"), speech("en")
RAW_SOURCES = yaml.safe_load((DATA_FOLDER / "sources.yaml").read_text("utf-8"))["sources"]
EACH_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)
EACH_NETWORK = pytest.mark.parametrize("network", CATALOGUE.networks.values(), ids=lambda n: n.id)


def method(view: str, language="fr", answers=None) -> AppTest:
    """Return the page on the method with one of its parts open."""
    at = visit(METHOD, answers, language)
    return run(at.pills(key="about.view").set_value(view))


def of_network(network_id: str, language="fr") -> AppTest:
    """Return the page of the networks with one of them open."""
    at = visit(PANEL, None, language)
    return run(at.selectbox(key="about.panel.network").set_value(network_id))


def test_the_pages_are_there():
    assert {PANEL, METHOD, CHECK} <= set(PAGES)


# Whoever comes --------------------------------------------------------------------------


@EACH_LANGUAGE
@pytest.mark.parametrize("view", VIEWS)
def test_every_part_of_the_method_is_of_one_language(view, language):
    for answers in (None, PERSONAS["tomasz"].answers):
        assert faults(method(view, language, answers), language) == []


@EACH_LANGUAGE
def test_every_network_is_shown_in_one_language(language):
    at = visit(PANEL, None, language)
    for name in CATALOGUE.networks:
        run(at.selectbox(key="about.panel.network").set_value(name))
        assert faults(at, language) == [], name
        assert at.header[0].value == CATALOGUE.networks[name].name


@pytest.mark.parametrize("view", VIEWS)
def test_no_word_of_the_method_escapes_the_language(marked, view):  # noqa: F811
    answers = PERSONAS["tomasz"].answers
    names = NAMES | {network.name for network in answers.own_networks}

    assert escaped(texts(method(view, "en", answers)), names) == set()


def run_all(at):
    """Return the button that runs the checks; another one stands in the frame of every page."""
    return next(button for button in at.button if button.key != "start_again")


def test_no_word_of_the_self_check_escapes_the_language(marked):  # noqa: F811
    at = visit(CHECK, None, "en")

    assert escaped(texts(run(run_all(at).click())), NAMES) == set()


# The networks ---------------------------------------------------------------------------


def test_the_overview_has_every_network_with_its_family_and_state():
    table = tables(visit(PANEL, None, "en"))[0].set_index("Network")

    assert list(table.index) == [n.name for n in CATALOGUE.networks.values()]
    assert table.loc["Viadeo", "Status"] == "Closed"
    assert table.loc["Work Net World", "Status"] == "Emerging"
    assert table.loc["LinkedIn", "Family"] == "Professional"
    assert table.loc["LinkedIn", "Best for"].startswith("Show my know-how")
    assert table.loc["Viadeo", "Best for"] == "–"


def test_families_and_words_narrow_the_list():
    at = visit(PANEL, None, "en")
    run(at.segmented_control(key="about.panel.family").set_value("professional"))
    assert len(tables(at)[0]) == sum(
        n.family == "professional" for n in CATALOGUE.networks.values()
    )
    run(at.text_input(key="about.panel.query").set_value("freelance malt"))
    assert tables(at)[0]["Network"].tolist() == ["Malt"]
    assert at.header[0].value == "Malt"
    run(at.text_input(key="about.panel.query").set_value("zzz"))
    assert len(at.info) == 1
    assert not at.header


@EACH_NETWORK
def test_a_network_says_all_that_its_file_says(network):
    shown = words(of_network(network.id, "en"))

    for told in (network.origin, network.history, network.purpose, network.status.note):
        assert told.en in shown
    assert network.rewards.words.en in shown
    assert network.business_page.words.en in shown
    assert f"checked on {ENGLISH.date(network.status.checked or network.checked)}" in shown
    for row in rows_of(network.status.source):
        assert f"**{panel.state_names(ENGLISH)[network.status.state]}** (" in shown
        assert row in shown.split("checked on")[0]
    for row in panel.cited_by(network):
        assert CATALOGUE.sources[row].finding.en in shown
        assert f"]({CATALOGUE.sources[row].url})" in shown
    for affinity in network.scoring.goals.values() if network.scoring else ():
        assert f"({100 * affinity.value:.0f} out of 100, {affinity.source})" in shown
        assert affinity.reason.en in shown


@EACH_NETWORK
def test_only_networks_with_figures_have_a_picture_a_routine_and_scores(network):
    at = of_network(network.id, "en")
    titles = {title.value for title in at.header}

    scored = {"Who is there", "What it does for each goal", "Its routine, pace by pace"}
    assert (scored <= titles) is (network.scoring is not None)
    assert len(pictures(at)) == (network.scoring is not None)
    assert len(at.info) == (network.scoring is None)
    assert "Its sources" in titles


@EACH_LANGUAGE
@EACH_NETWORK
def test_the_routine_is_the_ladder_of_the_file(network, language):
    if network.scoring is None:
        return
    path = DATA_FOLDER / f"networks/{network.id}.yaml"
    raw = yaml.safe_load(path.read_text("utf-8"))["scoring"]["ladder"]["rungs"]
    spoken = speech(language)
    minutes = ladder_minutes(network.id, Answers(), CATALOGUE, "text")
    table = panel.ladder_table(network.scoring.ladder.rungs, minutes, CATALOGUE, spoken)

    assert len(table) == len(raw)
    for rung, shown in zip(raw, table.iloc[:, 2], strict=True):
        parts = set(shown.split(spoken.say("; ")))
        assert parts == {
            f"{spoken.words(CATALOGUE.actions[action].label)} {spoken.number(count, 2)}"
            for action, count in rung["counts"].items()
            if count
        }


@EACH_NETWORK
def test_every_pace_is_told_with_the_minutes_that_a_plan_would_count(network):
    """Those of the person: minutes of their own count here as they do in the plan."""
    if network.scoring is None:
        return
    answers = Answers(minutes_per_action={"like": 7.0, "post.text": 33.0}, intense=True)
    made = analyse(answers, CATALOGUE).networks[network.id]
    minutes = ladder_minutes(network.id, answers, CATALOGUE, made.format_id)
    kept = {way.rung: way.minutes for way in made.ways if way.mode == "native"}

    assert kept.items() <= minutes.items()
    assert list(minutes) == [rung.rung for rung in network.scoring.ladder.rungs]
    table = panel.ladder_table(network.scoring.ladder.rungs, minutes, CATALOGUE, FRENCH)
    for name, told in zip(minutes, table.iloc[:, 1], strict=True):
        assert told.startswith(FRENCH.duration(minutes[name].mode) + " (de ")


def test_networks_are_compared_by_content_age_minutes_and_name():
    table = tables(visit(PANEL, None, "en"))[1].set_index("Network")

    assert len(table) == len(CATALOGUE.networks)
    assert table.loc["LinkedIn", "Formats it pushes"] == "Carousel or document; Short video"
    assert table.loc["Snapchat", "Age most there"] == "15 to 24 (74% of them are)"
    assert table.loc["LinkedIn", "Your real name"] == "Asked for"
    made = analyse(Answers(), CATALOGUE).networks["linkedin"].format_id
    steady = ladder_minutes("linkedin", Answers(), CATALOGUE, made)["steady"]
    assert table.loc["LinkedIn", "Steady"] == ENGLISH.duration(steady.mode)
    assert set(table.loc["Work Net World"].drop("Your real name")) == {"–"}


@EACH_NETWORK
def test_the_picture_shows_the_shares_of_the_file_with_the_network_among_all(network):
    if network.scoring is None:
        return
    table = audience.table(CATALOGUE, network.id, "fr", ENGLISH)
    own = table[table["chosen"]]

    assert own["share"].tolist() == pytest.approx(
        [100 * share.value for share in network.scoring.audience["fr"].ages.values()]
    )
    assert set(own["network"]) == {network.name}
    assert (table[~table["chosen"]]["note"] == "").all()
    scored = [n for n in CATALOGUE.networks.values() if n.scoring]
    assert len(table) == len(CATALOGUE.ages) * len(scored)


def test_the_text_of_the_picture_gives_share_and_place():
    points = audience.table(CATALOGUE, "linkedin", "fr", ENGLISH)

    text = panel.audience_alternative(points, ENGLISH)

    band = points[points["age"] == "25 to 34"]
    place = sorted(band["share"], reverse=True).index(35.0) + 1
    assert "that uses LinkedIn" in text
    assert f"25 to 34 35% (number {place} of {len(band)})" in text


def test_what_it_is_worth_for_each_public_is_said_beside_the_picture():
    linkedin = CATALOGUE.networks["linkedin"].scoring

    assert panel.publics_in_words(linkedin, CATALOGUE, ENGLISH) == (
        "Worth, out of 100: Companies, associations, institutions 100; Individuals 25."
    )


def test_the_second_country_is_shown_where_there_are_figures():
    linkedin, malt = (CATALOGUE.networks[name].scoring for name in ("linkedin", "malt"))

    two = panel.audience_table(linkedin, CATALOGUE, ENGLISH)
    one = panel.audience_table(malt, CATALOGUE, ENGLISH)

    assert list(two.columns) == ["Who", "France", "United States"]
    assert list(one.columns) == ["Who", "France"]
    assert two["France"].tolist()[1] == "35% (assumption)"
    assert two["United States"].tolist()[1] == "32% (A30)"
    assert len(two) == len(CATALOGUE.ages) + len(CATALOGUE.publics)


# Searching ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Élan d’été", "Cœur"]),
        ("elan", ["Élan d’été"]),
        ("ETE elan", ["Élan d’été"]),
        ("d'été", ["Élan d’été"]),
        ("élan cœur", []),
    ],
)
def test_words_are_found_in_any_order_case_and_accent(query, found):
    assert matching(query, ["Élan d’été", "Cœur"], lambda text: text) == found


def test_texts_are_compared_without_accents():
    assert folded("Élan D’Été") == "elan d'ete"


# Figures --------------------------------------------------------------------------------


@EACH_LANGUAGE
def test_every_kind_and_unit_of_a_figure_has_a_name(language):
    names, units = figures.kind_names(speech(language)), figures.units(speech(language))

    assert set(names) == set(get_args(Kind)) == {c.kind for c in ALL}
    assert len(set(names.values())) == len(names)
    assert {c.unit for c in ALL} <= units.keys()


def test_filters_leave_what_they_say():
    late = {("model.yaml", "model.reciprocity")}

    assumed = figures.chosen(ALL, FRENCH, assumed=True)
    goals = figures.chosen(ALL, FRENCH, kind="goal")
    past = figures.chosen(ALL, FRENCH, late=late, past=True)
    sourced = [c for c in ALL if c not in assumed]

    assert all(c.rows == () for c in assumed)
    assert all(c.rows for c in sourced)
    assert sourced
    assert {c.kind for c in goals} == {"goal"}
    assert [c.path for c in past] == ["model.reciprocity"]
    assert figures.chosen(ALL, FRENCH, past=True) == []
    assert figures.chosen(ALL, FRENCH) == list(ALL)


@pytest.mark.parametrize(
    ("query", "kind", "path"),
    [
        ("linkedin exposant", "exponent", "linkedin.scoring.response.exponent"),
        ("N10", "model", "model.relay_discount"),
        ("reseau vide profil", "model", "model.profile_floor"),
        ("model.reciprocity", "model", "model.reciprocity"),
    ],
)
def test_a_figure_is_found_by_its_words_its_source_or_its_place(query, kind, path):
    found = figures.chosen(ALL, FRENCH, query=query, kind=kind)

    assert [c.path for c in found] == [path]


def test_a_figure_is_written_with_its_range_and_unit():
    by_path = {c.path: c for c in ALL}

    assert figures.in_words(by_path["model.profile_floor"], ENGLISH) == "0.5 (0.3 to 0.8) out of 1"
    assert figures.in_words(by_path["model.profile_floor"], FRENCH) == "0,5 (de 0,3 à 0,8) sur 1"
    assert (
        figures.in_words(by_path["linkedin.scoring.ladder.rungs.light.counts.post"], ENGLISH)
        == "1 a week"
    )


def test_what_is_past_its_date_is_flagged_in_the_table_and_found_by_the_switch(monkeypatch):
    old = Stale("model.yaml", "model.reciprocity", datetime.date(2027, 11, 23))
    monkeypatch.setattr(store, "stale", lambda: (old,))
    at = method("constants", "en")
    assert words(at).count("**past its date**") == 1

    run(at.toggle(key="about.constants.past").set_value(True))

    (table,) = tables(at)
    assert len(table) == 1
    assert "Nov 23, 2026, **past its date** (Nov 23, 2027)" in table.iloc[0, 2]


def test_every_figure_can_be_reached_page_by_page(monkeypatch):
    """The pages together show each once; nothing is cut off."""
    shown: list[object] = []
    for page in range(1, 200):
        monkeypatch.setattr(evidence.st, "pagination", lambda *_, page=page, **__: page)
        some = evidence.one_page(ALL, "constants")
        if not some:
            break
        assert len(some) <= evidence.ON_A_PAGE
        shown += some

    assert tuple(shown) == ALL


def test_the_table_of_figures_links_its_sources():
    table = tables(run_query("about.constants.query", "N10 adaptée", "constants"))[0]

    source = CATALOGUE.sources["N10"]
    assert f"[N10]({source.url}) (rang {source.tier})" in table.iloc[0, 2]


def run_query(key: str, query: str, view: str) -> AppTest:
    at = method(view)
    return run(at.text_input(key=key).set_value(query))


def test_searching_for_nothing_known_says_so():
    for view in ("constants", "sources"):
        at = run_query(f"about.{view}.query", "zzzz", view)
        assert len(at.info) == 1
        assert tables(at) == []


# Formulas -------------------------------------------------------------------------------


@EACH_LANGUAGE
def test_formulas_show_the_constants_of_today(language):
    """A changed constant changes the page: nothing is written twice."""
    spoken, model = speech(language), CATALOGUE.model
    other = model.profile_floor.model_copy(update={"mode": 0.7321})
    changed = dataclasses.replace(
        CATALOGUE, model=model.model_copy(update={"profile_floor": other})
    )

    before, after = (
        [f.written for chapter in formulas(spoken, c).values() for f in chapter]
        for c in (CATALOGUE, changed)
    )

    assert [a for a, b in zip(after, before, strict=True) if a != b] == [
        spoken.say("profile = {floor} + (1 − {floor}) × complete", floor=spoken.number(0.7321, 3))
    ]


@EACH_LANGUAGE
def test_no_formula_is_there_twice_and_each_has_its_words(language):
    every = [f for chapter in formulas(speech(language), CATALOGUE).values() for f in chapter]

    assert len({f.name for f in every}) == len(every) > 15
    assert all(len(f.words) > 30 and len(f.written) > 20 for f in every)


def test_each_factor_of_the_product_has_its_formula():
    chapters = formulas(ENGLISH, CATALOGUE)
    product = next(f.written for f in chapters["Presence"] if "100 ×" in f.written)
    factors = set(re.findall(r"[a-z]+", product)) - {"presence"}
    explained = {f.written.split(" = ")[0] for chapter in chapters.values() for f in chapter}

    assert factors == {"fit", "profile", "response", "regularity", "replies", "reciprocity"}
    assert factors <= explained


# Sources --------------------------------------------------------------------------------


@EACH_LANGUAGE
def test_everything_that_speaks_against_us_is_shown_as_such(language):
    contrary = [row for row in RAW_SOURCES if row.get("stance") == "contrary"]
    others = [row for row in RAW_SOURCES if row.get("stance") != "contrary"]
    shown = words(method("against", language))

    assert len(contrary) > 15
    for row in contrary:
        assert row["finding"][language].strip() in shown
        assert f"[{row['publisher']}]({row['url']})" in shown
    assert [row["id"] for row in others if row["finding"][language].strip() in shown] == []
    assert speech(language).number(len(contrary)) in shown


@EACH_LANGUAGE
def test_every_source_has_a_topic_a_year_in_words_and_a_line(language):
    spoken = speech(language)
    sources = [*CATALOGUE.sources.values()]
    table = evidence.sources_table(sources, spoken, {"F16": datetime.date(2026, 11, 23)})

    assert {s.id[0] for s in sources} == set(evidence.topics(spoken))
    assert len(table) == len(RAW_SOURCES)
    dated = table[table.iloc[:, 2].str.contains(spoken.date(datetime.date(2026, 11, 23)))]
    assert dated.iloc[:, 0].tolist() == ["F16"]
    for source, (row, finding, told) in zip(sources, table.itertuples(index=False), strict=True):
        assert (row, finding) == (source.id, spoken.words(source.finding))
        assert told.startswith(f"[{source.publisher}]({source.url}), ")
        assert spoken.say("tier {tier}", tier=source.tier) in told


@pytest.mark.parametrize("year", sorted({s.year for s in CATALOGUE.sources.values()}))
def test_every_year_is_told_in_french(year):
    told = evidence.year_in_words(year, FRENCH)

    assert not set(re.findall(r"[a-zé]+", told)) & {"about", "earlier", "later", "read", "dated"}
    assert set(re.findall(r"\d{4}", told)) == set(re.findall(r"\d{4}", year))


def test_sources_are_found_by_words_and_topic():
    every = CATALOGUE.sources.values()

    assert [s.id for s in evidence.chosen(every, FRENCH, query="F16")] == ["F16"]
    topic = evidence.chosen(every, FRENCH, topic="N")
    assert topic
    assert {s.id[0] for s in topic} == {"N"}
    assert evidence.chosen(every, FRENCH) == [*every]


# With their own figures ------------------------------------------------------------------


def test_without_answers_the_calculation_says_what_to_do():
    at = method("own")

    assert len(at.info) == 1
    assert not at.selectbox


@pytest.mark.parametrize("size", ["sentence", "screen", "full"])
@pytest.mark.parametrize("subject", ["selection", "linkedin", "viadeo"])
def test_each_result_is_explained_in_three_sizes(subject, size):
    at = method("own", "en", PERSONAS["ines"].answers)
    run(at.selectbox(key="about.own.subject").set_value(subject))
    run(at.segmented_control(key="about.own.size").set_value(size))

    shown = at.markdown[-1].value
    assert {"selection": "LinkedIn", "linkedin": "LinkedIn", "viadeo": "Viadeo"}[subject] in shown
    equations = shown.count(" = ")
    assert (equations > 1) is (size == "full" and subject != "viadeo")
    assert faults(at, "en") == []


# The self-check --------------------------------------------------------------------------


def test_nothing_is_checked_before_somebody_asks():
    at = visit(CHECK)

    assert tables(at) == []
    assert not at.success


@EACH_LANGUAGE
def test_the_checks_run_on_demand_and_are_counted(language):
    at = visit(CHECK, None, language)
    run(run_all(at).click())

    result = at.session_state[checks.RESULT]
    expected = {"fr": "{0} vérifications réussies sur {0}", "en": "{0} of {0} checks passed"}
    assert at.success[0].value == expected[language].format(len(result.checks))
    *groups, greedy = tables(at)
    assert sum(len(table) for table in groups) == len(result.checks)
    assert len(greedy) == 2
    assert not at.info
    assert faults(at, language) == []


def test_a_wrong_kernel_shows_as_a_failure_with_its_figures(monkeypatch):
    true = selfcheck.promethee
    monkeypatch.setattr(selfcheck, "promethee", lambda *given: true(*given) + 0.05)
    at = visit(CHECK, None, "en")
    run(run_all(at).click())

    total = len(at.session_state[checks.RESULT].checks)
    assert at.error[0].value == f"{total - 1} of {total} checks passed"
    failed = [row for t in tables(at)[:-1] for row in t.to_numpy().tolist() if "✗ failed" in row]
    assert len(failed) == 1
    assert failed[0][0].startswith("PROMETHEE II")
    assert failed[0][3] == "0.15 · −0.25 · 0.25"


def test_what_cannot_run_here_is_said_to_be_skipped(monkeypatch):
    def missing(name):
        raise ImportError(name)

    at = visit(CHECK, None, "en")
    with monkeypatch.context() as without:
        without.setattr(importlib, "import_module", missing)
        result = selfcheck.self_check(CATALOGUE, (), checks.np.random.default_rng(1))
    at.session_state[checks.RESULT] = result
    run(at)

    assert "SciPy" in at.info[0].value
    assert "not installed here" in at.info[0].value
    assert at.success[0].value == f"{len(result.checks)} of {len(result.checks)} checks passed"


@EACH_LANGUAGE
def test_every_check_has_a_name(language):
    names = checks.names(speech(language))
    result = selfcheck.self_check(CATALOGUE, (), checks.np.random.default_rng(1))
    of_examples = {"example_plan", "example_week", "example_vetoes", "example_sums"}

    assert {check.name for check in result.checks} | of_examples | {"example_presence"} == set(
        names
    )


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0.0, "exact"), (1e-9, "±\u00a00.000000001"), (1e-4, "±\u00a00.0001"), (0.03, "±\u00a00.03")],
)
def test_a_tolerance_is_written_out(value, shown):
    assert checks.tolerance(value, ENGLISH) == shown


# Orders ----------------------------------------------------------------------------------


def test_networks_to_explain_come_as_they_matter_to_the_person():
    """Theirs first, best fit first, those left out last."""
    at = method("own", "en", PERSONAS["mai_lan"].answers)
    analysis = analysis_of(at)
    offered = list(at.selectbox(key="about.own.subject").options)

    names = {network.name: network for network in analysis.networks.values()}
    ranks = [
        (n.id not in analysis.best.choice, n.veto is not None, -n.score)
        for n in (names[name] for name in offered[1:])
    ]
    assert offered[0] == "My selection"
    assert len(offered) == 1 + len(analysis.networks)
    assert ranks == sorted(ranks)
    assert [name for name, *_ in ranks].count(False) == len(analysis.best.choice)
    assert offered[1:] != list(names)  # nor is it the order of the catalogue


@EACH_NETWORK
def test_goals_and_formats_come_best_first(network):
    if network.scoring is None:
        return
    for lines in (
        panel.goal_lines(network.scoring, CATALOGUE, ENGLISH),
        panel.format_lines(network.scoring, CATALOGUE, ENGLISH),
    ):
        points = [int(re.search(r"\((\d+) out of 100", line)[1]) for line in lines]
        assert points == sorted(points, reverse=True)
