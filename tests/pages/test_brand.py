"""The main button: filled on a light screen and on a dark one, in words that can be read."""

from __future__ import annotations

from core.answers import Answers
from pages.parts.brand import WORDS_ON_MAIN
from tests.pages.people import PERSONAS
from tests.pages.visit import arrive


def main_buttons(theme: str, answers: Answers | None) -> list:
    at = arrive("en", answers, theme=theme)
    return [one.proto for one in at.button if "See my result" in one.label]


def test_the_main_button_of_a_dark_screen_is_filled_with_dark_words_on_it():
    (light,) = main_buttons("light", PERSONAS["ines"].answers)
    (dark,) = main_buttons("dark", PERSONAS["ines"].answers)

    assert light.type == dark.type == "primary"
    assert light.label == "See my result"
    assert dark.label == f':color[See my result]{{foreground="{WORDS_ON_MAIN}"}}'
    assert dark.icon == "", "Streamlit would write it in white"


def test_a_main_button_that_waits_has_no_words_in_the_colour_of_a_dark_screen():
    (dark,) = main_buttons("dark", None)

    assert dark.disabled
    assert dark.label == "See my result"
