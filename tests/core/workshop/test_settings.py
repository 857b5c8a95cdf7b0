"""Titles that people write are taken; those that mean something to a machine are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from core.workshop.settings import STEPS, Settings, tidy_title, title_fault
from tests.core.strategies import LAW


@pytest.mark.parametrize(
    "title",
    [
        "Atelier du 26 novembre",
        "Pépite : « Peu mais bien »",
        "« Peu mais bien », deuxième séance",
        "L’atelier d'Inès & Awa (Lyon 2/3)",
        "Quels réseaux ? Combien de minutes !",
        "100 % étudiant·e",
        "Ça commence — à 9 h 30",
        "工作坊",
        "x" * 80,
    ],
)
def test_titles_that_people_write_are_taken(title):
    assert title_fault(title) is None
    assert Settings(title=title).title == title


@pytest.mark.parametrize(
    "title",
    [
        "=HYPERLINK(1)",
        "+33 1",
        "-1+1",
        "@SUM(A1)",
        "<script>alert(1)</script>",
        "a<b",
        "**bold**",
        "_under_",
        "a [link](x)",
        "# big",
        "`code`",
        "$x^2$",
        ":red[alarm]",
        "see :red[alarm]",
        ":material/home:",
        "1. a list",
        "2) a list",
        "www.example.org",
        "see //example.org",
        "a|b",
        "a\\b",
        "~a~",
        "{a}",
        "a\x00b",
        "a\u202eb",
        "';DROP TABLE workshops;--",
    ],
)
def test_titles_that_mean_something_to_a_machine_are_not(title):
    assert title_fault(title) == "characters"
    with pytest.raises(ValidationError):
        Settings(title=title)


def test_a_title_is_there_on_one_line_and_not_too_long():
    assert title_fault(" \n ") == "blank"
    assert title_fault("x" * 81) == "too_long"
    assert tidy_title("  Un \u00a0titre\nsur\tdeux lignes ") == "Un titre sur deux lignes"
    with pytest.raises(ValidationError):
        Settings(title="two  spaces")


@LAW
@given(st.text(max_size=90))
def test_no_title_that_is_taken_can_start_anything(text):
    title = tidy_title(text)
    if title_fault(text) is None:
        assert Settings(title=title).title == title
        assert title[0] not in "=+-@\t\r\n|'"
        assert not set(title) & set('<>[]{}*_`$#|\\~^@="\n\r\x00')
        assert title.isprintable()


def test_steps_stay_in_their_order_and_each_comes_once():
    assert Settings(title="a", steps=("reveal", "guess")).steps == ("guess", "reveal")
    assert Settings(title="a").steps == STEPS
    for steps in ((), ("guess", "guess"), ("dance",)):
        with pytest.raises(ValidationError):
            Settings(title="a", steps=steps)


@pytest.mark.parametrize(
    ("field", "good", "bad"),
    [
        ("days_kept", (1, 365), (0, 366, 1.5, "9", None)),
        ("least", (3, 50), (2, 51, True, "5")),
        ("language", ("fr", "en"), ("de", None)),
    ],
)
def test_settings_keep_to_their_bounds(field, good, bad):
    for value in good:
        assert getattr(Settings(title="a", **{field: value}), field) == value
    for value in bad:
        with pytest.raises(ValidationError):
            Settings(title="a", **{field: value})


def test_settings_come_back_from_where_they_were_kept():
    settings = Settings(title="Été", steps=("guess", "reveal"), days_kept=7, least=8, language="en")

    assert Settings.model_validate_json(settings.model_dump_json()) == settings
