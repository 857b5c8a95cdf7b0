"""Rules over the whole of data/: what is there, where it comes from, how it is written."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from core.catalogue import DATA_FOLDER, load_catalogue
from core.crosschecks import sourced_values
from core.vocabulary import Network, Rung, Scoring

CATALOGUE = load_catalogue()
FILES = sorted(DATA_FOLDER.rglob("*.yaml"))
RAW = {
    path.relative_to(DATA_FOLDER).as_posix(): yaml.safe_load(path.read_text(encoding="utf-8"))
    for path in FILES
}
SCORED: dict[str, Scoring] = {
    name: n.scoring for name, n in CATALOGUE.networks.items() if n.scoring is not None
}
TABLES = ("networks", "criteria", "actions", "formats", "checklist", "exports")
SOURCED = [
    *sourced_values({name: getattr(CATALOGUE, name) for name in TABLES}, CATALOGUE.model),
]
ROW = re.compile(r"\b[A-Z]\d{2}b?\b")

each_network = pytest.mark.parametrize("network", CATALOGUE.networks.values(), ids=lambda n: n.id)
each_scored = pytest.mark.parametrize("name", SCORED)
each_file = pytest.mark.parametrize("file", RAW)


def test_the_sweeps_are_over_data_that_is_there():
    assert len(FILES) >= 30
    assert len(SCORED) == 16
    assert len(SOURCED) > 500


# What is there.


def test_every_network_of_the_guide_and_those_of_today_are_there():
    of_the_guide = ["linkedin", "viadeo", "work_net_world", "facebook", "x", "instagram"]
    of_the_guide += ["snapchat", "tiktok"]
    of_today = ["youtube", "threads", "bluesky", "mastodon", "pinterest", "whatsapp", "discord"]
    of_today += ["reddit", "twitch", "malt"]

    assert set(CATALOGUE.networks) == {*of_the_guide, *of_today}


def test_one_network_is_closed_one_emerging_and_all_others_active():
    states = {name: network.status.state for name, network in CATALOGUE.networks.items()}

    assert [name for name, state in states.items() if state == "closed"] == ["viadeo"]
    assert [name for name, state in states.items() if state == "emerging"] == ["work_net_world"]
    assert set(states.values()) == {"active", "closed", "emerging"}


def test_no_score_is_invented_for_what_is_closed_or_unknown():
    assert CATALOGUE.networks["viadeo"].scoring is None
    assert CATALOGUE.networks["work_net_world"].scoring is None


def test_the_two_families_of_the_guide():
    families = {name: network.family for name, network in CATALOGUE.networks.items()}

    professional = {name for name, family in families.items() if family == "professional"}
    assert professional == {"linkedin", "malt", "viadeo", "work_net_world"}


@each_scored
def test_an_active_network_has_the_full_set(name):
    scoring = SCORED[name]

    assert scoring.formats
    assert "fr" in scoring.audience
    for audience in scoring.audience.values():
        assert set(audience.ages) == set(CATALOGUE.ages)
        assert set(audience.publics) == {"b2b", "b2c"}
    assert set(scoring.goals) == set(CATALOGUE.goals)
    assert set(scoring.tones.shares) == set(CATALOGUE.tones)
    assert set(scoring.values.shares) == set(CATALOGUE.values)


@each_scored
def test_a_ladder_goes_from_the_shop_window_to_an_active_routine(name):
    rungs = [rung.rung for rung in SCORED[name].ladder.rungs]

    assert rungs[:5] == ["profile", "occasional", "light", "steady", "active"]
    assert rungs[5:] in ([], ["intense"])


@each_scored
def test_only_the_shop_window_is_a_network_nobody_posts_on(name):
    """Malt is a marketplace: there, nothing is posted at all."""
    silent = [rung.rung for rung in SCORED[name].ladder.rungs if rung.posts_per_week == 0]

    assert silent == (["profile"] if name != "malt" else [*CATALOGUE.rungs][:5])


def test_the_shop_window_alone_is_not_kept_and_the_intense_rung_alone_on_request():
    rungs = CATALOGUE.rungs.values()

    assert [rung.id for rung in rungs if not rung.kept] == ["profile"]
    assert [rung.id for rung in rungs if rung.opt_in] == ["intense"]


def test_ladders_stop_by_default_where_sources_begin_to_disagree():
    """LinkedIn: five posts a week (rows F01 to F13). What lies above is on request."""
    rungs = SCORED["linkedin"].ladder.rungs
    by_default = [r.posts_per_week for r in rungs if not CATALOGUE.rungs[r.rung].opt_in]
    on_request = [r.posts_per_week for r in rungs if CATALOGUE.rungs[r.rung].opt_in]

    assert max(by_default) == 5
    assert min(on_request) > 5


def test_by_default_nobody_is_told_to_post_more_than_once_a_working_day():
    for name, scoring in SCORED.items():
        posts = [
            r.posts_per_week for r in scoring.ladder.rungs if not CATALOGUE.rungs[r.rung].opt_in
        ]
        assert max(posts) <= 5, name


def test_intense_rungs_lie_only_where_figures_go_that_far():
    with_intense = {n for n, s in SCORED.items() if s.ladder.rungs[-1].rung == "intense"}

    assert with_intense == {"linkedin", "instagram", "tiktok"}


def minutes_of(rung: Rung, format_id: str, part: str) -> float:
    """Return what a rung takes, from the counts and the minutes of the files alone."""
    actions = {entry["id"]: entry["minutes"] for entry in RAW["actions.yaml"]["actions"]}
    formats = {entry["id"]: entry for entry in RAW["formats.yaml"]["formats"]}
    actions["post"] = formats[format_id]["production_minutes"]
    return sum(count * actions[name][part] for name, count in rung.counts.items())


@each_scored
@pytest.mark.parametrize("part", ["low", "mode", "high"])
def test_each_rung_takes_more_minutes_than_the_one_below_in_every_format(name, part):
    for format_id in SCORED[name].formats:
        minutes = [minutes_of(r, format_id, part) for r in SCORED[name].ladder.rungs]
        assert minutes == sorted(set(minutes)), format_id


@each_scored
def test_each_rung_posts_and_answers_at_least_as_much_as_the_one_below(name):
    rungs = SCORED[name].ladder.rungs

    for action in CATALOGUE.actions:
        counts = [rung.counts.get(action, 0.0) for rung in rungs[1:]]
        assert counts == sorted(counts), action


@each_scored
def test_fixed_time_is_inside_every_rung(name):
    """Visits, messages and care of the profile are the price of being there at all."""
    for rung in SCORED[name].ladder.rungs:
        fixed = ["upkeep"] if rung.rung == "profile" or name == "malt" else ["upkeep", "read"]
        assert all(rung.counts.get(action, 0) > 0 for action in fixed), rung.rung


def test_adapting_a_piece_takes_less_than_making_it():
    adaptable = [f for f in CATALOGUE.formats.values() if f.adaptation_minutes is not None]

    assert len(adaptable) >= 5
    for made in adaptable:
        for part in ("low", "mode", "high"):
            assert getattr(made.adaptation_minutes, part) < getattr(made.production_minutes, part)


def test_the_profile_list_holds_what_the_guide_asks_for():
    items = CATALOGUE.checklist
    guide = ["real_name", "photo", "pitch", "keywords", "skills", "experiences"]
    guide += ["language_fit", "linked_places"]

    assert set(guide) <= set(items)
    assert items["real_name"].family == items["photo"].family == "professional"
    assert items["pitch"].family is None
    assert all(item.setup_minutes.low > 0 for item in items.values())


def test_red_lines_are_crossed_by_those_one_would_expect():
    crossing: dict[str, set[str]] = {line: set() for line in CATALOGUE.red_lines}
    for network in CATALOGUE.networks.values():
        for line in network.crosses:
            crossing[line].add(network.id)

    assert crossing["meta_group"] == {"facebook", "instagram", "threads", "whatsapp"}
    assert crossing["meta_group"] <= crossing["us_company"]
    assert crossing["chinese_company"] == {"tiktok"}
    assert "x" in crossing["divisive"], "in the words of the guide"
    assert "mastodon" not in crossing["us_company"]
    assert all(crossing.values()), "a line that nobody crosses is no question to ask"


@each_network
def test_a_network_that_wants_a_real_name_crosses_that_line(network: Network):
    assert network.real_name.required == ("real_name" in network.crosses)


# The figures of the design.


def test_criteria_weigh_as_designed():
    weights = {name: criterion.weight for name, criterion in CATALOGUE.criteria.items()}

    assert {name: weight.value for name, weight in weights.items()} == {
        "goals": 0.4,
        "audience": 0.3,
        "formats": 0.2,
        "tone_values": 0.1,
    }
    assert {weight.source for weight in weights.values()} == {"assumption"}


@pytest.mark.parametrize(
    ("constant", "low", "mode", "high", "source"),
    [
        ("reference_posts_per_week", 3, 3, 3, "assumption"),
        ("regularity_floor", 0.2, 0.2, 0.2, "F38"),
        ("regularity_first_active_week", 4, 4, 4, "F38"),
        ("regularity_full_active_week", 20, 20, 20, "F38"),
        ("reciprocity", 0, 0.2, 0.4, "assumption"),
        ("profile_floor", 0.3, 0.5, 0.8, "assumption"),
        ("relay_discount", 1.2, 1.72, 2.2, "N10"),
        ("diversification_bonus", 0.02, 0.035, 0.05, "N01, N02, N03, N04, N05"),
        ("s_curve_threshold", 1, 1, 1, "assumption"),
        ("s_curve_steepness", 1, 1, 1, "assumption"),
        ("generic_exponent", 0.5, 0.75, 1.0, "assumption"),
    ],
)
def test_a_constant_of_the_model_is_as_designed(constant, low, mode, high, source):
    found = getattr(CATALOGUE.model, constant)

    assert (found.low, found.mode, found.high) == (low, mode, high)
    assert found.source == source


@pytest.mark.parametrize(
    ("name", "published", "row"),
    [
        ("threads", 0.42, "R01"),
        ("linkedin", 0.30, "R02"),
        ("instagram", 0.21, "R03"),
        ("facebook", 0.09, "R04"),
        ("x", 0.08, "R05"),
        ("bluesky", 0.05, "R06"),
    ],
)
def test_a_published_reply_lift_is_an_upper_bound(name, published, row):
    """The rows show what goes together, not what causes what: nothing at all is possible."""
    lift = SCORED[name].response.reply_lift

    assert (lift.low, lift.mode, lift.high) == (0, published, published)
    assert lift.rows() == (row,)


def test_where_no_reply_lift_was_published_the_six_stand_in():
    measured = ("threads", "linkedin", "instagram", "facebook", "x", "bluesky")
    others = {name: s.response.reply_lift for name, s in SCORED.items() if name not in measured}

    assert len(others) == 10
    for name, lift in others.items():
        if lift.high > 0:  # where nobody can comment, there is nothing to answer
            assert (lift.low, lift.mode, lift.high) == (0, 0.15, 0.42), name
            assert lift.rows() == ("R01", "R02", "R03", "R04", "R05", "R06"), name


# Sources and dates.


@each_file
def test_every_row_that_is_cited_exists_even_in_a_comment(file):
    text = (DATA_FOLDER / file).read_text(encoding="utf-8")

    assert set(ROW.findall(text)) <= set(CATALOGUE.sources)


def test_rows_are_cited_by_figures_of_many_files():
    cited = {row for placed in SOURCED for row in placed.value.rows()}

    assert len(cited) > 40
    assert cited <= set(CATALOGUE.sources)


@each_file
def test_a_figure_is_sourced_or_assumed_and_never_both(file):
    for found in values_of(RAW[file], "source"):
        assert found == "assumption" or "assumption" not in found
        assert found == "assumption" or ROW.fullmatch(found.split(",")[0])


@each_scored
def test_what_a_goal_owes_to_an_assumption_quotes_no_figure(name):
    """A percentage in a reason is a finding, and a finding has a row."""
    for goal in SCORED[name].goals.values():
        if goal.source == "assumption":
            assert not re.search(r"\d\s*%", goal.reason.fr + goal.reason.en)


def test_a_source_says_who_what_where_and_when():
    for source in CATALOGUE.sources.values():
        assert source.finding.fr != source.finding.en, source.id
        assert source.url.startswith(("https://", "http://")) or "not" in source.url, source.id
        assert not re.search(r"\s", source.url) or not source.url.startswith("http"), source.id


def test_some_sources_speak_against_the_guide():
    contrary = {s.id for s in CATALOGUE.sources.values() if s.stance == "contrary"}

    assert {"N01", "N02", "N03", "N04", "N05"} & contrary
    assert {"F07", "F09", "F10", "F23"} <= contrary


def test_everything_is_to_be_looked_at_again_within_two_years():
    for placed in SOURCED:
        assert placed.checked is not None, (placed.file, placed.key)
        assert placed.expires - placed.checked <= datetime.timedelta(days=731)


def test_nothing_was_checked_in_the_future_of_anything_else():
    """One round of checks: dates that stray are typing errors."""
    checked = {placed.checked for placed in SOURCED}

    assert max(checked) - min(checked) <= datetime.timedelta(days=731)


# Language.


def values_of(value: Any, key: str) -> Iterator[Any]:
    """Yield everything under a key, anywhere in a file."""
    if isinstance(value, dict):
        for name, child in value.items():
            if name == key:
                yield child
            yield from values_of(child, key)
    elif isinstance(value, list):
        for child in value:
            yield from values_of(child, key)


def texts_of(file: str, language: str) -> list[str]:
    return [text for text in values_of(RAW[file], language) if isinstance(text, str)]


def test_texts_are_found_in_both_languages():
    counts = {
        language: sum(len(texts_of(file, language)) for file in RAW) for language in ("fr", "en")
    }

    assert counts["fr"] == counts["en"] > 500


SPACE = "\u00a0\u202f"
FRENCH_FAULTS = {
    "a straight apostrophe": re.compile(r"\w'\w"),
    "straight quotation marks": re.compile(r'"'),
    "no no-break space before ; : ? ! or %": re.compile(rf"[^{SPACE};:?!%]([;:?!](\s|$)|%)"),
    "no no-break space inside « »": re.compile(rf"«[^{SPACE}]|[^{SPACE}]»"),
    "two spaces": re.compile(r"  "),
    "a space before a comma or full stop": re.compile(rf"[ {SPACE}][,.](\s|$)"),
    "a decimal point": re.compile(r"\d\.\d"),
    "three full stops": re.compile(r"\.\.\."),
    "a space at an end": re.compile(r"^\s|\s$"),
}
ENGLISH_FAULTS = {
    "a straight apostrophe": re.compile(r"\w'\w"),
    "a space before punctuation": re.compile(rf"[ {SPACE}][;:?!%,.](\s|$)"),
    "French quotation marks": re.compile(r"[«»]"),
    "a decimal comma": re.compile(r"\d,\d{1,2}(\D|$)"),
    "two spaces": re.compile(r"  "),
    "American spelling": re.compile(
        r"\b(colors?|organiz\w+|favorites?|behavior|centers?|recogniz\w+|program)\b", re.IGNORECASE
    ),
    "a space at an end": re.compile(r"^\s|\s$"),
}


@pytest.mark.parametrize("fault", FRENCH_FAULTS)
@each_file
def test_french_is_set_as_french(file, fault):
    assert [text for text in texts_of(file, "fr") if FRENCH_FAULTS[fault].search(text)] == []


@pytest.mark.parametrize("fault", ENGLISH_FAULTS)
@each_file
def test_english_is_set_as_english(file, fault):
    assert [text for text in texts_of(file, "en") if ENGLISH_FAULTS[fault].search(text)] == []


@pytest.mark.parametrize(
    ("fault", "text"),
    [
        ("a straight apostrophe", "l'oral"),
        ("straight quotation marks", 'dit "réseau"'),
        ("no no-break space before ; : ? ! or %", "Pourquoi ?"),
        ("no no-break space before ; : ? ! or %", "Pourquoi?"),
        ("no no-break space before ; : ? ! or %", "38 % des gens"),
        ("no no-break space before ; : ? ! or %", "deux : un"),
        ("no no-break space inside « »", "« réseau\u00a0»"),
        ("no no-break space inside « »", "«\u00a0réseau »"),
        ("a decimal point", "11.5 millions"),
    ],
)
def test_the_rules_of_french_catch_what_they_are_for(fault, text):
    assert FRENCH_FAULTS[fault].search(text)


@pytest.mark.parametrize("fault", FRENCH_FAULTS)
def test_the_rules_of_french_let_good_french_pass(fault):
    good = "D’abord\u00a0: «\u00a0l’oral\u00a0», à 11,5\u202f%\u00a0; pourquoi pas\u00a0?!"

    assert not FRENCH_FAULTS[fault].search(good)


@each_scored
def test_the_reason_of_an_affinity_is_one_short_sentence(name):
    for goal in SCORED[name].goals.values():
        for text in (goal.reason.fr, goal.reason.en):
            assert len(text) <= 120
            assert text.endswith((".", "?", "!"))


@each_network
def test_a_network_is_told_in_both_languages_and_not_twice_in_one(network: Network):
    for words in (network.origin, network.history, network.purpose, network.status.note):
        assert words.fr != words.en
        assert len(words.fr) > 20


def test_data_mentions_no_path_of_the_machine_it_was_made_on():
    names = ("/" + "work/", "/" + "tmp/", "evidence" + ".md", "design" + ".md")

    for path in FILES:
        text = Path(path).read_text(encoding="utf-8")
        assert [name for name in names if name in text] == [], path.name
