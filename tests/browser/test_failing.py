"""When the app itself fails, a visitor is told so in their language, and has a way on."""

import pytest
from playwright.sync_api import expect

from tests.browser.faults import PLACES, SECRET
from tests.browser.server import Server
from tests.browser.visitor import PHONE, Visitor

pytestmark = pytest.mark.browser

TOLD = (
    "Something went wrong here. Your answers are kept on this device. "
    "Reload this page, or go back to the start."
)


@pytest.fixture(scope="module")
def failing():
    server = Server(program="tests/browser/failing_app.py")
    yield server
    server.stop()


@pytest.mark.parametrize("place", PLACES)
def test_a_fault_is_told_plainly_wherever_it_is(browser, failing, place):
    visitor = Visitor(browser, failing.address, "fr", PHONE)
    visitor.arrives()
    before = len(failing.log)

    visitor.main.get_by_role("button", name=place).click()

    visitor.sees(visitor.say(TOLD))
    visitor.does_not_see(SECRET)
    expect(visitor.page.get_by_test_id("stException")).to_have_count(0)
    assert "Traceback" in failing.log[before:], "whoever keeps the server can look into it"
    visitor.follows("To the start")
    visitor.is_on("")
    visitor.does_not_see(visitor.say(TOLD))
    visitor.leaves()
