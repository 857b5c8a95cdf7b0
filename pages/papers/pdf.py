"""Papers to print: two pages on the whole result, and one for the fridge.

Typst sets the type, from files that are ours; what a person wrote reaches them as
data and is never read as code. Tagged for screen readers (PDF/UA-1): typst refuses
a picture without a text alternative.
"""

from __future__ import annotations

import datetime
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from core.answers import DAYS
from pages.charts import curve, effort
from pages.charts.palette import ON_PAPER
from pages.papers.dossier import (
    METHOD_PATH,
    Dossier,
    answers_in_short,
    blocks_of,
    leaving_in_words,
    link_to,
    made_on,
    missing_items,
    no_forecast,
    not_looked_at,
    windows_sentence,
)
from pages.parts import agenda, alternatives, one_core, sentences
from pages.parts.speech import Speech
from pages.parts.tables import content, rung_name, time_with_range

ROOT = Path(__file__).resolve().parents[2]
COMMAND = (sys.executable, "-m", "pages.papers.typesetting")
LONGEST_SECONDS = 60.0
NO_GLYPH = "could not be displayed with font"
# Whatever is not Latin or the punctuation of our texts, which the fonts of typst have.
UNSURE_LETTER = re.compile(r"[^\u0020-\u017f\u2010-\u2027\u202f\u20ac\u2190-\u2193\u2212]")
UNKNOWN_LETTER = "?"


def summary(dossier: Dossier) -> bytes:
    """Return the result on two A4 pages, as PDF: the plan, then the week and the profiles."""
    return typeset("summary.typ", _summary_data(dossier), dossier.today)


def fridge(dossier: Dossier) -> bytes:
    """Return the week alone in very large type on one A4 page, as PDF."""
    say = dossier.speech.say
    data = {
        **framed(dossier.speech, say("My week"), dossier.today),
        "days": _days(dossier),
        "sentence": agenda.week_sentence(dossier.week, dossier.speech),
    }
    return typeset("fridge.typ", data, dossier.today)


# The data -------------------------------------------------------------------------------------


def framed(speech: Speech, title: str, today: datetime.date) -> dict[str, Any]:
    """Return what every paper needs: language, title, date and colours."""
    colours = ON_PAPER
    return {
        "language": speech.language,
        "title": title,
        "date": [today.year, today.month, today.day],
        "colours": {
            **{name: getattr(colours, name) for name in ("ink", "muted", "best", "spread", "own")},
            "categories": list(colours.categories),
        },
    }


def _summary_data(dossier: Dossier) -> dict[str, Any]:
    say, analysis, speech = dossier.speech.say, dossier.analysis, dossier.speech
    return {
        **framed(dossier.speech, say("My networks: few, well kept"), dossier.today),
        "finding": sentences.fewer_sentence(analysis, speech),
        "thesis": _not_empty(
            sentences.thesis_sentence(analysis, speech), sentences.nearly_sentence(analysis, speech)
        ),
        "plan": {
            "title": say("The networks to keep"),
            "header": [say("Network"), say("What to do"), say("Content"), say("Time a week")],
            "rows": _plan_rows(dossier),
            "windows": windows_sentence(dossier),
        },
        "curve": _curve(dossier),
        "minutes": _minutes(dossier),
        "certainty": {"title": say("How sure is it?"), "lines": list(dossier.certainty)},
        "hours": {
            "title": say("And with more hours?"),
            "lines": _not_empty(
                sentences.hours_sentence(analysis, speech),
                sentences.half_hour_sentence(analysis, speech),
            ),
        },
        "week": _week(dossier),
        "profiles": _profiles(dossier),
        "leaving": {
            "title": say("What you leave, without losing it"),
            "rows": leaving_in_words(dossier),
        },
        "foot": {
            "title": say("Your answers in short"),
            "answers": answers_in_short(dossier),
            "lines": [no_forecast(speech), made_on(dossier)],
            "link": link_to(dossier, METHOD_PATH),
            "link_label": say("Method and sources"),
        },
    }


def _not_empty(*lines: str) -> list[str]:
    return [line for line in lines if line]


def _plan_rows(dossier: Dossier) -> list[list[str]]:
    speech, catalogue, rows = dossier.speech, dossier.catalogue, []
    for name, way in dossier.kept.items():
        time = time_with_range(way, speech)
        pace = sentences.way_in_words(way, speech, rung_name(way, speech, catalogue))
        format_id = dossier.analysis.networks[name].format_id
        rows.append([dossier.name(name), pace, content(way, format_id, speech, catalogue), time])
    return rows


def _curve(dossier: Dossier) -> dict[str, Any]:
    """Return the points of "why this many", as the screen draws them."""
    speech = dossier.speech
    points = curve.table(dossier.analysis, speech)
    table = points.frame()
    series = dict(iter(table.groupby("kind", sort=False)))
    return {
        "title": speech.say("Why this many"),
        "x": speech.say("Number of networks kept"),
        "y": speech.say("Useful presence (index)"),
        "alternative": alternatives.curve_alternative(dossier.analysis, points, speech),
        "names": curve.series_names(speech)
        | {"own": curve.own_name(dossier.analysis, speech).replace("\n", " · ")},
        "series": {
            str(kind): [
                [int(size), float(y)]
                for size, y in zip(rows["size"], rows["presence"], strict=True)
            ]
            for kind, rows in series.items()
        },
        "best": [
            [int(row["size"]), float(row["presence"]), row["note"].split("\n")[-1]]
            for _, row in table[table["best"]].iterrows()
        ],
        "ticks": _ticks(float(table["presence"].max()), dossier),
    }


def _ticks(top: float, dossier: Dossier) -> list[list[Any]]:
    """Return four or so round numbers from 0 to the top, with how they are written."""
    step = next(
        s for power in range(7) for s in (10**power, 2 * 10**power, 5 * 10**power) if top <= 6 * s
    )
    return [[value, dossier.speech.number(value)] for value in range(0, int(top) + 1, step)]


def _minutes(dossier: Dossier) -> dict[str, Any]:
    """Return the bars of minutes by network and kind of action, as the screen draws them."""
    speech, analysis = dossier.speech, dossier.analysis
    table = effort.by_action_table(dossier.best.choice, analysis, speech, dossier.catalogue)
    groups = effort.group_names(speech)
    rows = []
    for name, parts in table.frame().groupby("network", sort=False):
        shares = parts.groupby("group")["minutes"].sum()
        rows.append(
            {
                "name": str(name),
                "label": speech.duration(parts["total"].iloc[0]),
                "parts": [float(shares.get(group, 0.0)) for group in groups],
            }
        )
    return {
        "title": speech.say("Where the minutes go"),
        "alternative": alternatives.actions_alternative(table, speech),
        "groups": groups,
        "rows": rows,
    }


def _week(dossier: Dossier) -> dict[str, Any]:
    speech = dossier.speech
    return {
        "title": speech.say("My week"),
        "lines": _not_empty(
            agenda.week_sentence(dossier.week, speech),
            agenda.setup_sentence(dossier.week, speech),
            agenda.left_over_sentence(dossier.week, speech),
        ),
        "days": _days(dossier),
    }


def _days(dossier: Dossier) -> list[dict[str, Any]]:
    """Return every day that has blocks, with them."""
    speech, days = dossier.speech, []
    for day in DAYS:
        if blocks := blocks_of(dossier, day):
            days.append(
                {
                    "name": agenda.day_name(day, speech),
                    "time": speech.duration(sum(block.minutes for block in blocks)),
                    "blocks": [
                        {
                            "network": dossier.name(block.network),
                            "time": speech.duration(block.minutes),
                            "what": agenda.actions_in_words(block.actions, speech)
                            or speech.say("carry on with this"),
                        }
                        for block in blocks
                    ],
                }
            )
    return days


def _profiles(dossier: Dossier) -> dict[str, Any]:
    """Return what each profile lacks, as boxes to tick, and what nobody has looked at."""
    speech = dossier.speech
    networks: dict[str, list[dict[str, str]]] = {}
    for one in missing_items(dossier):
        item = {"label": speech.words(one.item.label), "time": speech.duration(one.minutes)}
        networks.setdefault(one.network, []).append(item)
    unknown = [
        speech.count(
            "{network}: {number} point not looked at yet",
            "{network}: {number} points not looked at yet",
            number,
            network=dossier.name(name),
        )
        for name, number in not_looked_at(dossier)
    ]
    return {
        "title": speech.say("What is missing on your profiles"),
        "networks": [{"name": dossier.name(n), "items": items} for n, items in networks.items()],
        "unknown": unknown,
        "nothing": speech.say("Nothing: every point of your profiles is there."),
    }


# The typesetting ------------------------------------------------------------------------------


def typeset(file: str, data: dict[str, Any], today: datetime.date) -> bytes:
    """Return a file set in type with `data`; the same data give the same bytes.

    The fonts that come with typst write Latin, Greek and Cyrillic. Where a name
    needs more, those of the system are tried; a letter that no font has is
    replaced, since a tagged paper may hold none.
    """
    text = json.dumps(data, ensure_ascii=False)
    attempts = ((text, False), (text, True), (UNSURE_LETTER.sub(UNKNOWN_LETTER, text), False))
    for attempt, system in attempts:
        try:
            return _compiled(file, attempt, today, system=system)
        except TypesettingError as error:
            if NO_GLYPH not in str(error) or attempt != text:
                raise
    raise AssertionError("the last attempt returns or raises")


class TypesettingError(RuntimeError):
    """A paper that could not be set; it says why."""


def _compiled(file: str, data: str, today: datetime.date, *, system: bool) -> bytes:
    order = {"file": file, "data": data, "day": today.isoformat(), "system": system}
    with one_core.elsewhere():
        done = subprocess.run(  # noqa: S603 (our own module)
            COMMAND,
            cwd=ROOT,
            input=json.dumps(order).encode(),
            capture_output=True,
            timeout=LONGEST_SECONDS,
            check=False,
        )
    if done.returncode != 0:
        raise TypesettingError(done.stderr.decode("utf-8", "replace"))
    return done.stdout
