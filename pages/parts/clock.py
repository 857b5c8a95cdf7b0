"""What time it is where the visitor is."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

HOME_ZONE = "Europe/Paris"


def zone() -> str:
    """Return the time zone of this visitor; that of Paris where their browser tells none."""
    told = st.context.timezone or HOME_ZONE
    try:
        return ZoneInfo(told).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return HOME_ZONE


def now() -> datetime.datetime:
    """Return what time it is where this visitor is."""
    return here(datetime.datetime.now(datetime.UTC))


def here(moment: datetime.datetime) -> datetime.datetime:
    """Return the same moment as a clock shows it where this visitor is."""
    return moment.astimezone(ZoneInfo(zone()))


def today() -> datetime.date:
    """Return the day it is where this visitor is."""
    return now().date()
