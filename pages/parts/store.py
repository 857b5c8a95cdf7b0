"""What pages share: the catalogue, the person's answers, and the analysis of them.

The catalogue and each analysis are computed once for all sessions; answers
live in the session, and `device` keeps them in the visitor's own browser.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import streamlit as st

from core.analysis import Analysis, Groundwork, analyse_on, prepare, without_hours
from core.answers import Answers, to_json
from core.catalogue import Catalogue, load_catalogue
from core.crosschecks import Stale, stale_values
from core.errors import CatalogueError
from core.personas import Persona, load_personas
from core.robustness import Robustness
from core.robustness import robustness as find_robustness
from core.switches import Switch
from core.ways import UsualWays, usual_ways
from pages.parts.kept import MOST_PASSES, Kept, Pass
from pages.parts.language import speech_now
from pages.parts.shelf import Shelf
from pages.parts.told import Told

ANSWERS, REVISION, GUESS_SKIPPED = "answers", "revision", "guess_skipped"
# With fewer than people at once, none would be found again; each takes some 1.3 megabytes.
MOST_ANALYSES = MOST_GROUNDWORKS = 400
KEPT_SECONDS = 20 * 60  # that nobody has asked for it; then it is made anew for who comes back
SEED = 20261124  # the same answers always meet the same cases
SCENARIOS = "scenarios"
PASSES, NO_PASS = "passes", Pass()
CANONICAL = "canonical"
BEFORE = "before"  # (everything as it was, answers that took its place), for undoing


@lru_cache
def _read_catalogue() -> tuple[Catalogue, tuple[Persona, ...]]:
    catalogue = load_catalogue()
    return catalogue, load_personas(catalogue)


@st.cache_resource(show_spinner=False, ttl=datetime.timedelta(hours=6))
def stale() -> tuple[Stale, ...]:
    """Return the values that are past their date today."""
    return stale_values(catalogue(), datetime.date.today())


_told = Shelf[Told](MOST_ANALYSES)
_groundworks = Shelf[Groundwork](MOST_GROUNDWORKS)
_cases = Shelf[Robustness | None](MOST_ANALYSES)


def forget(unused_seconds: float = 0.0) -> None:
    """Let go of the analyses that nobody has asked for in so many seconds."""
    for shelf in (_told, _groundworks, _cases):
        shelf.forget(unused_seconds)


def catalogue() -> Catalogue:
    """Return the catalogue. Call `stop_if_broken` first, once a run."""
    return _read_catalogue()[0]


@lru_cache
def usual() -> UsualWays:
    """Return the ways of those who have said nothing of a network, once for everybody."""
    return usual_ways(catalogue())


def personas() -> tuple[Persona, ...]:
    """Return the examples."""
    return _read_catalogue()[1]


def stop_if_broken() -> None:
    """Show everything that is wrong with the catalogue, if anything is, and end the run."""
    try:
        _read_catalogue()
    except CatalogueError as error:
        say = speech_now().say
        st.title(say("The catalogue cannot be used"))
        st.error(
            say(
                "Mend these entries in the folder data/, then reload. "
                "Run “python -m core check” to see them again."
            )
        )
        st.code(
            "\n".join(str(problem) for problem in error.problems), language=None, wrap_lines=True
        )
        st.stop()


def answers() -> Answers:
    """Return the person's answers so far."""
    if ANSWERS not in st.session_state:
        st.session_state[ANSWERS] = Answers()
    found: Answers = st.session_state[ANSWERS]
    return found


@dataclass
class _Written:
    """Answers, and the same as text."""

    answers: Answers | None = None
    text: str = ""


def canonical() -> str:
    """Return the person's answers as text, written once for the same answers."""
    said = answers()
    kept: _Written = st.session_state.setdefault(CANONICAL, _Written())
    if kept.answers is not said:
        kept.answers, kept.text = said, to_json(said)
    return kept.text


def told() -> Told:
    """Return the analysis of the person's answers, with what has been told and drawn of it."""
    return _told_of(answers(), canonical(), ())


def analysis() -> Analysis:
    """Return the analysis of the person's answers."""
    return told().analysis


def analysis_of(said: Answers, switches: tuple[Switch, ...] = ()) -> Analysis:
    """Return the analysis of other answers, or where some assumptions do not hold."""
    return _told_of(said, to_json(said), switches).analysis


def _told_of(said: Answers, text: str, switches: tuple[Switch, ...]) -> Told:
    def compute() -> Told:
        return Told(analyse_on(_groundwork_of(said, switches), said, catalogue()))

    return _told.get((text, switches), compute)


def _groundwork_of(said: Answers, switches: tuple[Switch, ...]) -> Groundwork:
    """Return what the analysis of these answers has in common with that of other hours."""

    def compute() -> Groundwork:
        ground = prepare(said, catalogue(), switches, usual())
        ground.solutions.pack()
        return ground

    return _groundworks.get((to_json(without_hours(said)), switches), compute)


def robustness(progress: Callable[[float], None]) -> Robustness | None:
    """Return how sure the person's result is, computed once for the same answers.

    `progress` is told the share done, when it is this visitor who computes it.
    """

    def compute() -> Robustness | None:
        generator = np.random.default_rng(SEED)
        return find_robustness(analysis(), catalogue(), generator, progress=progress)

    return _cases.get(canonical(), compute)


def cases() -> Callable[[], Robustness | None]:
    """Return a way to ask the same from a thread that knows no visitor."""
    said, found, known = canonical(), analysis(), catalogue()

    def compute() -> Robustness | None:
        return find_robustness(found, known, np.random.default_rng(SEED))

    return lambda: _cases.get(said, compute)


def example() -> Persona | None:
    """Return the example whose answers these are, none changed; None where they are another's."""
    said = answers()
    return next((one for one in personas() if one.answers == said), None)


def unsaid_by_this_person() -> bool:
    """Return whether no answer is the person's own: there is none, or all are an example's."""
    return answers() == Answers() or example() is not None


def scenarios() -> dict[str, Answers]:
    """Return the answers that the person set aside to compare, by name."""
    kept: dict[str, Answers] = st.session_state.setdefault(SCENARIOS, {})
    return kept


def change(**changes: Any) -> None:
    """Keep some answers, replacing what was said before."""
    st.session_state[ANSWERS] = answers().with_changes(**changes)


def change_time(minutes: int) -> None:
    """Keep how many minutes a week there are."""
    st.session_state[ANSWERS] = answers().with_time(minutes)


def change_network(network_id: str, **changes: Any) -> None:
    """Keep something said of one network."""
    st.session_state[ANSWERS] = answers().with_network(network_id, **changes)


def replace(new: Answers) -> None:
    """Take a whole new set of answers; every question shows it. It can be undone."""
    take(Kept(new, scenarios()))


def everything() -> Kept:
    """Return all that would be lost with this session."""
    skipped = bool(st.session_state.get(GUESS_SKIPPED))
    return Kept(answers(), dict(scenarios()), skipped, dict(passes()))


def passes() -> dict[str, Pass]:
    """Return the workshops of this device by the key of their link, the latest last."""
    kept: dict[str, Pass] = st.session_state.setdefault(PASSES, {})
    return kept


def change_pass(key: str, **changes: Any) -> None:
    """Keep something of one workshop, which becomes the latest."""
    known = passes()
    changed = known.pop(key, Pass()).model_copy(update=changes)
    if changed != Pass():
        st.session_state[PASSES] = dict([*known.items(), (key, changed)][-MOST_PASSES:])


def forget_pass(key: str) -> None:
    """Forget a workshop on this device."""
    passes().pop(key, None)


def take(new: Kept) -> None:
    """Take up everything as it was kept, in place of what there is. It can be undone.

    Workshops stay: who starts again would otherwise be counted twice, and could not
    withdraw what they sent.
    """
    before = everything()
    st.session_state[PASSES] = dict([*new.passes.items(), *passes().items()][-MOST_PASSES:])
    st.session_state[ANSWERS] = new.answers
    st.session_state[SCENARIOS] = dict(new.scenarios)
    st.session_state[REVISION] = revision() + 1
    st.session_state[GUESS_SKIPPED] = new.guess_skipped
    st.session_state[BEFORE] = (before, new.answers)


def may_undo() -> bool:
    """Return whether answers were replaced as a whole, and nothing has changed since."""
    before, after = st.session_state.get(BEFORE, (Kept(), None))
    return not before.unsaid and before != everything() and answers() == after


def undo_is_over() -> bool:
    """Return whether an undo that was on offer no longer holds; it is forgotten then."""
    if BEFORE not in st.session_state or may_undo():
        return False
    before, _ = st.session_state.pop(BEFORE)
    return not before.unsaid


def undo() -> None:
    """Bring everything back that was there before answers were replaced as a whole."""
    take(st.session_state[BEFORE][0])
    del st.session_state[BEFORE]


def revision() -> int:
    """Return how often the answers were replaced as a whole; part of every question's key."""
    return int(st.session_state.get(REVISION, 0))


def may_show_estimate() -> bool:
    """Return whether the person has made their guess, or chosen not to."""
    return answers().guess_minutes is not None or bool(st.session_state.get(GUESS_SKIPPED))


def skip_guess() -> None:
    """Remember that the person would rather see the estimate without guessing."""
    st.session_state[GUESS_SKIPPED] = True
