"""Saving answers to a file and resuming from one. A file is hostile until it has been read."""

from __future__ import annotations

from pathlib import Path

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
SAVE = "save.component"
HTML = """<button type="button"><svg viewBox="0 0 24 24" aria-hidden="true">
<path d="M12 16 7 11l1.4-1.4 2.6 2.6V4h2v8.2l2.6-2.6L17 11zM4 20v-5h2v3h12v-3h2v5z"/>
</svg><span></span></button>"""
_FILE = Path(__file__)
_saving = st.components.v2.component(
    "peu_mais_bien.saving",
    html=HTML,
    css=_FILE.with_suffix(".css").read_text(encoding="utf-8"),
    js=_FILE.with_suffix(".js").read_text(encoding="utf-8"),
)


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
    """Offer the answers as a file, which the browser writes from what the device keeps.

    A file of Streamlit's would be looked for among those of everybody at the end of every run:
    with 200 people, a tenth of what a run costs.
    """
    _saving(
        key=SAVE,
        data={"label": speech_now().say("Save my answers"), "file": FILE_NAME},
        width="content",
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
