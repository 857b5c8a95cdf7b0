"""Messages are one line that says where, what was expected and what was found."""

from __future__ import annotations

from typing import get_args

import pytest
from pydantic import ValidationError

from core.errors import EXPECTED, AnswersError, CatalogueError, Problem, Reason, described, shorten
from core.vocabulary import Words


def test_a_problem_reads_place_then_expectation_then_what_was_found():
    problem = Problem("goals.yaml", "be_known", "label.en", "expected a text", "7")

    assert str(problem) == "goals.yaml, be_known, label.en: expected a text, got 7"


def test_a_problem_of_a_whole_file_names_no_entry():
    assert str(Problem("goals.yaml", "", "", "expected a file")) == "goals.yaml: expected a file"


def test_an_error_of_the_catalogue_has_a_line_for_each_problem():
    problems = [Problem("a.yaml", "", "", "expected x"), Problem("b.yaml", "", "", "expected y")]

    assert str(CatalogueError(problems)) == "a.yaml: expected x\nb.yaml: expected y"


@pytest.mark.parametrize("reason", get_args(Reason))
def test_every_refusal_of_answers_says_what_was_expected(reason):
    error = AnswersError(reason, "goals", "7")

    assert str(error) == f"goals: {EXPECTED[reason]}, got 7"
    assert EXPECTED[reason].startswith("expected")


def test_every_fault_is_described_with_its_key():
    with pytest.raises(ValidationError) as caught:
        Words.model_validate({"fr": 1, "de": "x"})

    assert list(described(caught.value)) == [
        ("string_type", "fr", "expected to be a valid string", "1"),
        ("missing", "en", "expected this key, which is missing", ""),
        ("extra_forbidden", "de", "expected no such key (is it misspelt?)", ""),
    ]


def test_what_is_shown_is_one_short_printable_line():
    """What a hostile file holds is shown to people: in a terminal, in a page."""
    assert shorten("a\nb\tc") == "a b c"
    assert shorten("\x1b[31mred\x00") == "\ufffd[31mred\ufffd"
    assert shorten("x" * 100, 10) == "x" * 9 + "…"
    assert len(shorten({"a": ["x" * 1000]})) == 60
    assert shorten("\u202eabc") == "\ufffdabc"
