"""What tests of several folders share."""

from __future__ import annotations

import pytest

from tests.storage import cluster


@pytest.fixture(scope="session")
def server():
    """A PostgreSQL server, started where the first test needs one."""
    with cluster.standing() as found:
        yield found
