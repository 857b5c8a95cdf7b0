"""Golden cases: what is recorded of the personas, and three sums done by hand."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml

from core.analysis import analyse
from core.answers import Answers
from core.catalogue import DATA_FOLDER, load_catalogue
from core.effort import Range, effort_by_action, steps_of, total
from core.errors import CatalogueError
from core.fit import combine, network_scores
from core.personas import load_personas
from core.presence import Parameters, presence
from core.vocabulary import Scoring
from tests import golden_record

CATALOGUE = load_catalogue()
PERSONAS = load_personas(CATALOGUE)
ANALYSES = {persona.id: analyse(persona.answers, CATALOGUE) for persona in PERSONAS}
HAND_WORKED = yaml.safe_load((golden_record.GOLDEN.parent / "hand_worked.yaml").read_text("utf-8"))
FILES = sorted((DATA_FOLDER / "personas").glob("*.yaml"))

each_persona = pytest.mark.parametrize("persona", PERSONAS, ids=lambda persona: persona.id)
each_file = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
each_case = pytest.mark.parametrize("case", HAND_WORKED.values(), ids=list(HAND_WORKED))


# The record.


@each_persona
def test_the_model_says_of_each_persona_what_is_on_record(persona):
    """Whoever changes a constant sees at once whose advice it changes."""
    before = golden_record.recorded().get(persona.id, {})
    now = golden_record.figures(persona, CATALOGUE)
    assert golden_record.differences(before, now) == []


def test_the_record_names_the_personas_there_are_and_no_other():
    assert list(golden_record.recorded()) == [persona.id for persona in PERSONAS]


def test_a_dry_run_of_the_recorder_tells_what_moved_and_writes_nothing(
    tmp_path, monkeypatch, capsys
):
    stale = tmp_path / "personas.yaml"
    record = golden_record.recorded()
    record["ines"]["minutes"] = 5
    stale.write_text(golden_record.as_text(record), encoding="utf-8")
    before = stale.read_text(encoding="utf-8")
    monkeypatch.setattr(golden_record, "GOLDEN", stale)
    assert golden_record.main(["--dry-run"]) == 1
    assert "ines.minutes: 5 -> " in capsys.readouterr().out
    assert stale.read_text(encoding="utf-8") == before


def test_recording_twice_writes_the_same_file_and_reports_no_change(tmp_path, monkeypatch, capsys):
    fresh = tmp_path / "personas.yaml"
    monkeypatch.setattr(golden_record, "GOLDEN", fresh)
    golden_record.main([])
    first = fresh.read_text(encoding="utf-8")
    capsys.readouterr()
    assert golden_record.main([]) == 0
    assert capsys.readouterr().out.strip() == "nothing changed"
    assert fresh.read_text(encoding="utf-8") == first


# The personas themselves.


def test_every_persona_file_loads_in_the_order_of_the_files():
    names = [file.stem.split("_", 1)[1] for file in FILES]
    assert [persona.id for persona in PERSONAS] == names
    assert len(names) >= 6


@each_file
def test_a_persona_names_only_what_the_catalogue_knows(file):
    """Read from the raw files, so that a lenient reader would be noticed."""
    answers = _raw(file)["answers"]
    own = {network["id"] for network in answers.get("own_networks", [])}
    known = {path.stem for path in (DATA_FOLDER / "networks").glob("*.yaml")} | own
    assert set(answers["networks"]) <= known
    for key, table in [
        ("goals", "goals.yaml"),
        ("formats", "formats.yaml"),
        ("tones", "tones.yaml"),
        ("values", "values.yaml"),
        ("red_lines", "red_lines.yaml"),
    ]:
        assert set(answers.get(key, [])) <= _raw_ids(table, key), key
    ticked = {item for said in answers["networks"].values() for item in said.get("profile", {})}
    assert ticked <= _raw_ids("checklist.yaml", "checklist")


@each_persona
def test_a_persona_ticks_only_profile_items_that_the_network_has(persona):
    """An item of another network would be ignored without a word."""
    families = {network.id: network.family for network in CATALOGUE.networks.values()}
    families |= {network.id: network.family for network in persona.answers.own_networks}
    for name, said in persona.answers.networks.items():
        asked = {item.id for item in CATALOGUE.checklist_of(name, families[name])}
        assert set(said.profile) <= asked, name


@each_file
def test_a_persona_is_a_full_set_of_answers(file):
    answers = _raw(file)["answers"]
    for key in ("goals", "ages", "publics", "formats", "tones", "values", "minutes_by_day"):
        assert answers[key], key
    assert answers["guess_minutes"] > 0
    states = [said.get("state") for said in answers["networks"].values()]
    assert {"on", "want"} <= set(states)
    on = [said for said in answers["networks"].values() if said.get("state") == "on"]
    assert all("since_year" in said for said in on)


@each_file
def test_a_persona_is_introduced_in_well_set_french_and_in_english(file):
    words = _raw(file)["introduction"]
    french = [words["name"]["fr"], words["summary"]["fr"]]
    for text in french:
        assert not re.search(r"(?<!\u00a0)[:;?!»]|«(?!\u00a0)|'", text), text
    assert words["summary"]["en"] != words["summary"]["fr"]


def test_a_persona_that_names_an_unknown_network_is_refused_by_its_file(tmp_path):
    content = _raw(FILES[0])
    content["answers"]["networks"]["myspace"] = {"state": "on"}
    (tmp_path / "01_ines.yaml").write_text(yaml.safe_dump(content), encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"01_ines.yaml.*networks.*myspace"):
        load_personas(CATALOGUE, tmp_path)


@each_persona
def test_the_plan_of_each_persona_fits_their_week(persona):
    analysis = ANALYSES[persona.id]
    week = sum(persona.answers.minutes_by_day.values())
    assert sum(way.minutes.mode for way in analysis.best.choice.values()) <= week
    assert analysis.best.minutes <= week


@each_persona
def test_the_plan_of_each_persona_keeps_no_network_that_is_closed_or_unknown(persona):
    best = ANALYSES[persona.id].best
    unusable = {n.id for n in CATALOGUE.networks.values() if n.status.state != "active"}
    assert unusable
    assert not unusable & set(best.choice)


@each_persona
def test_no_persona_is_sent_where_they_make_nothing_that_is_shown(persona):
    """Who does not film must not be told that a network of films suits them."""
    analysis = ANALYSES[persona.id]
    for name in analysis.best.choice:
        chosen = persona.answers.network(name).format
        assert analysis.networks[name].format_id in (*persona.answers.formats, chosen), name


def test_each_persona_gets_a_plan_of_their_own():
    plans = [
        frozenset((name, way.rung, way.mode) for name, way in analysis.best.choice.items())
        for analysis in ANALYSES.values()
    ]
    assert len(set(plans)) == len(plans)


def test_the_personas_use_every_kind_of_answer():
    """They are the examples one clicks on: together they show what the app can be told."""
    raw = [_raw(file)["answers"] for file in FILES]
    said = [network for answers in raw for network in answers["networks"].values()]
    for key in ("red_lines", "criterion_weights", "own_networks", "minutes_per_action", "intense"):
        assert any(key in answers for answers in raw), key
    for key in ("today", "today_counts", "profile", "format", "ratings"):
        assert any(key in network for network in said), key
    assert {network.get("lock") for network in said} >= {"keep", "never"}


def test_some_personas_guess_too_low_and_some_too_high():
    gaps = [a.guess_minutes - a.estimate_minutes.mode for a in ANALYSES.values()]
    assert min(gaps) < 0 < max(gaps)


# The sums done by hand.


@each_case
def test_fit_is_what_the_hand_worked_sum_says(case):
    asked, expected = case["fit"], case["fit"]["expected"]
    scores = network_scores(_scoring(asked["network"]), _answers(asked["person"]), asked["format"])
    fit = combine(scores, asked["weights"])
    assert fit.scores == pytest.approx(expected["scores"])
    assert fit.contributions == pytest.approx(expected["contributions"])
    assert fit.score == pytest.approx(expected["fit"])


@each_case
def test_effort_is_what_the_hand_worked_sum_says(case):
    asked, expected = case["effort"], case["effort"]["expected"]
    minutes = {name: Range(*map(float, values)) for name, values in asked["minutes"].items()}
    whole = total(effort_by_action(asked["counts"], minutes))
    assert (whole.low, whole.mode, whole.high) == pytest.approx(
        (expected["low"], expected["mode"], expected["high"])
    )
    assert steps_of(whole.mode) == expected["steps"]


@each_case
def test_presence_is_what_the_hand_worked_sum_says(case):
    asked, expected = case["presence"], case["presence"]["expected"]
    found = presence(
        fit=asked["fit"],
        completeness=asked["completeness"],
        counts=asked["counts"],
        reference_counts=asked["reference_counts"],
        response_without_posts=asked["response_without_posts"],
        counts_as_posts=asked["counts_as_posts"],
        mode=asked["mode"],
        parameters=_parameters(asked["exponent"], asked["reply_lift"]),
    )
    assert {name: getattr(found, name) for name in expected} == pytest.approx(expected, rel=1e-5)


def test_the_hand_worked_cases_chain_fit_and_effort_to_presence():
    """Each case is one story: the fit that was worked out is the one presence starts from."""
    for case in HAND_WORKED.values():
        assert case["presence"]["fit"] == case["fit"]["expected"]["fit"]
        posts = [case[part]["counts"]["post"] for part in ("effort", "presence")]
        assert posts[0] == posts[1]


def _raw(file: Path):
    return yaml.safe_load(file.read_text(encoding="utf-8"))


def _raw_ids(file: str, key: str) -> set[str]:
    return {entry["id"] for entry in _raw(DATA_FOLDER / file)[key]}


def _answers(person) -> Answers:
    return Answers.model_validate_json(json.dumps({"version": 2, **person}))


def _scoring(network) -> Scoring:
    """Return the plain numbers of a case as the catalogue holds them."""

    def shares(table):
        return {name: {"value": value, "source": "assumption"} for name, value in table.items()}

    reason = {"fr": "par hypothèse", "en": "by hypothesis"}
    guess = {"low": 0, "mode": 0, "high": 0, "source": "assumption"}
    content = {
        "formats": shares(network["formats"]),
        "audience": {
            "fr": {"ages": shares(network["ages"]), "publics": shares(network["publics"])}
        },
        "goals": {
            name: {**entry, "reason": reason} for name, entry in shares(network["goals"]).items()
        },
        "tones": {"shares": network["tones"], "source": "assumption"},
        "values": {"shares": network["values"], "source": "assumption"},
        "response": {"exponent": guess, "reply_lift": guess},
        "ladder": {"rungs": [], "source": "assumption"},
    }
    return Scoring.model_validate_json(json.dumps(content))


def _parameters(exponent: float, reply_lift: float) -> Parameters:
    """Return the constants the sums were worked with, whatever data/model.yaml says today."""
    return Parameters(
        reference_posts_per_week=3,
        exponent=exponent,
        reply_lift=reply_lift,
        reciprocity=0.2,
        profile_floor=0.5,
        relay_discount=1.72,
        regularity_floor=0.2,
        regularity_first_active_week=4,
        regularity_full_active_week=20,
        response_shape="power",
        threshold_posts_per_week=1,
        threshold_steepness=1,
    )
