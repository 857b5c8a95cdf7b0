"""Take pictures of every page, to be looked at: `python -m tests.screens [--out FOLDER]`.

Every page, on three widths, in both languages and both themes, as somebody sees it who has
answered (an example), and the first page as a newcomer does; then one contact sheet for each
language and theme. `--references` takes instead the few small pictures that
`tests/browser/test_look.py` compares pages with.
"""

from __future__ import annotations

import argparse
import html
import itertools
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from core.catalogue import Catalogue, load_catalogue
from core.link import to_link
from core.vocabulary import LANGUAGES
from dev import NO_BROWSER, SetUpError, find_browser
from pages.charts.palette import Theme
from tests.browser.conftest import OPTIONS
from tests.browser.look import FULL_HEIGHT, LOOKS, TALLEST, opens, person, reference, small, whole
from tests.browser.server import Server
from tests.browser.visitor import HEIGHT, PHONE, Visitor, walk

FOLDER = Path(__file__).resolve().parents[1] / "screenshots"
WIDTHS = (PHONE, 1440, 1920)
FEW_COLOURS = 64  # a quarter of the weight, and the same to the eye
THEMES: tuple[Theme, ...] = ("light", "dark")
SHEET = """<!doctype html><meta charset="utf-8"><style>
body {{ font: 14px sans-serif; background: #777; margin: 16px; width: 2300px }}
figure {{ display: inline-block; vertical-align: top; margin: 8px }}
figcaption {{ color: white; padding: 4px 0 }}
img {{ width: 420px; max-height: 900px; object-fit: cover; object-position: top }}
img.phone {{ width: 195px }}</style>{figures}"""


def main(arguments: list[str] | None = None) -> None:
    """Take the pictures that were asked for; all of them unless told otherwise."""
    asking = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asking.add_argument("--out", type=Path, default=FOLDER)
    asking.add_argument("--language", choices=LANGUAGES, action="append")
    asking.add_argument("--theme", choices=THEMES, action="append")
    asking.add_argument("--width", type=int, action="append")
    asking.add_argument("--page", action="append", help="an address such as moins; '' is the first")
    asking.add_argument("--references", action="store_true", help="take those of the tests")
    asked = asking.parse_args(arguments)
    asked.out.mkdir(parents=True, exist_ok=True)
    program = find_browser()
    if program is None:
        raise SetUpError(NO_BROWSER)
    server, catalogue = Server(), load_catalogue()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=program, args=OPTIONS)
            if asked.references:
                take_references(browser, server, catalogue)
                return
            for language, theme in itertools.product(
                asked.language or LANGUAGES, asked.theme or THEMES
            ):
                visitor = Visitor(browser, server.address, language, 1440, theme=theme)
                widths = asked.width or WIDTHS
                taken = list(take(visitor, catalogue, asked.out, widths, asked.page))
                visitor.leaves()
                lay_out(browser, asked.out, f"{language}-{theme}", taken)
            browser.close()
    finally:
        server.stop()


def take_references(browser: Browser, server: Server, catalogue: Catalogue) -> None:
    """Take the pictures that the tests compare pages with, in place of those there are."""
    for address, language, theme in LOOKS:
        visitor = Visitor(browser, server.address, language, PHONE, theme=theme)
        opens(visitor, address, catalogue)
        shrunk = small(whole(visitor)).quantize(FEW_COLOURS)
        shrunk.save(reference(address, language, theme), optimize=True)
        visitor.leaves()


def take(
    visitor: Visitor,
    catalogue: Catalogue,
    folder: Path,
    widths: list[int] | tuple[int, ...],
    pages: list[str] | None,
) -> Iterator[Path]:
    """Take the pictures of one visitor; yield their files."""
    visitor.arrives(f"?lang={visitor.language}")
    yield from shots(visitor, folder, "0-newcomer", widths)
    visitor.arrives(f"?lang={visitor.language}&r={to_link(person(catalogue), catalogue)}")
    for number, address in enumerate(walk(visitor.language), start=1):
        if pages is None or address in pages:
            visitor.goes_to(address)
            if number > 1:  # on the first page since they came
                visitor.reads_on_at_the_title()  # Streamlit's words are ours by then
            name = f"{number:02}-{address or 'accueil'}"
            yield from shots(visitor, folder, name, widths)


def shots(
    visitor: Visitor, folder: Path, name: str, widths: list[int] | tuple[int, ...]
) -> Iterator[Path]:
    """Take one page at each width, whole, and leave the window as wide as it was."""
    for width in widths:
        file = folder / f"{visitor.language}-{visitor.theme}-{name}-{width}.png"
        visitor.sized(width, HEIGHT)
        visitor.sized(width, min(visitor.page.evaluate(FULL_HEIGHT), TALLEST))
        visitor.page.screenshot(path=file)
        yield file
    visitor.sized(1440, HEIGHT)


def lay_out(browser: Browser, folder: Path, name: str, files: list[Path]) -> None:
    """Put pictures side by side on one sheet, as a page and as a picture."""
    figures = "".join(
        f"<figure><img src='{html.escape(file.name)}' class='{_kind(file)}'>"
        f"<figcaption>{html.escape(file.stem)}</figcaption></figure>"
        for file in files
    )
    sheet = folder / f"sheet-{name}.html"
    sheet.write_text(SHEET.format(figures=figures), encoding="utf-8")
    page: Page = browser.new_page(viewport={"width": 2340, "height": 1200})
    page.goto(sheet.as_uri())
    page.screenshot(path=sheet.with_suffix(".png"), full_page=True)
    page.close()


def _kind(file: Path) -> str:
    return "phone" if file.stem.endswith(str(PHONE)) else "wide"


if __name__ == "__main__":
    main()
