"""The cards of the networks to keep: what the plan says, in the order of what it brings."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from core.analysis import analyse
from core.link import to_link
from pages.parts.speech import speech
from tests.browser.visitor import DESKTOP, PHONE
from tests.core.strategies import a_person
from tests.pages.people import PERSONAS

pytestmark = pytest.mark.browser

OWN = "Le forum d’à côté & (bis)"


def cards(visitor) -> Locator:
    return visitor.page.locator(".cards li")


@pytest.mark.parametrize(("language", "width"), [("fr", PHONE), ("en", DESKTOP)])
def test_each_network_to_keep_has_a_card(visit, catalogue, language, width):
    said = PERSONAS["ines"].answers
    analysis = analyse(said, catalogue)
    kept = [way for way in analysis.best.choice.items() if way[1].kept]
    kept.sort(key=lambda way: -way[1].presence.index)
    visitor = visit(language, width)
    visitor.arrives(f"moins?lang={language}&r={to_link(said, catalogue)}")

    expect(cards(visitor)).to_have_count(len(kept))
    names = [analysis.networks[name].name for name, _ in kept]
    times = [speech(language).duration(way.minutes.mode) for _, way in kept]
    assert visitor.page.locator(".cards .name").all_inner_texts() == names
    assert visitor.page.locator(".cards .time").all_inner_texts() == times
    assert all(visitor.page.locator(".cards .task").all_inner_texts())


def test_other_hours_change_the_cards_where_they_stand(visit, catalogue):
    visitor = visit("fr")
    visitor.arrives(f"moins?r={to_link(PERSONAS['ines'].answers, catalogue)}")
    expect(cards(visitor)).not_to_have_count(0)
    before, few = visitor.page.locator(".cards").element_handle(), cards(visitor).count()

    visitor.moves_hours("Hours a week", 19)

    expect(cards(visitor)).not_to_have_count(few)
    assert before.evaluate("cards => cards.isConnected")


def test_a_network_of_one_s_own_is_called_as_it_was_written(visit, catalogue):
    said = a_person(
        weekly_minutes=600,
        only_named=True,
        own_networks=[{"id": "own_1", "name": OWN}],
        networks={"own_1": {"state": "on", "ratings": dict.fromkeys(catalogue.criteria, 1.0)}},
    )
    visitor = visit("fr")
    visitor.arrives(f"moins?r={to_link(said, catalogue)}")

    expect(visitor.page.locator(".cards .name")).to_have_text(OWN)
