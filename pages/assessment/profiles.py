"""My profiles: the checklist of the guide, network by network."""

import streamlit as st

from pages.parts import audit, frame, language, store
from pages.parts.site import file_of

FILE = "pages/assessment/profiles.py"
say = language.speech_now().say

frame.opening(
    FILE,
    say("A complete profile before a new network. Tick what is done; an empty box is still to do."),
)

networks = store.analysis().networks
listed = [networks[name] for name in store.answers().named_networks]
usable = [n for n in listed if n.veto is None or n.veto.reason != "closed"]
if not usable:
    st.info(
        say("Name your networks first: this page then lists what their profiles need."),
        icon=":material/info:",
    )
    st.page_link(file_of("pages/assessment/networks.py"), label=say("Name my networks"))
for network in usable:
    audit.checklist(network)

frame.closing(FILE)
