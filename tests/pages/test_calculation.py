"""The calculation written out: whoever follows it with a pocket calculator finds our figures."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

import pytest
from hypothesis import given

from core.analysis import Analysis, analyse
from core.fit import criterion_weights
from core.vocabulary import LANGUAGES
from pages.parts import explanations
from pages.parts.calculation import in_full, of_plan, way_shown
from pages.parts.speech import Speech, speech
from pages.parts.tables import rung_name
from tests.core.strategies import CATALOGUE, LAW, a_person, answers_strategy
from tests.pages.people import AT_THE_EDGES, PERSONAS
from tests.pages.tongues import strangers
from tests.test_translations import typographic_faults

EVERYBODY = {
    **{name: analyse(persona.answers, CATALOGUE) for name, persona in PERSONAS.items()},
    **{
        name: analyse(AT_THE_EDGES[name], CATALOGUE)
        for name in (
            *("nothing said", "goals alone", "168 hours", "locks that do not fit", "no formats"),
            *("own network, rated", "every minute counted", "weights beyond the scale"),
        )
    },
}
PERSON = pytest.mark.parametrize("who", EVERYBODY)
IN = pytest.mark.parametrize("spoken", [speech(name) for name in LANGUAGES], ids=LANGUAGES)


# Reading numbers back ---------------------------------------------------------------


@dataclass(frozen=True)
class Near:
    """A number of which only some decimals are known: it lies between two others."""

    low: float
    high: float

    def __add__(self, other):
        return Near(self.low + other.low, self.high + other.high)

    def __sub__(self, other):
        return Near(self.low - other.high, self.high - other.low)

    def __mul__(self, other):
        ends = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Near(min(ends), max(ends))

    def __truediv__(self, other):
        if other.low <= 0 <= other.high:
            return Near(-math.inf, math.inf)
        return self * Near(1 / other.high, 1 / other.low)

    def __pow__(self, other):
        base = (max(0.0, self.low), self.high)
        ends = [a**b for a in base for b in (other.low, other.high) if a or b > 0]
        return Near(min(ends), max(ends))


NUMBERS = {
    "fr": re.compile(r"\d{1,3}(?:[\u202f\u00a0]\d{3})+(?:,\d+)?|\d+(?:,\d+)?"),
    "en": re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"),
}
SIGNS = {"+": "__add__", "−": "__sub__", "×": "__mul__", "÷": "__truediv__", "^": "__pow__"}
RANKS = ("+−", "×÷", "^")


def number(shown: str, language: str) -> float:
    plain = re.sub(r"[\u202f\u00a0]", "", shown)
    return float(plain.replace(",", ".") if language == "fr" else plain.replace(",", ""))


def evaluate(expression: str, language: str, decimals: int | list[int]) -> Near:
    """Return what an expression comes to, each number being known to some decimals."""
    tokens = re.findall(rf"{NUMBERS[language].pattern}|[-+−×÷^()]", expression)
    assert "".join(tokens) == re.sub(r" ", "", expression), expression
    known = iter(decimals if isinstance(decimals, list) else [decimals] * len(tokens))

    def atom() -> Near:
        token = tokens.pop(0)
        if token == "(":
            inside = level(0)
            assert tokens.pop(0) == ")"
            return inside
        value, half = number(token, language), 0.5 * 10 ** -next(known) + 1e-9
        return Near(value - half, value + half)

    def level(rank: int) -> Near:
        if rank == len(RANKS):
            return atom()
        value = level(rank + 1)
        while tokens and tokens[0] in RANKS[rank]:
            value = getattr(value, SIGNS[tokens.pop(0)])(level(rank + 1))
        return value

    found = level(0)
    assert not tokens, expression
    return found


@dataclass(frozen=True)
class Line:
    """A line of a calculation: its label, what is computed, and what comes out."""

    label: str
    expression: str
    value: float
    language: str

    def holds(self, decimals: int | list[int], result: int) -> bool:
        """Return whether the expression may come to the value, both as precise as they are."""
        if not self.expression:
            return True
        near, half = evaluate(self.expression, self.language, decimals), 0.5 * 10**-result + 1e-9
        return near.low - half <= self.value <= near.high + half


LINE = re.compile(r"^- (?P<label>.+?)[\u00a0]?: (?P<rest>[\d(][\d\s,.()+−×÷^=]*(?:min)?)$")


def lines_of(text: str, spoken: Speech) -> list[list[Line]]:
    """Return the lines that compute something, part by part."""
    parts: list[list[Line]] = [[]]
    for line in text.split("\n"):
        if line.startswith("*"):
            parts.append([])
        found = LINE.match(line)
        if found:
            rest = found["rest"].removesuffix("min").strip(" \u00a0")
            expression, _, value = rest.rpartition(" = ")
            shown = number(value, spoken.language)
            parts[-1].append(Line(found["label"], expression, shown, spoken.language))
    return [part for part in parts if part]


def test_numbers_are_read_back_in_both_languages():
    assert number("1\u202f234,5", "fr") == number("1,234.5", "en") == 1234.5
    assert NUMBERS["fr"].fullmatch("1\u202f234,5")
    assert NUMBERS["en"].fullmatch("1,234.5")


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("2 + 3 × 4", 14),
        ("(2 + 3) × 4", 20),
        ("10 − 2 − 3", 5),
        ("8 ÷ 2 ÷ 2", 2),
        ("2 × 3 ^ 2", 18),
        ("(6 ÷ 3) ^ 2 ÷ 4", 1),
        ("0.2 ^ ((20 − 12) ÷ (20 − 4))", 0.2**0.5),
    ],
)
def test_expressions_are_worked_out_as_at_school(expression, value):
    near = evaluate(expression, "en", 9)

    assert near.low == pytest.approx(value, abs=1e-6)
    assert near.high == pytest.approx(value, abs=1e-6)


def test_a_sum_that_is_off_by_more_than_rounding_is_noticed():
    assert Line("", "28.8 + 27.45", 56.25, "en").holds(2, 2)
    assert not Line("", "28.8 + 27.45", 56.28, "en").holds(2, 2)
    assert Line("", "100 × 0.5 × 0.9231", 46.2, "en").holds([0, 4, 4], 1)


# One network ---------------------------------------------------------------------------


def networks_of(analysis: Analysis) -> list[str]:
    return [name for name, network in analysis.networks.items() if way_shown(analysis, name)]


@IN
@PERSON
def test_fit_adds_up_criterion_by_criterion(who, spoken):
    analysis = EVERYBODY[who]
    weights = criterion_weights(analysis.answers, CATALOGUE)
    for name in networks_of(analysis):
        fit = analysis.networks[name].fit
        *criteria, total = lines_of(in_full(analysis, name, spoken, CATALOGUE), spoken)[0]
        known = [c for c, score in fit.scores.items() if score is not None]

        labels = [spoken.words(CATALOGUE.criteria[c].label) for c in known]
        assert [line.label for line in criteria] == labels
        for criterion, line in zip(known, criteria, strict=True):
            assert line.value == pytest.approx(100 * fit.contributions[criterion], abs=0.00501)
            numbers = NUMBERS[spoken.language].findall(line.expression)
            assert number(numbers[0], spoken.language) == pytest.approx(
                weights[criterion], abs=0.00006
            )
            assert number(numbers[-1], spoken.language) == pytest.approx(
                100 * fit.scores[criterion], abs=0.00501
            )
            assert line.holds([*[4] * (len(numbers) - 1), 2], 2), line
        assert total.value == pytest.approx(100 * fit.score, abs=0.00501)
        assert total.holds(2, 2), total


@IN
@PERSON
def test_minutes_add_up_to_those_of_the_pace(who, spoken):
    analysis = EVERYBODY[who]
    for name in networks_of(analysis):
        way = way_shown(analysis, name)
        text = in_full(analysis, name, spoken, CATALOGUE)
        *actions, total, charged = lines_of(text, spoken)[1]

        assert rung_name(way, spoken, CATALOGUE) in text
        assert [line.value for line in actions] == pytest.approx(
            [part.mode for part in way.effort.values()], abs=0.00501
        )
        for action, line in zip(way.effort, actions, strict=True):
            assert line.label.startswith(spoken.words(CATALOGUE.actions[action].label))
            assert line.holds(4, 2), line
        assert total.value == pytest.approx(way.minutes.mode, abs=0.00501)
        assert total.holds(2, 2), total
        assert charged.value == way.steps * 5 >= total.value - 0.01


@IN
@PERSON
def test_presence_is_the_product_of_its_factors(who, spoken):
    analysis = EVERYBODY[who]
    for name in networks_of(analysis):
        found = way_shown(analysis, name).presence
        text = in_full(analysis, name, spoken, CATALOGUE)
        fit, *others, index = lines_of(text, spoken)[2]
        factors = [found.profile, found.response, found.regularity, found.replies]

        assert fit.value == pytest.approx(found.fit, abs=0.00006)
        assert fit.holds([2, 0], 4), fit
        assert [line.value for line in others] == pytest.approx(
            [*factors, found.reciprocity], abs=0.00006
        )
        assert [line for line in others if not line.holds(4, 4)] == []
        assert index.value == pytest.approx(found.index, abs=0.0501)
        assert index.holds([0, *[4] * 6], 1), index


@LAW
@given(answers_strategy(CATALOGUE))
def test_whoever_asks_the_calculation_holds(answers):
    """From nothing said to everything said, own counts, minutes and weights included."""
    analysis, spoken = analyse(answers, CATALOGUE), speech("fr")
    for name in networks_of(analysis):
        fit, effort, presence = lines_of(in_full(analysis, name, spoken, CATALOGUE), spoken)
        way = way_shown(analysis, name)

        assert fit[-1].value == pytest.approx(100 * analysis.networks[name].score, abs=0.00501)
        assert fit[-1].holds(2, 2)
        assert effort[-2].value == pytest.approx(way.minutes.mode, abs=0.00501)
        assert effort[-2].holds(2, 2)
        assert presence[-1].value == pytest.approx(way.presence.index, abs=0.0501)
        assert presence[-1].holds([0, *[4] * 6], 1)
        assert [line for line in effort[:-2] if not line.holds(4, 2)] == []
        assert [line for line in presence[1:-1] if not line.holds(4, 4)] == []


def test_factors_are_explained_and_not_only_stated():
    """The steady pace of Mastodon, half checked: each factor that is not 1 has its sum."""
    analysis = EVERYBODY["mai_lan"]
    _, _, presence = lines_of(in_full(analysis, "mastodon", speech("en"), CATALOGUE), speech("en"))

    shown = {line.label: line.expression for line in presence}
    assert shown["Profile"] == "0.5 + (1 − 0.5) × 0.6"
    assert shown["Response to posts"] == "(3 ÷ 3) ^ 0.75"


def test_a_relay_is_divided_and_rare_posts_lose_their_effect():
    everything = "\n".join(
        in_full(analysis, name, speech("en"), CATALOGUE)
        for analysis in EVERYBODY.values()
        for name in networks_of(analysis)
    )

    assert re.search(r"\) \^ 0\.\d+ ÷ 1\.72 = ", everything)
    assert "Posts (Text, adapted)" in everything
    assert re.search(r"Regularity: 0\.2 \^ \(\(20 − 13\) ÷ \(20 − 4\)\) = 0\.\d+", everything)


@pytest.mark.parametrize(
    ("posts", "shown"),
    [
        (0.1, "0.2 ^ ((20 − 4) ÷ (20 − 4))"),  # 2.6 weeks of 26: nothing more is lost below 4
        (0.5, "0.2 ^ ((20 − 13) ÷ (20 − 4))"),
        (0.8, ""),  # 20.8 weeks: whole
        (9.0, ""),
    ],
)
def test_regularity_stays_between_its_two_ends(posts, shown):
    """The reference pace of Mastodon, at which this person posts as often as they say."""
    said = {"mastodon": {"counts": {"steady": {"post": posts}}, "lock": "never"}}
    analysis = analyse(a_person(networks=said), CATALOGUE)
    _, _, presence = lines_of(in_full(analysis, "mastodon", speech("en"), CATALOGUE), speech("en"))
    regularity = next(line for line in presence if line.label == "Regularity")

    assert regularity.expression == shown
    assert regularity.holds(4, 4)
    assert regularity.value == pytest.approx(
        way_shown(analysis, "mastodon").presence.regularity, abs=0.00006
    )


def test_a_network_left_out_says_why_and_one_without_a_score_shows_none():
    closed = in_full(EVERYBODY["ines"], "viadeo", speech("en"), CATALOGUE)

    assert "This network is closed" in closed
    assert lines_of(closed, speech("en")) == []


# The selection -------------------------------------------------------------------------


@IN
@PERSON
def test_the_selection_adds_up_with_its_bonus(who, spoken):
    analysis = EVERYBODY[who]
    best = analysis.best
    text = of_plan(analysis, spoken, CATALOGUE)
    if best is None:
        assert text == ""
        return
    lines = {line.label: line for part in lines_of(text, spoken) for line in part}
    minutes, presence = (lines.get(spoken.say(s)) for s in ("Time a week", "Useful presence"))
    bonus = lines.get(spoken.say("With a second kind of content"))

    alone = sum(way.presence.index for way in best.choice.values())
    assert minutes.value == best.minutes
    assert minutes.holds(0, 0)
    assert presence.value == pytest.approx(alone, abs=0.0501)
    assert presence.holds(1, 1)
    assert (bonus is not None) is (best.presence > alone + 1e-9)
    if bonus is not None:
        assert bonus.value == pytest.approx(best.presence, abs=0.0501)
        assert bonus.holds([1, 0, 4], 1)


@IN
@PERSON
def test_the_next_best_number_is_the_best_of_the_other_sizes(who, spoken):
    analysis = EVERYBODY[who]
    if analysis.best is None:
        return
    text, best = of_plan(analysis, spoken, CATALOGUE), analysis.best
    others = [
        plan
        for size, plan in enumerate(analysis.best_by_count)
        if plan is not None and size != len(best.kept)
    ]
    second = max((plan.presence for plan in others), default=None)
    difference = [
        line
        for part in lines_of(text, spoken)
        for line in part
        if line.label == spoken.say("Your selection brings more by")
    ]

    assert len(difference) == (second is not None)
    for line in difference:
        assert line.value == pytest.approx(best.presence - second, abs=0.0501)
        assert line.holds(1, 1)
        assert all(
            analysis.networks[name].name in text
            for plan in others
            if plan.presence == second
            for name in plan.kept
        )


# All sizes, in both languages ------------------------------------------------------------


@IN
@PERSON
def test_every_size_of_every_explanation_is_of_one_language_and_well_set(who, spoken):
    analysis = EVERYBODY[who]
    texts = [of_plan(analysis, spoken, CATALOGUE), explanations.plan_sentence(analysis, spoken)]
    texts.append(explanations.plan_screen(analysis, spoken))
    for name in analysis.networks:
        for explain in (in_full, explanations.network_sentence, explanations.network_screen):
            texts.append(explain(analysis, name, spoken, CATALOGUE))

    assert strangers(texts, spoken.language) == set()
    assert [t for t in texts if re.search(r"\b(None|nan|inf)\b|[{}]", t)] == []
    if spoken.language == "fr":
        assert {t: found for t in texts if (found := typographic_faults(t))} == {}


@IN
@PERSON
def test_the_three_sizes_agree_and_grow(who, spoken):
    analysis = EVERYBODY[who]
    for name in networks_of(analysis):
        network, way = analysis.networks[name], way_shown(analysis, name)
        sentence = explanations.network_sentence(analysis, name, spoken, CATALOGUE)
        screen = explanations.network_screen(analysis, name, spoken, CATALOGUE)

        assert network.name in sentence
        if network.veto is None:
            assert spoken.number(100 * network.score) in sentence
            assert spoken.duration(way.minutes.mode) in sentence
        assert sentence in screen
        assert len(sentence) < len(screen) < len(in_full(analysis, name, spoken, CATALOGUE))


@PERSON
def test_one_screen_names_what_suits_best_takes_longest_and_holds_back_most(who):
    analysis, spoken = EVERYBODY[who], speech("en")
    for name in networks_of(analysis):
        network, way = analysis.networks[name], way_shown(analysis, name)
        screen = explanations.network_screen(analysis, name, spoken, CATALOGUE)
        scores = {c: s for c, s in network.fit.scores.items() if s is not None}
        told = re.search(r"best on: (.+?) \((\d+) out of 100\); least on: (.+?) \((\d+)\)", screen)
        time = re.search(r"goes to: (.+?)\. It may", screen)
        held = re.search(r"held back most by: (.+?) \((\d+)% of", screen)

        assert (told is None) is (len(scores) < 2)
        if told:
            assert int(told[2]) == round(100 * max(scores.values()))
            assert int(told[4]) == round(100 * min(scores.values()))
        longest = max(way.effort.items(), key=lambda part: part[1].mode, default=None)
        if longest:
            first = spoken.words(CATALOGUE.actions[longest[0]].label)
            assert time[1].split(" ")[0] == first.split(" ")[0]
        found = way.presence
        least = min(
            *(found.profile, found.response, found.regularity, found.replies, found.reciprocity)
        )
        assert (held is None) is (least >= 1)
        if held:
            assert int(held[2]) == pytest.approx(100 * least, abs=0.51)
