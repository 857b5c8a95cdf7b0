"""A login before a workshop is made, where the host asks for one. Nobody else ever logs in.

Who logs in is asked of the provider that the host configured, and kept in a cookie; the app
stores nothing of it.
"""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st
from streamlit.errors import StreamlitAuthError, StreamlitSecretNotFoundError

from pages.parts.language import speech_now

ONE_PROVIDER = "default"  # what Streamlit calls the only one, which has no name in the secrets
ID = "client_id"  # what the section of a provider has


def passed() -> bool:
    """Return whether a workshop may be made now; else offer to log in."""
    providers = _providers()
    if not providers:
        return True
    if st.user.get("is_logged_in", False):
        label = speech_now().say("Log out")
        st.button(label, icon=":material/logout:", type="tertiary", on_click=st.logout)
        return True
    _offer(providers)
    return False


def _providers() -> list[str]:
    """Return the providers that the host configured, by name."""
    try:
        section = st.secrets.get("auth", {})
    except StreamlitSecretNotFoundError:  # there are none
        return []
    if not section or ID in section:
        return [ONE_PROVIDER] if section else []
    named = [name for name, one in section.items() if isinstance(one, Mapping) and ID in one]
    return named or [ONE_PROVIDER]  # half a configuration locks, it does not open


def _offer(providers: list[str]) -> None:
    """Offer to log in with each provider; say so where the host's configuration does not do."""
    say = speech_now().say
    st.markdown(
        say(
            "Whoever makes a workshop on this server logs in first; nobody else does. You come "
            "back to the first page of the app: open “Run a workshop” again there. If the form is "
            "still not here, the login was refused: ask whoever looks after this server."
        )
    )
    for name in providers:
        label = say("Log in") if name == ONE_PROVIDER else say("Log in: {provider}", provider=name)
        if st.button(label, icon=":material/login:", key=f"login.{name}"):
            try:
                st.login(None if name == ONE_PROVIDER else name)
            except StreamlitAuthError:
                st.error(
                    say(
                        "Login is not set up correctly on this server: tell the person who "
                        "looks after it. Existing workshops can still be run."
                    ),
                    icon=":material/error:",
                )
