"""Codes can be read out and typed, and neither they nor secrets can be guessed."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.workshop import codes
from tests.core.strategies import QUICK_LAW

LOOK_ALIKES = ["0OQD", "1IL", "2Z", "5S", "6G", "8B", "UV"]


def source(seed=1):
    return random.Random(seed).randbytes


def test_a_code_has_signs_that_are_not_mistaken_for_each_other_and_make_no_words():
    assert len(set(codes.ALPHABET)) == len(codes.ALPHABET) == 20
    for alike in LOOK_ALIKES:
        assert len(set(alike) & set(codes.ALPHABET)) <= 1
    assert not set("AEIOU") & set(codes.ALPHABET)


def test_each_sign_is_as_likely_as_any_other():
    draw = source()
    seen = Counter("".join(codes.join_code(draw) for _ in range(5_000)))

    assert seen.keys() == set(codes.ALPHABET)
    expected = 5_000 * 8 / 20
    assert sum((n - expected) ** 2 / expected for n in seen.values()) < 45  # chi², 19 degrees


def test_trying_codes_at_the_limit_finds_no_workshop_in_a_year():
    """600 wrong codes in ten minutes, for a year, with a hundred workshops to hit."""
    tries = 600 * 6 * 24 * 365

    assert tries * 100 / len(codes.ALPHABET) ** codes.CODE_LENGTH < 0.15


@QUICK_LAW
@given(st.integers(0, 10**6), st.text(" -–—._\u00a0", max_size=4))
def test_a_code_is_found_in_whatever_way_it_is_typed(seed, between):
    code = codes.join_code(source(seed))

    assert codes.tidied(code) == code
    assert codes.tidied(codes.shown(code)) == code
    assert codes.tidied(between + code[:3].lower() + between + code[3:] + between) == code


@pytest.mark.parametrize(
    "typed", ["", "CDFGHJK", "CDFGHJKMN", "CDFGHJK0", "CDFGHJKÉ", "C" * 41, " " * 10**6, "ſ" * 8]
)
def test_what_cannot_be_a_code_is_none(typed):
    assert codes.tidied(typed) is None


def test_secrets_have_128_bits_and_are_all_of_one_form():
    for make in (
        *(codes.participant_token, codes.facilitator_secret, codes.link_key),
        *(codes.idempotency_key, codes.new_id),
    ):
        asked = []

        def told(number, asked=asked):
            asked.append(number)
            return bytes(range(number))

        assert codes.is_secret(make(told))
        assert asked == [16]
    assert len({codes.participant_token(source(n)) for n in range(1_000)}) == 1_000


@pytest.mark.parametrize(
    "text", ["", "a" * 21, "a" * 23, "é" * 22, "+" * 22, " " * 22, "a" * 10**6]
)
def test_other_texts_are_no_secrets(text):
    assert not codes.is_secret(text)


def test_a_digest_does_not_tell_the_secret_and_differs_for_another():
    first, second = (codes.participant_token(source(n)) for n in (1, 2))

    assert codes.same(codes.digest(first), codes.digest(first))
    assert not codes.same(codes.digest(first), codes.digest(second))
    assert first not in codes.digest(first)
    assert len(codes.digest("\ud800")) == 64
