"""Saving answers to a file and resuming from one. A file is hostile until it has been read."""

from __future__ import annotations

import streamlit as st

from core.answers import read_answers
from core.errors import AnswersError
from pages.parts import store
from pages.parts.frame import RESULT
from pages.parts.language import speech_now
from pages.parts.site import file_of
from pages.parts.speech import Speech

FILE_NAME = "mes-reseaux.json"
DONE = "resumed"
MOST_MEGABYTES = 2  # a file of answers is far smaller; data exports may be larger


def upload() -> None:
    """Ask for a saved file; a bad one is refused and changes nothing."""
    speech = speech_now()
    file = st.file_uploader(
        speech.say("A file saved here earlier ({file})", file=FILE_NAME),
        type=["json", "yaml", "yml"],
        key=f"upload{store.revision()}",
        max_upload_size=MOST_MEGABYTES,
    )
    if file is not None:
        try:
            store.replace(read_answers(file.getvalue(), store.catalogue()))
        except AnswersError as error:
            st.error(refusal(error, speech), icon=":material/error:")
        else:
            st.switch_page(file_of(RESULT))


def save() -> None:
    """Offer the answers as a file, written when it is asked for: they may have changed by then."""
    st.download_button(
        speech_now().say("Save my answers"),
        data=store.latest(),
        file_name=FILE_NAME,
        mime="application/json",
        icon=":material/download:",
        on_click="ignore",
    )


def refusal(error: AnswersError, speech: Speech) -> str:
    """Return one sentence on why a file is refused; the answers are as they were."""
    say = speech.say
    texts = {
        "too_large": say("This file is too large for a set of answers."),
        "unreadable": say("This file is not a set of answers: it cannot be read as JSON or YAML."),
        "newer": say(
            "This file comes from a newer version of the app: reload this page, then try again."
        ),
        "older": say("This file comes from a version of the app that no longer exists."),
        "unknown_key": say("This file holds something the app does not know."),
        "unknown_id": say("This file names something that is not in the catalogue."),
        "bad_value": say("This file holds a value that is not possible."),
    }
    key = plain(error.where)
    place = f" (`{key}`)" if key else ""  # as code: nothing in it becomes a link
    return f"{texts[error.reason]}{place} " + say("Your answers have not changed.")


def plain(text: str) -> str:
    """Return a key of a foreign file with everything that Markdown could act on taken out."""
    return "".join(letter for letter in text if letter.isalnum() or letter in "._- ")[:60].strip()
