"""The rest of the facilitator's desk: paper, slips, links, keeping, export, deletion."""

from __future__ import annotations

import datetime
from typing import Any

import pandas as pd
import streamlit as st

from core.workshop import codes
from core.workshop.settings import MOST_DAYS
from pages.papers import group_export, questionnaire
from pages.parts import brand, founding, rooms, store
from pages.parts.language import speech_now
from pages.parts.speech import speech
from pages.storage.records import Workshop

NOTICE, LINKED = "desk.notice", "desk.linked"


def notice() -> None:
    """Say once what has been done."""
    if told := st.session_state.pop(NOTICE, None):
        st.success(told, icon=":material/check_circle:")


def paper(workshop: Workshop) -> None:
    """Offer the questionnaire to print."""
    say = speech_now().say
    spoken, catalogue = speech(workshop.settings.language), store.catalogue()
    code, address = codes.shown(workshop.code), rooms.address_of("atelier")
    invitation = questionnaire.Invitation(workshop.settings.title, code, address)
    today = datetime.date.today()

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
        return
    table = pd.DataFrame(
        {
            say("Number"): [one.label for one in found],
            say("Sent"): [say("Yes") if one.sent else say("No") for one in found],
            say("From"): [say("paper") if one.paper else say("phone") for one in found],
        }
    )
    st.dataframe(table, hide_index=True, height=220, width="stretch")
    chosen = st.selectbox(
        say("Number to remove"),
        [one.label for one in found],
        index=None,
        placeholder=say("Choose a number"),
        key="slip",
    )
    if st.button(
        say("Remove this answer"),
        icon=":material/person_remove:",
        disabled=chosen is None,
        key="remove",
    ):
        _done(
            lambda: rooms.storage().remove(secret, chosen, now=rooms.now()),
            say("Removed."),
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
            day = speech.full_date(link.created_at.date())
            text = (
                say("Made on {day}, this one", day=day)
                if link.own
                else say("Made on {day}", day=day)
            )
            st.markdown(text)
            if len(found) > 1 and st.button(
                say("Revoke"), key=f"revoke.{link.id}", type="tertiary"
            ):
                _done(
                    lambda link=link: rooms.storage().revoke(secret, link.id, now=rooms.now()),
                    say("This link opens nothing any more."),
                )
    st.markdown(say("To replace this link, make another one, open it, and revoke this one there."))


# Keeping, export, deletion --------------------------------------------------------------------


def keeping(workshop: Workshop, secret: str) -> None:
    """Say until when everything is kept; extend, export or delete it."""
    speech = speech_now()
    say = speech.say
    until = speech.full_date(workshop.expires_at.date())
    st.markdown(say("Everything is deleted on **{day}** by itself.", day=until))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        days = st.number_input(say("More days"), 1, MOST_DAYS, 7, step=1, key="more_days")
        if st.button(say("Extend"), icon=":material/event:", key="extend"):
            _done(
                lambda: rooms.storage().extend(secret, int(days), now=rooms.now()),
                say("Extended."),
            )
    _export(secret)
    if st.button(say("Delete the workshop"), icon=":material/delete:", key="delete"):
        st.dialog(say("Delete the workshop?"))(_ask_once)(workshop, secret)


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
                "No rows: so few people said no that their answers could be worked out by "
                "subtraction."
            )
        )


def _ask_once(workshop: Workshop, secret: str) -> None:
    say = speech_now().say
    st.markdown(
        say("Every answer, link and setting goes at once, for everybody. There is no way back.")
    )
    with st.container(horizontal=True):
        if st.button(
            **brand.main(say("Delete everything")),
            on_click=_delete,
            args=(workshop, secret),
            key="delete_all",
        ):
            st.rerun()
        if st.button(say("Keep everything"), key="keep_all"):
            st.rerun()


def _delete(workshop: Workshop, secret: str) -> None:
    if rooms.attempt(lambda: rooms.storage().delete(secret, now=rooms.now()) or True):
        store.forget_pass(workshop.link_key)
        founding.choose_another()
        done = speech_now().say("The workshop and everything in it are deleted.")
        st.session_state[NOTICE] = done


def _done(act: Any, sentence: str) -> None:
    """Do something, say so, and show the desk as it then is."""
    if rooms.attempt(lambda: (act(), True)) is not None:
        st.session_state[NOTICE] = sentence
        st.rerun()
