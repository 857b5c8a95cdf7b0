"""What the workshop's screens share: the storage, the clock, addresses, and troubles in words."""

from __future__ import annotations

import datetime
import math
import secrets
import socket
from collections.abc import Callable
from typing import TypeVar
from urllib.parse import urlsplit

import streamlit as st

from core.workshop import codes
from core.workshop.settings import Step
from pages.parts import links
from pages.parts.language import speech_now
from pages.parts.speech import Speech
from pages.storage.connection import workshops
from pages.storage.errors import Trouble
from pages.storage.workshops import Workshops

JOIN, RUN, WALL = (f"pages/workshop/{name}.py" for name in ("join", "run", "wall"))
LINK, SECRET = "a", "cle"  # what an address carries: the key to join with, a facilitator's secret
SOMEWHERE_ELSE = ("192.0.2.1", 80)  # an address of documentation (RFC 5737): nobody is there
VISITOR, FAULT = "workshop.visitor", "workshop.fault"
Result = TypeVar("Result")


def storage() -> Workshops:
    """Return where workshops are kept. Raises Trouble where it cannot be reached."""
    return workshops()


def now() -> datetime.datetime:
    """Return the present moment."""
    return datetime.datetime.now(datetime.UTC)


def visitor() -> str:
    """Return what attempts to guess a code are counted by: this session, and nobody's address."""
    found: str = st.session_state.setdefault(VISITOR, codes.idempotency_key(secrets.token_bytes))
    return found


def attempt(act: Callable[[], Result]) -> Result | None:
    """Return what an act gives; where the storage refuses, say why and return None."""
    try:
        return act()
    except Trouble as trouble:
        st.error(trouble_sentence(trouble, speech_now()), icon=":material/error:")
        return None


def tell_next_run(trouble: Trouble) -> None:
    """Run anew, and say there what went wrong: this run would be cut short before it is read."""
    tell_in_this_run(trouble)
    st.rerun()


def tell_in_this_run(trouble: Trouble) -> None:
    """From the callback of a click: have the run that follows say what went wrong."""
    st.session_state[FAULT] = trouble


def tell_fault() -> None:
    """Say once what went wrong in the run before."""
    trouble: Trouble | None = st.session_state.pop(FAULT, None)
    if trouble is not None:
        st.error(trouble_sentence(trouble, speech_now()), icon=":material/error:")


def trouble_sentence(trouble: Trouble, speech: Speech) -> str:
    """Return what went wrong and what to do, in one or two sentences."""
    say = speech.say
    wait = math.ceil((trouble.wait_seconds or 0) / 60)
    texts = {
        "full": say(
            "The workshop’s memory is full. Your answers stay on this device: tell the facilitator."
        ),
        "unknown": say(
            "No workshop is found here: the code or link is wrong, or it has been replaced or "
            "deleted."
        ),
        "closed": say("Joining is closed. Ask the facilitator to open it again."),
        "expired": say("This workshop is over, and everything in it has been deleted."),
        "too_many_attempts": speech.count(
            "Too many attempts. Wait {number} minute, then try again.",
            "Too many attempts. Wait {number} minutes, then try again.",
            max(1, wait),
        ),
        "crowded": say("This workshop is full: no one else can join."),
        "not_joined": say("This device no longer takes part in the workshop. Join again."),
    }
    other = say(
        "The workshop is not responding just now. Your answers stay on this device: "
        "try again in a moment."
    )
    return texts.get(trouble.reason, other)


def address_of(page: str, **asked: str) -> str:
    """Return the whole address of a page of the app, with what it asks for."""
    asking = "&".join(f"{name}={value}" for name, value in asked.items())
    return f"{links.base_address()}/{page}" + (f"?{asking}" if asking else "")


def only_here() -> bool:
    """Return whether the app's address means this very computer, so that no phone can open it."""
    return urlsplit(st.context.url or "").hostname in ("localhost", "127.0.0.1", "::1")


def own_address() -> str:
    """Return the address of the app for others on the local network, as far as can be told.

    No message leaves: the system is only asked from which of its addresses one would go out.
    """
    parts = urlsplit(links.base_address())
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            asking.connect(SOMEWHERE_ELSE)
            host = str(asking.getsockname()[0])
        except OSError:
            host = socket.gethostname()
    return f"{parts.scheme}://{host}" + (f":{parts.port}" if parts.port else "") + parts.path


def step_name(step: Step, speech: Speech) -> str:
    """Return what a step of the hour is called."""
    say = speech.say
    return {
        "guess": say("Guess"),
        "answer": say("Answer"),
        "reveal": say("Reveal"),
        "discuss": say("Discuss"),
        "guess_again": say("Guess again"),
    }[step]


def step_task(step: Step, speech: Speech) -> str:
    """Return what a participant does in a step of the hour."""
    say = speech.say
    return {
        "guess": say("Say what you think, before anything is counted."),
        "answer": say("Answer below, read the preview, then send."),
        "reveal": say("Look at the wall."),
        "discuss": say("Put the phone down and talk."),
        "guess_again": say("Guess once more below, then send the correction."),
    }[step]
