"""What the server answers without Streamlit: a plain page for who cannot open the app.

Streamlit shows nothing at all where a network refuses WebSockets. This page comes over
ordinary HTTP, needs no script, looks nothing up and keeps nothing.
"""

from __future__ import annotations

from functools import lru_cache

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from core.catalogue import Catalogue, load_catalogue
from core.vocabulary import LANGUAGES, Language
from pages.papers.questionnaire import plain_page
from pages.parts.speech import speech

ADDRESS = "/papier"
MOST_LETTERS = 16  # of a code in the address
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


async def paper(request: Request) -> HTMLResponse:
    """Return the questions as a plain page, in the language asked for."""
    asked = request.query_params
    code = "".join(letter for letter in asked.get("a", "") if letter.isalnum())[:MOST_LETTERS]
    language = _language(asked.get("lang"), request.headers.get("accept-language", ""))
    page = await run_in_threadpool(_page, code, language)
    return HTMLResponse(page, headers=HEADERS)


def routes() -> list[Route]:
    """Return what the server answers beside the app."""
    return [Route(ADDRESS, paper)]


def _page(code: str, language: Language) -> str:
    return plain_page(code, speech(language), _catalogue())


@lru_cache(maxsize=1)
def _catalogue() -> Catalogue:
    """Return the catalogue, read once: any code may be asked for, as often as anybody likes."""
    return load_catalogue()


def _language(asked: str | None, accepted: str) -> Language:
    found = next((one for one in LANGUAGES if one == asked), None)
    return found or ("en" if accepted.lower().startswith("en") else "fr")
