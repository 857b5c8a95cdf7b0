"""A picture is drawn again where its data have changed, and only there."""

from __future__ import annotations

import pytest

from benchmarks.browser import SCRIPT
from core.link import to_link
from tests.pages.people import PERSONAS

pytestmark = pytest.mark.browser


def test_a_page_that_runs_anew_draws_nothing_again_until_something_changes(visit, catalogue):
    visitor = visit("fr")
    visitor.page.add_init_script(path=SCRIPT)
    visitor.arrives(f"moins?r={to_link(PERSONAS['ines'].answers, catalogue)}")
    number = len(visitor.sees_pictures())
    visitor.page.evaluate("countDrawn()")
    before = visitor.runs
    visitor.presses("Start again")
    visitor.confirms("Keep everything")
    assert visitor.runs > before
    assert visitor.page.evaluate("drawn") == [0] * number

    visitor.moves_hours("Hours a week", 9)
    visitor.page.wait_for_function("drawn[0] > 0")
