"""Streamlit's page says what to do where the app does not open; other answers are left alone."""

from __future__ import annotations

import asyncio
import gzip

import pytest

from pages.parts.doorway import Doorway, words
from tests.pages.test_precompressed import Behind, fetch

PAGE = b'<html><body><div id="root"></div></body></html>'
HTML = [(b"content-type", b"text/html; charset=utf-8"), (b"etag", b'"abc"')]
NAVIGATION = "text/html,application/xhtml+xml"


def door(behind: Behind, packs: str = ""):
    """Return (status, headers, content) as a browser gets them that takes this packing."""
    return asyncio.run(fetch(Doorway(behind), "/atelier", encoding=packs, accept=NAVIGATION))


@pytest.mark.parametrize("packs", ["", "gzip"])
def test_the_page_of_the_app_gets_the_words_in_every_language(packs):
    status, headers, body = door(Behind(HTML, body=PAGE), packs)

    assert (status, headers["content-length"]) == (200, str(len(body)))
    page = gzip.decompress(body) if packs else body
    assert page == PAGE.replace(b"</body>", words() + b"</body>")
    assert "etag" not in headers  # it would be that of other bytes
    for language in (b'lang="fr"', b'lang="en"', b"papier?lang=fr"):
        assert language in page


@pytest.mark.parametrize(
    "behind",
    [
        Behind(HTML, body=b"<html><body>paper</body></html>"),
        Behind([(b"content-type", b"text/javascript")], body=PAGE),
        Behind(HTML, status=404, body=PAGE),
    ],
)
def test_every_other_answer_is_left_as_it_is(behind):
    assert door(behind)[2] == behind.body
