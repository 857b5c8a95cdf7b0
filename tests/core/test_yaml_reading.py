"""The door for YAML lets in plain values, and nothing that only looks like one."""

from __future__ import annotations

import itertools
import math

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from core.yaml_reading import MOST_LEVELS, read_yaml, write_yaml
from tests.core.strategies import QUICK_LAW

line_of_text = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=20)
plain_values = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(allow_nan=False),
        line_of_text,
        st.sampled_from(["on", "no", "null", "~", "", "010", "1e5", ".nan", "1:30", "2026-01-01"]),
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(line_of_text, inner, max_size=3),
    max_leaves=8,
)


@given(plain_values)
@QUICK_LAW
def test_what_is_written_is_read_back(value):
    """A name such as "1e5" or "on" must not come back as a number or a boolean."""
    assert read_yaml(write_yaml({"a": value})) == {"a": value}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on", "on"),
        ("no", "no"),
        ("Yes", "Yes"),
        ("true", True),
        ("False", False),
        ("010", 10),
        ("0x10", "0x10"),
        ("1_000", "1_000"),
        ("1:30", "1:30"),
        ("1e-5", 1e-5),
        ("-3", -3),
        (".5", 0.5),
        ("1.", 1.0),
        ("~", None),
        ("", None),
        ("''", ""),
        ("2026-11-23", "2026-11-23"),
        ("50+", "50+"),
        ("15-24", "15-24"),
    ],
)
def test_words_mean_what_a_person_meant(text, value):
    """YAML 1.1 would take "on" for true, 010 for eight and 1:30 for ninety."""
    found = read_yaml(f"a: {text}")["a"]

    assert found == value
    assert type(found) is type(value)


def test_not_a_number_and_infinity_are_read_as_such_for_others_to_refuse():
    found = read_yaml("[.nan, .inf, -.Inf]")

    assert math.isnan(found[0])
    assert found[1:] == [math.inf, -math.inf]


REFUSED = {
    "a key given twice": ("a: 1\nb: 2\na: 3", "line 3: key given twice: a"),
    "a key given twice, once in quotes": ("a: 1\n'a': 3", "line 2: key given twice: a"),
    "a key given twice further in": ("x:\n  - {a: 1, a: 2}", "line 2: key given twice: a"),
    "an alias": ("a: &one 1\nb: *one", "line 2: aliases are not accepted"),
    "a python tag": ("!!python/object/apply:os.system [ls]", "line 1: tags are not accepted"),
    "a harmless tag": ("a: !!str 1", "line 1: tags are not accepted"),
    "a tag that cannot be converted": ("a: !!bool maybe", "line 1: tags are not accepted"),
    "a number as key": ("1: a", "line 1: expected a text as key, got 1"),
    "a boolean as key": ("true: a", "line 1: expected a text as key, got true"),
    "nothing as key": ("~: a", "line 1: expected a text as key, got ~"),
    "a list as key": ("? [a]\n: b", "line 1: expected a text as key, got a list or mapping"),
    "too many levels": ("[" * (MOST_LEVELS + 1), f"expected at most {MOST_LEVELS} levels"),
    "a hundred thousand brackets": ("[" * 100_000, f"expected at most {MOST_LEVELS} levels"),
    "a hundred thousand dashes": ("- " * 100_000, f"expected at most {MOST_LEVELS} levels"),
    "an unclosed bracket": ("a: [1", "did not find expected"),
    "an unclosed quote": ("a: 'x", "unexpected end"),
    "two documents": ("--- 1\n--- 2", "another document"),
    "a null byte": ("a: b\x00", "control characters are not allowed"),
    "half a character": ("a: \ud800", "surrogates not allowed"),
    "half a character, escaped": ('a: "\\ud800"', "invalid Unicode"),
    "a number of thousands of digits": ("a: " + "9" * 5000, "4300 digits"),
    "a tab as indentation": ("a:\n\tb: 1", "line 2: found character that cannot start any token"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_it_refuses(name):
    text, message = REFUSED[name]

    with pytest.raises(yaml.YAMLError) as caught:
        read_yaml(text)

    assert message in str(caught.value)


def test_an_alias_bomb_is_refused_before_it_unfolds():
    levels = "abcdefghijklmnop"
    lines = ["a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1]"]
    for below, above in itertools.pairwise(levels):
        lines.append(f"{above}: &{above} [{', '.join([f'*{below}'] * 9)}]")

    with pytest.raises(yaml.YAMLError, match="line 2: aliases are not accepted"):
        read_yaml("\n".join(lines))


def test_as_many_levels_as_are_allowed_are_read():
    depth = MOST_LEVELS - 1
    value = read_yaml("[" * depth + "]" * depth)

    for _ in range(depth - 1):
        (value,) = value
    assert value == []


def test_a_merge_key_is_a_key_like_any_other():
    """Merging would bring in keys that nobody sees."""
    assert read_yaml("<<: {a: 1}") == {"<<": {"a": 1}}


@given(st.one_of(st.text(max_size=60), st.text("{}[]:,-?!&*#|>'\"%@`~ \n\tab1.", max_size=60)))
@QUICK_LAW
def test_any_text_is_read_or_refused_as_yaml(text):
    """No text makes another kind of error, which nobody would catch."""
    assert outcome(text) in ("read", "refused")


def outcome(text: str) -> str:
    try:
        read_yaml(text)
    except yaml.YAMLError:
        return "refused"
    return "read"
