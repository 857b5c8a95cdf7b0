"""What the result pages say in words is what their tables hold, whoever asks."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.analysis import Analysis, analyse
from core.answers import Answers
from pages.charts import curve, effort, fit
from pages.parts import sentences, tables
from pages.parts.speech import Speech, speech
from tests.core.strategies import CATALOGUE, LAW, a_person, answers_strategy, numbers
from tests.pages.people import AT_THE_EDGES, PERSONAS

FRENCH, ENGLISH = speech("fr"), speech("en")
SENTENCES = (
    sentences.fit_sentence,
    sentences.effort_sentence,
    sentences.fewer_sentence,
    sentences.thesis_sentence,
    sentences.nearly_sentence,
    sentences.new_sentence,
    sentences.opening_sentence,
    sentences.average_sentence,
    sentences.best_fit_sentence,
    sentences.one_more_sentence,
    sentences.hours_sentence,
    sentences.milestones_sentence,
    sentences.half_hour_sentence,
)
# People with a result to speak of: at least one goal, and any hours up to a whole week.
somebody = answers_strategy(
    CATALOGUE,
    goals=st.dictionaries(
        st.sampled_from(list(CATALOGUE.goals)), st.integers(1, 5).map(float), min_size=1, max_size=3
    ),
    criterion_weights=st.dictionaries(
        st.sampled_from(list(CATALOGUE.criteria)), numbers.filter(lambda weight: weight > 0)
    ),
    weekly_minutes=st.one_of(st.integers(0, 1_300), st.just(10_080)),
)


def minutes(text: str) -> int:
    """Return a duration as the screens write it, in minutes."""
    whole = re.fullmatch(r"(?:(\d+)\u00a0h)?\u00a0?(?:(\d+)(?:\u00a0min)?)?", text)
    assert whole, text
    return 60 * int(whole[1] or 0) + int(whole[2] or 0)


def number(text: str) -> float:
    return float(text.replace(",", "").replace("\u2212", "-"))


def figures(text: str) -> list[str]:
    """Return the figures of a sentence, without the marks in which the languages differ."""
    one_block = re.sub(r"(?<=\d)[,\u202f](?=\d{3}\b)", "", text).replace(",", ".")
    return sorted(re.findall(r"[+\u2212]?\d+(?:\.\d+)?", one_block))


@LAW
@given(somebody)
def test_sentences_agree_with_their_tables(answers: Answers):
    analysis = analyse(answers, CATALOGUE)
    if not analysis.usable:
        return  # the page says what to do instead

    check_fewer(analysis)
    check_fit(analysis)
    check_effort(analysis)
    check_thesis(analysis)
    check_nearly(analysis)
    check_average(analysis)
    check_opening(analysis)
    check_best_fit(analysis)
    check_one_more(analysis)
    check_hours(analysis)
    check_milestones(analysis)
    check_half_hour(analysis)
    for sentence in SENTENCES:
        check_wording(sentence(analysis, FRENCH), sentence(analysis, ENGLISH))


def check_fewer(analysis: Analysis) -> None:
    shown, best, weekly = (
        sentences.fewer_sentence(analysis, ENGLISH),
        analysis.best,
        analysis.weekly_minutes,
    )
    if best is None:
        needed, there = re.fullmatch(
            r".* at least (.+) a week, and you have (.+)\.", shown
        ).groups()
        assert minutes(needed) > minutes(there) == weekly
    elif not best.kept:
        time, first = re.fullmatch(
            r"With (.+) a week, no network [^;]*(?:; .* takes (.+))?\.", shown
        ).groups()
        paying = [5 * step for step, size in enumerate(analysis.sizes_by_step) if size > 0]
        assert minutes(time) == weekly
        assert (minutes(first) if first else None) == (paying[0] if paying else None)
    else:
        time, size, listed = re.fullmatch(
            r"With (.+?) a week, keep (\d+) networks?: (.+)\.", shown
        ).groups()
        kept = {name: way for name, way in best.choice.items() if way.kept}
        table = tables.ways_table(kept, analysis, ENGLISH, CATALOGUE).frame()
        drawn = curve.table(analysis, ENGLISH).frame().query("best")
        assert minutes(time) == weekly
        assert int(size) == len(table) == drawn["size"].item()
        assert all(name in listed for name in table["Network"])
        said = f"{size} network" + ("s" if size != "1" else "")
        assert drawn["note"].item() == f"Best choice\n{said}"


def check_average(analysis: Analysis) -> None:
    """The mean of triangular minutes, added up here by hand."""
    shown, best = sentences.average_sentence(analysis, ENGLISH), analysis.best
    ways = list(best.choice.values()) if best and best.kept else []
    likely = sum(way.minutes.mode for way in ways)
    mean = sum((w.minutes.low + w.minutes.mode + w.minutes.high) / 3 for w in ways)
    assert bool(shown) == (bool(ways) and mean >= 1.02 * likely)
    if shown:
        told = re.search(r"allow (.+) rather than (.+)\.$", shown).groups()
        assert [minutes(text) for text in told] == [round(mean), round(likely)]


def check_opening(analysis: Analysis) -> None:
    """Minutes of the checklist of what is not there yet, added up here by hand."""
    shown, answers = sentences.opening_sentence(analysis, ENGLISH), analysis.answers
    kept = analysis.best.kept if analysis.best else ()
    new = [name for name in kept if answers.network(name).state != "on"]
    assert bool(shown) == bool(new and answers.named_networks)
    if shown:
        time = re.search(r"takes about (.+?), once", shown)[1]
        assert all(analysis.networks[name].name in shown for name in new)
        assert minutes(time) == round(
            sum(
                item.setup_minutes.mode
                for name in new
                for item in CATALOGUE.checklist_of(name, analysis.networks[name].family)
                if not answers.network(name).profile.get(item.id)
            )
        )


def check_best_fit(analysis: Analysis) -> None:
    shown = sentences.best_fit_sentence(analysis, ENGLISH)
    scores = {n.name: n.score for n in analysis.usable}
    if shown:
        name = next(name for name in scores if shown.startswith(f"{name} suits"))
        assert scores[name] == max(scores.values())
        assert name not in [analysis.networks[one].name for one in analysis.best.choice]


def check_fit(analysis: Analysis) -> None:
    table = fit.table(analysis, ENGLISH, CATALOGUE).frame()
    first = table[~table["left_out"].astype(bool)].drop_duplicates("network").head(2)

    shown = sentences.fit_sentence(analysis, ENGLISH)

    assert all(f"{row.network} ({row.total:.0f})" in shown for row in first.itertuples())
    assert shown.startswith(
        "The network that suits" if len(first) == 1 else "The networks that suit"
    )


def check_effort(analysis: Analysis) -> None:
    totals = effort.totals_table(analysis, ENGLISH).frame().set_index("role")["hours"] * 60
    shown = sentences.effort_sentence(analysis, ENGLISH)
    if "estimate" not in totals:
        assert shown.startswith("Name the networks")
        return
    number_shown, time = re.match(
        r"Keeping up your (?:(\d+) networks|network) steadily takes about (.+?) a week", shown
    ).groups()
    assert int(number_shown or 1) == len(analysis.estimate)
    assert minutes(time) == round(totals["estimate"])
    for role, verb, just in (
        ("guess", "guessed", "what you guessed"),
        ("time", "have", "the time"),
    ):
        clause = re.search(rf"([\d\u00a0hmin]+) (more|less) than you {verb}", shown)
        assert (role in totals) == bool(clause or f"just {just}" in shown)
        if clause:
            sign = 1 if clause[2] == "more" else -1
            difference = totals["estimate"] - totals[role]
            assert sign * minutes(clause[1]) == pytest.approx(difference, abs=1)


def check_thesis(analysis: Analysis) -> None:
    shown, best = sentences.thesis_sentence(analysis, ENGLISH), analysis.best
    if best is None or not best.kept:
        assert shown == ""
    elif "fewer is not better" in shown:
        assert len(best.kept) == len(analysis.usable)
    else:
        size, verdict = re.search(r"over (\d+) networks would (.+)\.", shown).groups()
        share = analysis.spread_thin[int(size)].presence / best.presence
        assert len(best.kept) < int(size) <= len(analysis.usable)
        if less := re.search(r"bring (\d+)% less", verdict):
            assert int(less[1]) == pytest.approx(100 * (1 - share), abs=0.51)
        else:
            assert share == pytest.approx(0 if "none of them" in verdict else 1, abs=0.021)


def check_nearly(analysis: Analysis) -> None:
    shown, best = sentences.nearly_sentence(analysis, ENGLISH), analysis.best
    whole = best.presence if best else 0
    shares = {
        size: plan.presence / whole
        for size, plan in enumerate(analysis.best_by_count)
        if plan and best and whole and 0 < size < len(best.kept)
    }
    if not shown:
        assert max(shares.values(), default=0) < 0.9
        return
    size, percent = re.fullmatch(
        r"With (\d+) networks? \(.+\), .* have (\d+)% of .*\.", shown
    ).groups()
    assert int(size) == min(k for k, share in shares.items() if share >= 0.9)
    assert int(percent) < 100
    assert int(percent) == pytest.approx(100 * shares[int(size)], abs=1.01)


def check_one_more(analysis: Analysis) -> None:
    shown, best = sentences.one_more_sentence(analysis, ENGLISH), analysis.best
    if best is None:
        assert shown.startswith("First, the networks you want to keep")
    elif "already keep every" in shown:
        assert len(best.kept) == len(analysis.usable)
    elif "does not fit" in shown:
        assert analysis.best_by_count[len(best.kept) + 1] is None
    else:
        check_figures_of_one_more(analysis, shown)


def check_figures_of_one_more(analysis: Analysis, shown: str) -> None:
    parts = {
        side: number(found[1]) if (found := re.search(rf"{side} by (\S+)", shown)) else 0
        for side in ("rise", "fall", "change")
    }
    total = re.search(r": (\S+) in all\.$", shown)[1]
    best, larger = analysis.best, analysis.best_by_count[len(analysis.best.kept) + 1]
    bars = [change.presence for change in analysis.one_more.changes]
    assert parts["rise"] - parts["fall"] + parts["change"] == number(total)
    assert number(total) == pytest.approx(larger.presence - best.presence, abs=0.51)
    assert parts["rise"] == pytest.approx(sum(bar for bar in bars if bar > 0), abs=len(bars))
    assert parts["fall"] == pytest.approx(-sum(bar for bar in bars if bar < 0), abs=len(bars))
    new = set(larger.kept) - set(best.kept)
    assert new
    assert all(analysis.networks[name].name in shown for name in new)


def check_milestones(analysis: Analysis) -> None:
    """Each number of networks with the first hours at which it is best."""
    shown = sentences.milestones_sentence(analysis, ENGLISH)
    told = re.findall(r"(\d+)(?: networks?)? from ((?:\d+\u00a0(?:h|min)(?:\u00a0\d\d)?))", shown)
    for size, time in told:
        first = next(i for i, best in enumerate(analysis.sizes_by_step) if best >= int(size))
        assert minutes(time) == 5 * first
    reached = min(sentences.MOST_MILESTONES, max(analysis.sizes_by_step, default=0))
    assert [int(size) for size, _ in told] == list(range(1, reached + 1 if analysis.best else 1))


def check_hours(analysis: Analysis) -> None:
    shown, best, weekly = (
        sentences.hours_sentence(analysis, ENGLISH),
        analysis.best,
        analysis.weekly_minutes,
    )
    sizes = analysis.sizes_by_step
    if best is None:
        assert shown == ""
        return
    later = [(5 * step, size) for step, size in enumerate(sizes) if 5 * step > weekly]
    more = [(time, size) for time, size in later if size > len(best.kept)]
    if found := re.match(r"From (.+?) a week, (\d+) networks? (?:is|are) worth keeping\.", shown):
        assert (minutes(found[1]), int(found[2])) == more[0]
    elif shown.startswith("Even with 20 hours"):
        assert weekly <= 1200
        assert more == []
    elif shown.startswith("You have more than the 20 hours"):
        assert weekly > 1200
    else:
        assert len(best.kept) == len(analysis.usable)
    steps_down = [1 for before, after in pairwise(sizes) if after < before]
    assert ("the stairs go down too" in shown) == bool(steps_down)


def check_half_hour(analysis: Analysis) -> None:
    shown, weekly = sentences.half_hour_sentence(analysis, ENGLISH), analysis.weekly_minutes
    by_time = {half_hour.minutes: half_hour for half_hour in analysis.half_hours}
    if weekly not in by_time or weekly + 30 not in by_time:
        return
    now, then = by_time[weekly], by_time[weekly + 30]
    gain = re.search(r"would add (\S+) to useful presence", shown)[1]
    assert number(gain) == pytest.approx(then.presence - now.presence, abs=0.051)
    assert ("the same networks" in shown) == (set(now.kept) == set(then.kept))


BAD_WORDING = {
    "a gap": r"[:(,] ?[.)]|  |^ | $|[{}]",
    "one in the plural": r"(?<![\d.,\u202f])1 (networks|points|réseaux|weeks)\b",
    "none or many in the singular": r"(?<![.,])\b([2-9]|\d\d+) (network|réseau)\b",
    "none in the French plural": r"(?<![\d.,])0 réseaux\b",
}


def check_wording(french: str, english: str) -> None:
    assert figures(french) == figures(english)
    for text in (french, english):
        assert [fault for fault, sign in BAD_WORDING.items() if re.search(sign, text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "keep 1 networks: A.",
        "gardez 2 réseau : A.",
        "changes the choice: .",
        "over 12 network",
        "0 réseaux",
    ],
)
def test_bad_wording_is_noticed(text):
    with pytest.raises(AssertionError):
        check_wording(text, text)


def test_good_wording_is_left_alone():
    check_wording(
        "Avec 1 réseau (A), 21 réseaux, 0,1 de plus", "With 1 network (A), 21 networks, 0.1 more"
    )


# Every sentence in full, where the figures are known ---------------------------------


def said(sentence, answers: Answers, spoken: Speech) -> str:
    return sentence(analyse(answers, CATALOGUE), spoken).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("networks", "french", "english"),
    [
        (["linkedin"], "gardez 1 réseau : LinkedIn.", "keep 1 network: LinkedIn."),
        (["linkedin", "x"], "gardez 2 réseaux : LinkedIn et ", "keep 2 networks: LinkedIn and "),
        (
            ["linkedin", "x", "reddit"],
            "gardez 3 réseaux : LinkedIn, ",
            "keep 3 networks: LinkedIn, ",
        ),
    ],
)
def test_one_network_two_and_many(networks, french, english):
    """With a whole week, whoever is named is kept."""
    named = {name: {"state": "on"} for name in networks}
    person = a_person(weekly_minutes=10_080, only_named=True, networks=named)

    assert french in said(sentences.fewer_sentence, person, FRENCH)
    assert english in said(sentences.fewer_sentence, person, ENGLISH)


def test_no_network_at_all():
    person = AT_THE_EDGES["0 hours"]

    assert "aucun réseau ne peut rester vivant" in said(sentences.fewer_sentence, person, FRENCH)
    assert "no network can be kept alive" in said(sentences.fewer_sentence, person, ENGLISH)


@pytest.mark.parametrize(
    ("networks", "french", "english"),
    [
        ([], "Citez les réseaux", "Name the networks"),
        (
            ["malt"],
            "Tenir régulièrement votre réseau demande",
            "Keeping up your network steadily takes",
        ),
        (["malt", "x"], "vos 2 réseaux demande", "your 2 networks steadily takes"),
    ],
)
def test_the_effort_of_no_network_of_one_and_of_two(networks, french, english):
    person = a_person(networks={name: {"state": "on"} for name in networks})

    assert french in said(sentences.effort_sentence, person, FRENCH)
    assert english in said(sentences.effort_sentence, person, ENGLISH)


def test_time_and_guess_that_are_right_are_called_right():
    malt = a_person(networks={"malt": {"state": "on"}})
    minutes_needed = round(analyse(malt, CATALOGUE).estimate["malt"].mode)
    person = malt.with_changes(weekly_minutes=minutes_needed, guess_minutes=minutes_needed + 4)

    shown = said(sentences.effort_sentence, person, ENGLISH)

    assert "just what you guessed" in shown
    assert "just the time you have" in shown


def test_fewer_is_not_better_for_who_has_time_for_all():
    person = AT_THE_EDGES["168 hours"]

    assert "ici, moins n’est pas mieux" in said(sentences.thesis_sentence, person, FRENCH)
    assert "You already keep every network" in said(sentences.one_more_sentence, person, ENGLISH)
    assert "all that suit you are kept" in said(sentences.hours_sentence, person, ENGLISH)


@pytest.mark.parametrize("who", [*PERSONAS, "0 hours", "168 hours", "locks that do not fit"])
def test_the_same_figures_in_both_languages(who):
    answers = PERSONAS[who].answers if who in PERSONAS else AT_THE_EDGES[who]
    analysis = analyse(answers, CATALOGUE)

    for sentence in SENTENCES:
        check_wording(sentence(analysis, FRENCH), sentence(analysis, ENGLISH))


@pytest.mark.parametrize(
    ("posts", "french", "english"),
    [
        (0, "Léger", "Léger"),
        (5e-324, "Léger, une publication toutes les 52 semaines", "Léger, one post every 52 weeks"),
        (0.5, "Léger, une publication toutes les 2 semaines", "Léger, one post every 2 weeks"),
        (0.9, "Léger, une publication par semaine", "Léger, one post a week"),
        (1, "Léger, 1 publication par semaine", "Léger, 1 post a week"),
        (2.6, "Léger, 3 publications par semaine", "Léger, 3 posts a week"),
    ],
)
def test_a_pace_in_words(posts, french, english):
    """From never to several a week; the smallest number there is is still a number of weeks."""
    person = a_person(networks={"malt": {"counts": {"steady": {"post": posts}}}})
    way = analyse(person, CATALOGUE).networks["malt"].native("steady")

    assert sentences.way_in_words(way, FRENCH, "Léger") == french
    assert sentences.way_in_words(way, ENGLISH, "Léger") == english
