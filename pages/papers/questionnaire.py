"""The workshop on paper: the same questions to tick with a pen, as PDF and as a plain page.

For who has no phone, and for a room whose network refuses the app. The facilitator types
the sheets in later. Nothing on a sheet says who filled it in.
"""

from __future__ import annotations

import datetime
from dataclasses import asdict, dataclass
from html import escape

from core.catalogue import Catalogue
from pages.papers.pdf import framed, typeset
from pages.parts.speech import Speech

STYLE = (
    "body{font:16px/1.45 sans-serif;max-width:46rem;margin:1.5rem auto;padding:0 1rem;"
    "color:#22303C;background:#FFF}h1{font-size:1.6rem}h2{font-size:1.1rem;margin:1.4em 0 .3em}"
    "ul{list-style:none;padding:0;margin:0;columns:14rem}li{padding:.15em 0}"
    "a{color:#00654C}.code{font-size:1.5rem;font-weight:700}"
    "@media print{.screen{display:none}body{margin:0;max-width:none}}"
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question on paper: boxes to tick, or a blank to fill in where there are none.

    `unit` follows the blank.
    """

    label: str
    options: tuple[str, ...] = ()
    unit: str = ""


def questions(speech: Speech, catalogue: Catalogue) -> tuple[Question, ...]:
    """Return the questions in the order of the hour: guess, answer, guess again."""
    say = speech.say
    goals = tuple(speech.words(goal.label) for goal in catalogue.goals.values())
    networks = tuple(network.name for network in catalogue.networks.values())
    blanks = (say("networks"), say("hours a week"))
    first = say("My guess, before anything else: how many networks can I keep well?")
    first_hours = say("And how many hours a week would they take, all together?")
    again = say("At the end, my guess again: how many networks?")
    again_hours = say("And how many hours a week?")
    return (
        Question(first, unit=blanks[0]),
        Question(first_hours, unit=blanks[1]),
        Question(say("What do I want most from my networks? (one box)"), goals),
        Question(say("How much time a week can I really give them?"), unit=blanks[1]),
        Question(say("Which networks am I on, or do I want to be on?"), networks),
        Question(again, unit=blanks[0]),
        Question(again_hours, unit=blanks[1]),
        Question(
            say("May the group’s file include my answers, on a row without my name?"),
            (say("Yes"), say("No")),
        ),
    )


def no_name(speech: Speech) -> str:
    """Return what is done with a sheet."""
    return speech.say(
        "Please do not write your name. The facilitator types this sheet in, then destroys it."
    )


def number_label(speech: Speech) -> str:
    """Return what the box is for in which a sheet is given the number it is typed in under."""
    return speech.say("Number (the facilitator writes it)")


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a sheet says of its workshop; `code` as one reads it."""

    title: str
    code: str
    address: str


def printed(
    invitation: Invitation, speech: Speech, catalogue: Catalogue, today: datetime.date
) -> bytes:
    """Return the questionnaire of a workshop on one A4 page, as PDF."""
    data = {
        **framed(speech, invitation.title, today),
        "code_label": speech.say("Code"),
        "code": invitation.code,
        "address": invitation.address,
        "no_name": no_name(speech),
        "number_label": number_label(speech),
        "questions": [asdict(question) for question in questions(speech, catalogue)],
    }
    return typeset("questionnaire.typ", data, today)


def plain_page(code: str, speech: Speech, catalogue: Catalogue) -> str:
    """Return the page, as HTML, that opens where the app itself does not.

    `code` may be anything; it is shown as text. The page needs no script, and asks for
    nothing else.
    """
    say = speech.say
    told = [
        say("The app did not open? The Wi-Fi here probably blocks the permanent connection "
"(WebSocket) that it needs."),
        say("Try mobile data or another Wi-Fi. If that does not help, use paper: copy or "
"print the questions below, and give your sheet to the facilitator, who will "
"type it in."),
    ]  # fmt: skip
    title, try_again, code_label = (
        say("The workshop on paper"),
        say("Try the app again"),
        say("Code"),
    )
    again = f"atelier?a={code}" if code else "atelier"
    body = [
        f"<h1>{escape(title)}</h1>",
        *(f'<p class="screen">{escape(text)}</p>' for text in told),
        f'<p class="screen"><a href="{escape(again)}">{escape(try_again)}</a></p>',
        f'<p>{escape(code_label)} <span class="code">{escape(code)}</span></p>' if code else "",
        f"<p>{escape(no_name(speech))}</p>",
        f"<p>{escape(number_label(speech))} …………</p>",
        *(_as_html(question) for question in questions(speech, catalogue)),
    ]
    return (
        f'<!doctype html><html lang="{speech.language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head>"
        f"<body><main>{''.join(body)}</main></body></html>"
    )


def _as_html(question: Question) -> str:
    if question.options:
        boxes = "".join(f"<li>☐ {escape(option)}</li>" for option in question.options)
        return f"<h2>{escape(question.label)}</h2><ul>{boxes}</ul>"
    return f"<h2>{escape(question.label)}</h2><p>………… {escape(question.unit)}</p>"
