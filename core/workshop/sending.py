"""What one participant sends to the group, on a click and after a preview: this and nothing else.

No name, no text of their own, no answer beside these figures. A network of
their own making is counted but never named: its name could be theirs.
"""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, ValidationError

from core.analysis import Analysis
from core.answers import MINUTES_IN_A_WEEK, OWN_PREFIX
from core.catalogue import Catalogue
from core.effort import STEP_MINUTES
from core.errors import AnswersError, described, shorten
from core.vocabulary import Entry, Id
from core.week import leaving

VERSION: Literal[1] = 1
MOST_NETWORKS = 30  # the catalogue, and some of one's own
MOST_CHARACTERS = 5_000

Minutes = Annotated[int, Field(ge=0, le=MINUTES_IN_A_WEEK)]
Number = Annotated[int, Field(ge=0, le=MOST_NETWORKS)]


def _each_once(names: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(names)) < len(names):
        raise ValueError("expected each network once")
    return tuple(sorted(names))


Networks = Annotated[tuple[Id, ...], Field(max_length=MOST_NETWORKS), AfterValidator(_each_once)]


class Sending(Entry):
    """What one person tells the group; None is "not said". Minutes are a week's.

    guess_networks, guess_minutes: how many networks and how long, guessed
    before the result. second_networks, second_minutes: the same guessed again
    after it. available_minutes: the time there is. wanted: networks of the
    catalogue that they are on or want. running: those they are on.
    recommended: those the best plan keeps. networks_wanted and
    networks_that_pay: how many, their own ones counted. estimate_minutes: to
    keep what they named well. plan_minutes: the best plan. freed_minutes: what
    the networks that the plan leaves out take today. consent: whether these
    figures may be handed out as one row without a name.
    """

    version: Literal[1] = VERSION
    guess_networks: Number | None = None
    guess_minutes: Minutes | None = None
    second_networks: Number | None = None
    second_minutes: Minutes | None = None
    available_minutes: Minutes | None = None
    wanted: Networks | None = None
    running: Networks | None = None
    recommended: Networks | None = None
    networks_wanted: Number | None = None
    networks_that_pay: Number | None = None
    estimate_minutes: Minutes | None = None
    plan_minutes: Minutes | None = None
    freed_minutes: Minutes | None = None
    consent: bool = False


def guess_only(*, guess_networks: int | None = None, guess_minutes: int | None = None) -> Sending:
    """Return what somebody sends who has only guessed so far.

    Raises:
        ValidationError: If a guess is out of bounds.
    """
    return Sending(guess_networks=guess_networks, guess_minutes=guess_minutes)


def sending_of(
    analysis: Analysis,
    *,
    guess_networks: int | None = None,
    guess_minutes: int | None = None,
    second_networks: int | None = None,
    second_minutes: int | None = None,
    consent: bool = False,
) -> Sending:
    """Return what a person with this analysis sends.

    Without `guess_minutes`, the guess among their answers is taken. What was
    only assumed for them, such as the time of a week, is left out.

    Raises:
        ValidationError: If a guess is out of bounds.
    """
    said, best = analysis.answers, analysis.best
    kept = best.kept if best else None
    return Sending(
        guess_networks=guess_networks,
        guess_minutes=analysis.guess_minutes if guess_minutes is None else guess_minutes,
        second_networks=second_networks,
        second_minutes=second_minutes,
        available_minutes=None if analysis.time_assumed else analysis.weekly_minutes,
        wanted=_of_the_catalogue(said.named_networks),
        running=_of_the_catalogue(
            tuple(name for name, network in said.networks.items() if network.state == "on")
        ),
        recommended=None if kept is None else _of_the_catalogue(kept),
        networks_wanted=_bounded(len(said.named_networks), MOST_NETWORKS),
        networks_that_pay=None if kept is None else len(kept),
        estimate_minutes=_estimate(analysis),
        plan_minutes=None if best is None else _bounded(best.minutes, MINUTES_IN_A_WEEK),
        freed_minutes=_freed(analysis),
        consent=consent,
    )


def preview(sending: Sending) -> tuple[tuple[str, Any], ...]:
    """Return (field, value) of all that is said, in the order of the fields."""
    said = sending.model_dump(exclude={"version"})
    return tuple((name, value) for name, value in said.items() if value is not None)


def changes(before: Sending, after: Sending) -> tuple[tuple[str, Any], ...]:
    """Return (field, value after) of all that differs, in the order of the fields."""
    earlier, now = (one.model_dump(exclude={"version"}) for one in (before, after))
    return tuple((name, value) for name, value in now.items() if value != earlier[name])


def to_text(sending: Sending) -> str:
    """Return a sending as one canonical line of JSON; equal ones give equal text."""
    return json.dumps(sending.model_dump(mode="json", exclude_none=True), sort_keys=True)


def read_sending(text: str, catalogue: Catalogue) -> Sending:
    """Return the sending that a text holds.

    Raises:
        AnswersError: If it is too large, unreadable, of another version, or
            says something unknown or out of range.
    """
    sending = parsed(text)
    for field in ("wanted", "running", "recommended"):
        for name in getattr(sending, field) or ():
            if name not in catalogue.networks:
                raise AnswersError("unknown_id", field, shorten(name))
    return sending


def parsed(text: str) -> Sending:
    """Return the sending that a text holds, whatever catalogue its networks are of.

    Raises:
        AnswersError: If it is too large, unreadable, of another version, or
            says something out of range.
    """
    if len(text) > MOST_CHARACTERS:
        raise AnswersError("too_large", expected=f"expected at most {MOST_CHARACTERS} characters")
    try:
        return Sending.model_validate_json(text)
    except ValidationError as error:
        kind, where, expected, given = next(described(error))
        if kind == "json_invalid":
            raise AnswersError("unreadable", given=shorten(text)) from error
        if where == "version":
            raise AnswersError("newer", where, given) from error
        raise AnswersError(
            "unknown_key" if kind == "extra_forbidden" else "bad_value", where, given, expected
        ) from error


def _of_the_catalogue(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if not name.startswith(OWN_PREFIX))


def _estimate(analysis: Analysis) -> int | None:
    estimate = analysis.estimate_minutes
    return None if estimate is None else _bounded(round(estimate.mode), MINUTES_IN_A_WEEK)


def _freed(analysis: Analysis) -> int | None:
    """Return the minutes that the networks left out by the plan take now; None without any."""
    if analysis.best is None or analysis.own_list is None:
        return None
    today = analysis.own_list.plan.choice
    steps = sum(today[one.network].steps for one in leaving(analysis) if one.network in today)
    return _bounded(steps * STEP_MINUTES, MINUTES_IN_A_WEEK)


def _bounded(value: int, most: int) -> int:
    return min(value, most)
