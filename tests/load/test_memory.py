"""Once a crowd has left, the memory of the server comes back; and it would not by itself."""

from __future__ import annotations

import sys
import time

import pytest

from benchmarks.servers import Server, serving
from tests.load import scenes
from tests.load.figures import megabytes

PEOPLE, SECONDS = 30, 4.0
LEAST_SHARE = 1 / 3  # half came back when this was written: docs/decisions/0013
MOST_GROWTH_MEGABYTES = 8.0
pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="/proc tells the memory, and glibc gives it back"
)


@pytest.mark.parametrize(
    ("script", "comes_back"), [("app.py", True), ("tests/load/hoarding_app.py", False)]
)
def test_a_crowd_that_has_left_takes_its_memory_along(script, comes_back):
    with serving(script, "--server.disconnectedSessionTTL", "1") as server:
        scenes.acting(server, 2, SECONDS, (0.2, 0.4))  # all that is loaded once, is
        before = _level(server)
        full, after = _crowd(server)
        _, again = _crowd(server)

    assert full - before > 30, "a crowd that takes room"
    assert ((full - after) / (full - before) > LEAST_SHARE) == comes_back
    assert not comes_back or again - after < MOST_GROWTH_MEGABYTES, "the next one finds room"


def _crowd(server: Server) -> tuple[float, float]:
    """Return the memory as a crowd leaves, and once it is forgotten."""
    assert scenes.acting(server, PEOPLE, SECONDS, (0.5, 1.0))["faults"] == {}
    return megabytes(server), _level(server)


def _level(server: Server) -> float:
    """Return the memory once people are forgotten; nothing outside tells when that is."""
    time.sleep(scenes.SECONDS_UNTIL_FORGOTTEN)
    return megabytes(server)
