"""The pictures of a group: areas that count people, words that are true, and larger for a wall."""

from __future__ import annotations

import dataclasses
import json
import re

import pytest

from core.vocabulary import LANGUAGES
from core.workshop.group import Named, Picture
from core.workshop.settings import STEPS, Settings
from pages.charts import group
from pages.charts.enlarged import LENGTHS, enlarged
from pages.charts.palette import as_words, palette
from pages.parts import group_slides, group_words
from pages.parts.speech import speech
from tests.charts.groups import DRAWN, PICTURES, table
from tests.charts.pictures import SPECS, THEMES, layers, of_group
from tests.core.strategies import CATALOGUE
from tests.pages.tongues import strangers
from tests.test_translations import typographic_faults

ENGLISH = speech("en")
MINUTES = ("guess_estimate", "hours", "freed")  # pictures over hours a week
IN = pytest.mark.parametrize("spoken", [speech(name) for name in LANGUAGES], ids=LANGUAGES)
ROOM = group_slides.Room(
    settings=Settings(title="Promo Pépite"),
    code="CDFG-HJKM",
    address="example.org/atelier",
    qr="data:image/svg+xml,x",
    joined=12,
    finished=1,
    guessed_again=0,
    shown=True,
    pictures=tuple(PICTURES.values()),
)


def slides(spoken=ENGLISH, **changes):
    room = dataclasses.replace(ROOM, **changes)
    return {one.name: one for one in group_slides.slides(room, spoken, CATALOGUE)}


@pytest.mark.parametrize("changes", [{"shown": False}, {"pictures": ()}])
def test_where_no_picture_is_shown_the_room_sees_how_many_have_sent(changes):
    assert slides(**changes)["hours"].counts == (("12", "places taken"), ("1", "has sent"))


# Tables -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("picture", DRAWN.values())
def test_the_area_of_a_bar_counts_the_people_in_it(picture):
    """Merged bands are wider: by height alone they would look like more people than they are."""
    rows = of_group(picture, ENGLISH)
    areas = ((rows["end"] - rows["start"]) * rows["edge"].abs()).round(6).tolist()
    asked = group_slides.questions_of(PICTURES[picture], ENGLISH)
    assert areas == [band.people for _, one in asked for band in one.bands]


@pytest.mark.parametrize("picture", DRAWN.values())
def test_bars_stand_side_by_side_without_a_hole(picture):
    for _, rows in of_group(picture, ENGLISH).groupby("side"):
        assert rows["start"].tolist()[1:] == rows["end"].tolist()[:-1]


def test_the_first_question_stands_above_and_the_second_below():
    rows = of_group("wanted_pay", ENGLISH)
    assert (rows[rows["side"] == "above"]["edge"] > 0).all()
    assert (rows[rows["side"] == "below"]["edge"] < 0).all()
    assert [title[-1] for title in rows["title"].unique()] == ["↑", "↓"]


def test_a_question_that_may_not_be_shown_leaves_its_side_empty():
    rows = group.bands_table([("a", None), ("b", PICTURES["hours"].tables["available_minutes"])],
                             ENGLISH)  # fmt: skip
    assert set(rows["side"]) == {"below"}
    assert list(rows.columns) == list(group.bands_table([], ENGLISH).columns)


@pytest.mark.parametrize(
    ("unit", "band", "english", "french"),
    [
        ("minutes", (0, 60, 3), "less than 1 h", "moins de 1 h"),
        ("minutes", (60, 150, 3), "1 h to 2 h 30", "1 h à 2 h 30"),
        ("minutes", (240, None, 3), "4 h or more", "4 h ou plus"),
        ("networks", (0, 0, 3), "0", "0"),
        ("networks", (1, 1, 3), "1", "1"),
        ("networks", (2, 4, 3), "2 to 4", "2 à 4"),
        ("networks", (0, 4, 3), "at most 4", "4 au plus"),
        ("networks", (9, None, 3), "9 or more", "9 ou plus"),
    ],
)
def test_a_band_is_named_as_people_say_it(unit, band, english, french):
    one = table(unit, band)
    for name, words in (("en", english), ("fr", french)):
        said = group.band_in_words(one.bands[0], one, speech(name))
        assert said.replace("\u00a0", " ") == words
        assert " " not in said  # it never breaks in two


def test_networks_are_named_as_they_call_themselves_and_few_of_them():
    named = tuple(Named(network, 3, 25) for network in CATALOGUE.networks)
    rows = group.names_table(named, ENGLISH, CATALOGUE)
    assert len(rows) == group.MOST_NAMES
    assert rows["network"][0] == next(iter(CATALOGUE.networks.values())).name
    assert rows["note"][0] == "3 of 25"


# Sentences --------------------------------------------------------------------------------------


def test_sentences_tell_the_bands_in_the_middle():
    said = {name: one.sentence.replace("\u00a0", " ") for name, one in slides().items()}
    assert "the guess is 1 h to 2 h a week; it takes 3 h to 4 h." in said["guess_estimate"]
    assert "2 h or more a week" in said["hours"]
    assert "4 or more. Networks worth keeping: 2." in said["wanted_pay"]
    assert said["recommended"] == "LinkedIn is recommended most often: to 18 of 25 people."
    assert "1 h or more a week" in said["freed"]
    assert "4 before, 2 after." in said["before_after"]


@IN
def test_where_the_middle_lies_between_two_bands_both_halves_are_told(spoken):
    bands = {
        "minutes": table("minutes", (0, 300, 3), (300, 600, 1), (600, None, 2)),
        "networks": table("networks", (0, 4, 3), (5, None, 3)),
    }
    for picture in PICTURES.values():
        if picture.tables:
            tied = {name: bands[one.unit] for name, one in picture.tables.items()}
            (told,) = [
                one.sentence
                for one in slides(spoken, pictures=[Picture(picture.name, tied, {})]).values()
                if one.name == picture.name
            ]
            lower, upper = ("5 h", "5 h") if picture.name in MINUTES else ("4", "5")
            assert re.search(rf"{lower}.*\b{upper}", told.replace("\u00a0", " "))
            assert spoken.say("{band} in the middle of the group", band="") not in told
            half = {"en": "for one half", "fr": "pour une moitié"}[spoken.language]
            assert half in told


def test_one_question_of_two_may_have_a_middle_and_the_other_halves():
    tables = PICTURES["wanted_pay"].tables
    tied = {**tables, "networks_that_pay": table("networks", (0, 2, 12), (3, None, 12))}
    said = slides(pictures=[Picture("wanted_pay", tied, {})])["wanted_pay"].sentence
    assert said.replace("\u00a0", " ") == (
        "Networks wanted: 4 or more in the middle of the group. "
        "Networks worth keeping: at most 2 for one half, 3 or more for the other."
    )


def test_time_freed_says_whose_time_it_is():
    assert "the networks left out take today" in slides()["freed"].note


@IN
@pytest.mark.parametrize("number", [0, 1, 2, 200])
def test_counts_are_right_for_none_one_and_many(number, spoken):
    join = slides(spoken, joined=number, finished=number, guessed_again=number)["join"]
    (joined, word), _ = join.counts
    one = number == 1 or (number == 0 and spoken.language == "fr")
    assert joined == spoken.number(number)
    words = {"fr": ("place prise", "places prises"), "en": ("place taken", "places taken")}
    assert word == words[spoken.language][0 if one else 1]


def test_what_a_group_has_together_is_a_floor_in_whole_hours():
    one = table("minutes", (0, 60, 7), (60, None, 9))
    assert "at least 9\u00a0h" in group_words.together_sentence(one, ENGLISH)
    assert group_words.together_sentence(table("minutes", (0, 60, 7), (60, None, 0)), ENGLISH) == ""


def test_networks_recommended_equally_often_share_the_sentence():
    names = (Named("linkedin", 6, 8), Named("malt", 6, 8), Named("x", 3, 8))
    picture = dataclasses.replace(PICTURES["recommended"], names={"recommended": names})
    said = group_words.recommended_sentence(picture, ENGLISH, CATALOGUE)
    assert said == "LinkedIn and Malt are recommended most often: to 6 of 8 people each."


def test_nearly_everybody_is_said_of_no_less_than_four_in_five():
    def said(spoken, *named):
        picture = dataclasses.replace(PICTURES["recommended"], names={"recommended": named})
        return group_words.recommended_sentence(picture, spoken, CATALOGUE)

    four = [Named(name, 4, 6, nearly_all=True) for name in ("linkedin", "pinterest")]
    assert said(ENGLISH, four[0]) == "LinkedIn is recommended to at least 4 of 6 people."
    assert said(speech("fr"), *four) == (
        "LinkedIn et Pinterest sont conseillés chacun à au moins 4\u00a0personnes sur 6."
    )
    assert "nearly everybody" in said(ENGLISH, Named("linkedin", 8, 10, nearly_all=True))


def test_bars_of_networks_are_measured_against_the_whole_group():
    rows = group.names_table((Named("linkedin", 4, 6, nearly_all=True),), ENGLISH, CATALOGUE)
    assert rows["room"].tolist() == [6]
    long = group.names_table((Named("linkedin", 10, 10),), ENGLISH, CATALOGUE)
    assert long["room"][0] > 10  # and the number has its place beside it


def test_of_a_network_named_by_nearly_all_no_number_is_told():
    names = (Named("malt", 23, 25, nearly_all=True), Named("x", 3, 25))
    picture = dataclasses.replace(PICTURES["recommended"], names={"recommended": names})
    said = group_words.recommended_sentence(picture, ENGLISH, CATALOGUE)
    assert said == "Malt is recommended to nearly everybody."
    assert group.names_table(names, ENGLISH, CATALOGUE)["note"][0] == "at least 23 of 25"


@IN
def test_every_slide_speaks_one_language_in_whole_sentences(spoken):
    for one in slides(spoken).values():
        alternative = one.drawing.alternative if one.drawing else ""
        shown = [one.sentence, one.note, *one.lines, alternative]
        assert strangers(shown, spoken.language) == set()
        assert not re.search(r"\bNone\b|[:;,(][ \u00a0]?[.;,)]", " ".join(shown))
        if spoken.language == "fr":
            assert [fault for text in shown for fault in typographic_faults(text)] == []


def test_a_text_alternative_holds_every_number_that_is_drawn():
    for one in slides().values():
        if one.drawing is not None:
            for note in one.drawing.table["note"]:
                number = re.search(r"\d+", note)[0]
                assert re.search(rf"\b{number}\b", one.drawing.alternative)


# Which slides there are ---------------------------------------------------------------------------


def test_hidden_results_show_nothing_of_the_group():
    hidden = slides(shown=False)
    assert all(one.drawing is None for one in hidden.values())
    assert hidden["hours"].sentence == "The results are still hidden."


def test_what_may_not_be_shown_yet_says_what_it_waits_for():
    few = slides(pictures=())
    assert all(one.drawing is None for one in few.values())
    assert few["recommended"].sentence == "This picture waits: it takes 6 answers."

    enough = slides(pictures=(), finished=6)["recommended"].sentence
    assert "too few, or too much alike, to make two groups of 3 people" in enough
    assert "Shown from 6 answers on" in slides()["hours"].note  # the same number everywhere


def test_a_picture_that_counts_fewer_than_have_sent_says_so():
    waits = "the others wait, or have not answered this"
    assert f"Counts 25 of 40 people: {waits}." in slides(finished=40)["hours"].note
    assert waits not in slides(finished=25)["hours"].note

    tables = PICTURES["wanted_pay"].tables
    few = table("networks", (0, 1, 6), (2, None, 6))
    uneven = Picture("wanted_pay", {**tables, "networks_that_pay": few}, {})
    assert f"Counts 12 to 25 of 40 people: {waits}." in (
        slides(finished=40, pictures=(uneven,))["wanted_pay"].note
    )


HALF = Picture("before_after", {"guess_networks": table("networks", (0, 5, 3), (6, None, 3))}, {})


@IN
def test_a_half_that_may_not_be_shown_is_told_in_the_place_of_the_sentence(spoken):
    half = slides(spoken, pictures=(HALF,))["before_after"]
    named = spoken.say("Guessed after")
    assert half.sentence == spoken.say(
        "“{question}”: the answers are too much alike, or too few, to be shown.", question=named
    )
    assert half.drawing is not None


@pytest.mark.parametrize("theme", THEMES)
def test_no_name_stands_over_a_half_that_is_not_shown(theme):
    spec = group.again_template(ENGLISH, palette(theme), CATALOGUE)
    named = [layer for layer in layers(spec) if layer["mark"].get("text")]
    for layer, side in zip(named, ("above", "below"), strict=True):
        only, once = layer["transform"]
        assert only == {"filter": f"datum.side == '{side}'"}
        assert once["groupby"] == ["side"]  # without bars no group, hence no name


def test_what_waits_is_named_so_in_lists_and_passed_over_by_the_keys():
    assert group_slides.listed_title("hours", False, ENGLISH) == "Hours available"
    assert group_slides.listed_title("hours", True, ENGLISH) == "Hours available (waiting)"
    shown = (HALF, PICTURES["hours"])
    ready = [name for name in group_slides.SLIDES if group_slides.ready(name, shown)]
    assert ready == ["join", "guess", "answer", "hours", "guess_again", "closing"]

    wall = group_slides.slides(dataclasses.replace(ROOM, pictures=shown), ENGLISH, CATALOGUE)
    names = [one.name for one in wall]
    assert [one.name for one in wall if not one.waiting] == ready
    waiting = group_slides.waits(ROOM.settings, shown)
    assert list(waiting) == [one.waiting for one in wall]  # the desk passes over the same
    assert names[group_slides.onward(waiting, names.index("hours"), 1)] == "guess_again"
    assert names[group_slides.onward(waiting, names.index("hours"), -1)] == "answer"
    assert names[group_slides.onward(waiting, names.index("before_after"), 1)] == "closing"
    assert group_slides.onward(waiting, 0, -1) == 0
    assert names[group_slides.onward(waiting, 99, 1)] == "closing"


def test_while_the_results_are_hidden_no_screen_is_passed_over():
    assert not any(one.waiting for one in slides(shown=False).values())
    assert not any(group_slides.waits(ROOM.settings, None))


def test_networks_wanted_by_many_and_recommended_to_few_are_no_picture_yet():
    others = Picture("recommended", {}, {"recommended": (), "wanted": (Named("x", 3, 25),)})
    assert slides(pictures=(others,), finished=25)["recommended"].waiting


def test_a_step_that_is_left_out_takes_its_slides_along():
    for left_out in STEPS:
        steps = tuple(step for step in STEPS if step != left_out)
        names = group_slides.names(Settings(title="x", steps=steps))
        assert not [n for n in names if group_slides.SLIDES[n] == left_out]
    assert "guess_estimate" not in group_slides.names(Settings(title="x", steps=("reveal",)))


def test_each_step_begins_at_a_slide_of_its_own():
    settings = Settings(title="x")
    names = group_slides.names(settings)
    for step in STEPS:
        assert group_slides.SLIDES[names[group_slides.first_of(settings, step)]] == step


@IN
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(
    "build", [group.guess_template, group.wanted_template, group.again_template]
)
def test_two_questions_are_named_beside_their_bars_in_their_colours(build, theme, spoken):
    shades = palette(theme)
    spec = build(spoken, shades, CATALOGUE)
    colour = layers(spec)[0]["encoding"]["color"]
    assert colour["legend"] is None
    named = [layer["mark"] for layer in layers(spec) if layer["mark"].get("text")]
    assert [(one["text"], one["baseline"], one["color"]) for one in named] == [
        (name, baseline, as_words(shade, shades))
        for name, baseline, shade in zip(
            colour["scale"]["domain"], ("top", "bottom"), colour["scale"]["range"], strict=True
        )
    ]


@pytest.mark.parametrize("build", [group.hours_template, group.freed_template])
def test_one_question_alone_needs_no_name_beside_its_bars(build):
    spec = build(ENGLISH, palette("light"), CATALOGUE)
    assert not any(layer["mark"].get("text") for layer in layers(spec))


# Larger, for the wall -----------------------------------------------------------------------------


def lengths(part: object) -> list[tuple[str, float]]:
    """Return every length of a specification; the offset of legends is the wall's own."""
    if isinstance(part, dict):
        own = [
            (n, v)
            for n, v in part.items()
            if n in LENGTHS - {"offset"} and isinstance(v, int | float)
        ]
        return own + [found for value in part.values() for found in lengths(value)]
    return [found for one in part for found in lengths(one)] if isinstance(part, list) else []


@pytest.mark.parametrize("name", sorted({name for name, _, _ in SPECS}))
def test_everything_that_has_a_length_grows_alike(name):
    spec = SPECS[name, "fr", "light"]
    before = json.dumps(spec)
    grown = enlarged(spec, 2, 500)
    doubled = [(what, 2 * length) for what, length in lengths(spec)]
    assert lengths(grown) == doubled
    assert doubled
    assert json.dumps(spec) == before
    assert grown["height"] == 500 or grown["height"]["step"] == 2 * spec["height"]["step"]
    assert grown["config"]["axis"]["labelFontSize"] >= 26


def test_a_legend_lies_in_one_row_on_the_wall():
    colour = layers(enlarged(SPECS["fit", "fr", "light"], 2, 500))[0]["encoding"]["color"]
    assert colour["legend"]["columns"] == 0
