"""A real login: a browser, a provider of OpenID, and the app between them."""

from __future__ import annotations

import pytest

from core.vocabulary import LANGUAGES
from tests.browser.provider import Provider
from tests.browser.server import Server
from tests.browser.workshop import Facilitator

pytestmark = pytest.mark.browser

MAKE, LOG_IN = "Make the workshop", "Log in"


@pytest.fixture(scope="module")
def provider():
    """An institution that says who somebody is."""
    opened = Provider()
    yield opened
    opened.stop()


@pytest.fixture(scope="module")
def guarded(provider):
    """A server whose host asks who makes workshops to log in there."""
    server = Server(secrets=provider.secrets_for)
    yield server
    server.stop()


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_is_refused_makes_no_workshop_and_who_logs_in_does(visit, guarded, provider, language):
    visitor = visit(language, server=guarded)
    visitor.watch.allows(provider.address)
    visitor.arrives("animer")
    visitor.does_not_see(visitor.say(MAKE))

    provider.refuses = True
    visitor.presses_and_leaves(LOG_IN)
    visitor.is_on("")
    visitor.goes_to("animer")
    visitor.does_not_see(visitor.say(MAKE))

    provider.refuses = False
    visitor.presses_and_leaves(LOG_IN)
    visitor.is_on("")
    assert "/atelier?a=" in Facilitator(visitor).makes("Promo")
    assert "prof" not in guarded.log
