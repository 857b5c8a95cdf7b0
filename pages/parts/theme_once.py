"""The theme that Streamlit sends with every run, worked out once.

Streamlit looks through all its settings six times a run for it, half a millisecond of
processor time (docs/scale.md), though nobody changes a theme while the server runs. This
takes the place of one of its functions, the only one: tests/pages/test_theme_once.py says
whether a newer Streamlit still has it. Without it all is as before, only dearer.
"""

from __future__ import annotations

from collections.abc import Callable

from streamlit import config
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

NAME = "_populate_theme_msg"
Populate = Callable[..., None]


def remembered(work_out: Populate) -> Populate:
    """Return what fills a message as `work_out` does, but asks it once for each section."""
    known: dict[str, CustomThemeConfig] = {}

    def fill(message: CustomThemeConfig, section: str = "theme") -> None:
        if section not in known:
            found = CustomThemeConfig()
            work_out(found, section)
            known[section] = found
        if known[section].ByteSize():  # to merge nothing would still say that something is there
            message.MergeFrom(known[section])

    config.on_config_parsed(known.clear, force_connect=True)
    return fill


def settle() -> None:
    """Have Streamlit work out its theme once from now on."""
    work_out = getattr(app_session, NAME, None)
    if work_out is not None:
        setattr(app_session, NAME, remembered(work_out))
