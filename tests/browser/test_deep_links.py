"""A link to any page opens that page, whoever comes first and whatever they read.

A server is started for each page, in one language and then the other: which of the two it is
changes nothing of how a cold server finds a page.
"""

from itertools import cycle

import pytest

from core.vocabulary import LANGUAGES
from tests.browser.visitor import walk

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("address", "language"), list(zip(walk("en"), cycle(LANGUAGES))))
def test_the_first_visit_to_a_cold_server_opens_the_page_inside_the_frame(
    cold_server, visit, address, language
):
    """A page file run without app.py would show no menu, or Streamlit's own list of files."""
    visitor = visit(language, server=cold_server)
    visitor.arrives(address)
    visitor.is_on(address)
    visitor.sees_menu()
