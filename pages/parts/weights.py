"""The person's own weights for the criteria of fit."""

from __future__ import annotations

import streamlit as st

from core.fit import criterion_weights
from pages.parts import store
from pages.parts.language import speech_now
from pages.parts.questions import Keep, prepare

FULL = 100


def questions() -> None:
    """Ask for the weight of each criterion; only the ratios matter."""
    speech, catalogue = speech_now(), store.catalogue()
    st.markdown(speech.say("Only the ratios matter: twice as much counts twice as much."))
    for name, weight in _on_the_scale().items():
        criterion = catalogue.criteria[name]
        st.slider(
            speech.words(criterion.label),
            0,
            FULL,
            step=5,
            help=speech.words(criterion.help) if criterion.help else None,
            **prepare(f"weight.{name}", round(weight * FULL), _keeper(name)),
        )


def _keeper(name: str) -> Keep:
    def keep(points: int) -> None:
        store.change(criterion_weights={**_on_the_scale(), name: points / FULL})

    return keep


def _on_the_scale() -> dict[str, float]:
    """Return the weights of today, all made smaller where a file holds one above 1."""
    weights = criterion_weights(store.answers(), store.catalogue())
    most = max(1.0, *weights.values())
    return {name: weight / most for name, weight in weights.items()}
