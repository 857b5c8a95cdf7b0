"""The words of the catalogue: frozen, and valid from the moment they exist.

Every number carries a source: row ids of `data/sources.yaml` such as "F16" or
"A14, A18", or the word "assumption". Dates say when it was last checked and
when somebody should look again.
"""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

Language = Literal["fr", "en"]
LANGUAGES: tuple[Language, ...] = ("fr", "en")
Mode = Literal["native", "relay"]
ResponseShape = Literal["power", "s_curve"]
Family = Literal["professional", "leisure"]

ASSUMPTION = "assumption"
SOURCE_ROW = re.compile(r"^[A-Z][0-9]{2}b?$")


def rows_of(source: str) -> tuple[str, ...]:
    """Return the ids of the source rows in "A14, A18"; none for an assumption."""
    return () if source == ASSUMPTION else tuple(row.strip() for row in source.split(","))


def _not_blank(text: str) -> str:
    if not text.strip():
        raise ValueError("expected a text, and this one is blank")
    return text


def _rows_or_assumption(source: str) -> str:
    if not all(SOURCE_ROW.fullmatch(row) for row in rows_of(source)):
        raise ValueError(f"expected row ids such as 'F16, F17', or 'assumption', got {source!r}")
    return source


Text = Annotated[str, AfterValidator(_not_blank)]
Rows = Annotated[str, AfterValidator(_rows_or_assumption)]
Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_+-]*$", max_length=40)]
# abs: -0.0 equals 0.0 but is written otherwise, and equal answers must give equal text.
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False), AfterValidator(abs)]
Count = Annotated[float, Field(ge=0, le=1000, allow_inf_nan=False), AfterValidator(abs)]  # a week
Positive = Annotated[float, Field(gt=0, allow_inf_nan=False)]
# Nothing in the catalogue is larger than the minutes of a week.
Quantity = Annotated[float, Field(ge=0, le=10_080, allow_inf_nan=False)]


class Entry(BaseModel):
    """An entry of a catalogue: no unknown keys, no silent conversions, no edits."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Words(Entry):
    """One text in both languages."""

    fr: Text
    en: Text

    def into(self, language: Language) -> str:
        """Return the text in `language`."""
        return self.fr if language == "fr" else self.en


class Sourced(Entry):
    """Something that says where it comes from, and until when to trust it.

    `checked` and `expires` may be left out inside an entry that carries them
    for all of its values, as a network does.
    """

    source: Rows
    checked: datetime.date | None = None
    expires: datetime.date | None = None

    @model_validator(mode="after")
    def _expires_after_the_check(self) -> Sourced:
        _refuse_dates_reversed(self.checked, self.expires)
        return self

    def rows(self) -> tuple[str, ...]:
        """Return the ids of the source rows; none for an assumption."""
        return rows_of(self.source)


def _refuse_dates_reversed(checked: datetime.date | None, expires: datetime.date | None) -> None:
    if checked and expires and expires <= checked:
        raise ValueError(f"expected expires after checked ({checked}), got {expires}")


class ShareValue(Sourced):
    """A share from 0 to 1."""

    value: Share


class Affinity(ShareValue):
    """How much a network serves a goal, 0 to 1, and why."""

    reason: Words


class Estimate(Sourced):
    """A quantity known as low, most likely and high: a triangular range."""

    low: Quantity
    mode: Quantity
    high: Quantity

    @model_validator(mode="after")
    def _in_order(self) -> Estimate:
        if not self.low <= self.mode <= self.high:
            raise ValueError(
                f"expected low <= mode <= high, got {self.low:g}, {self.mode:g}, {self.high:g}"
            )
        return self


class Constant(Estimate):
    """A constant of the model, with its unit and what it means."""

    unit: Text
    label: Words

    @model_validator(mode="after")
    def _share_of_one(self) -> Constant:
        if self.unit == "share" and self.high > 1:
            raise ValueError(f"expected a share of at most 1, got {self.high:g}")
        return self


class Term(Entry):
    """A word a person can choose: a goal, a tone, a value, an age band, a red line."""

    id: Id
    label: Words
    help: Words | None = None


class Action(Term):
    """Something done on a network, with the minutes one of it takes."""

    minutes: Estimate


class Format(Term):
    """A form of content, with the minutes to make one and to adapt one.

    `content_type` is the family in which one piece can be adapted into
    another. `adaptation_minutes` is empty where a format cannot be adapted.
    """

    content_type: Literal["text", "visual", "video", "audio", "live"]
    production_minutes: Estimate
    adaptation_minutes: Estimate | None
    counts_as_posts: Estimate


class Criterion(Term):
    """A criterion of fit, with its default weight and the score below which it vetoes."""

    weight: ShareValue
    floor: ShareValue


class ChecklistItem(Term):
    """One thing a complete profile has.

    `networks` names the networks it applies to; empty means all of them.
    `weight` is its relative effect on completeness, `setup_minutes` what it
    takes once. `source` speaks for the item itself, not for its weight.
    """

    weight: Positive
    setup_minutes: Estimate
    networks: tuple[Id, ...] = ()
    family: Family | None = None
    source: Rows


class ExportGuide(Sourced):
    """How to get one's own data from a network.

    `files` names what to give alone where the whole archive is too large;
    `missing` is what no export of this network tells.
    """

    id: Id
    choose: Words
    wait: Words
    steps: Annotated[tuple[Words, ...], Field(min_length=2)]
    files: Annotated[tuple[Text, ...], Field(min_length=1)]
    missing: Words


class Source(Entry):
    """A row of evidence: who found what, on whom, and how directly it was read.

    tier: "P" publisher's own page, "S" third party, "E" public log quoting it.
    stance: "contrary" where the row speaks against the guide or another row.
    """

    id: Annotated[str, Field(pattern=SOURCE_ROW.pattern)]
    publisher: Text
    tier: Literal["P", "S", "E"]
    finding: Words
    sample: Text
    geography: Text
    year: Text
    url: Text
    stance: Literal["neutral", "contrary"] = "neutral"


class RungKind(Term):
    """A name of a rung, from the shop window to the intense routine.

    `kept` is false for the shop window: a profile that nobody feeds is not a
    network that is kept. `opt_in` rungs are offered only on request.
    """

    kept: bool
    opt_in: bool = False


class Rung(Entry):
    """One way to keep a network: weekly counts per action.

    `response_without_posts` replaces the dose response where a rung has no
    posts; it must then be given.
    """

    rung: Id
    counts: dict[Id, Count]
    response_without_posts: Estimate | None = None

    @model_validator(mode="after")
    def _says_what_it_brings(self) -> Rung:
        if self.posts_per_week == 0 and self.response_without_posts is None:
            raise ValueError("expected response_without_posts on a rung that has no posts")
        return self

    @property
    def posts_per_week(self) -> float:
        """Return the posts a week of this rung."""
        return self.counts.get("post", 0.0)


class Ladder(Sourced):
    """The rungs of one network, from the least to the most time."""

    rungs: tuple[Rung, ...]


class Status(Sourced):
    """Whether a network can be used today."""

    state: Literal["active", "closed", "emerging"]
    note: Words


class Statement(Sourced):
    """A fact in words, with its source."""

    words: Words


class RealName(Sourced):
    """Whether the network asks for the name of a person."""

    required: bool


class Audience(Entry):
    """Who is on a network in one country.

    ages: share of the people of an age band who use it. publics: how much of
    it is worth to somebody who sells to businesses (b2b) or people (b2c).
    """

    ages: dict[Id, ShareValue]
    publics: dict[Literal["b2b", "b2c"], ShareValue]


class ShareTable(Sourced):
    """Shares by id that come from one place."""

    shares: dict[Id, Share]


class Response(Entry):
    """How a network answers to posts and to replies."""

    exponent: Estimate
    reply_lift: Estimate

    @model_validator(mode="after")
    def _exponent_of_this_world(self) -> Response:
        _refuse_steep(self.exponent)
        return self


def _refuse_steep(exponent: Estimate) -> None:
    if exponent.high > 2:
        raise ValueError(f"expected a response exponent of at most 2, got {exponent.high:g}")


class Scoring(Entry):
    """Everything needed to score a network. Absent for closed and unknown ones."""

    formats: dict[Id, ShareValue]
    audience: dict[Id, Audience]
    goals: dict[Id, Affinity]
    tones: ShareTable
    values: ShareTable
    response: Response
    ladder: Ladder


class Network(Entry):
    """One platform: what it is, and, where it can be known, what it is worth."""

    id: Id
    name: Text
    family: Family
    checked: datetime.date
    expires: datetime.date
    status: Status
    origin: Words
    history: Words
    purpose: Words
    rewards: Statement
    real_name: RealName
    business_page: Statement
    crosses: tuple[Id, ...]
    scoring: Scoring | None

    @model_validator(mode="after")
    def _expires_after_the_check(self) -> Network:
        _refuse_dates_reversed(self.checked, self.expires)
        return self

    @model_validator(mode="after")
    def _scored_only_if_usable(self) -> Network:
        if (self.status.state == "active") != (self.scoring is not None):
            raise ValueError(
                "expected scoring for an active network and null for a closed or emerging one, "
                f"got {self.status.state!r} with scoring {'given' if self.scoring else 'null'}"
            )
        return self


class Model(Entry):
    """The constants of the model (docs/method.md)."""

    reference_posts_per_week: Constant
    regularity_floor: Constant
    regularity_first_active_week: Constant
    regularity_full_active_week: Constant
    reciprocity: Constant
    profile_floor: Constant
    assumed_completeness: Constant
    relay_discount: Constant
    diversification_bonus: Constant
    audience_overlap: Constant
    format_threshold: Constant
    response_without_posts: Constant
    assumed_weekly_minutes: Constant
    rating_uncertainty: Constant
    weight_concentration: Constant
    s_curve_threshold: Constant
    s_curve_steepness: Constant
    generic_exponent: Constant
    generic_reply_lift: Constant
    generic_ladder: Ladder
    response_shape: ResponseShape = "power"

    @model_validator(mode="after")
    def _usable_in_the_formula(self) -> Model:
        """Refuse what the formula would divide by, or turn upside down."""
        if self.reference_posts_per_week.low == 0:
            raise ValueError("expected reference_posts_per_week above 0")
        if self.relay_discount.low < 1:
            raise ValueError("expected relay_discount of at least 1")
        first, full = self.regularity_first_active_week, self.regularity_full_active_week
        if not first.high < full.low <= full.high <= 26:
            raise ValueError(
                "expected regularity_first_active_week below regularity_full_active_week, "
                f"and both within 26 weeks, got {first.high:g} and {full.low:g} to {full.high:g}"
            )
        _refuse_steep(self.generic_exponent)
        return self
