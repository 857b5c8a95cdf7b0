"""What one takes away: every file is made on a click, never before, and for this visitor."""

from __future__ import annotations

import datetime
import io
import threading
import zipfile
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest
from icalendar import Calendar
from pypdf import PdfReader
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.testing.v1 import AppTest

from core.vocabulary import LANGUAGES
from pages.parts import exports, links, sentences, store
from pages.parts.speech import speech
from tests.pages.people import AT_THE_EDGES, PERSONAS
from tests.pages.visit import analysis_of, arrive, go, run, visit

TAKE_AWAY = "pages/plan/take_away.py"
FILES = {"pdf", "fridge", "calendar", "workbook", "plan", "week", "pictures", "words"}
Make = Callable[[], Any]


class Offered(dict[str, tuple[str, Make]]):
    """What the page offers, by name of its button: file name, and what makes it."""

    def made(self, name: str) -> Any:
        """Return a file made as the server makes it: in a thread that knows no visitor."""
        found: list[Any] = []
        thread = threading.Thread(target=lambda: found.append(self[name][1]()))
        thread.start()
        thread.join()
        return found[0]


@pytest.fixture
def offered(monkeypatch):
    """Every file that a page offers, as the platform keeps it until somebody clicks."""
    kept = Offered()

    def add(_self, make, _mime, coordinates, *, file_name=None, element_id=""):
        name = next(one for one in FILES if f"export.{one}" in element_id)
        kept[name] = (file_name, make)
        return f"deferred-{coordinates}"

    monkeypatch.setattr(MediaFileManager, "add_deferred", add)
    return kept


def asked_in(zone: str | None, answers=PERSONAS["ines"].answers, language="fr") -> AppTest:
    at = arrive(language, answers)
    at.context = {**at.context, "timezone": zone}
    return go(at, TAKE_AWAY)


def test_every_file_is_offered_and_none_is_made_before_a_click(offered, monkeypatch):
    makers = ("pdf.summary", "pdf.fridge", "spreadsheet.workbook", "charts_files.all_charts")
    made: list[str] = []
    for name in (*makers, "calendar_file.calendar", "markdown.markdown"):
        monkeypatch.setattr(exports, name.split(".", maxsplit=1)[0], Refusing(made))
    monkeypatch.setattr(store, "find_robustness", lambda *_, **__: made.append("cases"))

    visit(TAKE_AWAY, PERSONAS["ines"].answers)

    assert set(offered) == FILES
    assert made == []


class Refusing:
    """Stands for a module that must not be used yet; only its constants may be read."""

    EVENING = datetime.time(18)

    def __init__(self, made: list[str]) -> None:
        self._made = made

    def __getattr__(self, name: str) -> Any:
        self._made.append(name)
        raise AssertionError(name)

    def __call__(self, *_: Any, **__: Any) -> Any:
        self._made.append("called")
        raise AssertionError("called")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_file_holds_this_visitors_plan_in_their_language(offered, language):
    at = asked_in("Europe/Paris", language=language)
    spoken, found = speech(language), analysis_of(at)
    sentence = "".join(sentences.fewer_sentence(found, spoken).split())
    names = [found.networks[name].name for name in found.best.kept]

    paper = PdfReader(io.BytesIO(offered.made("pdf")))
    assert sentence in "".join(paper.pages[0].extract_text().split())
    assert spoken.say("How sure is it?") in paper.pages[0].extract_text()
    assert len(PdfReader(io.BytesIO(offered.made("fridge"))).pages) == 1
    book = openpyxl.load_workbook(io.BytesIO(offered.made("workbook")))
    assert book.sheetnames[0] == spoken.say("Plan")
    assert sorted(row[0].value for row in book.worksheets[0].iter_rows(min_row=2)) == sorted(
        [*names, *(found.networks[name].name for name in found.best.windows)]
    )
    assert spoken.say("Day").encode() in offered.made("week")
    assert spoken.say("In the plan").encode() in offered.made("plan")
    assert all(name in offered.made("words") for name in names)
    assert zipfile.ZipFile(io.BytesIO(offered.made("pictures"))).testzip() is None


def test_files_end_as_their_kind_does(offered):
    visit(TAKE_AWAY, PERSONAS["ines"].answers)

    ends = {name: file_name.rpartition(".")[2] for name, (file_name, _) in offered.items()}
    assert ends == {
        **{"pdf": "pdf", "fridge": "pdf", "calendar": "ics", "workbook": "xlsx"},
        **{"plan": "csv", "week": "csv", "pictures": "zip", "words": "md"},
    }


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("America/Montreal", "America/Montreal"),
        (None, "Europe/Paris"),
        ("Nowhere/Atlantis", "Europe/Paris"),
        ("../../etc/passwd", "Europe/Paris"),
        ("", "Europe/Paris"),
    ],
)
def test_the_calendar_is_in_the_time_zone_of_the_browser(offered, told, kept):
    at = asked_in(told)

    found = Calendar.from_ical(offered.made("calendar"))

    assert [zone["tzid"] for zone in found.walk("VTIMEZONE")] == [kept]
    town = speech("fr").town(kept)
    assert any(f"Fuseau horaire\u00a0: {town}." in caption.value for caption in at.caption)


def test_the_hour_that_was_asked_for_is_the_hour_in_the_calendar(offered):
    at = asked_in("Europe/Paris")
    run(at.time_input("blocks_begin").set_value(datetime.time(7, 30)))

    events = Calendar.from_ical(offered.made("calendar")).walk("VEVENT")

    hours = {e.start.time() for e in events if isinstance(e.start, datetime.datetime)}
    assert min(hours) == datetime.time(7, 30)


def test_the_text_to_copy_is_shown_on_a_click_only():
    at = visit(TAKE_AWAY, PERSONAS["ines"].answers)
    assert [code.value.startswith("# ") for code in at.code] == [False], "the link alone"

    run(at.button("export.show").click())

    (shown,) = [code for code in at.code if code.value.startswith("# ")]
    assert shown.language == "plaintext", "as plain text, without the colours of a program"


def test_a_click_on_a_file_leaves_the_page_as_it_is():
    """The test platform does not make the file; the browser's tests and `offered` do."""
    at = visit(TAKE_AWAY, PERSONAS["ines"].answers)
    before = [button.label for button in at.get("download_button")]

    run(at.get("download_button")[0].click())

    assert [button.label for button in at.get("download_button")] == before


@pytest.mark.parametrize("who", ["nothing said", "0 hours", "locks that do not fit"])
def test_without_a_plan_there_is_nothing_to_take_away_but_a_way_on(who):
    at = visit(TAKE_AWAY, AT_THE_EDGES[who])

    assert not at.get("download_button")
    assert len(at.get("page_link")) >= 3


@pytest.mark.parametrize(
    ("address", "base"),
    [
        ("https://app.example/emporter", "https://app.example"),
        ("https://app.example/emporter?lang=en", "https://app.example"),
        ("https://app.example/~/+/emporter", "https://app.example/~/+"),
        ("https://app.example/", "https://app.example"),
    ],
)
def test_the_link_leads_to_the_result_from_whichever_page_it_is_copied(address, base, monkeypatch):
    context = SimpleNamespace(url=address)
    monkeypatch.setattr(links.st, "context", context)
    monkeypatch.setattr(links, "speech_now", lambda: speech("fr"))

    assert links.base_address() == base
