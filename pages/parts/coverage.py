"""What exports tell and what they do not, in words: states, reasons, refusals. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pandas as pd

from core.activity.measure import Activity, EndedBy, FileNote, Measured
from core.activity.use import rate_of
from core.activity.weeks import Weekly
from core.catalogue import Catalogue
from pages.parts.counting import Fault
from pages.parts.speech import Speech

NONE = "–"
FEW, MANY = 4, 12  # full weeks


def refusal(fault: Fault, speech: Speech) -> str:
    """Return one sentence on why something cannot be counted, or not wholly, and what to do."""
    for texts in (_of_archives, _of_files, _of_gaps, _of_counting):
        if said := texts(speech).get(fault):
            return said
    raise KeyError(fault)


def _of_archives(speech: Speech) -> dict[Fault, str]:
    """Return what cannot be opened, by code."""
    say = speech.say
    return {
        "empty": say("This file is empty: download it again."),
        "not_an_export": say(
            "No export of a network is recognised here: give the archive as the network handed "
            "it over, or the files named in the steps."
        ),
        "broken_archive": say("This archive is damaged or incomplete: download it again."),
        "encrypted": say("It is protected by a password: give one without a password."),
        "unsupported": say(
            "This archive is packed in a way that cannot be read here: unpack it and pack it "
            "again as a plain zip."
        ),
        "link": say("This is a link to a file: give the file itself."),
        "nested": say(
            "This is an archive inside an archive inside an archive: unpack it once, and give "
            "what comes out."
        ),
        "web_page": say(
            "This is a web page, not the archive: sign in to the network and download it again."
        ),
        "nothing_here": say(
            "This part of an export holds nothing to count: give the other parts, or ask for more."
        ),
        "no_file": say("This file cannot be opened: give it again."),
        "truncated": say("The file stops in the middle: download it again."),
        "too_deep": say("This is nested too deeply to be an export: download it again."),
    }


def _of_files(speech: Speech) -> dict[Fault, str]:
    """Return what cannot be understood, by code."""
    say = speech.say
    return {
        "structure": say(
            "This is not built as the exports known here: ask for the complete archive, as JSON."
        ),
        "table": say(
            "The rows of this table cannot be told apart: give it as downloaded, without opening "
            "it in a spreadsheet."
        ),
        "html": say("This is HTML, whose times are not exact: ask for the export again, as JSON."),
        "text_only": say(
            "This is TXT, which does not say who wrote each message: ask for the export "
            "again, as JSON."
        ),
        "language": say(
            "This is in a language not known here: set the network to French or English, and ask "
            "for the export again."
        ),
        "owner": say(
            "Nothing tells which messages are yours: give the whole archive, with the profile."
        ),
        "ambiguous": say(
            "This file fits several networks: give the whole archive, not this file alone."
        ),
        "no_valid_time": say("No entry has a possible date: ask for the export again."),
    }


def _of_gaps(speech: Speech) -> dict[Fault, str]:
    """Return why there may be more than was counted, by code."""
    say = speech.say
    return {
        "invalid_rows": say("Some entries cannot be read: there may be more."),
        "some_undated": say("Some entries have no date: there may be more."),
        "part_missing": say(
            "The main file is missing: give the whole archive, and there may be more."
        ),
        "encrypted_chats": say("End-to-end encrypted conversations are not in this export."),
        "ephemeral": say("Messages that vanish are not in this export."),
        "partial_history": say("The history in this export is not complete."),
        "basic_archive": say(
            "The fast archive lacks it: ask for the complete one, which is larger."
        ),
        "told_together": say("Counted with another action, which this export does not separate."),
    }


def _of_counting(speech: Speech) -> dict[Fault, str]:
    """Return why counting came to no end, by code."""
    say = speech.say
    return {
        "too_large": say(
            "This is larger than can be read here: ask for the export without photos and videos, "
            "or give only the files named in the steps."
        ),
        "too_many": say(
            "This holds more entries than can be counted here: ask for a shorter period, or give "
            "only the files named in the steps."
        ),
        "time_zone": say("This time zone is not known: choose another one."),
        "weeks": say("This number of weeks is not possible: choose another one."),
        "cancelled": say("Stopped, as you asked: nothing was kept of these files."),
        "too_long": say(
            "Counting took too long and was stopped: give one network at a time, or only the "
            "files named in the steps."
        ),
        "failed": say(
            "Counting broke off: give one network at a time, or only the files named in the steps."
        ),
    }


def action_name(action: str, speech: Speech, catalogue: Catalogue) -> str:
    """Return how an action is called; stories are in no routine of the catalogue."""
    known = catalogue.actions.get(action)
    return speech.words(known.label) if known else speech.say("Stories")


def network_name(network: str, catalogue: Catalogue) -> str:
    """Return how a network is called."""
    return catalogue.networks[network].name


def state_in_words(one: Measured, speech: Speech) -> str:
    """Return what is known of an action; what is not in the export is never a 0."""
    say, why = speech.say, refusal(one.reason, speech) if one.reason else ""
    if one.reason == "told_together":
        return why
    texts = {
        "measured": say("Counted."),
        "zero": say("Looked for: there is none."),
        "undated": say("Without dates: a total, and no number a week."),
        "lower_bound": say("A minimum. {why}", why=why),
        "not_in_export": " ".join([say("Not in this export."), why]).strip(),
        "unreadable": say("Cannot be counted. {why}", why=why),
    }
    said = [texts[one.state], *_leftovers(one, speech)]
    return " ".join(said)


def _leftovers(one: Measured, speech: Speech) -> list[str]:
    """Return what was passed over, where something was."""
    return [
        text
        for number, text in (
            (
                one.undated if one.dated else 0,
                speech.count("{number} has no date.", "{number} have no date.", one.undated),
            ),
            (
                one.out_of_range,
                speech.count(
                    "{number} has an impossible date.",
                    "{number} have an impossible date.",
                    one.out_of_range,
                ),
            ),
        )
        if number
    ]


def row_label(one: Measured, weeks: int, speech: Speech, catalogue: Catalogue) -> str:
    """Return a row of the review, in one line; only for what has a number a week."""
    rate = rate_of(one, weeks)
    assert rate is not None  # others cannot be ticked
    values = {
        "action": action_name(one.action, speech, catalogue),
        "mean": speech.number(rate.mean, 1),
        "median": speech.number(rate.median, 1),
        "total": speech.number(one.total or 0),
    }
    if rate.at_least:
        return speech.say(
            "{action}: at least {mean} a week (median {median}), {total} in all", **values
        )
    return speech.say("{action}: {mean} a week (median {median}), {total} in all", **values)


def unrated_line(one: Measured, speech: Speech, catalogue: Catalogue) -> str:
    """Return a row that has no number a week, and why."""
    name, why = action_name(one.action, speech, catalogue), state_in_words(one, speech)
    if one.total:
        return speech.count(
            "{action}: {number} in all. {why}",
            "{action}: {number} in all. {why}",
            one.total,
            action=name,
            why=why,
        )
    return speech.say("{action}: {why}", action=name, why=why[0].lower() + why[1:])


def end_in_words(activity: Activity, network: str, speech: Speech) -> str:
    """Return until when an export tells, and what says so."""
    end, by = activity.ends[network]
    day = speech.date(end.date())
    texts: dict[EndedBy, str] = {
        "name": speech.say("Counted up to {day}, the date in the archive’s name.", day=day),
        "manifest": speech.say("Counted up to {day}, as the archive tells.", day=day),
        "members": speech.say("Counted up to {day}, when its files were made.", day=day),
        "last_event": speech.say("Counted up to {day}, your last action in it.", day=day),
        "given": speech.say("Counted up to {day}, as you said.", day=day),
    }
    return texts[by]


def coverage_table(activity: Activity, speech: Speech, catalogue: Catalogue) -> pd.DataFrame:
    """Return one row per network and action: a week, in all, and in a word what is known of it."""
    say = speech.say
    words = {
        "measured": say("counted"),
        "zero": say("none"),
        "undated": say("without dates"),
        "lower_bound": say("a minimum"),
        "not_in_export": say("not in this export"),
        "unreadable": say("cannot be counted"),
    }
    return pd.DataFrame(
        [
            {
                say("Action"): f"{network_name(one.network, catalogue)} · "
                f"{action_name(one.action, speech, catalogue)}",
                say("4 weeks: mean (median)"): _weekly(one.weeks.get(FEW), speech),
                say("12 weeks: mean (median)"): _weekly(one.weeks.get(MANY), speech),
                say("In all"): NONE if one.total is None else speech.number(one.total),
                say("Known"): words[one.state],
            }
            for one in activity.measured
        ]
    )


def _weekly(found: Weekly | None, speech: Speech) -> str:
    if found is None:
        return NONE
    return f"{speech.number(found.mean, 1)} ({speech.number(found.median, 1)})"


def refused_files(notes: Sequence[FileNote], names: Sequence[str], speech: Speech) -> list[str]:
    """Return a line for each file handed over of which nothing could be read; names are plain."""
    read = {note.export for note in notes if note.reason is None}
    first = {note.export: note.reason for note in reversed(notes) if note.reason}
    return [
        f"`{names[number] or number + 1}` · {refusal(reason, speech)}"
        for number, reason in sorted(first.items())
        if number not in read
    ]


def unread_parts(notes: Sequence[FileNote], speech: Speech, catalogue: Catalogue) -> list[str]:
    """Return a line for each network and reason for which files inside could not be read."""
    read = {note.export for note in notes if note.reason is None}
    faults = Counter(
        (note.kind.partition(".")[0], note.reason)
        for note in notes
        if note.reason is not None and note.export in read
    )
    return [
        speech.count(
            "{number} file passed over. {why}",
            "{number} files passed over. {why}",
            number,
            why=refusal(reason, speech),
        )
        if network not in catalogue.networks
        else speech.count(
            "{network}: {number} file passed over. {why}",
            "{network}: {number} files passed over. {why}",
            number,
            network=network_name(network, catalogue),
            why=refusal(reason, speech),
        )
        for (network, reason), number in faults.items()
    ]
