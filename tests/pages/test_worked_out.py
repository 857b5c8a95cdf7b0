"""What is worked out once is what Streamlit would have worked out every time."""

from __future__ import annotations

import json

import pytest
from streamlit import config
from streamlit.components.v2.bidi_component import main as components
from streamlit.elements import vega_charts
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

from pages.parts import worked_out
from tests.charts.pictures import SPECS

SECTIONS = [
    *("theme", "theme.light", "theme.dark", "theme.sidebar"),
    *("theme.light.sidebar", "theme.dark.sidebar"),
]
REPLACED = [
    (app_session, worked_out.THEME),
    (vega_charts, worked_out.NAMES_IN_ORDER),
    (components, worked_out.PRESENTING),
]


@pytest.fixture(autouse=True)
def ours(monkeypatch):
    """The project's theme, and Streamlit as it is."""
    config.get_config_options(force_reparse=True)
    for module, name in REPLACED:
        monkeypatch.setattr(module, name, getattr(module, name))


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
    fill = worked_out.remembered(original)

    for _ in range(3):
        assert filled(fill, section) == filled(original, section)
        assert filled(fill, section).ListFields() == filled(original, section).ListFields()


def test_our_colours_are_in_it():
    worked_out.once()

    light = filled(app_session._populate_theme_msg, "theme.light").light
    assert light.primary_color == config.get_option("theme.light.primaryColor") != ""


def test_streamlit_is_asked_once():
    asked: list[str] = []

    def work_out(message: CustomThemeConfig, section: str) -> None:
        asked.append(section)
        message.primary_color = "#123456"

    fill = worked_out.remembered(work_out)
    for _ in range(3):
        assert filled(fill, "theme").primary_color == "#123456"
    assert asked == ["theme"]


def test_a_theme_that_is_read_anew_is_worked_out_anew():
    fill = worked_out.remembered(app_session._populate_theme_msg)
    before = filled(fill, "theme").primary_color
    config.set_option("theme.primaryColor", "#654321")
    assert filled(fill, "theme").primary_color == before

    config.get_config_options(
        force_reparse=True, options_from_flags={"theme.primaryColor": "#abcdef"}
    )
    assert filled(fill, "theme").primary_color == "#abcdef"
    config.get_config_options(force_reparse=True, options_from_flags={})


def test_what_one_visitor_is_sent_cannot_change_what_the_next_gets():
    fill = worked_out.remembered(app_session._populate_theme_msg)
    first = filled(fill, "theme.dark")
    right = first.dark.primary_color
    first.dark.primary_color = "#000000"

    assert filled(fill, "theme.dark").dark.primary_color == right


@pytest.mark.parametrize("key", [("curve", "fr", "light"), ("week", "en", "dark")])
def test_a_specification_is_what_streamlit_makes_of_it(key):
    written, original = json.dumps(SPECS[key]), vega_charts._stabilize_vega_json_spec
    worked_out.once()

    found = [vega_charts._stabilize_vega_json_spec(written) for _ in range(3)]

    assert found == [original(written)] * 3
    assert vega_charts._stabilize_vega_json_spec.cache_info().misses == 1


def test_a_component_that_tells_something_is_presented_as_streamlit_does_it():
    asked: list[tuple[object, ...]] = []
    make = worked_out.of_those_who_tell(lambda *given: asked.append(given) or "presented")

    assert make("its events", "its name", {"found"}) == "presented"
    assert make("its events", "its name", None) is None
    assert asked == [("its events", "its name", {"found"})]


def test_this_streamlit_makes_a_presenter_from_three_things():
    worked_out.once()
    assert callable(components.make_bidi_component_presenter("its events", "its name", {"found"}))
    assert components.make_bidi_component_presenter("its events", "its name", None) is None


def test_a_streamlit_without_these_functions_is_left_as_it_is(monkeypatch):
    for module, name in REPLACED:
        monkeypatch.delattr(module, name)
    worked_out.once()
    assert not any(hasattr(module, name) for module, name in REPLACED)
