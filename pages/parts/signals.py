"""What a page tells the browser: its language, where reading goes on, what changed, its keys.

Streamlit names `<html>` English, leaves the focus on the menu after a change of page, tells
screen readers nothing of a new result, and has English words of its own. A component without
a face sees to that in the browser (`signals.js`); nothing comes back from it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import streamlit as st

from pages.parts.language import speech_now
from pages.parts.speech import Speech

KEY: Final = "signals.component"
WAY_BACK, WAY_ON, WAY_TO_RESULT = "way_back", "way_on", "way_to_result"
# With Alt and Shift: no letter, so that nobody's typing or screen reader is in the way.
WAYS: Final = {"ArrowLeft": WAY_BACK, "ArrowRight": WAY_ON, "ArrowUp": WAY_TO_RESULT}
JS = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
_component = st.components.v2.component("peu_mais_bien.signals", html="<span></span>", js=JS)


def send() -> None:
    """Put the component into the frame of every page."""
    if not st.context.url:  # nothing tells an address but a browser
        return
    speech = speech_now()
    foreign = speech.language != "en"
    _component(
        key=KEY,
        data={
            "language": speech.language,
            "words": words_of_streamlit(speech) if foreign else {},
            "beginnings": beginnings_of_streamlit(speech) if foreign else {},
            "patterns": patterns_of_streamlit(speech) if foreign else {},
            "lost": lost_connection(speech),
            "ways": WAYS,
        },
        width="content",
    )


def lost_connection(speech: Speech) -> dict[str, str]:
    """Return what is said when the server does not answer: a title, and what to do."""
    say = speech.say
    return {
        "title": say("No connection"),
        "text": say(
            "The app is not responding just now. What was saved on this device is still "
            "there, and this page tries again by itself. In a workshop, paper works just "
            "as well: ask for a sheet."
        ),
    }


def words_of_streamlit(speech: Speech) -> dict[str, str]:
    """Return what Streamlit 1.67 says in English, word for word, in the visitor's language."""
    say = speech.say
    return {
        "Skip to main content": say("Skip to main content"),
        "App pages": say("App pages"),
        "Main menu": say("Main menu"),
        "Navigate to home page": say("Navigate to home page"),
        "Logo": "Peu mais bien",
        "Sidebar": say("Sidebar"),
        "Expand sidebar": say("Expand sidebar"),
        "Collapse sidebar": say("Collapse sidebar"),
        "Rerun": say("Rerun"),
        "Print": say("Print"),
        "Record screen": say("Record screen"),
        "Record a screencast": say("Record screen"),
        "System": say("As the device"),
        "Light": say("Light"),
        "Dark": say("Dark"),
        "Choose an option": say("Choose an option"),
        "Choose options": say("Choose an option"),
        "No results": say("No results"),
        "Press Enter to apply": say("Press Enter to apply"),
        "Press Enter to submit form": say("Press Enter to send"),
        "Clear value": say("Clear value"),
        "Clear all": say("Clear value"),
        "Increment": say("Increment"),
        "Decrement": say("Decrement"),
        "Open": say("Open"),
        "Close": say("Close"),
        "Upload": say("Choose a file"),
        "file upload": say("Choose a file"),
        "progress": say("progress"),
        "Copy to clipboard": say("Copy to clipboard"),
        "Link to heading": say("Link to this heading"),
        "Running...": say("Running …"),
        "Page not found": say("Page not found"),
        **_words_beside_pictures(speech),
        **_words_on_the_connection(speech),
    }


def _words_beside_pictures(speech: Speech) -> dict[str, str]:
    say = speech.say
    return {
        "Show data": say("Show the table"),
        "Download as PNG": say("Save as a picture"),
        "Copy Vega-Lite spec": say("Copy the specification"),
        "Fullscreen": say("Full screen"),
        "Close fullscreen": say("Leave full screen"),
    }


def _words_on_the_connection(speech: Speech) -> dict[str, str]:
    say = speech.say
    return {
        "Connecting": say("Connecting"),
        "Connecting to Streamlit server": say("Connecting"),
        "Error": say("No connection"),
        "Unable to connect to Streamlit server": say("No connection"),
        "Connection lost. Please wait for the app to reconnect, then try again.": say(
            "The connection is lost: wait until it is back, then try again."
        ),
    }


def beginnings_of_streamlit(speech: Speech) -> dict[str, str]:
    """Return how its other names begin; what follows is ours, and in the visitor's language."""
    say = speech.say
    return {
        "Help for ": say("Help: "),
        "Show data: ": say("Show the table: "),
        "Download as PNG: ": say("Save as a picture: "),
        "Copy Vega-Lite spec: ": say("Copy the specification: "),
        "Fullscreen: ": say("Full screen: "),
        "Remove ": say("Remove "),
        "Made with Streamlit": say("Made with Streamlit"),
    }


def patterns_of_streamlit(speech: Speech) -> dict[str, str]:
    """Return what it says around figures and addresses, as a pattern, and what is said instead."""
    say, first, second = speech.say, "$1", "$2"
    outside = r"(?:Error: )?Number is outside the allowed range"
    between = r"Please enter a value between (\S+) and (\S+)"
    end = r"\. Running the app's main page\.$"
    no_page = say("There is no such page here: this is the start.")
    return {
        r"^(\d+)MB per file": say("{megabytes} MB at most", megabytes=first),
        rf"{outside}\. {between}\.$": say(
            "This number is not possible here: please say between {least} and {most}.",
            least=first,
            most=second,
        ),
        f"^You have requested page .+, but no corresponding file .+{end}": no_page,
        f"^The page that you have requested does not seem to exist{end}": no_page,
    }
