"""The papers to print: pages, words, tags, and what a hostile name can do (nothing)."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Iterator
from typing import Any

import pytest
from pypdf import PageObject, PdfReader

from core.analysis import analyse
from core.vocabulary import LANGUAGES
from pages.charts import curve, effort
from pages.papers import pdf
from pages.papers.dossier import missing_items
from pages.parts import agenda, alternatives, sentences
from pages.parts.speech import speech
from tests.core.strategies import CATALOGUE, a_person
from tests.pages.tongues import strangers
from tests.papers.dossiers import ADDRESS, WITH_A_PLAN, dossier_of, renamed

A4 = (595, 842)  # points


def read(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def text_of(reader: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in reader.pages)


def letters(text: str) -> str:
    """Return a text without the spaces and line ends that a page puts between its words."""
    return "".join(text.split())


def tags(reader: PdfReader) -> Iterator[Any]:
    """Yield every element of the structure, from the top."""
    todo = [reader.trailer["/Root"]["/StructTreeRoot"]]
    while todo:
        node = todo.pop(0).get_object()
        if isinstance(node, list):
            todo = [*node, *todo]
        elif isinstance(node, dict):
            yield node
            todo = [*([node["/K"]] if "/K" in node else []), *todo]


def kinds(reader: PdfReader) -> list[str]:
    return [str(tag["/S"]) for tag in tags(reader) if "/S" in tag]


def test_there_are_people_to_print_for():
    assert len(WITH_A_PLAN) >= 18


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("who", WITH_A_PLAN)
def test_everybody_gets_two_pages_with_every_word_of_their_plan_in_one_language(who, language):
    dossier = dossier_of(who, language)
    reader = read(pdf.summary(dossier))

    first, second = (letters(page.extract_text()) for page in reader.pages)
    spoken, analysis = dossier.speech, dossier.analysis
    assert letters(sentences.fewer_sentence(analysis, spoken)) in first
    assert letters(sentences.hours_sentence(analysis, spoken)) in first
    assert all(letters(dossier.name(name)) in first for name in dossier.kept)
    blocks = [
        agenda.block_in_words(block, analysis, spoken, CATALOGUE) for block in dossier.week.routine
    ]
    assert [block for block in blocks if letters(block) not in second] == []
    items = [spoken.words(one.item.label) for one in missing_items(dossier)]
    assert [item for item in items if letters(item) not in second] == []
    assert [one for one in dossier.left if letters(dossier.name(one.network)) not in second] == []
    in_one_line = " ".join(text_of(reader).split())  # where a line ends, no text does
    assert strangers([in_one_line], language) == set()


@pytest.mark.parametrize("who", WITH_A_PLAN)
def test_the_fridge_gets_one_page_with_the_whole_week(who):
    dossier = dossier_of(who)
    reader = read(pdf.fridge(dossier))

    (page,) = reader.pages
    shown = letters(page.extract_text())
    blocks = [
        agenda.block_in_words(block, dossier.analysis, dossier.speech, CATALOGUE)
        for block in dossier.week.routine
    ]
    assert [block for block in blocks if letters(block) not in shown] == []


@pytest.mark.parametrize("who", WITH_A_PLAN)
def test_no_word_stands_outside_the_paper(who):
    for content in (pdf.summary(dossier_of(who)), pdf.fridge(dossier_of(who))):
        for page in read(content).pages:
            assert (round(page.mediabox.width), round(page.mediabox.height)) == A4
            places = [place(cm, tm) for text, cm, tm, _ in pieces(page) if text.strip()]
            assert places
            assert all(20 < x < A4[0] - 20 and 20 < y < A4[1] - 20 for x, y in places)


def test_what_one_profile_lacks_stands_on_the_left_under_its_heading():
    dossier = dossier_of("one profile")
    assert len({one.network for one in missing_items(dossier)}) == 1

    page = read(pdf.summary(dossier)).pages[1]
    (name,) = {dossier.name(one.network) for one in missing_items(dossier)}
    lines = [(text.strip(), place(cm, tm)) for text, cm, tm, _ in pieces(page)]
    (x, _) = [where for text, where in lines if text == name][-1]

    assert x < A4[0] / 4


def pieces(page: PageObject) -> list[tuple[str, list[float], list[float], float]]:
    """Return every piece of text of a page, with its two matrices and its size."""
    found: list[tuple[str, list[float], list[float], float]] = []

    def note(text: str, cm: list[float], tm: list[float], _font: object, size: float) -> None:
        found.append((text, cm, tm, size))

    page.extract_text(visitor_text=note)
    return found


def place(cm: list[float], tm: list[float]) -> tuple[float, float]:
    """Return where on its page a text begins, in points from the bottom left."""
    x, y = tm[4], tm[5]
    return x * cm[0] + y * cm[2] + cm[4], x * cm[1] + y * cm[3] + cm[5]


@pytest.mark.parametrize("who", ["ines", "beatrice"])
def test_type_is_as_large_as_the_page_allows(who):
    """What is easily read: 8 points for an ordinary plan, twice that for the fridge."""
    assert smallest_size(pdf.summary(dossier_of(who))) >= 8
    assert smallest_size(pdf.fridge(dossier_of(who))) >= 16


def smallest_size(content: bytes) -> float:
    found = [piece for page in read(content).pages for piece in pieces(page)]
    return min(size * abs(tm[0] * cm[0]) for text, cm, tm, size in found if text.strip())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_paper_is_tagged_for_those_who_listen_to_it(language):
    dossier = dossier_of("beatrice", language)
    for content in (pdf.summary(dossier), pdf.fridge(dossier)):
        reader = read(content)
        root = reader.trailer["/Root"]

        assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 (an object of the file)
        assert str(root["/Lang"]).startswith(language)
        assert b"pdfuaid:part" in root["/Metadata"].get_data()
        assert reader.metadata is not None
        assert reader.metadata.title
        assert kinds(reader).count("/H1") == 1
        assert "/H2" in kinds(reader)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_picture_says_what_it_shows(language):
    dossier = dossier_of("ines", language)
    analysis, spoken = dossier.analysis, dossier.speech
    points = curve.table(analysis, spoken)
    bars = effort.by_action_table(dossier.best.choice, analysis, spoken, CATALOGUE)

    reader = read(pdf.summary(dossier))

    said = [str(tag["/Alt"]) for tag in tags(reader) if tag.get("/S") == "/Figure"]
    assert said == [
        alternatives.curve_alternative(analysis, points, spoken),
        alternatives.actions_alternative(bars, spoken),
    ]


def test_the_plan_is_a_table_with_headings():
    found = kinds(read(pdf.summary(dossier_of("ines"))))

    assert found.count("/TH") == 4
    assert found.count("/TR") == 1 + len(dossier_of("ines").kept)


def test_it_says_what_it_rests_on_when_it_was_made_and_where_to_read_more():
    reader = read(pdf.summary(dossier_of("ines", "en")))
    second = letters(reader.pages[1].extract_text())

    assert letters("November 24, 2026") in second
    assert letters("Find clients") in second
    assert letters("not a forecast of followers or sales") in second
    links = [
        str(note.get_object()["/A"]["/URI"])
        for note in reader.pages[1]["/Annots"]  # type: ignore[union-attr]
    ]
    assert links
    assert set(links) == {f"{ADDRESS}/methode?lang=en"}


def test_without_an_address_there_is_no_link():
    reader = read(pdf.summary(dataclasses.replace(dossier_of(), address="")))

    assert all("/Annots" not in page for page in reader.pages)


def test_how_sure_it_is_is_told_where_it_is_known():
    told = dataclasses.replace(dossier_of(), certainty=("Neuf cas sur dix.", "Entre 2 h et 3 h."))

    assert "Neuf cas sur dix. Entre 2 h et 3 h." in text_of(read(pdf.summary(told)))
    assert "Est-ce fiable" not in text_of(read(pdf.summary(dossier_of())))


def test_french_letters_stay_whole():
    text = text_of(read(pdf.summary(dossier_of("ines"))))

    for word in ("réseaux", "Présence", "coup d’œil", "À partir"):
        assert word in text


@pytest.mark.parametrize(
    "name",
    [
        '#panic("no")',
        '"); #read("/etc/passwd")',
        "*bold* _it_ $x^2$ `raw` <label> @ref",
        "= Heading",
        "\\u{41} ] } )",
        "// comment",
        '#import "@preview/x:1.0.0"',
    ],
)
def test_a_hostile_name_is_printed_as_it_is(name):
    dossier = renamed(dossier_of("ines"), "linkedin", name)

    reader = read(pdf.summary(dossier))

    assert len(reader.pages) == 2
    assert letters(name) in letters(text_of(reader))


@pytest.mark.parametrize(
    "name", ["日本語の広場", "منتدى", "ফোরাম", "\U00013000\U00013001", "Форум Ωμέγα"]
)
def test_a_name_in_any_script_can_be_printed(name):
    """A letter that no font has becomes a question mark: the paper is made all the same."""
    reader = read(pdf.summary(renamed(dossier_of("ines"), "linkedin", name)))

    assert len(reader.pages) == 2


def test_the_same_dossier_gives_the_same_bytes():
    assert pdf.summary(dossier_of("ines")) == pdf.summary(dossier_of("ines"))


def test_a_list_that_takes_more_than_the_week_says_so_beside_its_mark():
    answers = a_person(
        weekly_minutes=60, networks={"instagram": {"state": "on", "today": "active"}}
    )
    analysis = analyse(answers, CATALOGUE)
    time = speech("fr").duration(analysis.own_list.plan.minutes)

    text = text_of(read(pdf.summary(dataclasses.replace(dossier_of(), analysis=analysis))))

    assert letters(f"Votre liste · {time} au lieu de 1 h") in letters(text)
