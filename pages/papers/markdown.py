"""The result as Markdown, to paste into notes, a wiki or a message."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from core.answers import DAYS
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
    windows_sentence,
)
from pages.parts import agenda, sentences
from pages.parts.tables import content, rung_name

ACTED_ON = re.compile(r"([\\`*_{}\[\]<>#|~!])")
LINE_ENDS = re.compile(r"[\r\n\t]+")


def markdown(dossier: Dossier) -> str:
    """Return headings, a table of the plan, the week, what is missing, and what it rests on."""
    say, speech = dossier.speech.say, dossier.speech
    parts = [
        *_titled(1, say("My networks: few, well kept"), _finding(dossier)),
        *_titled(2, say("The networks to keep"), [*_plan(dossier), windows_sentence(dossier)]),
        *_titled(2, say("How sure is it?"), dossier.certainty),
        *_titled(2, say("My week"), _week(dossier)),
        *_titled(2, say("What is missing on your profiles"), [_missing(dossier)]),
        *_titled(2, say("What you leave, without losing it"), [_leaving(dossier)]),
        *_titled(2, say("Your answers in short"), [_listed(answers_in_short(dossier))]),
        no_forecast(speech),
        made_on(dossier),
    ]
    if link := link_to(dossier, METHOD_PATH):
        title = say("Method and sources")
        parts.append(f"[{title}]({link})")
    return "\n\n".join(parts) + "\n"


def plain(text: str) -> str:
    """Return a text in which Markdown finds nothing to act on, on one line."""
    return ACTED_ON.sub(r"\\\1", LINE_ENDS.sub(" ", text))


def _titled(level: int, title: str, parts: Iterable[str]) -> Iterator[str]:
    """Yield a heading and what stands under it; nothing where there is nothing."""
    under = [part for part in parts if part]
    if under:
        yield f"{'#' * level} {title}"
        yield from under


def _finding(dossier: Dossier) -> list[str]:
    analysis, speech = dossier.analysis, dossier.speech
    return [
        f"**{plain(sentences.fewer_sentence(analysis, speech))}**",
        plain(sentences.thesis_sentence(analysis, speech)),
        plain(sentences.hours_sentence(analysis, speech)),
    ]


def _plan(dossier: Dossier) -> list[str]:
    say, speech, catalogue = dossier.speech.say, dossier.speech, dossier.catalogue
    header = [say("Network"), say("What to do"), say("Content"), say("Time a week")]
    rows = [
        [
            dossier.name(name),
            sentences.way_in_words(way, speech, rung_name(way, speech, catalogue)),
            content(way, dossier.analysis.networks[name].format_id, speech, catalogue),
            speech.duration(way.minutes.mode),
        ]
        for name, way in dossier.kept.items()
    ]
    return [_table(header, rows)]


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *([plain(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _week(dossier: Dossier) -> list[str]:
    speech = dossier.speech
    parts = [
        agenda.week_sentence(dossier.week, speech),
        agenda.setup_sentence(dossier.week, speech),
        agenda.left_over_sentence(dossier.week, speech),
    ]
    for day in DAYS:
        lines = [
            plain(agenda.block_in_words(block, dossier.analysis, speech, dossier.catalogue))
            for block in blocks_of(dossier, day)
        ]
        if lines:
            parts += [f"### {agenda.day_name(day, speech)}", _boxes(lines)]
    return parts


def _missing(dossier: Dossier) -> str:
    speech = dossier.speech
    return _boxes(
        plain(
            speech.say(
                "{network}, {time}: {what}",
                network=dossier.name(one.network),
                time=speech.duration(one.minutes),
                what=speech.words(one.item.label),
            )
        )
        for one in missing_items(dossier)
    )


def _leaving(dossier: Dossier) -> str:
    return "\n\n".join(
        f"**{plain(which)}**\n\n{_boxes(map(plain, steps))}"
        for which, steps in leaving_in_words(dossier)
    )


def _listed(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _boxes(lines: Iterable[str]) -> str:
    return "\n".join(f"- [ ] {line}" for line in lines)
