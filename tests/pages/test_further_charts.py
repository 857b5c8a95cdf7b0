"""Every chart that the pages show of a person can be had as a file."""

from __future__ import annotations

import io
import zipfile
from itertools import chain

import numpy as np
import pytest

from core.analysis import analyse
from core.robustness import robustness
from core.vocabulary import LANGUAGES
from pages.papers.charts_files import all_charts, charts, specification
from pages.parts.further_charts import further_charts
from pages.parts.speech import speech
from tests.core.strategies import CATALOGUE
from tests.core.test_follow_up import LOU, after
from tests.pages.tongues import strangers
from tests.papers.dossiers import WITH_A_PLAN, analysis_of, dossier_of
from tests.papers.test_charts_files import Scribe


def further_of(analysis, language, *others):
    found = robustness(analysis, CATALOGUE, np.random.default_rng(1), worlds=50)
    compared = {f"Scénario {n}": one for n, one in enumerate((analysis, *others), 1)}
    return list(further_charts(analysis, found, compared, speech(language), CATALOGUE))


@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_has_scenarios_and_weeks_gets_their_charts_too(language):
    analysis = analyse(after(LOU, 1.2, 1.4), CATALOGUE)
    other = analyse(LOU.with_time(120), CATALOGUE)

    found = further_of(analysis, language, other)

    assert len(found) == 5 + 1 + 2 + 1  # how sure, other methods, scenarios, weeks
    assert len({chart.title for chart in found}) == len(found)
    dossier = dossier_of("lou", language)
    for chart in found:
        assert len(chart.table)
        assert len(chart.alternative) > 20
        assert specification(chart, dossier)["title"]["text"] == chart.title
    said = [text for chart in found for text in (chart.title, chart.alternative)]
    assert strangers([t.replace("Scénario", "") for t in said], language) == set()


@pytest.mark.parametrize("who", ["goals alone", "hardly anything", "everything to do"])
def test_whoever_comes_their_charts_have_something_to_show(who):
    assert who in WITH_A_PLAN
    for chart in further_of(analysis_of(who), "fr"):
        assert len(chart.table)


def test_without_cases_scenarios_or_weeks_there_is_nothing_of_them():
    analysis = analysis_of("ines")

    found = list(further_charts(analysis, None, {"Now": analysis}, speech("en"), CATALOGUE))

    assert [chart.title for chart in found] == ["And by other methods?"]


def test_the_archive_holds_them_after_those_of_the_result():
    dossier, scribe = dossier_of("lou"), Scribe()
    more = further_of(analysis_of("lou"), "fr")

    names = zipfile.ZipFile(io.BytesIO(all_charts(dossier, scribe, more))).namelist()

    in_order = [name[:2] for name in names if name.endswith(".svg")]
    assert in_order == [f"{n:02}" for n, _ in enumerate(chain(charts(dossier), more), 1)]
