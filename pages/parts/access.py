"""What the accessibility statement says: what was tested, what works, what does not."""

from __future__ import annotations

from pages.parts.speech import Speech

PLATFORM = "Streamlit 1.67"


def state(speech: Speech) -> str:
    """Return where the app stands, in one paragraph."""
    return speech.say(
        "**Partially compliant.** The app aims at WCAG 2.2, level AA, and the French "
        "RGAA 4.1. It was checked by its authors and with tools, not by an outside "
        "auditor. People who use a screen reader every day have not tested it yet. "
        "What does not work is listed below."
    )


def tested(speech: Speech) -> list[str]:
    """Return how it is tested, each time the app changes."""
    say = speech.say
    return [
        say(
            "axe-core in a real browser, on every page, in both languages and both themes: no "
            "fault but those listed below."
        ),
        say("The way from the first question to the result, by keyboard alone."),
        say("Nothing wider than the screen at 360 pixels, nor at 200% zoom of a usual screen."),
        say(
            "Contrast of every pair of colours of the theme, and colours of one picture told "
            "apart with protanopia, deuteranopia and tritanopia, by simulation."
        ),
    ]


def works(speech: Speech) -> list[str]:
    """Return what one can count on."""
    say = speech.say
    return [
        say("Each picture has a text that says what it shows, and a table with its figures."),
        say("Colour seldom stands alone: a word, a shape or a dash goes with it."),
        say("A thick ring shows where the keyboard is, also where colours are forced."),
        say(
            "Each page has a title of its own, and reading goes on there; a result that changes "
            "is told to screen readers."
        ),
        say("The page says which language it is in. Light and dark follow your device."),
        say("Nothing moves by itself, nothing is timed, and answers survive a reload."),
        say("Papers to print are tagged PDF (PDF/UA-1)."),
    ]


def keys(speech: Speech) -> dict[str, str]:
    """Return the keys of the app: what to press, and what it does."""
    say = speech.say
    return {
        say("Alt + Shift + right arrow"): say("the next page"),
        say("Alt + Shift + left arrow"): say("the page before"),
        say("Alt + Shift + up arrow"): say("my result, from the pages of the assessment"),
        say("Tab, Shift + Tab"): say("from one control to the next, and back"),
        say("Left and right arrows"): say("along a scale or from one option to the next"),
        say("Escape"): say(
            "closes what lies in front of the page, the menu of a narrow screen too"
        ),
    }


def fails(speech: Speech) -> list[str]:
    """Return what is known not to work, and what can be done instead."""
    return _ours(speech) + _of_the_platform(speech)


def _ours(speech: Speech) -> list[str]:
    say = speech.say
    return [
        say(
            "A page is drawn anew after each answer: where a new question appears below, only its "
            "finding is told, not the question."
        ),
        say(
            "In bars made of several parts, and in those of the half hours, only the colour ties a "
            "part to its name (RGAA 3.1). The table under the picture says the same in words."
        ),
        say(
            "What happens in a workshop after a click (made, joined, guess kept) is shown, but not "
            "always told; and a file that is being made has no word for its beginning and its end "
            "(RGAA 7.5)."
        ),
    ]


def _of_the_platform(speech: Speech) -> list[str]:
    say = speech.say
    return [
        say(
            "The app is made with {platform}, which speaks English only. We replace its "
            "words where we know them, including the message on a lost connection. A few "
            "names of controls stay in English, and so does what it says before the first "
            "page appears (RGAA 8.7).",
            platform=PLATFORM,
        ),
        say(
            "The place where a file can be dropped carries two roles at once (RGAA 7.1). The "
            "button inside it works with the keyboard and with screen readers."
        ),
        say(
            "The single keys R and C, which {platform} keeps for itself, are switched off by a "
            "script (RGAA 12.10).",
            platform=PLATFORM,
        ),
        say(
            "Four small buttons on each picture, of {platform}, repeat its text in their names.",
            platform=PLATFORM,
        ),
        say(
            "Without JavaScript, which {platform} needs, nothing is shown but the way to the "
            "questions on paper.",
            platform=PLATFORM,
        ),
        say(
            "Browser zoom beyond 200% folds the menu away; it then opens with the double arrow "
            "at the top."
        ),
    ]
