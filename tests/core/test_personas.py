"""A persona is answers like any other, checked as strictly."""

from __future__ import annotations

import pytest

from core.errors import CatalogueError
from core.personas import load_personas
from tests.core.copies import places
from tests.core.strategies import CATALOGUE

GOOD = """
introduction:
  id: {id}
  name: {{fr: Ana, en: Ana}}
  summary: {{fr: Potière, en: Potter}}
answers:
  version: 2
  goals: {{be_known: 1}}
  networks: {{instagram: {{state: on}}}}
"""


@pytest.fixture
def personas(tmp_path):
    (tmp_path / "01_ana.yaml").write_text(GOOD.format(id="ana"), encoding="utf-8")
    return tmp_path


def problems(folder, catalogue=CATALOGUE):
    with pytest.raises(CatalogueError) as caught:
        load_personas(catalogue, folder)
    return caught.value


def test_a_persona_is_read(personas):
    (persona,) = load_personas(CATALOGUE, personas)

    assert persona.id == "ana"
    assert persona.introduction.summary.fr == "Potière"
    assert persona.answers.network("instagram").state == "on"


def test_a_folder_without_personas_is_no_error(tmp_path):
    assert load_personas(CATALOGUE, tmp_path / "nobody") == ()


@pytest.mark.parametrize(
    ("old", "new", "key", "message"),
    [
        ("introduction:", "introdution:", "introduction", "missing"),
        ("name: {fr: Ana, en: Ana}", "name: {fr: Ana}", "introduction.name.en", "missing"),
        ("goals: {be_known: 1}", "goals: {be_known: -1}", "answers.goals.be_known", "got -1"),
        ("goals: {be_known: 1}", "gaols: {be_known: 1}", "answers.gaols", "expected no such key"),
        ("goals: {be_known: 1}", "goals: {be_knwon: 1}", "answers.goals", "got 'be_knwon'"),
        ("version: 2", "version: 3", "answers.version", "expected to be 2, got 3"),
        ("state: on", "state: maybe", "answers.networks.instagram.state", "got maybe"),
        ("id: ana", "id: eve", "introduction.id", "expected the id in the file name, '01_ana'"),
    ],
)
def test_a_fault_is_named_by_file_and_key(personas, old, new, key, message):
    text = GOOD.format(id="ana")
    assert old in text
    (personas / "01_ana.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")

    error = problems(personas)

    assert ("personas/01_ana.yaml", key) in {(file, at) for file, _, at in places(error)}
    assert message in str(error)


@pytest.mark.parametrize("content", ["", "- 1", "[" * 5000, "a: &a 1\nb: *a", "a: 1\na: 1", "\x00"])
def test_an_unreadable_persona_is_a_problem_and_no_crash(personas, content):
    (personas / "02_bob.yaml").write_text(content, encoding="utf-8")

    (problem,) = problems(personas).problems

    assert problem.file == "personas/02_bob.yaml"


def test_all_faults_of_all_personas_are_told_at_once(personas):
    text = GOOD.format(id="bob").replace("be_known", "fame").replace("instagram", "myspace")
    (personas / "02_bob.yaml").write_text(text, encoding="utf-8")
    (personas / "03_eve.yaml").write_text("answers: {version: 2}", encoding="utf-8")

    assert places(problems(personas)) == {
        ("personas/02_bob.yaml", "bob", "answers.goals"),
        ("personas/02_bob.yaml", "bob", "answers.networks"),
        ("personas/03_eve.yaml", "03_eve", "introduction"),
    }


def test_without_a_catalogue_only_the_form_is_checked(personas):
    """So that a broken catalogue does not hide a broken persona."""
    text = GOOD.format(id="bob").replace("be_known", "fame")
    (personas / "02_bob.yaml").write_text(text, encoding="utf-8")
    assert [persona.id for persona in load_personas(None, personas)] == ["ana", "bob"]

    (personas / "03_eve.yaml").write_text("answers: {version: 2}", encoding="utf-8")
    assert places(problems(personas, None)) == {("personas/03_eve.yaml", "03_eve", "introduction")}
