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
    return datetime.datetime.now(ZoneInfo(zone()))


def today() -> datetime.date:
    """Return the day it is where this visitor is."""
    return now().date()
