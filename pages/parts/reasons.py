"""Why a network is left out, in one or two words and in a sentence."""

from __future__ import annotations

from core.catalogue import Catalogue
from core.fit import Veto
from pages.parts.speech import Speech


def short_reason(veto: Veto | None, speech: Speech) -> str:
    """Return a label that fits beside a bar; empty for a network that may be chosen."""
    say = speech.say
    texts = {
        "closed": say("closed"),
        "unknown": say("to be rated"),
        "never": say("your choice"),
        "not_named": say("not named"),
        "red_line": say("red line"),
        "below_floor": say("too low"),
    }
    return texts[veto.reason] if veto else ""


def reason(veto: Veto, speech: Speech, catalogue: Catalogue) -> str:
    """Return why a network is left out, as a sentence."""
    say = speech.say
    if veto.reason == "closed":
        return say("This network is closed, or as good as: do not invest time in it.")
    if veto.reason == "unknown":
        return say("Nobody has reliable figures on it: rate it yourself, or leave it out.")
    if veto.reason == "never":
        return say("You said “never this one”.")
    if veto.reason == "not_named":
        return say("You asked to compare only the networks you named.")
    if veto.reason == "red_line":
        line = speech.words(catalogue.red_lines[veto.detail].label)
        return say("It crosses your red line: {line}.", line=line)
    label = speech.words(catalogue.criteria[veto.detail].label)
    return say("Its score on “{criterion}” is too low to make up for elsewhere.", criterion=label)
