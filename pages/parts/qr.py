"""QR codes as pictures inside the page: nothing is asked of another host."""

from __future__ import annotations

from functools import lru_cache

import segno

MOST_CODES = 100
QUIET_ZONE = 2  # modules of white around it; on a dark screen the picture brings its own


@lru_cache(maxsize=MOST_CODES)
def data_address(text: str) -> str:
    """Return the QR code of a text as a data address, for a picture element."""
    return str(_code(text).svg_data_uri(border=QUIET_ZONE, light="#FFFFFF", scale=8))


@lru_cache(maxsize=MOST_CODES)
def svg(text: str) -> str:
    """Return the QR code of a text as SVG."""
    return str(_code(text).svg_inline(border=QUIET_ZONE, light="#FFFFFF", scale=6))


def _code(text: str) -> segno.QRCode:
    return segno.make(text, error="m", micro=False)
