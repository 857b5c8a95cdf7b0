"""What visitors do stays between them and the server."""

import pytest

from core.answers import to_json
from tests.browser.story import said
from tests.browser.visitor import walk

pytestmark = pytest.mark.browser


def test_no_page_asks_another_host_for_anything_or_reports_an_error(visit, catalogue):
    """Every visitor of these tests is watched so; this one looks at every page, unfolded."""
    visitor = visit("fr")
    visitor.arrives()
    visitor.gives_file("answers.json", to_json(said(catalogue)).encode())
    for address in walk("fr"):
        visitor.goes_to(address)
        visitor.unfolds_everything()
    assert visitor.watch.requests > 0
    assert visitor.watch.complaints == []
