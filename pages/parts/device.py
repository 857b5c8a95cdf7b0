"""Keeping answers on the visitor's own device: no account, no storage on the server.

A small component in the frame of every page writes them to the browser's local storage and
gives them back to a session that has just begun, be it after a reload or on a new server.
`docs/decisions/0006-answers-on-the-device.md` says how two tabs, a refusing browser and a
hostile text are met.
"""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from core.errors import AnswersError
from pages.parts import store
from pages.parts.kept import Kept, read_kept
from pages.parts.language import speech_now

MEMORY, KEY = "device", "device.component"
PART_KEY = f"{KEY}.part"
PATIENCE_SECONDS = 6  # a browser that has not answered by then is not going to
HTML = '<span class="state" role="status"></span>'
CSS = """
.state { color: var(--st-text-color); font-family: var(--st-font); font-size: 0.8rem;
         opacity: 0.75; white-space: nowrap; }
/* As wide before the first answer as after it: what stands beside it must not move. */
.state:not(.lost) { display: block; text-align: right; }
.state:not(.lost)::after { content: attr(data-widest); display: block; height: 0;
                           overflow: hidden; visibility: hidden; }
.lost { white-space: normal; }
.lost, .refused, .changed { font-weight: 600; opacity: 1; }
"""
JS = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
# A part that runs alone hands its answers to the component of the frame: that one's program
# would be a sixth of what the part sends.
HAND_OVER = """export default ({ data }) => {
  globalThis["peu-mais-bien/1"]?.take?.(data);
};"""  # on several lines: one alone is taken for the name of a file
_component = st.components.v2.component("peu_mais_bien.device", html=HTML, css=CSS, js=JS)
_part = st.components.v2.component("peu_mais_bien.device_part", html="<i></i>", js=HAND_OVER)


@dataclass
class Memory:
    """What a session knows of the device it talks to.

    ask: the question put to the browser, if `there` is one. heard: whether it has been answered;
    until then the device keeps what it holds. fresh: whether it is the session's first. since:
    when it was put, in seconds of a clock that never goes back. given_up: whether the visitor
    waits no longer. force: the last order to overwrite what another tab wrote. changed: whether
    another tab did, and nobody has decided yet. aside: whether the device holds something that
    could not be read. fault: why, until it has been said. text: what it was last given to keep.
    number: how often that has changed.
    """

    ask: str
    there: bool
    heard: bool
    since: float
    fresh: bool = True
    given_up: bool = False
    force: str = ""
    changed: bool = False
    aside: bool = False
    fault: AnswersError | None = None
    text: str | None = None
    number: int = 0


def memory() -> Memory:
    """Return what this session knows of its device."""
    if MEMORY not in st.session_state:
        # Nothing tells an address but a browser: where there is none, nobody will answer.
        there = bool(st.context.url)
        st.session_state[MEMORY] = Memory(_token(), there, not there, time.monotonic())
    found: Memory = st.session_state[MEMORY]
    return found


def _token() -> str:
    return secrets.token_hex(8)


def place(*, silent: bool = False) -> Kept:
    """Put the component into the frame: it keeps the answers and says whether they are kept.

    Returns what it was given to keep. On the wall it is `silent`.
    """
    known, now = memory(), store.everything()
    if known.there:
        _component(
            key=KEY,
            data={**_given(known, now), "words": {} if silent else _words()},
            width="content",
            on_found_change=_hear,
            on_changed_change=_hear,
        )
    return now


def follow() -> None:
    """Keep the answers from inside a part of the page that runs alone: its frame does not run.

    Where the frame has something to take back as well, the whole page runs.
    """
    if store.undo_is_over():
        st.rerun()
    known = memory()
    if known.there:
        _part(key=PART_KEY, data=_given(known, store.everything()), width="content")


def _given(known: Memory, now: Kept) -> dict[str, Any]:
    """Return what the device is given; of two, the later one has the larger number."""
    text = now.text(store.canonical()) if known.heard else None
    if text != known.text:
        known.text, known.number = text, known.number + 1
    return {
        "ask": known.ask,
        "fresh": known.fresh,
        "kept": text,
        "number": known.number,
        "empty": now.empty,
        "force": known.force,
        "aside": known.aside,
    }


def catch_up(placed: Kept) -> None:
    """Run once more if the page has changed answers after they were given to the component."""
    if memory().there and store.everything() != placed:
        st.rerun()


def _words() -> dict[str, str]:
    say = speech_now().say
    return {
        "nothing": say("Not saved yet"),
        "saved": say("Saved on this device"),
        "refused": say("Not saved: this browser refuses"),
        "changed": say("Not saved: changed in another tab"),
        "lost": say(
            "Connection lost: your answers stay on this device. In a workshop, ask for paper if it "
            "does not come back."
        ),
    }


def _hear() -> None:
    """Take in what the browser tells, which is hostile."""
    told, known = st.session_state[KEY], memory()
    found, changed = told.get("found"), told.get("changed")
    if _is_for(known, found) and not known.heard:
        known.heard, known.changed = True, False
        if known.fresh and known.given_up and not store.everything().unsaid:
            known.changed = found.get("stored") is not None  # too late to take it unasked
        else:
            _restore(known, found.get("stored"))
        known.fresh = False
    elif _is_for(known, changed) and known.heard:
        known.changed = True
        if store.everything().unsaid:  # nothing here that could be lost
            take_theirs()


def _is_for(known: Memory, told: Any) -> bool:
    return isinstance(told, dict) and told.get("ask") == known.ask


def _restore(known: Memory, stored: Any) -> None:
    """Take up what the device holds; what cannot be read is refused and stays there."""
    known.aside = False
    if stored is None:
        return
    try:
        store.take(read_kept(str(stored), store.catalogue()))
    except AnswersError as error:
        known.fault, known.aside = error, True


def take_theirs() -> None:
    """Ask the device for what another tab wrote, to go on with that."""
    known = memory()
    known.ask, known.heard, known.changed = _token(), False, False


def keep_mine() -> None:
    """Order the device to overwrite what another tab wrote."""
    known = memory()
    known.force, known.changed = _token(), False


def start_again() -> None:
    """Clear everything, here and on the device, whatever another tab has written there."""
    store.take(Kept())
    keep_mine()


def ready() -> bool:
    """Return whether the page can be shown.

    Until the device has answered it cannot: answers that appear on a page shown empty would
    make it jump under the visitor's hand.
    """
    known = memory()
    return known.heard or known.given_up or not known.fresh


def wait() -> None:
    """Say what the visitor waits for, and wait for it a little while."""
    st.caption(speech_now().say("One moment: looking for your answers on this device …"))
    st.fragment(_give_up, run_every=PATIENCE_SECONDS)()


def _give_up() -> None:
    """Go on without an answer after a while, so that nobody waits forever."""
    known = memory()
    if time.monotonic() - known.since > PATIENCE_SECONDS / 2:
        known.given_up = True
        st.rerun()
