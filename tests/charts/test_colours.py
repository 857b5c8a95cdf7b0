"""The colours of the app, computed: read by everybody, told apart with any colour vision."""

from __future__ import annotations

import colorsys
import itertools
import tomllib

import numpy as np
import pytest

from core.analysis import analyse
from core.answers import MOST_OWN_NETWORKS, OWN_PREFIX
from core.vocabulary import LANGUAGES
from core.week import week_of
from pages.charts import palette as colours
from pages.charts import week
from pages.charts.palette import Palette, as_words, colour_key, words_on
from pages.parts.brand import FOLDER, WORDS_ON_MAIN
from pages.parts.speech import speech
from tests.charts.pictures import THEMES
from tests.charts.test_templates import CONFIG, contrast
from tests.core.strategies import CATALOGUE
from tests.pages.people import PERSONAS

# How people who lack one kind of cone see linear RGB. Source: Machado, Oliveira and Fernandes,
# "A physiologically-based model for simulation of color vision deficiency", IEEE Transactions
# on Visualization and Computer Graphics 15 (2009), table of severity 1.0.
SIGHTS = {
    "usual": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
# CIE 1976: about 2.3 is the least difference that is seen at all; a legend asks for far more.
LEAST_DISTANCE = 18
XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
WHITE = np.array([0.95047, 1.0, 1.08883])
TEXT, LARGE = 4.5, 3.0  # WCAG 2.2, 1.4.3 and 1.4.11


def linear(colour: str) -> np.ndarray:
    shares = np.array([int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)])
    return np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)


def lab(light: np.ndarray) -> np.ndarray:
    """Return CIE L*a*b* of linear RGB, white D65."""
    share = XYZ @ light / WHITE
    f = np.where(share > 216 / 24389, np.cbrt(share), (24389 / 27 * share + 16) / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def seen(colour: str, sight: str) -> np.ndarray:
    return lab(np.clip(SIGHTS[sight] @ linear(colour), 0, 1))


def side_by_side(chosen: Palette) -> dict[str, list[str]]:
    """Return the colours that one picture sets beside each other, by picture."""
    return {
        "curve": [chosen.best, chosen.spread, chosen.own],
        "effort by action": list(chosen.categories),
        "effort in all": [chosen.muted, chosen.own, chosen.spread, chosen.best],
        "gain and loss": [chosen.best, chosen.loss],
        "half hours": [chosen.best, chosen.spread],
        "one among the rest": [chosen.best, chosen.muted],
        "swings": [chosen.loss, chosen.muted],
        "scenarios": [chosen.best, *chosen.categories[:2], chosen.own, chosen.loss],
    }


def test_the_simulation_keeps_white_black_and_grey():
    """Nobody sees a colour in them, so no simulation may put one there."""
    for colour in ("#FFFFFF", "#000000", "#808080"):
        for sight in SIGHTS:
            assert seen(colour, sight) == pytest.approx(lab(linear(colour)), abs=0.5)


def test_the_simulation_confuses_what_colour_blind_people_confuse():
    red, green = "#B03A2E", "#5C7A29"

    def distance(sight: str) -> float:
        return float(np.linalg.norm(seen(red, sight) - seen(green, sight)))

    assert distance("deuteranopia") < distance("usual") / 10
    assert distance("protanopia") < distance("usual") / 2  # red is darker to them
    assert distance("tritanopia") > distance("usual") / 2


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("theme", THEMES)
def test_colours_of_one_picture_are_told_apart_with_any_colour_vision(theme, sight):
    close = {
        (name, one, other): round(distance, 1)
        for name, beside in side_by_side(colours.palette(theme)).items()
        for one, other in itertools.combinations(beside, 2)
        if (distance := float(np.linalg.norm(seen(one, sight) - seen(other, sight))))
        < LEAST_DISTANCE
    }

    assert close == {}


# The networks: there are more of them than colours that everybody tells apart at a glance.
LEAST_OF_ANY_TWO = 12  # of all of them, with any colour vision: five times what is seen at all
LEAST_IN_A_WEEK = 16  # of those that stand side by side in the week of an example


def distance(one: str, other: str) -> float:
    """Return how far two colours are from each other, with the vision that tells them least."""
    return min(float(np.linalg.norm(seen(one, sight) - seen(other, sight))) for sight in SIGHTS)


def test_every_network_has_a_colour_and_no_two_share_one():
    """Those of the catalogue, and as many as one may add."""
    own = [f"{OWN_PREFIX}{number}" for number in range(1, MOST_OWN_NETWORKS + 1)]
    ids = {*CATALOGUE.networks, *own}

    for theme in THEMES:
        given = colours.palette(theme).networks
        assert set(given) == ids == {colour_key(network) for network in ids}
        assert len(set(given.values())) == len(ids)


def test_a_network_without_a_colour_of_its_own_always_gets_the_same():
    found = {colour_key("a_network_of_next_year") for _ in range(3)}

    assert len(found) == 1
    assert found <= set(colours.LIGHT.networks)


def test_a_network_has_the_same_colour_in_every_week_and_language():
    """Whatever else is planned, and in whatever order."""
    for person, language in itertools.product(PERSONAS.values(), LANGUAGES):
        analysis = analyse(person.answers, CATALOGUE)
        blocks = week.table(week_of(analysis, CATALOGUE), analysis, speech(language))
        ids = {analysis.networks[one].name: one for one in analysis.networks}
        assert len(blocks)
        assert [ids[name] for name in blocks["network"]] == list(blocks["colour"])


@pytest.mark.parametrize("theme", THEMES)
def test_any_two_networks_can_be_told_apart_with_any_colour_vision(theme):
    """Less surely than the few colours of the other pictures: so the week also names them."""
    given = colours.palette(theme).networks
    pairs = itertools.combinations(given.items(), 2)

    assert {
        (one, other): round(distance(a, b), 1)
        for (one, a), (other, b) in pairs
        if distance(a, b) < LEAST_OF_ANY_TWO
    } == {}


@pytest.mark.parametrize("theme", THEMES)
def test_the_networks_of_one_week_are_told_apart_more_surely(theme):
    given = colours.palette(theme).networks
    for person in PERSONAS.values():
        best = analyse(person.answers, CATALOGUE).best
        assert best is not None
        for one, other in itertools.combinations(sorted(best.choice), 2):
            assert (one, other, distance(given[one], given[other]) >= LEAST_IN_A_WEEK) == (
                one,
                other,
                True,
            )


def test_a_network_keeps_its_hue_from_one_theme_to_the_other():
    """Within an eighth of the circle; a colour that is nearly grey has none to keep."""
    for network, light in colours.LIGHT.networks.items():
        (_, a, b), (_, c, d) = lab(linear(light)), lab(linear(colours.DARK.networks[network]))
        turned = (np.degrees(np.arctan2(b, a) - np.arctan2(d, c)) + 180) % 360 - 180
        if np.hypot(a, b) > 15:
            assert abs(turned) <= 45, network


@pytest.mark.parametrize("theme", THEMES)
def test_networks_stand_out_from_the_paper_and_their_names_from_them(theme):
    chosen = colours.palette(theme)
    for colour in chosen.networks.values():
        assert contrast(colour, chosen.paper) >= LARGE
        assert contrast(words_on(colour, chosen), colour) >= TEXT


@pytest.mark.parametrize("theme", THEMES)
def test_a_colour_as_words_can_be_read_and_stays_as_it_is_where_it_could(theme):
    chosen = colours.palette(theme)
    for colour in (chosen.muted, chosen.spread, chosen.own, chosen.loss, *chosen.categories):
        assert contrast(as_words(colour, chosen), chosen.paper) >= TEXT
    assert as_words(chosen.best, chosen) == chosen.best


def themed(theme: str) -> dict[str, str]:
    return tomllib.loads(CONFIG.read_text(encoding="utf-8"))["theme"][theme]


@pytest.mark.parametrize("theme", THEMES)
def test_every_pair_of_the_theme_can_be_read(theme):
    """Words at 4.5 to 1, what only marks a control at 3 to 1."""
    chosen = themed(theme)
    papers = (chosen["backgroundColor"], chosen["secondaryBackgroundColor"])
    hints = [name.removesuffix("BackgroundColor") for name in chosen if _is_hint(name)]
    pairs = {
        **{(word, paper): TEXT for word in ("textColor", "linkColor") for paper in papers},
        **{("primaryColor", paper): TEXT for paper in papers},
        **{(f"{hint}TextColor", chosen[f"{hint}BackgroundColor"]): TEXT for hint in hints},
    }

    assert len(hints) >= 4
    assert {
        pair: round(contrast(chosen[pair[0]], pair[1]), 2)
        for pair, least in pairs.items()
        if contrast(chosen[pair[0]], pair[1]) < least
    } == {}


def test_the_words_of_the_main_button_can_be_read():
    """White on a light screen, as Streamlit has it; dark ones of our own on a dark screen."""
    for theme, words in (("light", "#FFFFFF"), ("dark", WORDS_ON_MAIN)):
        filled = themed(theme)["primaryColor"]
        assert contrast(words, filled) >= TEXT
        assert contrast(words, pointed_at(filled)) >= TEXT


def pointed_at(colour: str) -> str:
    """Return the colour of a button under the pointer: Streamlit takes 0.15 of its lightness."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    hue, lightness, strength = colorsys.rgb_to_hls(*parts)
    darker = colorsys.hls_to_rgb(hue, max(0.0, lightness - 0.15), strength)
    return "#" + "".join(f"{round(255 * part):02X}" for part in darker)


def _is_hint(name: str) -> bool:
    return name.endswith("BackgroundColor") and name != "secondaryBackgroundColor"


@pytest.mark.parametrize("theme", THEMES)
def test_the_theme_and_the_pictures_are_of_one_family(theme):
    chosen, drawn = themed(theme), colours.palette(theme)

    assert (chosen["textColor"], chosen["primaryColor"]) == (drawn.ink, drawn.best)


@pytest.mark.parametrize("theme", THEMES)
def test_the_logo_can_be_seen_on_the_paper_it_is_for(theme):
    """Its name and its sprout; the dots below are ornament."""
    drawing = (FOLDER / f"logo_{theme}.svg").read_text(encoding="utf-8")
    chosen = colours.palette(theme)
    inks = set(itertools.chain(*([part[:7]] for part in drawing.split('fill="')[1:])))

    assert "<title>Peu mais bien</title>" in drawing
    assert "http" not in drawing.replace("http://www.w3.org/2000/svg", "")
    assert all(contrast(ink, chosen.paper) >= LARGE for ink in inks)
