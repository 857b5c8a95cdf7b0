"""The rest of the facilitator's desk: paper, slips, links, keeping, export, deletion."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from core.workshop import codes
from core.workshop.settings import MOST_DAYS
from pages.papers import group_export, questionnaire
from pages.parts import brand, clock, founding, rooms, store
from pages.parts.language import speech_now
from pages.parts.speech import speech
from pages.storage.errors import Trouble
from pages.storage.records import Link, Workshop

NOTICE, LINKED = "desk.notice", "desk.linked"
ROW_PIXELS, MOST_PIXELS = 35, 220  # of a row of a list (the first names the columns), of a list
GONE = "gone"  # the place of what is said where there is no desk any more


def notice(place: str) -> None:
    """Say once what has been done, at the place where it was asked for."""
    where, told = st.session_state.get(NOTICE, ("", ""))
    if told and where == place:
        del st.session_state[NOTICE]
        st.success(told, icon=":material/check_circle:")
        if place == GONE:
            st.toast(
                told, icon=":material/check_circle:"
            )  # the top of the page may be out of sight


def tell(place: str, sentence: str) -> None:
    """Show the desk as it is now, and say there what has been done."""
    st.session_state[NOTICE] = (place, sentence)
    st.rerun()


def done(place: str, act: Callable[[], object], sentence: str) -> None:
    """Do something, say so there, and show the desk as it then is; say why where it fails."""
    if rooms.attempt(lambda: (act(), True)) is not None:
        tell(place, sentence)


def when_sure(place: str, act: Callable[[], object], sentence: str) -> Callable[[], None]:
    """Return what is done on a click: the act, and then what the desk says of it."""

    def do() -> None:
        try:
            act()
        except Trouble as trouble:
            st.session_state[rooms.FAULT] = trouble
        else:
            st.session_state[NOTICE] = (place, sentence)

    return do


def ask_once(title: str, sentence: str, yes: str, no: str, act: Callable[[], None]) -> None:
    """Ask before what cannot be taken back; the button that stands out is the way out."""

    def asked() -> None:
        st.markdown(sentence)
        with st.container(horizontal=True):
            if st.button(**brand.main(no), key="ask.no"):
                st.rerun()
            if st.button(yes, on_click=act, key="ask.yes"):
                st.rerun()

    st.dialog(title)(asked)()


def paper(workshop: Workshop) -> None:
    """Offer the questionnaire to print."""
    say = speech_now().say
    spoken, catalogue = speech(workshop.settings.language), store.catalogue()
    code, address = codes.shown(workshop.code), rooms.address_of("atelier")
    invitation = questionnaire.Invitation(workshop.settings.title, code, address)
    today = clock.today()

    def made() -> bytes:
        return questionnaire.printed(invitation, spoken, catalogue, today)

    st.download_button(
        say("Paper questionnaire (PDF)"),
        data=made,
        file_name=f"atelier-{workshop.code}.pdf",
        mime="application/pdf",
        icon=":material/print:",
        on_click="ignore",
        key="paper",
    )


# Slips ----------------------------------------------------------------------------------------


def slips(secret: str) -> None:
    """Show who has sent, by number, and remove one; nobody's answers are shown."""
    say = speech_now().say
    found = rooms.attempt(lambda: rooms.storage().slips(secret, now=rooms.now()))
    if not found:
        st.markdown(say("Nobody yet."))
        notice("slips")
        return
    st.markdown(
        say(
            "A place is a phone that has joined, or a sheet of paper. Whoever joins again from "
            "another phone takes a second one: free the number that is no longer used."
        )
    )
    table = pd.DataFrame(
        {
            say("Number"): [one.label for one in found],
            say("Sent"): [say("Yes") if one.sent else say("No") for one in found],
            say("From"): [say("paper") if one.paper else say("phone") for one in found],
        }
    )
    # As high as its rows from the start: what follows must not move once the list is drawn.
    height = min(ROW_PIXELS * (len(found) + 1) + 3, MOST_PIXELS)
    st.dataframe(table, hide_index=True, height=height, width="stretch")
    chosen = st.selectbox(
        say("Number to remove"),
        [one.label for one in found],
        index=None,
        placeholder=say("Choose a number"),
        key="slip",
    )
    silent = chosen in [one.label for one in found if not one.sent]
    if st.button(
        say("Free this place") if silent else say("Remove this answer"),
        icon=":material/person_remove:",
        disabled=chosen is None,
        key="remove",
    ):
        assert chosen is not None  # else nobody could press it
        _free(secret, chosen) if silent else _remove(secret, chosen)
    notice("slips")


def _remove(secret: str, label: str) -> None:
    say = speech_now().say
    ask_once(
        say("Remove the answer of {label}?", label=label),
        say("What was sent under this number is deleted at once. There is no way back."),
        say("Remove it"),
        say("Keep it"),
        when_sure(
            "slips",
            lambda: rooms.storage().remove(secret, label, now=rooms.now()),
            say("Removed: {label}.", label=label),
        ),
    )


def _free(secret: str, label: str) -> None:
    say = speech_now().say
    ask_once(
        say("Free the place of {label}?", label=label),
        say(
            "Nothing was sent under this number. Its place is no longer counted; should its "
            "phone send after all, it is counted again."
        ),
        say("Free it"),
        say("Keep it"),
        when_sure(
            "slips",
            lambda: rooms.storage().remove(secret, label, now=rooms.now()),
            say("Freed: {label}.", label=label),
        ),
    )


# Links ----------------------------------------------------------------------------------------


def links(secret: str) -> None:
    """Hand the desk over to somebody else, and revoke links."""
    speech = speech_now()
    say = speech.say
    st.markdown(
        say("A second link lets somebody else run this workshop; each can be revoked by itself.")
    )
    if st.button(say("Make another link"), icon=":material/key:", key="hand_over"):
        made = rooms.attempt(lambda: rooms.storage().hand_over(secret, now=rooms.now()))
        if made is not None:
            st.session_state[LINKED] = made
            st.rerun()
    if fresh := st.session_state.get(LINKED):
        st.markdown(say("**Pass this link on now: it is shown only this once.**"))
        st.code(rooms.address_of("animer", cle=fresh), language=None, wrap_lines=True)
        st.button(say("Done"), on_click=lambda: st.session_state.pop(LINKED, None), key="passed_on")
    found = rooms.attempt(lambda: rooms.storage().links(secret, now=rooms.now())) or ()
    for link in found:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(_made(link))
            label = say("Revoke")
            if len(found) > 1 and st.button(label, key=f"revoke.{link.id}", type="tertiary"):
                _revoke(secret, link)
    notice("links")
    st.markdown(say("To replace this link, make another one, open it, and revoke this one there."))


def _made(link: Link) -> str:
    """Return when a link was made, and whether it is the one in use here."""
    speech, made = speech_now(), clock.here(link.created_at)
    when = {
        "day": speech.full_date(made.date()),
        "hour": made.hour,
        "minute": f"{made.minute:02d}",
    }
    if link.own:
        return speech.say("**This one**, in use here: made on {day} at {hour}:{minute}", **when)
    return speech.say("Another one: made on {day} at {hour}:{minute}", **when)


def _revoke(secret: str, link: Link) -> None:
    say = speech_now().say
    ask_once(
        say("Revoke this link?"),
        say("It is the one in use here: this page closes too.")
        if link.own
        else say("Whoever has it can no longer open this page."),
        say("Revoke it"),
        say("Keep it"),
        when_sure(
            "links",
            lambda: rooms.storage().revoke(secret, link.id, now=rooms.now()),
            say("This link opens nothing any more."),
        ),
    )


# Keeping, export, deletion --------------------------------------------------------------------


def keeping(workshop: Workshop, secret: str) -> None:
    """Say until when everything is kept; extend, export or delete it."""
    speech = speech_now()
    say = speech.say
    until = speech.full_date(clock.here(workshop.expires_at).date())
    st.markdown(say("Everything is deleted automatically on **{day}**.", day=until))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        days = st.number_input(say("More days"), 1, MOST_DAYS, 7, step=1, key="more_days")
        if st.button(say("Extend"), icon=":material/event:", key="extend"):
            done(
                "keeping",
                lambda: rooms.storage().extend(secret, int(days), now=rooms.now()),
                say("Extended."),
            )
    notice("keeping")
    _export(secret)
    if st.button(say("Delete the workshop"), icon=":material/delete:", key="delete"):
        ask_once(
            say("Delete the workshop?"),
            say(
                "Every answer, link and setting goes at once, for everybody. There is no way back."
            ),
            say("Delete everything"),
            say("Keep everything"),
            when_sure(
                GONE,
                lambda: _delete(workshop, secret),
                say("The workshop and everything in it are deleted."),
            ),
        )


def _export(secret: str) -> None:
    say, spoken, catalogue = speech_now().say, speech_now(), store.catalogue()
    if not st.button(say("Prepare the export"), icon=":material/table:", key="prepare"):
        return
    found = rooms.attempt(lambda: rooms.storage().export(secret, now=rooms.now()))
    if found is None:
        return
    made = group_export.files(found.pictures, found.rows, spoken, catalogue)
    for name, content in made.items():
        st.download_button(
            name, data=content, file_name=name, mime="text/csv", on_click="ignore", key=name
        )
    if found.rows_refused:
        st.markdown(
            say(
                "No single rows: taken off a picture of the group, those of the people who "
                "agreed would leave too few of the others in one of its bands, so that their "
                "answers could be guessed. If everybody agrees, all rows are there."
            )
        )


def _delete(workshop: Workshop, secret: str) -> None:
    rooms.storage().delete(secret, now=rooms.now())
    store.forget_pass(workshop.link_key)
    founding.choose_another()
