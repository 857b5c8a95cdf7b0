"""Handing exports over: how to get them, what is read of them, the files, and the count itself."""

from __future__ import annotations

import streamlit as st

from core.activity.errors import ActivityError
from core.activity.weeks import zone_of
from pages.parts import brand, coverage, measured, store, turn
from pages.parts.language import speech_now
from pages.parts.resume import plain

POLL_SECONDS = 0.5
HOME = "Europe/Paris"
ZONES = (
    HOME,
    *("America/Guadeloupe", "America/Martinique", "America/Cayenne", "America/Miquelon"),
    *("Indian/Reunion", "Indian/Mayotte", "Pacific/Noumea", "Pacific/Tahiti", "Pacific/Wallis"),
    *("Europe/London", "Europe/Brussels", "Europe/Zurich", "Europe/Luxembourg"),
    *("Africa/Algiers", "Africa/Casablanca", "Africa/Tunis", "Africa/Dakar", "Africa/Abidjan"),
    *("Africa/Kinshasa", "Indian/Antananarivo", "America/Toronto", "America/New_York"),
)


def privacy() -> None:
    """Say what becomes of a file, what is read in it and what is not."""
    say = speech_now().say
    st.info(
        say(
            "**Counted here, kept nowhere.** A file is held in memory while it is counted, "
            "then dropped. Only weekly numbers stay, for this session; whether to use them "
            "is up to you."
        ),
        icon=":material/lock:",
    )
    with st.expander(say("What is read, and what is not"), key="activity.read"):
        lines = (
            say("Read: what kind of action it was, and when."),
            say(
                "Read and dropped at once: your own name or number, to tell your messages from "
                "those of others; the id of an entry, so that nothing counts twice."
            ),
            say(
                "Passed over and never kept: texts, pictures, links, names of others. Files that "
                "hold no actions are not even opened."
            ),
            say(
                "The file travels to the server that runs this app (on Streamlit Community Cloud, "
                "in the United States). If it must not leave your computer, run the app at home, "
                "or “python -m core activity”."
            ),
        )
        st.markdown("\n".join(f"- {line}" for line in lines))


def how_to_get() -> None:
    """Show the steps to get the export of a network."""
    speech, catalogue = speech_now(), store.catalogue()
    say = speech.say
    with st.expander(say("How do I get my export?"), key="activity.steps", icon=":material/help:"):
        named = [n for n in store.answers().named_networks if n in catalogue.exports]
        network = st.pills(
            say("Which network?"),
            list(catalogue.exports),
            default=named[0] if named else next(iter(catalogue.exports)),
            required=True,
            format_func=lambda name: catalogue.networks[name].name,
            key="activity.steps.network",
        )
        guide = catalogue.exports[str(network)]
        words = speech.words
        st.markdown(say("**To choose.** {choice}", choice=words(guide.choose)))
        st.markdown("\n".join(f"1. {words(step)}" for step in guide.steps))
        st.markdown(say("**Waiting time, estimated.** {time}", time=words(guide.wait)))
        files = speech.listed([f"`{file}`" for file in guide.files])
        st.markdown(say("**If the archive is too large**, give only: {files}", files=files))
        st.markdown(say("**What it does not tell.** {missing}", missing=words(guide.missing)))
        st.caption(say("Networks move their menus: look for words that come close to these."))


@st.fragment
@turn.taken()
def files() -> None:
    """Ask for files and the time zone, and begin to count when asked to."""
    speech = speech_now()
    say, most = speech.say, int(st.get_option("server.maxUploadSize"))
    given = st.file_uploader(
        say("Archives or files from your networks, several at once if you like"),
        accept_multiple_files=True,
        max_upload_size=most,
        key=f"activity.files.{measured.uploads()}",
        help=say(
            "zip, tar.gz, or single files such as {examples}. The network is recognised by itself.",
            examples=speech.listed(["Reactions.csv", "liked_posts.json", "tweets.js", "repo.car"]),
        ),
    )
    zone = st.selectbox(
        say("Weeks begin on Monday at midnight in"),
        _zones(),
        format_func=speech.place,
        key="activity.zone",
    )
    too_much = sum(file.size for file in given) > most << 20
    if too_much:
        st.error(
            say(
                "Together these files are larger than {size} MB: give one network at a time.",
                size=speech.number(most),
            ),
            icon=":material/error:",
        )
    label = say("Count")
    if st.button(**brand.main(label, ":material/tag:", disabled=too_much or not given)):
        measured.start(given, str(zone))
        st.rerun()
    _larger(most)


def _larger(most: int) -> None:
    speech = speech_now()
    say = speech.say
    with st.expander(
        say("My archive is larger than {size} MB", size=speech.number(most)), key="activity.larger"
    ):
        lines = (
            say("Ask for it again without photos and videos: numbers are all that is counted."),
            say("Or unpack it, and give only the files named in the steps above."),
            say(
                "Or count it on your own computer, where it may be much larger: {command}",
                command="`python -m core activity ARCHIVE.zip --tz Europe/Paris`",
            ),
        )
        st.markdown("\n".join(f"- {line}" for line in lines))


def _zones() -> list[str]:
    """Return the time zones offered; that of the browser first, if it tells one that exists."""
    own = str(st.context.timezone or HOME)
    try:
        zone_of(own)
        speech_now().place(own)
    except (ActivityError, LookupError):
        own = HOME
    return list(dict.fromkeys((own, *ZONES)))


@st.fragment(run_every=POLL_SECONDS)
@turn.taken()
def progress() -> None:
    """Show how far the count is, with a way to stop it; take its result over at its end."""
    say, going = speech_now().say, measured.counting()
    if going is None:
        return
    if going.over:
        measured.take_over()
        st.rerun()
    share = round(100 * going.share)
    text = say("Counting …") if going.started else say("Waiting for another count to end …")
    st.progress(share, text=text)
    st.button(say("Stop"), on_click=going.cancel, icon=":material/stop_circle:")


def outcome() -> None:
    """Say what became of the files of the last count, where something went wrong."""
    speech, ended = speech_now(), measured.last()
    if ended is None:
        return
    if ended.fault is not None:
        st.error(coverage.refusal(ended.fault, speech), icon=":material/error:")
    if ended.activity is None:
        return
    names, notes = [plain(name) for name in ended.names], ended.activity.files
    for line in coverage.refused_files(notes, names, speech):
        st.error(line, icon=":material/error:")
    if passed_over := coverage.unread_parts(notes, speech, store.catalogue()):
        with st.expander(speech.say("Files inside that could not be read"), key="activity.unread"):
            st.markdown("\n".join(f"- {line}" for line in passed_over))
