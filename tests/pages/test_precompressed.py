"""Streamlit's files are compressed once, and told apart from what may change."""

from __future__ import annotations

import asyncio
import gzip
from collections import Counter

import pytest

from pages.parts import precompressed
from pages.parts.precompressed import Precompressed

CONTENT = b"export const words = 'the same again and again';" * 200
NEVER_CHANGES = [
    (b"Content-Type", b"text/javascript"),
    (b"Cache-Control", b"public, immutable, max-age=31536000"),
    (b"ETag", b'"abc"'),
    (b"Accept-Ranges", b"bytes"),
]
SCRIPT = "/static/js/index.abc.js"


class Behind:
    """The app behind: it answers everything with one file, and counts."""

    def __init__(self, headers=NEVER_CHANGES, status=200, body=CONTENT) -> None:
        self.headers, self.status, self.body, self.asked = headers, status, body, Counter()

    async def __call__(self, scope, receive, send) -> None:
        self.asked[scope["path"]] += 1
        assert (await receive())["type"] == "http.request"
        await send({"type": "http.response.start", "status": self.status, "headers": self.headers})
        half = len(self.body) // 2
        await send({"type": "http.response.body", "body": self.body[:half], "more_body": True})
        await send({"type": "http.response.body", "body": self.body[half:]})


async def fetch(app, path=SCRIPT, method="GET", encoding="gzip, deflate, br", **headers):
    """Return (status, headers, content) as a browser gets them."""
    got: list[dict] = []
    sent = {"accept-encoding": encoding, **{k.replace("_", "-"): v for k, v in headers.items()}}
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "headers": [(name.encode(), value.encode()) for name, value in sent.items() if value],
    }

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        got.append(message)

    await app(scope, receive, send)
    head = {name.lower().decode(): value.decode() for name, value in got[0]["headers"]}
    return got[0]["status"], head, b"".join(part.get("body", b"") for part in got[1:])


def test_a_script_comes_compressed_with_the_headers_it_needs():
    status, headers, content = asyncio.run(fetch(Precompressed(Behind())))

    assert status == 200
    assert gzip.decompress(content) == CONTENT
    assert len(content) < len(CONTENT) / 3
    assert headers["content-encoding"] == "gzip"
    assert headers["vary"] == "Accept-Encoding"
    assert headers["etag"] == '"abc-gzip"'
    assert headers["content-length"] == str(len(content))
    assert headers["cache-control"] == "public, immutable, max-age=31536000"
    assert headers["content-type"] == "text/javascript"
    assert "accept-ranges" not in headers


def test_a_crowd_that_asks_at_once_has_it_compressed_once():
    behind = Behind()

    async def crowd():
        app = Precompressed(behind)
        return await asyncio.gather(*(fetch(app) for _ in range(50)))

    answers = asyncio.run(crowd())

    assert behind.asked == {SCRIPT: 1}
    assert len({content for _, _, content in answers}) == 1


def test_who_has_it_already_is_sent_nothing():
    async def twice():
        app = Precompressed(Behind())
        return await fetch(app, if_none_match='"other", W/"abc-gzip"'), await fetch(app)

    (status, headers, content), again = asyncio.run(twice())

    assert (status, content) == (304, b"")
    assert headers["etag"] == '"abc-gzip"'
    assert "content-length" not in headers
    assert again[0] == 200


def test_who_asks_for_the_headers_gets_them_alone():
    status, headers, content = asyncio.run(fetch(Precompressed(Behind()), method="HEAD"))

    assert (status, content) == (200, b"")
    assert int(headers["content-length"]) > 0


@pytest.mark.parametrize(
    "request_",
    [
        {"encoding": ""},
        {"encoding": "br, gzip;q=0"},
        {"range": "bytes=0-99"},
        {"method": "POST"},
        {"path": "/moins"},
        {"path": "/static/media/letters.woff2"},
        {"path": "/app/static/theirs.js"},
    ],
)
def test_every_other_request_passes_through(request_):
    _, headers, content = asyncio.run(fetch(Precompressed(Behind()), **request_))

    assert content == CONTENT
    assert "content-encoding" not in headers


@pytest.mark.parametrize(
    "behind",
    [
        {"headers": [(b"Cache-Control", b"no-cache")]},  # the page for an address nobody knows
        {"status": 404},
        {"headers": [*NEVER_CHANGES, (b"Content-Encoding", b"br")]},
        {"body": b"x"},
    ],
)
def test_what_may_change_or_gains_nothing_is_not_kept(behind):
    """Nobody fills the memory by asking for made-up names."""

    async def many():
        app = Precompressed(Behind(**behind))
        found = [await fetch(app, f"/static/{number}.js") for number in range(5)]
        return app, found

    app, found = asyncio.run(many())

    assert app._kept == {}
    assert all(content == behind.get("body", CONTENT) for _, _, content in found)


def test_there_is_an_end_to_what_is_kept(monkeypatch):
    monkeypatch.setattr(precompressed, "MOST_BYTES", 200)

    async def two():
        app = Precompressed(Behind())
        return [await fetch(app, f"/static/{name}.js") for name in "ab"]

    (_, first, _), (_, second, content) = asyncio.run(two())

    assert first["content-encoding"] == "gzip"
    assert "content-encoding" not in second
    assert content == CONTENT


def test_a_connection_that_stays_open_passes_through():
    seen = []

    async def app(scope, receive, send):
        seen.append(scope["type"])

    asyncio.run(Precompressed(app)({"type": "websocket", "path": SCRIPT}, None, None))

    assert seen == ["websocket"]


def test_a_file_that_fails_behind_fails_for_those_who_wait_and_is_asked_for_again():
    """One broken answer is not kept for the next visitor."""
    behind = Behind()

    async def breaks_once(scope, receive, send):
        if not behind.asked:
            behind.asked["broken"] += 1
            raise OSError("the disk is gone")
        await behind(scope, receive, send)

    async def twice():
        app = Precompressed(breaks_once)
        with pytest.raises(OSError, match="disk"):
            await fetch(app)
        return await fetch(app)

    status, _, content = asyncio.run(twice())

    assert (status, gzip.decompress(content)) == (200, CONTENT)
