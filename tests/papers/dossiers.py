"""Dossiers of people who visit the app, and of people whose answers were never possible."""

from __future__ import annotations

import dataclasses
import datetime
import functools

from core.analysis import Analysis, analyse
from core.answers import DAYS, Answers
from core.vocabulary import Language
from pages.papers.dossier import Dossier
from pages.parts.speech import speech
from tests.core.strategies import CATALOGUE, a_person
from tests.pages.people import AT_THE_EDGES, LEAVES_SEVERAL, PERSONAS

TODAY = datetime.date(2026, 11, 24)
ADDRESS = "https://reseaux.example.org"
LONGEST_NAME = "Wagonnerie Wwwwwww Mmmmmmmmmmm"  # thirty letters, most of them wide


def _everything_to_do() -> Answers:
    """Return somebody with every network, nothing on any profile, and all the time in the world."""
    lacking = dict.fromkeys(CATALOGUE.checklist, False)
    own = [{"id": f"own_{n}", "name": f"{LONGEST_NAME[:-1]}{n}"} for n in range(1, 6)]
    rated = {"goals": 1.0, "audience": 1.0, "formats": 1.0, "tone_values": 1.0}
    networks = {name: {"state": "on", "profile": lacking} for name in CATALOGUE.networks}
    mine = {one["id"]: {"state": "on", "profile": lacking, "ratings": rated} for one in own}
    return a_person(
        goals=dict.fromkeys(CATALOGUE.goals, 1.0),
        ages=list(CATALOGUE.ages),
        publics=list(CATALOGUE.publics),
        formats=list(CATALOGUE.formats),
        intense=True,
        minutes_by_day=dict.fromkeys(DAYS, 1440),
        own_networks=own,
        networks={**networks, **mine},
    )


def _hardly_anything() -> Answers:
    return a_person(weekly_minutes=20, networks={})


def _one_profile() -> Answers:
    lacking = {"state": "on", "profile": {"pitch": False, "keywords": False}}
    return a_person(weekly_minutes=120, only_named=True, networks={"linkedin": lacking})


EVERYBODY: dict[str, Answers] = {
    **{name: persona.answers for name, persona in PERSONAS.items()},
    **AT_THE_EDGES,
    "leaves several": LEAVES_SEVERAL,
    "everything to do": _everything_to_do(),
    "hardly anything": _hardly_anything(),
    "one profile": _one_profile(),
}


@functools.cache
def analysis_of(who: str) -> Analysis:
    return analyse(EVERYBODY[who], CATALOGUE)


def _has_a_plan(who: str) -> bool:
    best = analysis_of(who).best
    return best is not None and bool(best.kept)


WITH_A_PLAN = [who for who in EVERYBODY if _has_a_plan(who)]


def dossier_of(
    who: str = "ines", language: Language = "fr", today: datetime.date = TODAY
) -> Dossier:
    return Dossier(analysis_of(who), CATALOGUE, speech(language), today, ADDRESS)


def renamed(dossier: Dossier, network: str, name: str) -> Dossier:
    """Return a dossier in which a network bears a name that the answers would have refused."""
    networks = dict(dossier.analysis.networks)
    networks[network] = dataclasses.replace(networks[network], name=name)
    analysis = dataclasses.replace(dossier.analysis, networks=networks)
    return dataclasses.replace(dossier, analysis=analysis)
