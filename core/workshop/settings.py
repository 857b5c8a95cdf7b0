"""What a facilitator decides when a workshop is made: checked once, trusted afterwards."""

from __future__ import annotations

import re
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, Field

from core.vocabulary import Entry, Language

Step = Literal["guess", "answer", "reveal", "discuss", "guess_again"]
STEPS: tuple[Step, ...] = get_args(Step)
TitleFault = Literal["blank", "too_long", "characters"]

MOST_TITLE = 80  # characters
LEAST_DAYS, USUAL_DAYS, MOST_DAYS = 1, 30, 365
FEWEST_PEOPLE, USUAL_PEOPLE, MOST_PEOPLE = 3, 5, 50

# A letter, figure or quotation mark first: no spreadsheet takes it for a formula. Then nothing
# that Markdown or HTML gives a meaning to; a colon only where it ends a word (":red[" colours).
TITLE = re.compile(r"[\w«“](?:[\w .,;!?'’«»“”&+()/°·%–—-]|:(?=\s|$))*")
LIST_OR_LINK = re.compile(r"[0-9]+[.)](\s|$)|.*(www\.|//)", re.IGNORECASE)


def tidy_title(text: str) -> str:
    """Return a title on one line, with single plain spaces."""
    return " ".join(text.split())


def title_fault(text: str) -> TitleFault | None:
    """Return what is wrong with a title once it is tidied; None if nothing is."""
    title = tidy_title(text)
    if not title:
        return "blank"
    if len(title) > MOST_TITLE:
        return "too_long"
    fits = TITLE.fullmatch(title) and "_" not in title and not LIST_OR_LINK.match(title)
    return None if fits else "characters"


def _a_title(text: str) -> str:
    fault = title_fault(text)
    if fault or text != tidy_title(text):
        raise ValueError(f"expected a plain title of 1 to {MOST_TITLE} characters ({fault})")
    return text


def _in_order(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    if not steps or len(set(steps)) < len(steps):
        raise ValueError("expected at least one step, and each once")
    return tuple(step for step in STEPS if step in steps)


class Settings(Entry):
    """What one workshop is.

    title: what it is called, on screens and papers. steps: those it takes, kept
    in the order of `STEPS`. days_kept: after how many days everything is
    deleted. least: from how many people on a figure about the group is shown.
    """

    title: Annotated[str, AfterValidator(_a_title)]
    language: Language = "fr"
    steps: Annotated[tuple[Step, ...], AfterValidator(_in_order)] = STEPS
    days_kept: Annotated[int, Field(ge=LEAST_DAYS, le=MOST_DAYS)] = USUAL_DAYS
    least: Annotated[int, Field(ge=FEWEST_PEOPLE, le=MOST_PEOPLE)] = USUAL_PEOPLE
