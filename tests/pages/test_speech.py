"""Numbers, durations, lists and plurals as each language writes them."""

from __future__ import annotations

import pytest

from pages.parts.speech import speech

FRENCH, ENGLISH = speech("fr"), speech("en")
NO_BREAK, NARROW, MINUS = "\u00a0", "\u202f", "\u2212"


@pytest.mark.parametrize(
    ("minutes", "shown"),
    [
        (0, "0 min"),
        (0.4, "0 min"),
        (45, "45 min"),
        (59.6, "1 h"),
        (60, "1 h"),
        (90, "1 h 30"),
        (605, "10 h 05"),
        (10_080, "168 h"),
    ],
)
def test_a_duration_is_written_alike_in_both_languages_and_never_breaks(minutes, shown):
    for spoken in (FRENCH, ENGLISH):
        assert spoken.duration(minutes) == shown.replace(" ", NO_BREAK)


@pytest.mark.parametrize(
    ("minutes", "shown"),
    [(0.0, "1 s"), (0.08, "5 s"), (1.0, "1 min"), (1.5, "1 min 30 s"), (0.9999, "1 min")],
)
def test_a_short_time_is_told_to_the_second(minutes, shown):
    for spoken in (FRENCH, ENGLISH):
        assert spoken.seconds(minutes) == shown.replace(" ", NO_BREAK)


def test_a_zone_without_a_town_keeps_its_name():
    assert (FRENCH.town("Europe/London"), FRENCH.town("UTC")) == ("Londres", "UTC")
    assert FRENCH.town("Nowhere/Atlantis") == "Nowhere/Atlantis"


@pytest.mark.parametrize(
    ("value", "digits", "french", "english"),
    [
        (0, 0, "0", "0"),
        (-0.0, 0, "0", "0"),
        (-0.4, 0, "0", "0"),
        (7.0, 2, "7", "7"),
        (0.5, 1, "0,5", "0.5"),
        (0.25, 2, "0,25", "0.25"),
        (12.34, 1, "12,3", "12.3"),
        (1234.5, 1, f"1{NARROW}234,5", "1,234.5"),
        (1_234_567, 0, f"1{NARROW}234{NARROW}567", "1,234,567"),
    ],
)
def test_a_number_has_the_signs_of_its_language(value, digits, french, english):
    assert FRENCH.number(value, digits) == french
    assert ENGLISH.number(value, digits) == english


@pytest.mark.parametrize(
    ("value", "shown"),
    [(3, "+3"), (0.4, "0"), (0, "0"), (-0.4, "0"), (-5.2, f"{MINUS}5"), (0.6, "+1")],
)
def test_a_change_wears_its_sign(value, shown):
    """A true minus: a hyphen would be read as a dash, or not at all."""
    assert FRENCH.signed(value) == ENGLISH.signed(value) == shown


@pytest.mark.parametrize(
    ("share", "whole"), [(0, 0), (0.004, 0), (0.123, 12), (0.6, 60), (0.996, 100), (1, 100)]
)
def test_a_share_is_a_whole_percentage(share, whole):
    assert FRENCH.percent(share) in (f"{whole}{NARROW}%", f"{whole}{NO_BREAK}%")
    assert ENGLISH.percent(share) == f"{whole}%"


@pytest.mark.parametrize(
    ("names", "french", "english"),
    [
        ([], "", ""),
        (["A"], "A", "A"),
        (["A", "B"], "A et B", "A and B"),
        (["A", "B", "C"], "A, B et C", "A, B, and C"),
    ],
)
def test_names_are_listed_as_one_says_them(names, french, english):
    assert FRENCH.listed(names) == french
    assert ENGLISH.listed(names) == english


@pytest.mark.parametrize(
    ("number", "french", "english"),
    [
        (0, "0 réseau", "0 networks"),
        (1, "1 réseau", "1 network"),
        (2, "2 réseaux", "2 networks"),
        (1_000, f"1{NARROW}000 réseaux", "1,000 networks"),
    ],
)
def test_french_counts_nothing_as_one_and_english_as_many(number, french, english):
    assert FRENCH.count("{number} network", "{number} networks", number) == french
    assert ENGLISH.count("{number} network", "{number} networks", number) == english


def test_a_value_in_a_sentence_is_not_read_as_a_placeholder():
    """A network may be called anything."""
    assert ENGLISH.say("Remove {name}", name="{name} {x}") == "Remove {name} {x}"


def test_a_text_without_translation_is_said_in_english():
    """Better than nothing; test_translations.py sees to it that there is none."""
    assert FRENCH.say("Nobody ever translated this.") == "Nobody ever translated this."
