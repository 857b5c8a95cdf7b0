"""People who visit the app: the examples, and those whose answers lie at the edges."""

from __future__ import annotations

from typing import Any

from core.answers import MINUTES_IN_A_WEEK, Answers
from core.personas import load_personas
from tests.core.strategies import CATALOGUE, a_person

PERSONAS = {persona.id: persona for persona in load_personas(CATALOGUE)}
CLOSED = [n.id for n in CATALOGUE.networks.values() if n.status.state == "closed"]


def with_own_network(**said: Any) -> Answers:
    """Return somebody with a network of their own, of whom `said` is known."""
    return a_person(
        own_networks=[{"id": "own_1", "name": "Le forum d’à côté"}],
        networks={"own_1": {"state": "on", **said}, "linkedin": {"state": "want"}},
    )


# Is on a closed network and on three that the plan leaves out.
LEAVES_SEVERAL = a_person(
    weekly_minutes=180,
    networks={
        "viadeo": {"state": "on"},
        "linkedin": {"state": "on", "lock": "keep"},
        **{name: {"state": "on", "lock": "never"} for name in ("x", "pinterest", "facebook")},
    },
)

# Nobody here made a guess, unless their name says so.
AT_THE_EDGES: dict[str, Answers] = {
    "nothing said": Answers(),
    "0 hours": a_person(weekly_minutes=0, networks={"linkedin": {"state": "on"}}),
    "0 hours, by day": a_person(minutes_by_day={"monday": 0}),
    "168 hours": a_person(
        weekly_minutes=MINUTES_IN_A_WEEK,
        intense=True,
        networks={name: {"state": "on"} for name in CATALOGUE.networks},
    ),
    "no goals": a_person(goals={}),
    "goals alone": Answers(goals={"find_clients": 1.0}),
    "networks alone": Answers().with_network("linkedin", state="on"),
    "no formats": a_person(formats=[]),
    "every network vetoed": a_person(
        networks={name: {"lock": "never", "state": "on"} for name in CATALOGUE.networks}
    ),
    "every red line": a_person(
        red_lines=list(CATALOGUE.red_lines), networks={"mastodon": {"lock": "never"}}
    ),
    "locks that do not fit": a_person(
        weekly_minutes=20,
        networks={
            name: {"lock": "keep", "state": "on"} for name in ("linkedin", "youtube", "twitch")
        },
    ),
    "locks that are left out": a_person(
        networks={name: {"lock": "keep", "state": "on"} for name in [*CLOSED, "work_net_world"]}
    ),
    "only closed networks": a_person(networks={name: {"state": "on"} for name in CLOSED}),
    "only closed networks, and no other wanted": a_person(
        only_named=True, networks={name: {"state": "on"} for name in CLOSED}
    ),
    "own network, not rated": with_own_network(),
    "own network, rated": with_own_network(
        ratings={"goals": 0.9, "audience": 0.8, "formats": 1.0, "tone_values": 0.5},
        today_counts={"post": 1, "read": 2},
    ),
    "every minute counted": a_person(
        guess_minutes=0,
        minutes_per_action={"like": 1440, "read": 1440, "upkeep": 1440},
        networks={"linkedin": {"state": "on", "today": "steady"}},
    ),
    "a long history": a_person(networks={"linkedin": {"state": "on", "since_year": 1995}}),
    "weights beyond the scale": a_person(criterion_weights={"goals": 100.0, "audience": 0.0}),
    "no weight at all": a_person(criterion_weights=dict.fromkeys(CATALOGUE.criteria, 0.0)),
}
