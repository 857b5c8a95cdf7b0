"""Questions: widgets that show what was answered and keep what is answered now.

Each owns its key. A key carries the revision of the answers, so that loading an
example or a file makes every question show the new answers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from core.vocabulary import Term
from pages.parts import store, walk
from pages.parts.language import speech_now

Keep = Callable[[Any], None]
NO_ANSWER = "no answer"
AS_SHORT_AS_MAY_BE = "%g"  # a number field shows 1.5 and 2 rather than 1.50 and 2.00


def key_of(name: str) -> str:
    """Return the key of a question in this revision of the answers."""
    return f"q{store.revision()}.{name}"


def prepare(name: str, value: Any, keep: Keep) -> dict[str, Any]:
    """Return the key and callback of a widget that starts at `value` and tells `keep`."""
    key = key_of(name)
    st.session_state.setdefault(key, value)
    return {"key": key, "on_change": lambda: keep(st.session_state[key])}


def show_again(*names: str) -> None:
    """Let questions that depend on each other start anew from the answers."""
    for name in names:
        st.session_state.pop(key_of(name), None)


def choose_some(
    name: str,
    label: str,
    terms: Mapping[str, Term],
    hint: str | None = None,
    assumed: str | None = None,
) -> None:
    """Ask for any number of terms, kept in the field `name` of the answers.

    `assumed` says what is done as long as none is chosen.
    """
    chosen = [term for term in getattr(store.answers(), name) if term in terms]
    st.pills(
        label,
        list(terms),
        selection_mode="multi",
        format_func=labels(terms),
        help=hint,
        **prepare(name, chosen, lambda value: store.change(**{name: value})),
    )
    if assumed is not None:
        walk.unknown(chosen, assumed)


def choose_one(name: str, label: str, terms: Mapping[str, Term], value: str, keep: Keep) -> None:
    """Ask for exactly one of the terms."""
    st.segmented_control(
        label,
        list(terms),
        format_func=labels(terms),
        required=True,
        **prepare(name, value, keep),
    )


def number(name: str, label: str, value: float | None, keep: Keep, **limits: Any) -> None:
    """Ask for a number within limits (`min_value`, `max_value`, `step`, `help`).

    The field can be emptied again: without `value=None` it would fall back to the least value.
    """
    shown = AS_SHORT_AS_MAY_BE if isinstance(limits["step"], float) else None
    st.number_input(label, value=None, format=shown, **limits, **prepare(name, value, keep))


def pick(
    name: str,
    label: str,
    texts: Mapping[str | None, str],
    value: str | None,
    keep: Keep,
) -> None:
    """Ask for one of the options that have a text, where None means no answer.

    The widget itself must not hold None: it would say in English to choose an option.
    """
    offered = {option or NO_ANSWER: text for option, text in texts.items()}
    st.selectbox(
        label,
        list(offered),
        format_func=offered.__getitem__,
        **prepare(
            name,
            (value if value in texts else None) or NO_ANSWER,
            lambda option: keep(None if option == NO_ANSWER else option),
        ),
    )


def labels(terms: Mapping[str, Term]) -> Callable[[str], str]:
    """Return the function from a term's id to its label in the language of this run."""
    speech = speech_now()
    return lambda term: speech.words(terms[term].label)
