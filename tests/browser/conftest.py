"""What the browser tests share: a browser, a server, and visitors who are watched."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from core.catalogue import Catalogue, load_catalogue
from core.vocabulary import Language
from dev import NO_BROWSER, SetUpError, find_browser
from pages.charts.palette import Theme
from tests.browser.server import Server
from tests.browser.visitor import DESKTOP, Visitor

# No sandbox: continuous integration runs as root. The rest keeps the browser itself silent.
OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
Visit = Callable[..., Visitor]


# Package, not session: Playwright keeps an event loop running, which other tests may not share.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """A browser of the Chromium family that this machine has."""
    program = find_browser()
    if program is None:
        raise SetUpError(NO_BROWSER)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=OPTIONS)
        yield opened
        opened.close()


@pytest.fixture(scope="package")
def warm_server() -> Iterator[Server]:
    """A server that many visitors share."""
    server = Server()
    yield server
    server.stop()


@pytest.fixture
def cold_server() -> Iterator[Server]:
    """A server that nobody has visited yet."""
    server = Server()
    yield server
    server.stop()


@pytest.fixture
def visit(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """Let visitors in, on the shared server unless told otherwise.

    Whatever a test is about, at its end no visitor's page has sent a request
    to another host or reported an error, and no server a traceback.
    """
    visitors: list[Visitor] = []
    servers: dict[str, tuple[Server, int]] = {}

    def let_in(
        language: Language,
        width: int = DESKTOP,
        server: Server | None = None,
        beside: Visitor | None = None,
        theme: Theme = "light",
    ) -> Visitor:
        """`beside` opens another tab in the browser of a visitor who is there already."""
        chosen = server or request.getfixturevalue("warm_server")
        servers.setdefault(chosen.address, (chosen, len(chosen.log)))
        visitors.append(
            Visitor(browser, chosen.address, language, width, beside=beside, theme=theme)
        )
        return visitors[-1]

    yield let_in
    for visitor in visitors:
        visitor.leaves()
    assert [line for visitor in visitors for line in visitor.watch.complaints] == []
    for server, start in servers.values():
        assert "Traceback" not in server.log[start:], server.log[start:]


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The catalogue as it is."""
    return load_catalogue()
