"""What the tests of the core share."""

from __future__ import annotations

import functools

import pytest

from core.yaml_reading import read_yaml
from tests.core.copies import copy_of_data

PARSED_ONCE = functools.cache(read_yaml)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A copy of data/ to break; the files a test leaves alone are parsed once for all tests."""
    monkeypatch.setattr("core.catalogue.read_yaml", PARSED_ONCE)
    return copy_of_data(tmp_path)
