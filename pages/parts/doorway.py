"""What a browser shows while the app does not connect: a plain message, and the paper way.

Streamlit shows nothing at all where a network refuses WebSockets, or scripts are off. So its
page gets a few words more, in every language, which come up after a while unless the app is
there. They need no script: the style sees whether Streamlit calls itself connected. The first
run takes them away for good (signals.js).
"""

from __future__ import annotations

import gzip
from functools import lru_cache
from html import escape

from core.vocabulary import LANGUAGES
from pages.parts import plain
from pages.parts.precompressed import App, Message, Receive, Scope, Send, headers_of, takes_gzip
from pages.parts.speech import Speech, speech

PATIENCE_SECONDS = 10
THE_APP, END = b'<div id="root">', b"</body>"  # in Streamlit's page, and in no other
OF_THE_OTHER = (b"content-length", b"etag", b"last-modified", b"accept-ranges", b"vary")
STYLE = f"""
.doorway {{ position: fixed; inset: auto 0 0 0; z-index: 2000000; margin: 0; padding: 1rem 1.5rem;
  background: #FBEFCF; color: #3D2900; font: 1rem/1.4 sans-serif; visibility: hidden;
  animation: doorway 0s {PATIENCE_SECONDS}s forwards; }}
.doorway a {{ color: inherit; }}
.doorway span {{ display: block; }}
@keyframes doorway {{ to {{ visibility: visible; }} }}
body:has([data-test-connection-state=CONNECTED]) .doorway {{ display: none; }}
"""


class Doorway:
    """The app, whose page says what to do where it does not open."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request (or carry one connection)."""
        asked = headers_of(scope) if scope["type"] == "http" else {}
        if scope.get("method") != "GET" or b"text/html" not in asked.get(b"accept", b""):
            await self._app(scope, receive, send)
            return
        packs = takes_gzip(asked.pop(b"accept-encoding", b""))  # packed here, not behind
        page = _Page(send, packs=packs)
        await self._app({**scope, "headers": list(asked.items())}, receive, page)


class _Page:
    """What is sent, with the words put into it where it is Streamlit's page."""

    def __init__(self, send: Send, *, packs: bool) -> None:
        self._send, self._packs = send, packs
        self._start: Message | None = None  # held back until the length is known
        self._parts: list[bytes] = []

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_page(message):
            self._start = message
        elif self._start is None:
            await self._send(message)
        else:
            self._parts.append(message.get("body", b""))
            if not message.get("more_body", False):
                await self._finish(self._start)

    async def _finish(self, start: Message) -> None:
        page = b"".join(self._parts)
        if THE_APP in page:
            page = page.replace(END, words() + END, 1)
        headers = [(name, value) for name, value in start["headers"] if name not in OF_THE_OTHER]
        if self._packs:
            page = gzip.compress(page, mtime=0)
            headers.append((b"content-encoding", b"gzip"))
        length = str(len(page)).encode()
        headers += [(b"vary", b"Accept-Encoding"), (b"content-length", length)]
        await self._send({**start, "headers": headers})
        await self._send({"type": "http.response.body", "body": page})


def _is_page(start: Message) -> bool:
    headers = {name.lower(): value for name, value in start["headers"]}
    html = headers.get(b"content-type", b"").startswith(b"text/html")
    return start["status"] == 200 and html and b"content-encoding" not in headers


@lru_cache(maxsize=1)
def words() -> bytes:
    """Return the message in every language, as HTML with its style."""
    told = "".join(_sentence(speech(language)) for language in LANGUAGES)
    return f'<style>{STYLE}</style><p class="doorway">{told}</p>'.encode()


def _sentence(spoken: Speech) -> str:
    text = spoken.say(
        "If nothing shows, the Wi-Fi here probably blocks the permanent connection "
        "(WebSocket) that the app needs. Try mobile data or another Wi-Fi, or use "
        "paper:"
    )
    link = escape(spoken.say("the questions to print"))
    address = f"{plain.ADDRESS.lstrip('/')}?lang={spoken.language}"
    return f'<span lang="{spoken.language}">{escape(text)} <a href="{address}">{link}</a></span>'
