"""The self-check on screen: what was expected, what was found, what passed, what was skipped."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd
import streamlit as st

from core.selfcheck import Check, Greedy, SelfCheck, Values, self_check
from pages.parts import store
from pages.parts.language import speech_now
from pages.parts.speech import NO_BREAK, Speech

SEED = 20_26
RESULT = "about.selfcheck"
MOST_VALUES = 4


def run() -> None:
    """Run every check, and keep the result for this visit."""
    st.session_state[RESULT] = self_check(
        store.catalogue(), store.personas(), np.random.default_rng(SEED)
    )


def last() -> SelfCheck | None:
    """Return the result of the last run in this visit; None before the first."""
    return st.session_state.get(RESULT)


def summary(result: SelfCheck, speech: Speech) -> str:
    """Return how many checks passed."""
    return speech.say(
        "{passed} of {total} checks passed",
        passed=speech.number(result.passed),
        total=speech.number(len(result.checks)),
    )


def show(result: SelfCheck) -> None:
    """Show the count, what failed or was skipped, every check, and the rule of thumb."""
    speech = speech_now()
    good = result.passed == len(result.checks)
    say_it = st.success if good else st.error
    say_it(summary(result, speech), icon=":material/check:" if good else ":material/error:")
    for name in result.skipped:
        st.info(
            speech.say(
                "Skipped, and not counted: {name} (not installed here).",
                name=names(speech).get(name, name),
            ),
            icon=":material/info:",
        )
    people = {p.id: speech.words(p.introduction.name).split(",")[0] for p in store.personas()}
    for title, checks in groups(result, speech).items():
        st.header(title, anchor=False)
        st.table(checks_table(checks, speech, people), hide_index=True)
    st.header(speech.say("A rule of thumb beside the exact choice"), anchor=False)
    st.markdown(
        speech.say(
            "Always taking whatever brings most presence a minute is quick. This shows how "
            "often, and by how much, that rule falls short when it reaches an allowed "
            "choice at all. It is not a test to pass or fail."
        )
    )
    st.table(greedy_table(result.greedy, speech), hide_index=True)


def groups(result: SelfCheck, speech: Speech) -> dict[str, list[Check]]:
    """Return the checks by what they are about."""
    titles = {
        "portfolio": speech.say("The exact choice"),
        "example": speech.say("The examples"),
    }
    found: dict[str, list[Check]] = {}
    for check in result.checks:
        title = titles.get(check.name.split("_")[0], speech.say("Published tables"))
        found.setdefault(title, []).append(check)
    return found


def checks_table(checks: Iterable[Check], speech: Speech, people: dict[str, str]) -> pd.DataFrame:
    """Return one row per check: its name, whether it passed, and its figures."""
    say, known = speech.say, names(speech)
    return pd.DataFrame(
        [
            {
                say("Check"): _named(known.get(check.name, check.name), check, speech, people),
                say("Result"): say("✓ passed") if check.passed else say("✗ failed"),
                say("Expected"): say(
                    "{values} ({tolerance})",
                    values=_values(check.expected, speech),
                    tolerance=tolerance(check.tolerance, speech),
                ),
                say("Found"): _values(check.found, speech),
            }
            for check in checks
        ]
    )


def greedy_table(rules: Iterable[Greedy], speech: Speech) -> pd.DataFrame:
    """Return how often and how far the rule of thumb falls short, one row per set of problems."""
    say = speech.say
    titles = {
        "greedy_random": say("Random problems"),
        "greedy_examples": say("The examples"),
    }
    return pd.DataFrame(
        [
            {
                say("On"): titles.get(rule.name, rule.name),
                say("Falls short"): say(
                    "{number} times of {total}",
                    number=speech.number(rule.short),
                    total=speech.number(len(rule.shares)),
                ),
                say("On average by"): speech.percent(rule.mean),
                say("At worst by"): speech.percent(rule.worst),
            }
            for rule in rules
        ]
    )


def tolerance(value: float, speech: Speech) -> str:
    """Return how far a value may be: "± 0.0001", or "exact"."""
    return f"±{NO_BREAK}{speech.number(value, 9)}" if value else speech.say("exact")


def _named(name: str, check: Check, speech: Speech, people: dict[str, str]) -> str:
    if check.subject:
        who = people.get(check.subject, check.subject)
        return speech.say("{name}: {value}", name=who, value=name)
    if check.cases > 1:
        return speech.count(
            "{name} ({number} question)", "{name} ({number} questions)", check.cases, name=name
        )
    return name


def _values(values: Values, speech: Speech) -> str:
    """Return the values, the first of many."""
    shown = " · ".join(_number(value, speech) for value in values[:MOST_VALUES])
    return f"{shown}{NO_BREAK}…" if len(values) > MOST_VALUES else shown


def _number(value: float, speech: Speech) -> str:
    if not np.isfinite(value):
        return speech.say("no value")
    return speech.number(value, 4).replace("-", "−")


def names(speech: Speech) -> dict[str, str]:
    """Return what each check is about."""
    say = speech.say
    return {
        "topsis_tzeng_huang": say("TOPSIS, table of Tzeng and Huang (2011)"),
        "topsis_opricovic_tzeng": say("TOPSIS, mountain climb of Opricovic and Tzeng (2004)"),
        "vikor_opricovic_tzeng": say("VIKOR, mountain climb of Opricovic and Tzeng (2004)"),
        "promethee_zhao": say("PROMETHEE II, flows of Zhao and others (2013)"),
        "smaa_ranks": say("SMAA-2, four equal networks: equal shares of every rank"),
        "smaa_weights": say("SMAA-2, four equal networks: equal central weights"),
        "smaa_specialists": say("SMAA-2, two specialists: three quarters for their own strength"),
        "portfolio_everything": say("Largest difference with trying every combination"),
        "portfolio_allowed": say("Choices that break a rule"),
        "portfolio_program": say("Largest difference with SciPy’s integer programming"),
        "portfolio_greedy": say("Times that a rule of thumb does better"),
        "example_plan": say("there is a selection"),
        "example_week": say("minutes beyond the week, minutes counted"),
        "example_vetoes": say("networks kept against their wish"),
        "example_sums": say("parts that do not add up to their whole"),
        "example_presence": say("presence of the selection, added up anew"),
    }
