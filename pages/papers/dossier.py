"""What every paper is made from, and the sentences that several of them share."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from core.analysis import Analysis
from core.answers import Answers
from core.catalogue import Catalogue
from core.strategies import Plan
from core.vocabulary import ChecklistItem
from core.ways import Way
from core.week import Block, Leaving, Week, leaving, week_of
from pages.parts import parked
from pages.parts.speech import Speech

METHOD_PATH = "methode"
FOLLOW_PATH = "suivi"


@dataclass(frozen=True)
class Dossier:
    """One person's result, the day it was asked for, and the language to say it in.

    `address` is where the app is, without a slash at its end; empty where that is
    not known. `certainty` holds sentences on how sure the result is, if known.
    """

    analysis: Analysis
    catalogue: Catalogue
    speech: Speech
    today: datetime.date
    address: str = ""
    certainty: tuple[str, ...] = ()

    @cached_property
    def week(self) -> Week:
        """Return the plan as a week."""
        return week_of(self.analysis, self.catalogue)

    @property
    def answers(self) -> Answers:
        """Return what the person said."""
        return self.analysis.answers

    @property
    def best(self) -> Plan:
        """Return the plan; a dossier is made only where there is one."""
        if self.analysis.best is None:
            raise ValueError("expected an analysis with a best plan")
        return self.analysis.best

    @property
    def kept(self) -> dict[str, Way]:
        """Return the ways of the networks to keep, those that bring most first."""
        kept = ((name, way) for name, way in self.best.choice.items() if way.kept)
        return dict(sorted(kept, key=lambda item: -item[1].presence.index))

    @property
    def left(self) -> tuple[Leaving, ...]:
        """Return the networks to leave or to park."""
        return leaving(self.analysis)

    @property
    def kept_first(self) -> list[str]:
        """Return the ids of all networks: kept, shop windows, the others by fit, the unrated."""
        ranked = [network.id for network in self.analysis.ranked]
        order = [*self.kept, *self.best.windows, *ranked, *self.analysis.networks]
        return list(dict.fromkeys(order))

    def name(self, network: str) -> str:
        """Return what a network is called."""
        return self.analysis.networks[network].name


@dataclass(frozen=True, slots=True)
class Missing:
    """A thing that the profile on a kept network lacks, with the minutes it takes once."""

    network: str
    item: ChecklistItem
    minutes: int


def missing_items(dossier: Dossier) -> list[Missing]:
    """Return what the profiles lack, in the order in which to do it; parts are put together."""
    found: dict[tuple[str, str], int] = {}
    for block in (*dossier.week.setup, *dossier.week.left_over):
        if block.item is not None:
            key = (block.network, block.item)
            found[key] = found.get(key, 0) + block.minutes
    items = dossier.catalogue.checklist
    return [Missing(network, items[item], minutes) for (network, item), minutes in found.items()]


def not_looked_at(dossier: Dossier) -> Iterator[tuple[str, int]]:
    """Yield (network, number of items) of the checklists that nobody has answered."""
    for name in dossier.kept:
        items = dossier.catalogue.checklist_of(name, dossier.analysis.networks[name].family)
        said = dossier.answers.network(name).profile
        if unknown := sum(item.id not in said for item in items):
            yield name, unknown


def blocks_of(dossier: Dossier, day: str) -> list[Block]:
    """Return the routine blocks of a day."""
    return [block for block in dossier.week.routine if block.day == day]


def answers_in_short(dossier: Dossier) -> list[str]:
    """Return the answers that the result rests on, as "Goals: …"."""
    said, catalogue, speech = dossier.answers, dossier.catalogue, dossier.speech
    chosen = {
        speech.say("Goals"): [catalogue.goals[name].label for name, w in said.goals.items() if w],
        speech.say("Audience"): [
            *(catalogue.publics[name].label for name in said.publics),
            *(catalogue.ages[name].label for name in said.ages),
        ],
        speech.say("Formats"): [catalogue.formats[name].label for name in said.formats],
        speech.say("Red lines"): [catalogue.red_lines[name].label for name in said.red_lines],
    }
    told = {what: ", ".join(map(speech.words, labels)) for what, labels in chosen.items() if labels}
    time = speech.duration(dossier.analysis.weekly_minutes)
    if dossier.analysis.time_assumed:
        time = speech.say("{time}, assumed", time=time)
    told[speech.say("Time a week")] = time
    return [speech.say("{name}: {value}", name=what, value=value) for what, value in told.items()]


def leaving_in_words(dossier: Dossier) -> list[tuple[str, list[str]]]:
    """Return (which networks, what to do) for those that are closed and for those to park."""
    analysis, speech = dossier.analysis, dossier.speech
    found = [
        (parked.heading(analysis, "closed", speech), parked.closed_steps(analysis, speech)),
        (
            parked.heading(analysis, "dropped", speech),
            parked.parking_steps(analysis, speech, dossier.today),
        ),
    ]
    return [(which, steps) for which, steps in found if which]


def windows_sentence(dossier: Dossier) -> str:
    """Return which networks are shop windows; empty if none is."""
    names = [dossier.name(name) for name in dossier.best.windows]
    if not names:
        return ""
    return dossier.speech.count(
        "Shop window, a few minutes a week for an up-to-date profile: {networks}.",
        "Shop windows, a few minutes a week for up-to-date profiles: {networks}.",
        len(names),
        networks=dossier.speech.listed(names),
    )


def method_date(catalogue: Catalogue) -> datetime.date:
    """Return the day on which figures of the method were last checked."""
    return max(network.checked for network in catalogue.networks.values())


def made_on(dossier: Dossier) -> str:
    """Return when a paper was made, and by which state of the method."""
    return dossier.speech.say(
        "Made on {today}, with the method and figures of {checked}.",
        today=dossier.speech.full_date(dossier.today),
        checked=dossier.speech.full_date(method_date(dossier.catalogue)),
    )


def no_forecast(speech: Speech) -> str:
    """Return what the figures are not."""
    return speech.say(
        "Useful presence is an index for comparing, not a forecast of followers or sales."
    )


def link_to(dossier: Dossier, path: str) -> str:
    """Return the address of a page of the app; empty where the app does not know its own."""
    language = dossier.speech.language
    return f"{dossier.address}/{path}?lang={language}" if dossier.address else ""
