"""The steps to get an export: for every network, naming files that are counted."""

from __future__ import annotations

import pytest

from core.activity.rules import Rule
from tests.core.activity.archives import RULES
from tests.core.strategies import CATALOGUE

INSIDE_ANOTHER = {"threads"}  # its likes lie in Instagram's export
each_guide = pytest.mark.parametrize("network", CATALOGUE.exports)


def known_by(file: str, rule: Rule) -> bool:
    """Return whether a rule reads a file of that name, given without its folders."""
    return any(patterns[-1].fullmatch(file.casefold()) for patterns in rule.path_patterns)


def test_every_network_that_is_counted_says_how_to_get_its_export():
    assert set(CATALOGUE.exports) == set(RULES.networks) - INSIDE_ANOTHER


@each_guide
def test_a_file_named_in_the_steps_is_known_when_it_is_given_alone(network):
    rules = RULES.networks[network].rules
    named = CATALOGUE.exports[network].files

    assert [file for file in named if not any(known_by(file, rule) for rule in rules)] == []


@each_guide
def test_the_files_named_hold_every_action_that_the_network_tells(network):
    """But messages, where each conversation is a file of its own."""
    rules, named = RULES.networks[network], CATALOGUE.exports[network].files
    told = {
        a for rule in rules.rules for a in rule.actions if any(known_by(f, rule) for f in named)
    }

    assert set(rules.actions) - told <= {"message"}
