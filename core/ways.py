"""The ways to keep each network: rungs, native or relayed, with what they cost and bring."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from core.answers import Answers, NetworkAnswers
from core.catalogue import Catalogue
from core.effort import Range, effort_by_action, minutes_per_action, steps_of, total
from core.fit import Fit, Veto, combine, criterion_weights, network_scores, veto_of
from core.presence import Parameters, Presence, fitting, likely_parameters, presence
from core.vocabulary import Family, Mode, Network, Rung, Scoring

REFERENCE_RUNG = "steady"
DEFAULT_FORMAT = "text"


@dataclass(frozen=True, slots=True)
class Way:
    """One way to keep a network.

    Attributes:
        rung: Its name; "today" for what the person does now.
        mode: Native, or a relay of content made for another network.
        counts: Weekly counts by action.
        effort: Minutes a week by action.
        minutes: Minutes a week in all.
        steps: The 5-minute steps a plan is charged for it.
        presence: What it brings, with its factors.
        silent_response: What it brings without posts, as a share of the
            reference response: a floor under the effect of its posts.
        kept: Whether it counts as a network kept.
    """

    rung: str
    mode: Mode
    content_type: str
    counts: Mapping[str, float]
    effort: Mapping[str, Range]
    minutes: Range
    steps: int
    presence: Presence
    silent_response: float
    kept: bool

    @property
    def posts_per_week(self) -> float:
        """Return the posts a week."""
        return self.counts.get("post", 0.0)


@dataclass(frozen=True, slots=True)
class Candidacy:
    """All that is known of one network for one person.

    `ways` is empty where the network cannot be scored. `completeness` is the
    share of its profile checklist that is done, assumed where unanswered;
    `setup_minutes` is what the rest of that list likely takes, once.
    """

    id: str
    name: str
    family: Family
    fit: Fit
    veto: Veto | None
    format_id: str
    content_type: str
    completeness: float
    setup_minutes: float
    shares_audience: bool
    ways: tuple[Way, ...]

    @property
    def score(self) -> float:
        """Return the fit, 0 where it is unknown: for sorting only."""
        return self.fit.score or 0.0

    def native(self, rung: str) -> Way | None:
        """Return the native way of a rung, if the network has that rung."""
        return next((w for w in self.ways if w.rung == rung and w.mode == "native"), None)


WayKey = tuple[str, str, str, Mode]  # network, format, rung


@dataclass(frozen=True)
class UsualWays:
    """The ways of networks of which nothing has been said, ready but for how they fit.

    They are the same for everybody, and most of what `candidacies` would have to compute.
    Built by `usual_ways`, once for a catalogue.
    """

    catalogue: Catalogue
    ways: Mapping[WayKey, Way]


def usual_ways(catalogue: Catalogue) -> UsualWays:
    """Return the ways in every format of every network that can be scored."""
    nobody = Answers()
    minutes = _minutes_table(nobody, catalogue)
    ways: dict[WayKey, Way] = {}
    for network in catalogue.networks.values():
        seat = _Seat(network.id, network.name, network.family, network, nobody, catalogue, minutes)
        for format_id in network.scoring.formats if network.scoring else ():
            found = (
                way for rung in seat.rungs.values() for way in seat.of_rung(rung, 1.0, format_id)
            )
            ways.update({(network.id, format_id, way.rung, way.mode): way for way in found})
    return UsualWays(catalogue, ways)


def candidacies(
    answers: Answers, catalogue: Catalogue, usual: UsualWays | None = None
) -> tuple[Candidacy, ...]:
    """Return every network, the catalogue's in its order and then the person's own.

    With the `usual` ways of this catalogue, the same in half the time.
    """
    minutes = _minutes_table(answers, catalogue)
    same = usual is not None and usual.catalogue is catalogue and not answers.minutes_per_action
    ready = usual.ways if usual is not None and same else {}
    known = [
        _Seat(n.id, n.name, n.family, n, answers, catalogue, minutes, ready)
        for n in catalogue.networks.values()
    ]
    own = [
        _Seat(n.id, n.name, n.family, None, answers, catalogue, minutes)
        for n in answers.own_networks
    ]
    return tuple(seat.candidacy() for seat in known + own)


def ladder_minutes(
    network_id: str, answers: Answers, catalogue: Catalogue, format_id: str
) -> dict[str, Range]:
    """Return the minutes a week of every rung of a network, those on request too, by rung.

    Its content is made for it, in one format; minutes the person set take the catalogue's place.
    """
    minutes = minutes_per_action(answers, catalogue, format_id, "native")
    return {
        name: total(effort_by_action(rung.counts, minutes))
        for name, rung in catalogue.rungs_of(network_id).items()
    }


def checklist_shares(
    network_id: str, family: Family, answers: Answers, catalogue: Catalogue
) -> tuple[float, float]:
    """Return the weighted shares of a checklist that are done and that are not answered, 0 to 1."""
    said = answers.network(network_id).profile
    items = catalogue.checklist_of(network_id, family)
    weight = sum(item.weight for item in items)
    if weight == 0:
        return 0.0, 1.0
    done = sum(item.weight for item in items if said.get(item.id))
    unknown = sum(item.weight for item in items if item.id not in said)
    return done / weight, unknown / weight


MinutesTable = Mapping[tuple[str, Mode], Mapping[str, Range]]


def _minutes_table(answers: Answers, catalogue: Catalogue) -> MinutesTable:
    """Return the minutes of one of each action, by format and mode."""
    adaptable = [f.id for f in catalogue.formats.values() if f.adaptation_minutes]
    keys: list[tuple[str, Mode]] = [(name, "native") for name in catalogue.formats]
    keys += [(name, "relay") for name in adaptable]
    return {key: minutes_per_action(answers, catalogue, *key) for key in keys}


def _fitted(way: Way, fit: float) -> Way:
    """Return the same way on a network that fits as told, 0 to 1; an analysis asks a hundred."""
    return Way(
        rung=way.rung,
        mode=way.mode,
        content_type=way.content_type,
        counts=way.counts,
        effort=way.effort,
        minutes=way.minutes,
        steps=way.steps,
        presence=fitting(way.presence, fit),
        silent_response=way.silent_response,
        kept=way.kept,
    )


@dataclass(frozen=True)
class _Seat:
    """A network beside the answers about it; `network` is None for one of the person's own."""

    id: str
    name: str
    family: Family
    network: Network | None
    answers: Answers
    catalogue: Catalogue
    minutes: MinutesTable
    usual: Mapping[WayKey, Way] = field(default_factory=dict)

    @cached_property
    def said(self) -> NetworkAnswers:
        return self.answers.network(self.id)

    @cached_property
    def scoring(self) -> Scoring | None:
        return self.network.scoring if self.network else None

    @cached_property
    def rungs(self) -> Mapping[str, Rung]:
        return self.catalogue.rungs_of(self.id)

    @cached_property
    def weights(self) -> Mapping[str, float]:
        return criterion_weights(self.answers, self.catalogue)

    def candidacy(self) -> Candidacy:
        """Return what is known of this network for this person."""
        format_id = self.format_id()
        fit = self.fit(format_id)
        veto = veto_of(self.network, fit, self.answers, self.id, self.catalogue.criteria)
        audience = fit.scores.get("audience")
        threshold = self.catalogue.model.audience_overlap.mode
        ways = () if fit.score is None else tuple(self._ways(fit.score, format_id))
        return Candidacy(
            id=self.id,
            name=self.name,
            family=self.family,
            fit=fit,
            veto=veto,
            format_id=format_id,
            content_type=self.catalogue.formats[format_id].content_type,
            completeness=self.completeness,
            setup_minutes=self.setup_minutes(),
            shares_audience=audience is None or audience >= threshold,
            ways=ways,
        )

    def fit(self, format_id: str) -> Fit:
        if self.scoring is None:
            ratings = self.said.ratings
            usable = self.network is None or self.network.status.state != "closed"
            scores = {name: ratings.get(name) if usable else None for name in self.weights}
            return combine(scores, self.weights)
        return combine(network_scores(self.scoring, self._able(), format_id), self.weights)

    def _able(self) -> Answers:
        """Return the answers with the format they chose for this network among those they make."""
        chosen = self.said.format
        if chosen is None or not self.answers.formats or chosen in self.answers.formats:
            return self.answers
        return self.answers.model_copy(update={"formats": (*self.answers.formats, chosen)})

    def format_id(self) -> str:
        """Return the format to make there: the person's choice, or the one that pays best.

        Paying best means the most presence for a minute at the reference rung,
        among what the person can make and the network pushes enough.
        """
        if self.scoring is None:
            return self.said.format or self._own_format()
        pushed = {name: share.value for name, share in self.scoring.formats.items()}
        if self.said.format in pushed:
            return str(self.said.format)
        makeable = {n: v for n, v in pushed.items() if n in self.answers.formats} or pushed
        threshold = self.catalogue.model.format_threshold.mode
        worthwhile = [name for name, value in makeable.items() if value >= threshold]
        return max(worthwhile or [max(makeable, key=makeable.__getitem__)], key=self._pays)

    def _own_format(self) -> str:
        own = next((n.format for n in self.answers.own_networks if n.id == self.id), None)
        return own or (self.answers.formats[0] if self.answers.formats else DEFAULT_FORMAT)

    def _pays(self, format_id: str) -> float:
        """Return presence a minute at the reference rung, formats counted even if unanswered."""
        if self.scoring is None:
            return 0.0
        scores = {**self._scores, "formats": self.scoring.formats[format_id].value}
        fit = combine(scores, self.weights).score or 0.0
        way = self._ready.get((self.id, format_id, REFERENCE_RUNG, "native"))
        if way is None:
            way = self._way(self.rungs[REFERENCE_RUNG], fit, format_id, "native", kept=True)
        return fitting(way.presence, fit).index / max(1.0, way.minutes.mode)

    @cached_property
    def _scores(self) -> Mapping[str, float | None]:
        """Return the scores by criterion, whatever the format."""
        return network_scores(self.scoring, self.answers, None) if self.scoring else {}

    @cached_property
    def completeness(self) -> float:
        """Return the weighted share of the checklist that is done, assumed where not said."""
        done, unknown = checklist_shares(self.id, self.family, self.answers, self.catalogue)
        return done + unknown * self.catalogue.model.assumed_completeness.mode

    def setup_minutes(self) -> float:
        """Return the likely minutes, once, of what the profile lacks or may lack."""
        items = self.catalogue.checklist_of(self.id, self.family)
        return sum(i.setup_minutes.mode for i in items if not self.said.profile.get(i.id))

    def of_rung(self, rung: Rung, fit: float, format_id: str) -> Iterator[Way]:
        """Yield the ways to keep a rung: natively, and by relay where there is what to adapt."""
        yield self._way(rung, fit, format_id, "native", kept=self._keeps(rung))
        adaptable = self.catalogue.formats[format_id].adaptation_minutes is not None
        if adaptable and self._counts(rung).get("post", 0) > 0:
            yield self._way(rung, fit, format_id, "relay", kept=True)

    def _ways(self, fit: float, format_id: str) -> Iterator[Way]:
        for rung in filter(self._offered, self.rungs.values()):
            yield from self.of_rung(rung, fit, format_id)
        told = self.rungs.get(self.said.today or "")
        if self.said.today_counts is not None:
            yield self._today(fit, format_id, self.said.today_counts)
        elif told is not None and not self._offered(told):
            yield self._today_off_the_ladder(fit, format_id, told)

    def _offered(self, rung: Rung) -> bool:
        """Return whether a plan may propose a rung.

        Opt-in rungs on request only; and a shop window is an address you already have.
        """
        requested = self.answers.intense or not self.catalogue.rungs[rung.rung].opt_in
        return requested and (self._keeps(rung) or self.said.state == "on")

    def _keeps(self, rung: Rung) -> bool:
        """Return whether a rung counts as keeping the network; a window that is fed does."""
        return self.catalogue.rungs[rung.rung].kept or self._counts(rung).get("post", 0) > 0

    def _today(self, fit: float, format_id: str, counts: Mapping[str, float]) -> Way:
        """Return what the person's own counts cost and bring.

        Without posts they are worth the fullest rung without posts whose time
        they reach: on a marketplace, that is how a network is kept.
        """
        posts = counts.get("post", 0) > 0
        reached = None if posts else self._reached_without_posts(counts, format_id)
        response = reached.response_without_posts if reached else None
        rung = Rung.model_construct(
            rung="today", counts=dict(counts), response_without_posts=response
        )
        kept = posts or (reached is not None and self._keeps(reached))
        return self._way(rung, fit, format_id, "native", kept=kept)

    def _reached_without_posts(self, counts: Mapping[str, float], format_id: str) -> Rung | None:
        minutes = self.minutes[format_id, "native"]
        spent = total(effort_by_action(counts, minutes)).mode
        silent = [rung for rung in self.rungs.values() if rung.posts_per_week == 0]
        costs = [total(effort_by_action(rung.counts, minutes)).mode for rung in silent]
        return max(
            (pair for pair in zip(costs, silent, strict=True) if pair[0] <= spent),
            key=lambda pair: pair[0],
            default=(0.0, None),
        )[1]

    def _today_off_the_ladder(self, fit: float, format_id: str, rung: Rung) -> Way:
        """Return what the person does now, where that is a rung no plan would propose."""
        now = rung.model_copy(update={"rung": "today", "counts": self._counts(rung)})
        return self._way(now, fit, format_id, "native", kept=self._keeps(rung))

    @cached_property
    def _ready(self) -> Mapping[WayKey, Way]:
        """Return the usual ways, where nothing that was said makes them others."""
        return {} if self.said.counts or self.said.profile else self.usual

    def _way(self, rung: Rung, fit: float, format_id: str, mode: Mode, *, kept: bool) -> Way:
        if (ready := self._ready.get((self.id, format_id, rung.rung, mode))) is not None:
            return _fitted(ready, fit)
        counts = self._counts(rung)
        effort = effort_by_action(counts, self.minutes[format_id, mode])
        minutes = total(effort)
        silent = self._silent(rung, counts)
        return Way(
            rung=rung.rung,
            mode=mode,
            content_type=self.catalogue.formats[format_id].content_type,
            counts=counts,
            effort=effort,
            minutes=minutes,
            steps=steps_of(minutes.mode),
            presence=presence(
                fit=fit,
                completeness=self.completeness,
                counts=counts,
                reference_counts=self.rungs[REFERENCE_RUNG].counts,
                response_without_posts=silent,
                counts_as_posts=self.catalogue.formats[format_id].counts_as_posts.mode,
                mode=mode,
                parameters=self.parameters,
            ),
            silent_response=silent,
            kept=kept,
        )

    def _counts(self, rung: Rung) -> dict[str, float]:
        return {**rung.counts, **self.said.counts.get(rung.rung, {})}

    def _silent(self, rung: Rung, counts: Mapping[str, float]) -> float:
        """Return what the rung brings without posts; doing nothing at all brings nothing."""
        if all(count == 0 for count in counts.values()):
            return 0.0
        if rung.response_without_posts is not None:
            return rung.response_without_posts.mode
        silent = counts.get("post", 0) == 0
        return self.catalogue.model.response_without_posts.mode if silent else 0.0

    @cached_property
    def parameters(self) -> Parameters:
        model = self.catalogue.model
        response = self.scoring.response if self.scoring else None
        return likely_parameters(
            model,
            exponent=response.exponent.mode if response else model.generic_exponent.mode,
            reply_lift=response.reply_lift.mode if response else model.generic_reply_lift.mode,
        )
