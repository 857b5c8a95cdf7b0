"""What every visit runs: page settings, language, menu, then the page asked for."""

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from pages.parts import (
    brand,
    device,
    frame,
    joining,
    language,
    links,
    pictures,
    returning,
    signals,
    store,
    turn,
    wall,
    warm,
)


def show() -> None:
    """Show the page that the visitor asked for, in its turn."""
    with turn.taken():
        _show()


def _show() -> None:
    """Show the page inside the app's frame."""
    on_wall = wall.presenting()
    menu = frame.menu(spoken=language.current())
    page = st.navigation(menu, position="hidden" if on_wall else "top")
    title = f"{page.title} · {brand.NAME}" if page.url_path else brand.NAME
    st.set_page_config(page_title=title, page_icon=brand.ICON, layout="wide")
    store.stop_if_broken()
    if on_wall:
        signals.send()
        page.run()
        return
    brand.logo(pictures.theme())
    with (
        st.container(horizontal=True, horizontal_alignment="center"),
        st.container(width=frame.PAGE_WIDTH),
    ):
        _frame(page)
    warm.freeze_once()


def _frame(page: StreamlitPage) -> None:
    """Show what every page has, and the page once the visitor's answers are there."""
    ready = device.ready()
    if ready:
        links.open_once()
    with st.container(horizontal=True, horizontal_alignment="right", vertical_alignment="center"):
        signals.send()
        placed = device.place()
        returning.start_again()
        language.switch()
    if not ready:
        device.wait()
        return
    returning.notices()
    page.run()
    joining.way_back(page.url_path)
    device.catch_up(placed)
    returning.forget_faults()


if __name__ == "__main__":
    show()
