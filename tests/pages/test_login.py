"""A login before a workshop is made: where the host asks for one, and for nobody else."""

from __future__ import annotations

import pytest
import streamlit as st
from streamlit.errors import StreamlitAuthError

from pages.parts.rooms import JOIN, RUN
from tests.pages.visit import arrive, go, run, words

MAKE, LOG_IN = "Make the workshop", "Log in"
ONE = {"auth": {"client_id": "x", "client_secret": "y", "cookie_secret": "z"}}
TWO = {"auth": {name: {"client_id": "x"} for name in ("google", "campus")}}
HALF = {"auth": {"cookie_secret": "z"}}


def labels(at):
    return [one.label for one in at.button]


def offered(page=RUN, **secrets):
    """Return the buttons of a page on a server with these secrets, and the visit."""
    at = arrive("en")
    at.secrets = secrets
    return labels(go(at, page)), at


@pytest.fixture
def logged_in(monkeypatch):
    monkeypatch.setattr(st, "user", {"is_logged_in": True})


def test_without_a_configuration_nothing_is_said_of_logging_in():
    buttons, at = offered()
    assert MAKE in buttons
    assert not any(label.startswith("Log") for label in buttons)
    assert "logs in" not in words(at)


@pytest.mark.parametrize(
    ("secrets", "ways"),
    [
        (ONE, [LOG_IN]),
        (TWO, ["Log in: google", "Log in: campus"]),
        (HALF, [LOG_IN]),
    ],
)
def test_where_the_host_asks_for_it_nobody_makes_a_workshop_before(secrets, ways):
    buttons, at = offered(**secrets)
    assert [label for label in buttons if label.startswith(LOG_IN)] == ways
    assert MAKE not in buttons
    assert "refused" in words(at)
    assert "Open the workshop" in buttons  # who has a facilitator's link needs no login


def test_who_takes_part_never_logs_in():
    buttons, _ = offered(JOIN, **ONE)
    assert "Join" in buttons
    assert LOG_IN not in buttons


def test_who_has_logged_in_makes_workshops_and_can_log_out(logged_in):
    buttons, at = offered(**ONE)
    assert {MAKE, "Log out"} <= set(buttons)
    assert LOG_IN not in buttons
    at.text_input[0].set_value("Promo")
    run(next(one for one in at.button if one.label == MAKE).click())
    assert "cle=" in at.code[0].value


def test_a_configuration_that_does_not_do_is_told_in_one_sentence(monkeypatch):
    def refuse(_):
        raise StreamlitAuthError("no client_secret")

    monkeypatch.setattr(st, "login", refuse)
    _, at = offered(**ONE)
    run(next(one for one in at.button if one.label == LOG_IN).click())
    assert len(at.error) == 1
    assert "client_secret" not in at.error[0].value
