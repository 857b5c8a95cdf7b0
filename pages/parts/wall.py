"""The wall: one slide at a time, as large as the screen, moved on by keys, clicks or a phone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Literal

import streamlit as st

from pages.parts import language, pictures
from pages.parts.slides import Slide

ADDRESS = "mur"
WORKSHOP, PERSON = "a", "p"  # what the address asks to be shown: a workshop's code, or an example
MINE = "moi"
PLACE, LEFT, KEY = "wall.place", "wall.left", "wall.component"
REFERENCE_WIDTH, REFERENCE_HEIGHT = 800, 450  # pixels at which pictures are drawn as they are
SHARE_OF_HEIGHT = 0.55  # what a picture takes of the screen
MOST_PIXELS = 10_000
Move = Literal["first", "last", "leave"] | int
HTML = """
<section class="wall" aria-live="polite">
  <div class="top">
    <span class="kicker"></span>
    <span class="tools">
      <span class="position"></span>
      <button class="back">←</button><button class="on">→</button>
      <button class="fill">F</button><button class="leave">✕</button>
    </span>
  </div>
  <h1 class="sentence"></h1>
  <div class="middle">
    <div class="words">
      <ul class="lines"></ul>
      <div class="code"></div>
      <div class="address"></div>
      <div class="counts"></div>
    </div>
    <img class="qr" hidden>
  </div>
  <div class="note"></div>
</section>
"""
_FILE = Path(__file__)
_component = st.components.v2.component(
    "peu_mais_bien.wall",
    html=HTML,
    css=_FILE.with_suffix(".css").read_text(encoding="utf-8"),
    js=_FILE.with_suffix(".js").read_text(encoding="utf-8"),
)


def presenting() -> bool:
    """Return whether this visit shows something on the wall, hence nothing else."""
    page = (st.context.url or "").rstrip("/").rpartition("/")[2]
    return page == ADDRESS and any(name in st.query_params for name in (WORKSHOP, PERSON))


def show(slide: Slide, number: int, many: int, moved: Callable[[Move], None]) -> None:
    """Show a slide, the `number`th of `many` from 0; `moved` hears of every key."""
    say = language.speech_now().say

    def hear() -> None:
        where = _where(st.session_state[KEY].get("moved"))
        if where is not None:
            moved(where)

    told = _component(
        key=KEY,
        data={
            "language": language.current(),
            "kicker": slide.kicker,
            "sentence": slide.sentence,
            "lines": list(slide.lines),
            "code": slide.code,
            "address": slide.address,
            "note": slide.note,
            "counts": [list(count) for count in slide.counts],
            "qr": slide.qr,
            "qr_words": say("QR code to join"),
            "position": f"{number + 1} / {many}",
            "buttons": {
                "back": say("Back (left arrow)"),
                "on": say("Next (right arrow or space)"),
                "fill": say("Full screen (F)"),
                "leave": say("Leave the wall (Escape)"),
            },
        },
        on_moved_change=hear,
        on_screen_change=lambda: None,
    )
    if slide.drawing is not None:
        factor, height = _scale(told.get("screen") if told else None)
        pictures.large_picture(slide.drawing, factor, height)


def moved_to(where: Move, now: int, many: int) -> int:
    """Return the place after a move, from 0 to `many` - 1; the ends hold."""
    if where == "first":
        return 0
    if where == "last":
        return many - 1
    return now if isinstance(where, str) else min(max(now + where, 0), many - 1)


def place(slides: Sequence[Slide]) -> int:
    """Return which slide this screen is at."""
    return min(int(st.session_state.get(PLACE, 0)), len(slides) - 1)


def _where(told: Any) -> Move | None:
    """Return what a browser says was pressed, if it can be."""
    where = told.get("where") if isinstance(told, dict) else None
    if where in ("first", "last", "leave"):
        return where
    return where if type(where) is int and where in (1, -1) else None


def _scale(told: Any) -> tuple[float, int]:
    """Return how much larger than on a page a picture is, and its height in pixels.

    In steps, so that a few templates serve every screen; what the browser tells is bounded.
    """
    width, height = (_pixels(told, name) for name in ("width", "height"))
    if width is None or height is None:
        return 1.0, round(REFERENCE_HEIGHT * SHARE_OF_HEIGHT)
    factor = round(2 * min(width / REFERENCE_WIDTH, height / REFERENCE_HEIGHT)) / 2
    return max(1.0, factor), round(height * SHARE_OF_HEIGHT / 20) * 20


def _pixels(told: Any, name: str) -> int | None:
    value = told.get(name) if isinstance(told, dict) else None
    return value if type(value) is int and 0 < value <= MOST_PIXELS else None
