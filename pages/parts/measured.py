"""What was counted from a visitor's exports: in their session, and nowhere until they keep it."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from core.activity.measure import Activity
from core.activity.use import only
from pages.parts.counting import Counting

COUNTING, FOUND, LEFT_OUT, UPLOADS = (
    f"activity.{name}" for name in ("counting", "found", "left_out", "uploads")
)
LAST = "activity.last"  # the count that ended last: what became of its files
DONE = "activity.done"  # what was done with it: "routine" or "weeks"


def start(files: list[UploadedFile], zone: str) -> None:
    """Begin to count; the bytes are with the count from here on, and nowhere else."""
    st.session_state[COUNTING] = Counting([(f.name, f.getvalue()) for f in files], zone)
    _let_go()


def _let_go() -> None:
    """Have Streamlit forget the files: it would keep them in memory as long as the session."""
    context = get_script_run_ctx()
    if context is not None:
        context.uploaded_file_mgr.remove_session_files(context.session_id)
    st.session_state[UPLOADS] = uploads() + 1


def uploads() -> int:
    """Return how often files were handed over; part of the uploader's key, which empties it."""
    return int(st.session_state.get(UPLOADS, 0))


def counting() -> Counting | None:
    """Return the count that is going on, if there is one."""
    found: Counting | None = st.session_state.get(COUNTING)
    return found


def last() -> Counting | None:
    """Return the count that ended last, if there was one."""
    found: Counting | None = st.session_state.get(LAST)
    return found


def take_over() -> None:
    """Take up the result of a count that has ended."""
    ended: Counting = st.session_state.pop(COUNTING)
    st.session_state[LAST] = ended
    st.session_state.pop(DONE, None)
    if ended.activity is not None and ended.activity.measured:
        st.session_state[FOUND] = merged(found(), ended.activity)
        again = {one.network for one in ended.activity.measured}
        st.session_state[LEFT_OUT] = {row for row in left_out() if row[0] not in again}


def merged(before: Activity | None, after: Activity) -> Activity:
    """Return both, the later one where a network is in both."""
    if before is None:
        return after
    again = {one.network for one in after.measured}
    kept = tuple(one for one in before.measured if one.network not in again)
    return replace(after, measured=(*kept, *after.measured), ends={**before.ends, **after.ends})


def found() -> Activity | None:
    """Return everything counted in this session, if anything was."""
    everything: Activity | None = st.session_state.get(FOUND)
    return everything


def left_out() -> frozenset[tuple[str, str]]:
    """Return the (network, action) rows that the visitor unticked."""
    return frozenset(st.session_state.get(LEFT_OUT, ()))


def tick(row: tuple[str, str], *, on: bool) -> None:
    """Keep a row of the review, or leave it out."""
    st.session_state[LEFT_OUT] = left_out() - {row} if on else left_out() | {row}


def chosen() -> Activity | None:
    """Return what was counted, without the rows left out."""
    everything = found()
    if everything is None:
        return None
    rows = {(one.network, one.action) for one in everything.measured}
    return only(everything, rows - left_out())


def forget() -> None:
    """Forget everything that was counted and not kept."""
    for name in (FOUND, LEFT_OUT, LAST, DONE):
        st.session_state.pop(name, None)


def note_done(what: str) -> None:
    """Remember what was done with it last."""
    st.session_state[DONE] = what


def done() -> str | None:
    """Return what was done with it last, if anything was."""
    what: str | None = st.session_state.get(DONE)
    return what
