"""The workshop on paper: one page, every question, and nothing that a title could do."""

from __future__ import annotations

import asyncio
import datetime
import io

import pytest
from pypdf import PdfReader
from starlette.requests import Request

from core.vocabulary import LANGUAGES
from pages.papers.questionnaire import (
    Invitation,
    number_label,
    plain_page,
    printed,
    questions,
)
from pages.parts import plain
from pages.parts.speech import speech
from tests.core.strategies import CATALOGUE
from tests.pages.tongues import strangers
from tests.papers.test_pdf import kinds, letters, text_of

TODAY = datetime.date(2026, 11, 26)
LONGEST = "Les étudiantes et étudiants entrepreneurs de la promotion d’automne, groupe du matin"


def sheet(language, title=LONGEST[:80]) -> PdfReader:
    invitation = Invitation(title, "CDFG-HJKM", "https://example.org/atelier")
    return PdfReader(io.BytesIO(printed(invitation, speech(language), CATALOGUE, TODAY)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_tagged_page_holds_the_code_and_every_question(language):
    reader = sheet(language)
    assert len(reader.pages) == 1
    shown = letters(text_of(reader))
    assert "CDFG-HJKM" in shown
    assert letters(number_label(speech(language))) in shown
    for question in questions(speech(language), CATALOGUE):
        assert letters(question.label) in shown
        assert [option for option in question.options if letters(option) not in shown] == []
    assert {"/H1", "/H2"} <= set(kinds(reader))
    assert strangers([" ".join(text_of(reader).split())], language) == set()


@pytest.mark.parametrize("title", ['#import "x"', "<b>*x*</b>", "$ 1/0 $", "_a_ @b \\ `c`"])
def test_a_title_is_never_read_as_typesetting(title):
    assert letters(title) in letters(text_of(sheet("en", title)))


def test_the_paper_asks_what_the_screen_asks():
    asked = questions(speech("en"), CATALOGUE)
    assert {len(one.options) for one in asked} >= {len(CATALOGUE.goals), len(CATALOGUE.networks)}
    assert sum(not one.options for one in asked) == 5  # two guesses of two figures, and the hours


# The plain page, for who cannot open the app --------------------------------------------------


def ask(query: str, accepts: str = "fr-FR") -> tuple[str, dict[str, str]]:
    headers = [(b"accept-language", accepts.encode())]
    scope = {"type": "http", "query_string": query.encode(), "headers": headers}
    answer = asyncio.run(plain.paper(Request(scope)))
    return bytes(answer.body).decode(), dict(answer.headers)


@pytest.mark.parametrize(
    ("query", "accepts", "language"),
    [
        ("", "fr-FR", "fr"),
        ("", "en-GB,en;q=0.9", "en"),
        ("", "de-DE", "fr"),
        ("lang=en", "fr", "en"),
        ("lang=<b>", "fr", "fr"),
    ],
)
def test_the_plain_page_speaks_the_language_of_who_asks(query, accepts, language):
    page, _ = ask(query, accepts)
    assert page == plain_page("", speech(language), CATALOGUE)
    assert f'<html lang="{language}">' in page


def test_the_plain_page_needs_no_script_and_nobody_else():
    page, headers = ask("a=CDFGHJKM")
    assert "<script" not in page
    assert "http" not in page
    assert "CDFGHJKM" in page
    assert headers["content-security-policy"].startswith("default-src 'none'")


@pytest.mark.parametrize(
    "code", ["<script>alert(1)</script>", '"><img src=x onerror=1>', "A" * 999]
)
def test_a_code_in_the_address_is_shown_as_text_and_short(code):
    page, _ = ask(f"a={code}")
    assert "<script>" not in page
    assert "<img" not in page
    assert "A" * 17 not in page


def test_asking_for_many_codes_reads_the_catalogue_once(monkeypatch):
    plain._catalogue.cache_clear()
    read = []
    monkeypatch.setattr(plain, "load_catalogue", lambda: read.append(1) or CATALOGUE)
    for number in range(50):
        ask(f"a=CDFG{number}")
    assert read == [1]
    plain._catalogue.cache_clear()


def test_the_plain_page_takes_nothing_in_and_is_framed_by_nobody():
    (route,) = plain.routes()
    assert route.methods == {"GET", "HEAD"}
    _, headers = ask("")
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "form-action 'none'" in headers["content-security-policy"]


def test_a_code_of_any_kind_is_escaped():
    page = plain_page('<b>"x', speech("en"), CATALOGUE)
    assert "<b>" not in page
    assert "&lt;b&gt;" in page


def test_the_server_answers_at_an_address_that_is_no_page():
    (route,) = plain.routes()
    assert route.path == "/papier"
