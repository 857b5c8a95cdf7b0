"""The charts beside the result, for files: how sure it is, scenarios, weeks reported.

Asked for in a thread that knows no visitor: all that is theirs comes as an argument.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from core.analysis import Analysis
from core.catalogue import Catalogue
from core.follow_up import weeks_done
from core.rankings import rankings
from core.robustness import Robustness
from pages.charts import follow, grid, robustness, scenarios
from pages.papers.charts_files import Chart
from pages.parts import certainty, checking_in, compare, methods
from pages.parts.speech import Speech


def further_charts(
    analysis: Analysis,
    found: Robustness | None,
    compared: Mapping[str, Analysis],
    speech: Speech,
    catalogue: Catalogue,
) -> Iterator[Chart]:
    """Yield every chart of "How sure is it?", "Compare" and "Follow-up" that has something to show.

    `compared` holds the analyses that "Compare" shows side by side.
    """
    if found is not None:
        yield from _certainty(found, analysis, speech)
    if analysis.usable and (ranked := rankings(analysis, catalogue)):
        cells = methods.methods_grid(ranked, analysis, speech)
        text = methods.methods_alternative(ranked, analysis, speech)
        yield Chart(speech.say("And by other methods?"), grid.slanted_template, cells, text)
    if len(compared) > 1:
        yield from _scenarios(compared, speech)
    if weeks := weeks_done(analysis):
        text = checking_in.weeks_alternative(weeks, speech)
        table = follow.table(weeks, speech)
        yield Chart(speech.say("Weeks reported"), follow.template, table, text)


def _certainty(found: Robustness, analysis: Analysis, speech: Speech) -> Iterator[Chart]:
    say = speech.say
    shares = robustness.in_best_table(found, analysis, speech)
    text = certainty.shares_alternative(shares, speech)
    title = say("Which networks come back nearly always?")
    yield Chart(title, robustness.shares_template, shares, text)
    sizes = robustness.sizes_table(found, analysis, speech)
    text = certainty.shares_alternative(sizes, speech)
    yield Chart(say("How many networks?"), robustness.shares_template, sizes, text)
    band = robustness.band_table(found, analysis)
    text = certainty.band_alternative(band, speech)
    yield Chart(say("Presence by number of networks"), robustness.band_template, band, text)
    swings = robustness.swings_table(found, analysis, speech)
    text = certainty.swings_alternative(swings, speech)
    yield Chart(say("What moves the result most?"), robustness.swings_template, swings, text)
    cells = certainty.ranks_grid(found, analysis, speech)
    text = certainty.ranks_alternative(cells, speech)
    title = say("Which network suits best, whatever the weights?")
    yield Chart(title, grid.template, cells, text)


def _scenarios(compared: Mapping[str, Analysis], speech: Speech) -> Iterator[Chart]:
    curves = scenarios.table(compared, speech)
    text = compare.curves_alternative(curves, speech)
    yield Chart(speech.say("Compare"), scenarios.template, curves, text)
    cells = compare.minutes_grid(compared, speech)
    text = compare.grid_alternative(cells, speech)
    title = speech.say("Minutes a week, network by network")
    yield Chart(title, grid.slanted_template, cells, text)
