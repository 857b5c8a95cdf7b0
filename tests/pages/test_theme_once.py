"""The theme that goes with every run is Streamlit's own, to the last field."""

from __future__ import annotations

import pytest
from streamlit import config
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

from pages.parts import theme_once

SECTIONS = [
    *("theme", "theme.light", "theme.dark", "theme.sidebar"),
    *("theme.light.sidebar", "theme.dark.sidebar"),
]


@pytest.fixture(autouse=True)
def ours(monkeypatch):
    """The project's theme, and Streamlit as it is."""
    config.get_config_options(force_reparse=True)
    monkeypatch.setattr(app_session, theme_once.NAME, getattr(app_session, theme_once.NAME))


def filled(fill, section: str) -> CustomThemeConfig:
    """Return a theme whose part of that name was filled."""
    whole = CustomThemeConfig()
    part = whole
    for name in section.split(".")[1:]:
        part = getattr(part, name)
    fill(part, section)
    return whole


@pytest.mark.parametrize("section", SECTIONS)
def test_each_section_is_what_streamlit_works_out_every_time(section):
    original = app_session._populate_theme_msg
    fill = theme_once.remembered(original)

    for _ in range(3):
        assert filled(fill, section) == filled(original, section)
        assert filled(fill, section).ListFields() == filled(original, section).ListFields()


def test_our_colours_are_in_it():
    theme_once.settle()

    light = filled(app_session._populate_theme_msg, "theme.light").light
    assert light.primary_color == config.get_option("theme.light.primaryColor") != ""


def test_streamlit_is_asked_once():
    asked: list[str] = []

    def work_out(message: CustomThemeConfig, section: str) -> None:
        asked.append(section)
        message.primary_color = "#123456"

    fill = theme_once.remembered(work_out)
    for _ in range(3):
        assert filled(fill, "theme").primary_color == "#123456"
    assert asked == ["theme"]


def test_a_theme_that_is_read_anew_is_worked_out_anew():
    fill = theme_once.remembered(app_session._populate_theme_msg)
    before = filled(fill, "theme").primary_color
    config.set_option("theme.primaryColor", "#654321")
    assert filled(fill, "theme").primary_color == before

    config.get_config_options(
        force_reparse=True, options_from_flags={"theme.primaryColor": "#abcdef"}
    )
    assert filled(fill, "theme").primary_color == "#abcdef"
    config.get_config_options(force_reparse=True, options_from_flags={})


def test_what_one_visitor_is_sent_cannot_change_what_the_next_gets():
    fill = theme_once.remembered(app_session._populate_theme_msg)
    first = filled(fill, "theme.dark")
    right = first.dark.primary_color
    first.dark.primary_color = "#000000"

    assert filled(fill, "theme.dark").dark.primary_color == right


def test_a_streamlit_without_that_function_is_left_as_it_is(monkeypatch):
    monkeypatch.delattr(app_session, theme_once.NAME)
    theme_once.settle()
    assert not hasattr(app_session, theme_once.NAME)
