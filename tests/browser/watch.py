"""What a visitor does not see: where the page's requests go, and what its console says."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Error, Page, Request

# A page at an address of its own also looks for the server below that address, which is how
# Streamlit finds it behind a proxy. The browser reports the miss; nothing is wrong.
SEARCH_FOR_SERVER = "/_stcore/"
# What Streamlit's page says while the server is away; it may say so after it has come back.
AWAY = (
    *("/_stcore/", "Streamlit server is not responding", "Client error: ", "Connection timed out"),
    "Client Error: WebSocket",
)
STAYS_IN_PAGE = ("data", "blob", "about")


class Watch:
    """Keeps what went wrong in a page: foreign requests, errors in scripts and in the console."""

    def __init__(self, page: Page, address: str) -> None:
        self.complaints: list[str] = []
        self.requests = 0
        self.server_was_away = False
        self._hosts = {urlsplit(address).netloc}
        page.on("request", self._on_request)
        page.on("websocket", lambda opened: self._leaves(opened.url))
        page.on("console", self._on_console)
        page.on("pageerror", self._on_error)

    def allows(self, address: str) -> None:
        """Let the page go to one more host."""
        self._hosts.add(urlsplit(address).netloc)

    def _on_request(self, request: Request) -> None:
        self.requests += 1
        self._leaves(request.url)

    def _leaves(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in STAYS_IN_PAGE and parts.netloc not in self._hosts:
            self.complaints.append(f"request to another host: {url}")

    def _on_console(self, message: ConsoleMessage) -> None:
        searching = SEARCH_FOR_SERVER in message.location["url"] and "404" in message.text
        line = f"console: {message.text} ({message.location['url']})"
        away = self.server_was_away and any(words in line for words in AWAY)
        if message.type == "error" and not searching and not away:
            self.complaints.append(line)

    def _on_error(self, error: Error) -> None:
        self.complaints.append(f"script: {error}")
