"""A few pages still look as they did: coarsely, so that fonts and browsers may differ.

After a change that is meant: `python -m tests.screens --references`, and look at the pictures.
"""

import pytest
from PIL import Image

from tests.browser.look import LOOKS, MOST, difference, opens, reference, small, whole
from tests.browser.visitor import PHONE

pytestmark = pytest.mark.browser

ANOTHER_FONT = "*:not([data-testid=stIconMaterial]) { font-family: serif !important }"
BREAKS = {
    "a picture is gone": "[data-testid=stVegaLiteChart] { display: none !important }",
    "a picture stays empty": "[data-testid=stVegaLiteChart] > * { visibility: hidden }",
    "the margin is doubled": "[data-testid=stMainBlockContainer] { padding: 6rem 2rem !important }",
    "what stands below stands further apart": "[data-testid=stVerticalBlock] { gap: 2rem }",
    "words are gone": "[data-testid=stMarkdownContainer] { opacity: 0 }",
}


def kept(address, language, theme) -> Image.Image:
    with Image.open(reference(address, language, theme)) as picture:
        return picture.convert("RGB")


def looks(visitor) -> Image.Image:
    return small(whole(visitor))


@pytest.mark.parametrize(("address", "language", "theme"), LOOKS)
def test_a_page_looks_as_it_did(visit, catalogue, address, language, theme):
    visitor = visit(language, PHONE, theme=theme)
    opens(visitor, address, catalogue)

    assert difference(kept(address, language, theme), looks(visitor)) <= MOST


def test_what_breaks_is_noticed_and_another_font_is_not(visit, catalogue):
    """On one page, one fault after the other."""
    visitor = visit("fr", PHONE)
    opens(visitor, "moins", catalogue)
    before, found = looks(visitor), {}

    for name, style in {**BREAKS, "another font": ANOTHER_FONT}.items():
        fault = visitor.page.add_style_tag(content=style)
        found[name] = difference(before, looks(visitor))
        fault.evaluate("style => style.remove()")

    assert difference(before, looks(visitor)) == 0
    assert found.pop("another font") <= MOST / 2
    assert {name: round(share, 3) for name, share in found.items() if share <= 1.5 * MOST} == {}


def test_another_theme_is_noticed(visit, catalogue):
    visitor = visit("fr", PHONE, theme="dark")
    opens(visitor, "moins", catalogue)

    assert difference(kept("moins", "fr", "light"), looks(visitor)) > 10 * MOST
