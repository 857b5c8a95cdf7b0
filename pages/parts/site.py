"""The map of the app: which pages there are, in which section, in which order."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pages.parts.speech import Speech

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Place:
    """A page: its file from the project's root, its title and its address."""

    file: str
    title: str
    address: str


@lru_cache
def site(speech: Speech) -> dict[str, list[Place]]:
    """Return the sections of the menu with their pages, in the language of `speech`."""
    say = speech.say
    return {
        say("Home"): [Place("pages/home/start.py", say("Start"), "")],
        say("My assessment"): [
            Place("pages/assessment/project.py", say("My project"), "projet"),
            Place("pages/assessment/time.py", say("My time"), "temps"),
            Place("pages/assessment/networks.py", say("My networks"), "reseaux"),
            Place("pages/assessment/profiles.py", say("My profiles"), "profils"),
        ],
        say("My results"): [
            Place("pages/results/fewer.py", say("Fewer, but well kept"), "moins"),
            Place("pages/results/fit.py", say("Fit with my project"), "coherence"),
            Place("pages/results/effort.py", say("Where the minutes go"), "effort"),
            Place("pages/results/robustness.py", say("How sure is it?"), "fiabilite"),
            Place("pages/results/assumptions.py", say("What if we are wrong?"), "hypotheses"),
            Place("pages/results/compare.py", say("Compare"), "comparer"),
        ],
        say("My plan"): [
            Place("pages/plan/week.py", say("My week"), "semaine"),
            Place("pages/plan/take_away.py", say("Take away"), "emporter"),
            Place("pages/plan/follow.py", say("Follow-up"), "suivi"),
            Place("pages/plan/activity.py", say("What I really do"), "activite"),
        ],
        say("Workshop"): [
            Place("pages/workshop/join.py", say("Join"), "atelier"),
            Place("pages/workshop/run.py", say("Run a workshop"), "animer"),
            Place("pages/workshop/wall.py", say("Wall"), "mur"),
            Place("pages/workshop/guide.py", say("Facilitator’s guide"), "guide"),
        ],
        say("Understand"): [
            Place("pages/about/networks.py", say("The networks"), "panel"),
            Place("pages/about/method.py", say("Method and sources"), "methode"),
            Place("pages/about/selfcheck.py", say("Self-check"), "verification"),
            Place("pages/about/privacy.py", say("Privacy"), "confidentialite"),
            Place("pages/about/words.py", say("The words we use"), "lexique"),
            Place("pages/about/accessibility.py", say("Accessibility"), "accessibilite"),
        ],
    }


def file_of(page: str) -> str:
    """Return where the file of a page is, wherever the app was started from."""
    return str(ROOT / page)


@lru_cache
def path(speech: Speech) -> list[Place]:
    """Return every page in the order in which a person walks through them."""
    return [place for places in site(speech).values() for place in places]
