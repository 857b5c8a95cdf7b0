"""Every template, in both languages and themes: valid, empty, with units, in our colours."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import altair as alt
import pytest
from jsonschema import ValidationError

from core.analysis import analyse
from core.answers import Answers
from core.vocabulary import LANGUAGES
from pages.charts import palette as colours
from pages.charts.template import DATA
from pages.parts.speech import speech
from tests.charts.pictures import SPECS, TABLES, TEMPLATES, THEMES, Spec, layers
from tests.core.strategies import CATALOGUE
from tests.pages.people import PERSONAS
from tests.pages.tongues import strangers

CONFIG = Path(__file__).resolve().parents[2] / ".streamlit" / "config.toml"
EVERY = pytest.mark.parametrize("key", SPECS, ids="-".join)
PEOPLE = "(on the bars: people)"
# What the axes say, by template: (across, upwards). A bar's names need no title.
AXES = {
    "activity.beside": ("Times a week", None),
    "activity.done": ("Times a week", None),
    "activity.weeks": ("Week of", "Actions a week"),
    "audience": ("Share of the age band, in %", None),
    "curve": ("Number of networks kept", "Useful presence (index)"),
    "effort.by_action": ("Minutes a week", None),
    "effort.totals": ("Hours a week", None),
    "fit": ("Fit, out of 100", None),
    **dict.fromkeys(
        ("group.guess", "group.hours", "group.freed"), (f"Hours a week {PEOPLE}", None)
    ),
    **dict.fromkeys(("group.wanted", "group.again"), (f"Number of networks {PEOPLE}", None)),
    "group.names": ("People", None),
    "hours.half_hours": ("Hours a week", "Presence gained"),
    "hours.sizes": ("Hours a week", "Networks worth keeping"),
    "follow": ("Week of", "Minutes a week"),
    "garden": (None, None),
    "grid": (None, None),
    "grid.slanted": (None, None),
    "one_more": ("Presence gained or lost", None),
    "robustness.band": ("Number of networks kept", "Useful presence (index)"),
    "robustness.shares": ("Share of the cases (✓ in your selection)", None),
    "robustness.swings": ("Useful presence of the best selection", None),
    "scenarios": ("Number of networks kept", "Useful presence (index)"),
    "week": ("Minutes", None),
    "switches": ("Number of networks kept", "Useful presence, best selection = 100"),
}


def parts(spec: object) -> Iterator[dict]:
    """Yield every dictionary inside a specification."""
    if isinstance(spec, dict):
        yield spec
    for child in (
        spec.values() if isinstance(spec, dict) else spec if isinstance(spec, list) else ()
    ):
        yield from parts(child)


def fields(spec: Spec) -> set[str]:
    """Return every column that a specification draws or filters by, made ones left out."""
    drawn = {part["field"] for part in parts(spec) if isinstance(part.get("field"), str)}
    formulas = [part.get(k) or "" for part in parts(spec) for k in ("filter", "calculate", "expr")]
    said = " ".join(map(str, formulas))
    used = set(re.findall(rf"(?:datum|data\('{DATA}'\)\[0\])\.(\w+)", said))
    made = {part["as"] for part in parts(spec) if "calculate" in part}
    return (drawn - made) | used


def channels(spec: Spec, *names: str) -> Iterator[dict]:
    """Yield every encoding of some channels, in all layers."""
    for part in parts(spec):
        for name in names:
            if name in part.get("encoding", {}):
                yield part["encoding"][name]


def test_every_template_is_known_here():
    """A new picture needs its table and its axes above; without one it fails here."""
    assert set(TEMPLATES) == set(TABLES) == set(AXES)
    assert len(SPECS) == len(TEMPLATES) * len(LANGUAGES) * len(THEMES)


@EVERY
def test_a_template_is_a_valid_picture(key):
    alt.LayerChart.from_dict(SPECS[key])


def test_an_invalid_picture_is_noticed():
    broken = json.loads(json.dumps(SPECS["fit", "fr", "light"]))
    layers(broken)[0]["mark"]["typ"] = "bar"

    with pytest.raises(ValidationError):
        alt.LayerChart.from_dict(broken)


@EVERY
def test_a_template_holds_no_data(key):
    """It is built once for everybody: a person's figures never enter it."""
    spec = SPECS[key]

    sources = [part["data"] for part in parts(spec) if "data" in part]
    assert sources
    assert all(source == {"name": DATA} for source in sources)
    assert "datasets" not in spec
    assert not [part for part in parts(spec) if "url" in part]


@EVERY
def test_a_template_draws_only_columns_that_its_table_has(key):
    """A renamed column cannot leave a picture silently empty."""
    name, language, _ = key
    table = TABLES[name](analyse(PERSONAS["tomasz"].answers, CATALOGUE), speech(language))

    assert len(table)
    assert fields(SPECS[key]) <= set(table.columns)


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_column_is_drawn_filtered_or_described(name):
    """A column that no picture draws and no text describes is only weight on the wire."""
    described = {"hours.half_hours": {"changed"}}
    table = TABLES[name](analyse(PERSONAS["tomasz"].answers, CATALOGUE), speech("fr"))

    assert set(table.columns) - fields(SPECS[name, "fr", "light"]) <= described.get(name, set())


@EVERY
def test_axes_name_what_they_count_in_the_language_of_the_page(key):
    name, language, _ = key

    for axis, title in zip(("x", "y"), AXES[name], strict=True):
        shown = {c["title"] for c in channels(SPECS[key], axis) if c.get("title") is not None}
        assert shown == ({speech(language).say(title)} if title else set())


@EVERY
def test_what_is_counted_has_an_axis_with_a_title(key):
    """Vega would otherwise write the name of a column there."""
    for axis in ("x", "y"):
        counted = [
            c
            for c in channels(SPECS[key], axis)
            if c.get("type") == "quantitative" and c.get("axis", "shown") is not None
        ]
        assert not counted or any(c.get("title") for c in counted)
    assert all("title" in c for c in channels_of_tooltips(SPECS[key]))


def channels_of_tooltips(spec: Spec) -> Iterator[dict]:
    for tooltip in channels(spec, "tooltip"):
        yield from tooltip if isinstance(tooltip, list) else [tooltip]


@EVERY
def test_a_template_speaks_one_language(key):
    name, language, _ = key
    titles = [part["title"] for part in parts(SPECS[key]) if isinstance(part.get("title"), str)]
    domains = [part["domain"] for part in parts(SPECS[key]) if isinstance(part.get("domain"), list)]
    legends = [str(value) for domain in domains for value in domain]

    assert strangers(titles, language) == set()
    if name != "effort.totals":  # its roles are not shown
        assert strangers(legends, language) == set()


@EVERY
def test_numbers_are_written_as_the_language_does(key):
    """Vega writes its own numbers, on axes and in tooltips."""
    _, language, _ = key
    number = SPECS[key]["config"]["locale"]["number"]

    assert (number["decimal"], number["thousands"]) == {
        "fr": (",", "\u00a0"),
        "en": (".", ","),
    }[language]


COLOUR_KEYS = ("color", "fill", "stroke", "labelColor", "titleColor", "background")


@EVERY
def test_only_colours_of_the_palette_are_used(key):
    """All of them, and those of the theme that is on: no name, no colour of Vega's own."""
    spec, theme = SPECS[key], key[2]
    chosen = colours.palette(theme)
    ours = {chosen.ink, chosen.muted, chosen.paper, chosen.best, chosen.spread, chosen.own}
    ours |= {chosen.loss, *chosen.categories, *chosen.networks.values()}
    ours |= {colours.as_words(colour, chosen) for colour in ours}

    painted = {part[name] for part in parts(spec) for name in COLOUR_KEYS if _is_colour(part, name)}
    ranges = [c["scale"]["range"] for c in channels(spec, "color") if c.get("scale")]
    painted |= {colour for one in ranges for colour in one}

    assert painted - {"transparent"} <= ours
    assert set(re.findall(r"#[0-9A-Fa-f]{3,8}\b", json.dumps(spec))) <= ours
    nominal = [c for c in channels(spec, "color") if c.get("field")]
    assert not nominal or any(c.get("scale") for c in nominal)


def _is_colour(part: dict, name: str) -> bool:
    return isinstance(part.get(name), str)


@EVERY
def test_a_colour_is_given_for_each_thing_it_stands_for(key):
    for channel in channels(SPECS[key], "color"):
        if "scale" in channel:
            assert len(channel["scale"]["domain"]) == len(channel["scale"]["range"])
            assert len(set(channel["scale"]["range"])) == len(channel["scale"]["range"])


@EVERY
def test_a_template_fills_the_width_it_is_given_and_leaves_words_to_the_page(key):
    """On a phone as on a wall; the text alternative is the page's, not Vega's."""
    assert SPECS[key]["width"] == "container"
    assert SPECS[key]["config"]["aria"] is False
    assert SPECS[key]["config"]["background"] == "transparent"


@pytest.mark.parametrize("name", TEMPLATES)
def test_themes_and_languages_change_words_and_colours_and_nothing_else(name):
    def shape(spec: object) -> object:
        if isinstance(spec, dict):
            return {k: shape(v) for k, v in spec.items() if k not in ("locale", "title")}
        if isinstance(spec, list):
            return [shape(child) for child in spec]
        return spec if not isinstance(spec, str) or spec.islower() else "a word or a colour"

    shapes = [shape(spec) for (one, _, _), spec in SPECS.items() if one == name]

    assert all(one == shapes[0] for one in shapes)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_picture_of_nothing_said_has_the_same_columns(name):
    """An empty table with other columns would break the picture rather than leave it empty."""
    nothing, somebody = (
        TABLES[name](analyse(answers, CATALOGUE), speech("fr"))
        for answers in (Answers(), PERSONAS["ines"].answers)
    )

    assert list(nothing.columns) == list(somebody.columns)
    assert fields(SPECS[name, "fr", "light"]) <= set(nothing.columns)


# Contrast ----------------------------------------------------------------------------


def luminance(colour: str) -> float:
    """Return the relative luminance of #RRGGBB. Source: WCAG 2.2, section 1.4.3."""
    shares = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_computed_as_the_standard_does():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("theme", THEMES)
def test_marks_stand_out_from_the_paper(theme):
    """3 to 1, as WCAG 2.2 asks of graphics (1.4.11)."""
    chosen = colours.palette(theme)
    marks = [chosen.muted, chosen.best, chosen.spread, chosen.own, chosen.loss, *chosen.categories]

    assert {
        mark: contrast(mark, chosen.paper) for mark in marks if contrast(mark, chosen.paper) < 3
    } == {}


@pytest.mark.parametrize("theme", THEMES)
def test_words_can_be_read_on_the_paper(theme):
    """4.5 to 1, as WCAG 2.2 asks of text (1.4.3); the best is also written in its colour."""
    chosen = colours.palette(theme)

    assert contrast(chosen.ink, chosen.paper) >= 4.5
    assert contrast(chosen.best, chosen.paper) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_the_paper_is_the_background_of_the_app(theme):
    """The palette is measured against what is really behind the pictures."""
    config = CONFIG.read_text(encoding="utf-8")
    section = config[config.index(f"[theme.{theme}]") :]

    assert re.search(r'backgroundColor = "(#\w{6})"', section)[1] == colours.palette(theme).paper
