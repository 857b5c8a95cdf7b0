"""The result as Markdown: all of it, in one language, and nothing a name could act by."""

from __future__ import annotations

import dataclasses
import re
from itertools import pairwise

import pytest

from core.vocabulary import LANGUAGES
from pages.papers.dossier import leaving_in_words, missing_items
from pages.papers.markdown import markdown, plain
from pages.parts import agenda, sentences
from tests.core.strategies import CATALOGUE
from tests.pages.tongues import strangers
from tests.papers.dossiers import WITH_A_PLAN, dossier_of, renamed
from tests.test_translations import typographic_faults

BOX = "- [ ] "


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("who", WITH_A_PLAN)
def test_everybody_gets_their_plan_in_one_language(who, language):
    dossier = dossier_of(who, language)
    text = markdown(dossier)

    assert plain(sentences.fewer_sentence(dossier.analysis, dossier.speech)) in text
    blocks = [
        agenda.block_in_words(block, dossier.analysis, dossier.speech, CATALOGUE)
        for block in dossier.week.routine
    ]
    boxes = [line.removeprefix(BOX) for line in text.splitlines() if line.startswith(BOX)]
    assert boxes[: len(blocks)] == [plain(block) for block in blocks]
    steps = [step for _, steps in leaving_in_words(dossier) for step in steps]
    assert boxes[len(boxes) - len(steps) :] == [plain(step) for step in steps]
    assert len(boxes) == len(blocks) + len(missing_items(dossier)) + len(steps)
    assert strangers(text.splitlines(), language) == set()
    if language == "fr":
        prose = [line for line in text.splitlines() if "](" not in line]
        assert [line for line in prose if typographic_faults(line)] == []


@pytest.mark.parametrize("who", WITH_A_PLAN)
def test_the_plan_is_a_table_with_a_row_for_each_network_kept(who):
    dossier = dossier_of(who)
    table = [line for line in markdown(dossier).splitlines() if line.startswith("|")]

    named = [line.split(" | ")[0].removeprefix("| ") for line in table[2:]]
    assert named == [plain(dossier.name(name)) for name in dossier.kept]
    assert {len(re.findall(r"(?<!\\)\|", line)) for line in table} == {5}


def test_it_has_one_title_and_no_empty_section():
    lines = [line for line in markdown(dossier_of("sacha_naim")).splitlines() if line]

    titles = [n for n, line in enumerate(lines) if line.startswith("#")]
    assert sum(line.startswith("# ") for line in lines) == 1
    for one, after in pairwise(titles):
        assert after > one + 1 or lines[after].startswith("### ")


def test_how_sure_it_is_is_told_where_it_is_known():
    told = dataclasses.replace(dossier_of(), certainty=("Neuf cas sur dix.",))

    assert "## Est-ce fiable\u00a0?\n\nNeuf cas sur dix." in markdown(told)
    assert "Est-ce fiable" not in markdown(dossier_of())


@pytest.mark.parametrize(
    "name",
    [
        "a | b",
        "*a*",
        "[a](https://x.example)",
        "<script>",
        "`a`",
        "# a",
        "a\n# b",
        "![a](b)",
        "\\|",
    ],
)
def test_a_hostile_name_acts_on_nothing(name):
    before = markdown(dossier_of("ines"))
    text = markdown(renamed(dossier_of("ines"), "linkedin", name))

    assert len(text.splitlines()) == len(before.splitlines())
    assert text.count("\n#") == before.count("\n#")
    for acting in ("*", "[", "]", "<", ">", "`", "|", "!"):
        alone = re.compile(r"(?<!\\)(?:\\\\)*" + re.escape(acting))
        assert len(alone.findall(text)) == len(alone.findall(before)), acting
