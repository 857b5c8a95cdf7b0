"""What a person told us: a versioned, frozen set of answers, read from JSON or YAML.

Whatever comes from outside is hostile until `read_answers` has checked it.
"""

from __future__ import annotations

import datetime
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import accumulate, pairwise
from typing import Annotated, Any, Literal, get_args

import yaml
from pydantic import AfterValidator, Field, ValidationError, field_validator, model_validator

from core.catalogue import Catalogue, validated
from core.errors import AnswersError, described, shorten
from core.vocabulary import Count, Entry, Family, Id, Share
from core.yaml_reading import MOST_LEVELS, read_yaml, write_yaml

VERSION: Literal[2] = 2
OLDEST_VERSION = 1
MOST_BYTES = 100_000  # every question answered for every network takes about 70 000
MOST_OWN_NETWORKS = 5
MOST_CHECK_INS = 104  # two years
MINUTES_IN_A_WEEK = 7 * 24 * 60
OWN_PREFIX = "own_"

Day = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
DAYS: tuple[Day, ...] = get_args(Day)
# abs: -0.0 equals 0.0 but is written otherwise, and equal answers must give equal text.
Weight = Annotated[float, Field(ge=0, le=100, allow_inf_nan=False), AfterValidator(abs)]
MinutesEach = Annotated[float, Field(ge=0, le=1_440, allow_inf_nan=False), AfterValidator(abs)]
LIST_OR_LINK = re.compile(r"[0-9]+[.)]( |$)|.*www\.", re.IGNORECASE)


def _plain(name: str) -> str:
    if LIST_OR_LINK.match(name):
        raise ValueError("expected a name that is not read as a list or a link")
    return name


# Nothing that Markdown or HTML gives a meaning to: the name is shown on screen.
OwnName = Annotated[
    str,
    Field(pattern=r"^[\p{L}\p{N}][\p{L}\p{M}\p{N} .,'’&+()-]{0,29}$"),
    AfterValidator(_plain),
]


def _once(chosen: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(chosen)) < len(chosen):
        raise ValueError("expected each choice once")
    return chosen


Choices = Annotated[tuple[Id, ...], AfterValidator(_once)]
Publics = Annotated[tuple[Literal["b2b", "b2c"], ...], AfterValidator(_once)]


def sorted_by_id(said: dict[str, Any]) -> dict[str, Any]:
    """Return `said`, and the dictionaries inside, in the order of the ids."""
    return {
        name: sorted_by_id(said[name]) if isinstance(said[name], dict) else said[name]
        for name in sorted(said)
    }


class NetworkAnswers(Entry):
    """What a person said of one network.

    state: "on" (already there) or "want". today: the rung closest to what they
    do now, or `today_counts`, weekly counts by action. profile: checklist
    items by id. counts: their own weekly counts for a rung. ratings: their own
    score by criterion, 0 to 1, for a network that the catalogue cannot score.
    """

    state: Literal["on", "want"] | None = None
    since_year: Annotated[int, Field(ge=1995, le=2100)] | None = None
    lock: Literal["keep", "never"] | None = None
    today: Id | None = None
    today_counts: dict[Id, Count] | None = None
    format: Id | None = None
    profile: dict[Id, bool] = {}
    counts: dict[Id, dict[Id, Count]] = {}
    ratings: dict[Id, Share] = {}

    @field_validator("today_counts", "profile", "counts", "ratings")
    @classmethod
    def _in_order(cls, said: dict[str, Any] | None) -> dict[str, Any] | None:
        return None if said is None else sorted_by_id(said)


NOTHING_SAID = NetworkAnswers()


class OwnNetwork(Entry):
    """A network that the person adds; its ratings are in `networks`, under its id."""

    id: Annotated[str, Field(pattern=r"^own_[a-z0-9_]{1,30}$")]
    name: OwnName
    family: Family = "leisure"
    format: Id = "text"


def _a_monday(day: str) -> str:
    """Return the day, if it is a Monday that exists."""
    if datetime.date.fromisoformat(day).weekday() != 0:
        raise ValueError("expected a Monday")
    return day


WeekStart = Annotated[
    str, Field(pattern=r"^20[0-9]{2}-[0-9]{2}-[0-9]{2}$"), AfterValidator(_a_monday)
]
BlockName = Annotated[str, Field(pattern=r"^[a-z0-9_]{1,40}\.[a-z0-9_]{1,40}$")]
BlockMinutes = Annotated[int, Field(ge=5, le=MINUTES_IN_A_WEEK)]


class Done(Entry):
    """What was really done on one network in one week: minutes, and counts by action.

    planned: What the plan asked for there when the week was reported; empty where nobody
    told counts, or no plan was known.
    measured: The counts come from a data export and the minutes are inferred from them.
    """

    minutes: Annotated[int, Field(ge=0, le=MINUTES_IN_A_WEEK)]
    counts: dict[Id, Count] = {}
    planned: dict[Id, Count] = {}
    measured: bool = False

    @field_validator("counts", "planned")
    @classmethod
    def _in_order(cls, said: dict[str, Any]) -> dict[str, Any]:
        return sorted_by_id(said)


class CheckIn(Entry):
    """What was done in one week, by network; `week` is its Monday."""

    week: WeekStart
    networks: dict[Id, Done] = {}

    @field_validator("networks")
    @classmethod
    def _in_order(cls, said: dict[str, Any]) -> dict[str, Any]:
        return sorted_by_id(said)


class Answers(Entry):
    """All answers of one person. An empty one is valid: nothing has been said yet.

    `weekly_minutes` is the time available; `minutes_by_day`, where given, is
    the same by day and takes its place. Weights: only ratios matter.
    `intense` offers the opt-in rungs; `only_named` leaves out every network the
    person neither is on nor wants. `block_days` holds the blocks of the week
    that the person moved to a day of their own (`core.week` names blocks),
    `block_minutes` those to which they gave minutes of their own, and
    `check_ins` the weeks they reported, in order. What is said by id is kept in
    the order of the ids, so that equal answers are one and the same wherever
    they come from.
    """

    version: Literal[2] = VERSION
    geography: Id = "fr"
    goals: dict[Id, Weight] = {}
    ages: Choices = ()
    publics: Publics = ()
    formats: Choices = ()
    tones: Choices = ()
    values: Choices = ()
    red_lines: Choices = ()
    criterion_weights: dict[Id, Weight] = {}
    weekly_minutes: Annotated[int, Field(ge=0, le=MINUTES_IN_A_WEEK)] | None = None
    minutes_by_day: dict[Day, Annotated[int, Field(ge=0, le=1_440)]] = {}
    guess_minutes: Annotated[int, Field(ge=0, le=MINUTES_IN_A_WEEK)] | None = None
    networks: dict[Id, NetworkAnswers] = {}
    own_networks: Annotated[tuple[OwnNetwork, ...], Field(max_length=MOST_OWN_NETWORKS)] = ()
    minutes_per_action: dict[Annotated[str, Field(max_length=40)], MinutesEach] = {}
    intense: bool = False
    only_named: bool = False
    block_days: Annotated[dict[BlockName, Day], Field(max_length=200)] = {}
    block_minutes: Annotated[dict[BlockName, BlockMinutes], Field(max_length=200)] = {}
    check_ins: Annotated[tuple[CheckIn, ...], Field(max_length=MOST_CHECK_INS)] = ()

    @field_validator("check_ins")
    @classmethod
    def _in_the_order_of_time(cls, said: tuple[CheckIn, ...]) -> tuple[CheckIn, ...]:
        if len({one.week for one in said}) < len(said):
            raise ValueError("expected each week once")
        return tuple(sorted(said, key=lambda one: one.week))

    @field_validator(
        *("goals", "criterion_weights", "networks", "minutes_per_action"),
        *("block_days", "block_minutes"),
    )
    @classmethod
    def _in_order(cls, said: dict[str, Any]) -> dict[str, Any]:
        return sorted_by_id(said)

    @field_validator("minutes_by_day")
    @classmethod
    def _in_the_order_of_the_week(cls, said: dict[Day, int]) -> dict[Day, int]:
        return {day: said[day] for day in DAYS if day in said}

    @model_validator(mode="after")
    def _own_ids_once(self) -> Answers:
        if len({own.id for own in self.own_networks}) < len(self.own_networks):
            raise ValueError("expected each own network once")
        return self

    @property
    def time_minutes(self) -> int | None:
        """Return the minutes available in a week; None when nothing was said."""
        return sum(self.minutes_by_day.values()) if self.minutes_by_day else self.weekly_minutes

    @property
    def named_networks(self) -> tuple[str, ...]:
        """Return the ids of the networks the person is on or wants."""
        return tuple(name for name, said in self.networks.items() if said.state is not None)

    def network(self, network_id: str) -> NetworkAnswers:
        """Return what was said of a network; an empty answer if nothing was."""
        return self.networks.get(network_id) or NOTHING_SAID

    def with_changes(self, **changes: Any) -> Answers:
        """Return these answers with some fields replaced, checked anew.

        Raises:
            ValidationError: If a new value is not acceptable.
        """
        return validated({**self.model_dump(), **_dumped(changes)}, Answers)

    def with_time(self, minutes: int) -> Answers:
        """Return these answers with `minutes` a week; hours told by day keep their proportions.

        Raises:
            ValidationError: If no week has so many minutes.
        """
        said = self.time_minutes
        if not self.minutes_by_day or not said:
            return self.with_changes(weekly_minutes=minutes, minutes_by_day={})
        ends = [round(end * minutes / said) for end in accumulate(self.minutes_by_day.values())]
        shares = [end - start for start, end in pairwise([0, *ends])]
        return self.with_changes(minutes_by_day=dict(zip(self.minutes_by_day, shares, strict=True)))

    def with_network(self, network_id: str, **changes: Any) -> Answers:
        """Return these answers with fields of one network replaced, checked anew.

        Raises:
            ValidationError: If a new value is not acceptable.
        """
        said = {**self.network(network_id).model_dump(), **_dumped(changes)}
        return self.with_changes(networks={**self.networks, network_id: said})


def to_json(answers: Answers) -> str:
    """Return the answers as one canonical line of JSON; equal answers give equal text."""
    return json.dumps(_without_empty(answers), ensure_ascii=False, sort_keys=True)


def to_yaml(answers: Answers) -> str:
    """Return the answers as YAML for people to read and edit."""
    return write_yaml(_without_empty(answers))


def read_answers(content: str | bytes, catalogue: Catalogue) -> Answers:
    """Return the answers that a file or a text holds, JSON or YAML.

    The file of a persona will do: its answers count, its introduction does not.

    Raises:
        AnswersError: If it is too large, unreadable, of another version, or
            says something unknown or out of range. It names the first fault.
    """
    said = _without_introduction(_parsed(_text(content)))
    _refuse_other_versions(said)
    try:
        answers = validated(_migrated(said), Answers)
    except ValidationError as error:
        raise _first_fault(error) from error
    for where, given in unknown_ids(answers, catalogue):
        raise AnswersError("unknown_id", where, shorten(given))
    return answers


def _without_introduction(said: dict[str, Any]) -> dict[str, Any]:
    answers = said.get("answers")
    return (
        answers
        if said.keys() == {"introduction", "answers"} and isinstance(answers, dict)
        else said
    )


def _text(content: str | bytes) -> str:
    encoded = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
    if len(encoded) > MOST_BYTES:
        raise AnswersError("too_large", expected=f"expected at most {MOST_BYTES // 1000} kB")
    try:
        return encoded.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise AnswersError("unreadable", given="text that is not UTF-8") from error


def _parsed(text: str) -> dict[str, Any]:
    try:
        said = json.loads(text, object_pairs_hook=each_key_once)
    except RecursionError as error:
        raise AnswersError("unreadable", given="too many levels") from error
    except ValueError:  # no JSON, but perhaps YAML
        said = _parsed_yaml(text)
    if not isinstance(said, dict):
        raise AnswersError("unreadable", given="nothing" if said is None else shorten(said))
    if _has_more_levels(said, MOST_LEVELS):
        raise AnswersError("unreadable", given="too many levels")
    return said


def _parsed_yaml(text: str) -> Any:
    try:
        return read_yaml(text)
    except yaml.YAMLError as error:
        raise AnswersError("unreadable", given=shorten(error, 120)) from error


def each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object of JSON; `AnswersError` where it names a key twice."""
    if len(dict(pairs)) < len(pairs):
        ((twice, _),) = Counter(key for key, _ in pairs).most_common(1)
        raise AnswersError("unreadable", given=f"key given twice: {shorten(twice)}")
    return dict(pairs)


def _has_more_levels(value: Any, most: int) -> bool:
    if not isinstance(value, dict | list):
        return False
    children = value.values() if isinstance(value, dict) else value
    return most == 0 or any(_has_more_levels(child, most - 1) for child in children)


def _refuse_other_versions(said: dict[str, Any]) -> None:
    version = said.get("version")
    if type(version) is not int:
        raise AnswersError("bad_value", "version", shorten(version), f"expected {VERSION}")
    if not OLDEST_VERSION <= version <= VERSION:
        raise AnswersError("newer" if version > VERSION else "older", "version", shorten(version))


def _migrated(said: dict[str, Any]) -> dict[str, Any]:
    """Return answers of an older version as this one has them.

    2 added `block_days`, `block_minutes` and `check_ins`; what 1 held is as it was.
    """
    return {**said, "version": VERSION}


def _first_fault(error: ValidationError) -> AnswersError:
    kind, where, expected, given = next(described(error))
    if kind == "extra_forbidden":
        return AnswersError("unknown_key", where)
    return AnswersError("bad_value", where, given, expected)


def unknown_ids(answers: Answers, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Yield (dotted key, id) of every id that the catalogue does not have."""
    own = {network.id for network in answers.own_networks}
    pairs: list[tuple[str, Iterable[str], Iterable[str]]] = [
        ("geography", [answers.geography], catalogue.geographies),
        ("goals", answers.goals, catalogue.goals),
        ("ages", answers.ages, catalogue.ages),
        ("formats", answers.formats, catalogue.formats),
        ("tones", answers.tones, catalogue.tones),
        ("values", answers.values, catalogue.values),
        ("red_lines", answers.red_lines, catalogue.red_lines),
        ("criterion_weights", answers.criterion_weights, catalogue.criteria),
        ("networks", answers.networks, catalogue.networks.keys() | own),
        ("own_networks", [n.format for n in answers.own_networks], catalogue.formats),
        ("minutes_per_action", answers.minutes_per_action, timed_things(catalogue)),
    ]
    for name, said in answers.networks.items():
        pairs += _network_pairs(f"networks.{name}", said, catalogue)
    for check_in in answers.check_ins:
        where = f"check_ins.{check_in.week}"
        pairs.append((where, check_in.networks, catalogue.networks.keys() | own))
        done = check_in.networks.values()
        counted = [action for one in done for action in (*one.counts, *one.planned)]
        pairs.append((where, counted, catalogue.actions))
    for where, given, known in pairs:
        accepted = set(known)
        yield from ((where, name) for name in given if name not in accepted)


def _network_pairs(
    where: str, said: NetworkAnswers, catalogue: Catalogue
) -> list[tuple[str, Iterable[str], Iterable[str]]]:
    return [
        (f"{where}.today", [said.today] if said.today else [], catalogue.rungs),
        (f"{where}.today_counts", said.today_counts or {}, catalogue.actions),
        (f"{where}.format", [said.format] if said.format else [], catalogue.formats),
        (f"{where}.profile", said.profile, catalogue.checklist),
        (f"{where}.counts", said.counts, catalogue.rungs),
        (f"{where}.counts", [a for c in said.counts.values() for a in c], catalogue.actions),
        (f"{where}.ratings", said.ratings, catalogue.criteria),
    ]


def timed_things(catalogue: Catalogue) -> tuple[str, ...]:
    """Return the keys of `minutes_per_action`: actions, and "post.text", "adapt.text" by format."""
    actions = [name for name in catalogue.actions if name != "post"]
    posts = [f"post.{name}" for name in catalogue.formats]
    adaptations = [f"adapt.{f.id}" for f in catalogue.formats.values() if f.adaptation_minutes]
    return tuple(actions + posts + adaptations)


def _without_empty(answers: Answers) -> dict[str, Any]:
    said = json.loads(answers.model_dump_json(exclude_defaults=True))
    return {"version": answers.version, **said}


def _dumped(value: Any) -> Any:
    if isinstance(value, Entry):
        return value.model_dump()
    if isinstance(value, dict):
        return {key: _dumped(child) for key, child in value.items()}
    if isinstance(value, list | tuple):
        return [_dumped(child) for child in value]
    return value
