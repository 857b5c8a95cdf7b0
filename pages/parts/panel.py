"""The networks one by one: an overview, then all that is known of the one that was chosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd
import streamlit as st

from core.catalogue import Catalogue
from core.constants import cited_by, last_checked
from core.effort import Range
from core.vocabulary import ASSUMPTION, Network, Rung, Scoring
from core.ways import ladder_minutes
from pages.charts import audience
from pages.parts import evidence, pictures, store
from pages.parts.language import speech_now
from pages.parts.search import matching
from pages.parts.speech import Speech

EVERYBODY = "every family"  # an option must not be None: the widget would say so in English
MOST_GOALS = MOST_FORMATS = 2
COMPARED = ("light", "steady")  # paces told beside each other
NONE = "–"
HOME = "fr"


def choose() -> Network | None:
    """Show the networks that the visitor looks for, and return the one they chose."""
    speech, say = speech_now(), speech_now().say
    families = {EVERYBODY: say("All of them"), **family_names(speech)}
    family = st.segmented_control(
        say("Family"),
        list(families),
        format_func=families.__getitem__,
        default=EVERYBODY,
        required=True,
        key="about.panel.family",
    )
    query = st.text_input(
        say("Search in the networks"),
        key="about.panel.query",
        placeholder=say("a name, a goal, a format …"),
    )
    found = chosen(store.catalogue(), speech, query=query or "", family=family or EVERYBODY)
    if not found:
        st.info(say("No network matches your search."), icon=":material/search_off:")
        return None
    st.table(overview(found, store.catalogue(), speech), hide_index=True)
    pictures.table_behind(
        "compared",
        lambda: comparison(
            found, {n.id: weekly_minutes(n) for n in found}, store.catalogue(), speech
        ),
        say("Compare them: content, age, minutes, real name"),
    )
    names = {network.id: network.name for network in found}
    name = st.selectbox(
        say("Which one in detail?"), list(names), format_func=names.get, key="about.panel.network"
    )
    return store.catalogue().networks[name]


def chosen(
    catalogue: Catalogue, speech: Speech, *, query: str = "", family: str = EVERYBODY
) -> list[Network]:
    """Return the networks of a family whose description holds some words."""
    networks = [n for n in catalogue.networks.values() if family in (EVERYBODY, n.family)]
    return matching(query, networks, lambda network: _text_of(network, catalogue, speech))


def _text_of(network: Network, catalogue: Catalogue, speech: Speech) -> str:
    words = [network.origin, network.history, network.purpose, network.status.note]
    words += [network.rewards.words, network.business_page.words]
    if network.scoring:
        words += [catalogue.formats[name].label for name in network.scoring.formats]
        words += [catalogue.goals[name].label for name in _best_goals(network.scoring)]
    told = [network.name, state_names(speech)[network.status.state]]
    return " ".join([*told, *map(speech.words, words)])


def overview(networks: Iterable[Network], catalogue: Catalogue, speech: Speech) -> pd.DataFrame:
    """Return one row per network: its name, family, state, and the goals it serves best."""
    say = speech.say
    return pd.DataFrame(
        [
            {
                say("Network"): network.name,
                say("Family"): family_names(speech)[network.family],
                say("Status"): state_names(speech)[network.status.state],
                say("Best for"): speech.say("; ").join(
                    speech.words(catalogue.goals[name].label)
                    for name in _best_goals(network.scoring)
                )
                or NONE,
            }
            for network in networks
        ]
    )


def weekly_minutes(network: Network) -> dict[str, Range]:
    """Return the minutes a week of each of its paces for this visitor; none without figures."""
    if network.scoring is None:
        return {}
    answers, made = store.answers(), store.analysis().networks[network.id].format_id
    return ladder_minutes(network.id, answers, store.catalogue(), made)


def comparison(
    networks: Iterable[Network],
    minutes: Mapping[str, Mapping[str, Range]],
    catalogue: Catalogue,
    speech: Speech,
) -> pd.DataFrame:
    """Return one row per network: formats, age most there, likely minutes, real name.

    Args:
        networks: The networks to compare.
        minutes: Minutes a week by network and pace.
        catalogue: Where labels come from.
        speech: The language.
    """
    say = speech.say
    paces = [catalogue.rungs[name] for name in COMPARED]
    return pd.DataFrame(
        [
            {
                say("Network"): network.name,
                say("Formats it pushes"): _formats_most_pushed(network.scoring, catalogue, speech),
                say("Age most there"): _age_most_there(network.scoring, catalogue, speech),
                **{
                    speech.words(pace.label): _likely(minutes[network.id].get(pace.id), speech)
                    for pace in paces
                },
                say("Your real name"): _real_name(network, speech),
            }
            for network in networks
        ]
    )


def _formats_most_pushed(scoring: Scoring | None, catalogue: Catalogue, speech: Speech) -> str:
    if scoring is None:
        return NONE
    order = sorted(scoring.formats, key=lambda name: -scoring.formats[name].value)
    labels = [speech.words(catalogue.formats[name].label) for name in order[:MOST_FORMATS]]
    return speech.say("; ").join(labels)


def _age_most_there(scoring: Scoring | None, catalogue: Catalogue, speech: Speech) -> str:
    if scoring is None:
        return NONE
    ages = scoring.audience[HOME].ages
    name = max(ages, key=lambda age: ages[age].value)
    return speech.say(
        "{age} ({share} of them are)",
        age=speech.words(catalogue.ages[name].label),
        share=speech.percent(ages[name].value),
    )


def _likely(minutes: Range | None, speech: Speech) -> str:
    return NONE if minutes is None else speech.duration(minutes.mode)


def _real_name(network: Network, speech: Speech) -> str:
    return speech.say("Asked for") if network.real_name.required else speech.say("Not asked for")


def details(network: Network) -> None:
    """Show all that is known of a network; for a closed or a new one, that no score is given."""
    speech = speech_now()
    st.header(network.name, anchor=False)
    st.markdown(status_in_words(network, speech))
    if network.scoring is None:
        st.info(unscored(network, speech), icon=":material/info:")
    st.markdown("\n".join(described(network, speech)))
    if network.scoring is not None:
        _who_is_there(network, network.scoring)
        _what_it_serves(network.scoring)
        _routine(network, network.scoring)
    _sources(network)


def status_in_words(network: Network, speech: Speech) -> str:
    """Return the state of a network with its source and dates: "**Active** (A08, …). …"."""
    return speech.say(
        "{family}. **{state}** ({source}, checked on {date}, to look at again by {expires}). "
        "{note}",
        family=family_names(speech)[network.family],
        state=state_names(speech)[network.status.state],
        source=_from(network.status.source, speech),
        date=speech.date(network.status.checked or network.checked),
        expires=speech.date(network.status.expires or network.expires),
        note=speech.words(network.status.note),
    )


def unscored(network: Network, speech: Speech) -> str:
    """Return why a network has no score."""
    if network.status.state == "closed":
        return speech.say("It is here for its history, and is never recommended.")
    return speech.say(
        "Nobody has reliable figures on it, so it gets no score; you may rate it yourself on the "
        "page of your networks."
    )


def described(network: Network, speech: Speech) -> list[str]:
    """Return the description of a network as a Markdown list."""
    say, words = speech.say, speech.words
    parts = {
        say("Where it comes from"): words(network.origin),
        say("Its history"): words(network.history),
        say("What it is for"): words(network.purpose),
        say("What it rewards"): words(network.rewards.words),
        say("Your real name"): _real_name(network, speech),
        say("A page for a business"): words(network.business_page.words),
    }
    if network.crosses:
        crossed = (words(store.catalogue().red_lines[line].label) for line in network.crosses)
        parts[say("Red lines it crosses")] = speech.say("; ").join(crossed)
    return [f"- **{name}**  \n{text}" for name, text in parts.items()]


def _who_is_there(network: Network, scoring: Scoring) -> None:
    speech, catalogue = speech_now(), store.catalogue()
    st.header(speech.say("Who is there"), anchor=False)
    points = audience.table(catalogue, network.id, HOME, speech)
    place = speech.words(catalogue.geographies[HOME].label)
    st.markdown(
        speech.say(
            "{place}: the dot is {network}, the ticks are the other networks.",
            place=place,
            network=network.name,
        )
    )
    pictures.picture(audience.template, points, audience_alternative(points, speech))
    st.markdown(publics_in_words(scoring, catalogue, speech))
    label = speech.say("The table: age bands and publics, by country")
    pictures.table_behind("audience", lambda: audience_table(scoring, catalogue, speech), label)


def publics_in_words(scoring: Scoring, catalogue: Catalogue, speech: Speech) -> str:
    """Return what the network is worth for each public at home, in one sentence."""
    parts = [
        speech.say(
            "{public} {points}",
            public=speech.words(catalogue.publics[name].label),
            points=speech.number(100 * share.value),
        )
        for name, share in scoring.audience[HOME].publics.items()
    ]
    return speech.say("Worth, out of 100: {publics}.", publics=speech.say("; ").join(parts))


def audience_alternative(points: pd.DataFrame, speech: Speech) -> str:
    """Describe the picture: each age band, the chosen network and its place among all."""
    parts = []
    for age, rows in points.groupby("age", sort=False):
        own = rows[rows["chosen"]].iloc[0]
        place = 1 + int((rows["share"] > own["share"]).sum())
        parts.append(
            speech.say(
                "{age} {share} (number {place} of {total})",
                age=str(age),
                share=own["note"],
                place=speech.number(place),
                total=speech.number(len(rows)),
            )
        )
    network = points[points["chosen"]].iloc[0]["network"]
    return speech.say(
        "Share of each age band that uses {network}, and its place among the networks: {values}.",
        network=network,
        values=speech.say("; ").join(parts),
    )


def audience_table(scoring: Scoring, catalogue: Catalogue, speech: Speech) -> pd.DataFrame:
    """Return one row per age band and public, one column per country with figures."""
    say = speech.say
    countries = {
        speech.words(catalogue.geographies[name].label): there
        for name, there in scoring.audience.items()
    }
    ages = [
        {say("Who"): speech.words(age.label)}
        | {
            country: _share(there.ages[age.id].value, there.ages[age.id].source, speech)
            for country, there in countries.items()
        }
        for age in catalogue.ages.values()
    ]
    publics = [
        {say("Who"): speech.words(public.label)}
        | {
            country: _share(share.value, share.source, speech)
            for country, there in countries.items()
            for name, share in there.publics.items()
            if name == public.id
        }
        for public in catalogue.publics.values()
    ]
    return pd.DataFrame([*ages, *publics])


def _share(value: float, source: str, speech: Speech) -> str:
    return f"{speech.percent(value)} ({_from(source, speech)})"


def _from(source: str, speech: Speech) -> str:
    return speech.say("assumption") if source == ASSUMPTION else source


def _what_it_serves(scoring: Scoring) -> None:
    speech, catalogue = speech_now(), store.catalogue()
    st.header(speech.say("What it does for each goal"), anchor=False)
    st.markdown("\n".join(goal_lines(scoring, catalogue, speech)))
    st.header(speech.say("Formats it pushes"), anchor=False)
    st.markdown("\n".join(format_lines(scoring, catalogue, speech)))


def goal_lines(scoring: Scoring, catalogue: Catalogue, speech: Speech) -> list[str]:
    """Return one line per goal, the best served first, with the reason."""
    order = sorted(scoring.goals, key=lambda name: -scoring.goals[name].value)
    return [
        "- "
        + speech.say(
            "**{goal}** ({points} out of 100, {source}). {reason}",
            goal=speech.words(catalogue.goals[name].label),
            points=speech.number(100 * scoring.goals[name].value),
            source=_from(scoring.goals[name].source, speech),
            reason=speech.words(scoring.goals[name].reason),
        )
        for name in order
    ]


def format_lines(scoring: Scoring, catalogue: Catalogue, speech: Speech) -> list[str]:
    """Return one line per format, the most pushed first."""
    order = sorted(scoring.formats, key=lambda name: -scoring.formats[name].value)
    return [
        "- "
        + speech.say(
            "{format} ({points} out of 100, {source})",
            format=speech.words(catalogue.formats[name].label),
            points=speech.number(100 * scoring.formats[name].value),
            source=_from(scoring.formats[name].source, speech),
        )
        for name in order
    ]


def _routine(network: Network, scoring: Scoring) -> None:
    speech, catalogue = speech_now(), store.catalogue()
    st.header(speech.say("Its routine, pace by pace"), anchor=False)
    made = catalogue.formats[store.analysis().networks[network.id].format_id]
    st.markdown(
        speech.say(
            "What one week takes at each pace (from … to …), and what it holds. "
            "Content counted: {format}.",
            format=speech.words(made.label),
        )
    )
    rows = ladder_table(scoring.ladder.rungs, weekly_minutes(network), catalogue, speech)
    st.table(rows, hide_index=True)


def ladder_table(
    rungs: Sequence[Rung], minutes: Mapping[str, Range], catalogue: Catalogue, speech: Speech
) -> pd.DataFrame:
    """Return one row per pace: its name, its minutes, and the number of every action a week."""
    say = speech.say
    return pd.DataFrame(
        [
            {
                say("Pace"): speech.words(catalogue.rungs[rung.rung].label),
                say("Time a week"): speech.say(
                    "{likely} ({low} to {high})",
                    likely=speech.duration(minutes[rung.rung].mode),
                    low=speech.duration(minutes[rung.rung].low),
                    high=speech.duration(minutes[rung.rung].high),
                ),
                say("Each week"): speech.say("; ").join(
                    say(
                        "{action} {number}",
                        action=speech.words(catalogue.actions[name].label),
                        number=speech.number(rung.counts[name], 2),
                    )
                    for name in catalogue.actions
                    if rung.counts.get(name)
                ),
            }
            for rung in rungs
        ]
    )


def _sources(network: Network) -> None:
    speech, catalogue = speech_now(), store.catalogue()
    rows = [catalogue.sources[row] for row in cited_by(network)]
    st.header(speech.say("Its sources"), anchor=False)
    if not rows:
        st.markdown(
            speech.say("No source: what stands here comes from the guide, as an assumption.")
        )
        return
    st.caption(evidence.tiers_in_words(speech))
    st.table(evidence.sources_table(rows, speech, last_checked(catalogue)), hide_index=True)


def _best_goals(scoring: Scoring | None) -> list[str]:
    """Return the goals that a network serves best; none without a score."""
    if scoring is None:
        return []
    return sorted(scoring.goals, key=lambda name: -scoring.goals[name].value)[:MOST_GOALS]


def family_names(speech: Speech) -> dict[str, str]:
    """Return how the two families are called."""
    return {"professional": speech.say("Professional"), "leisure": speech.say("Leisure")}


def state_names(speech: Speech) -> dict[str, str]:
    """Return how the states of a network are called."""
    say = speech.say
    return {"active": say("Active"), "closed": say("Closed"), "emerging": say("Emerging")}
