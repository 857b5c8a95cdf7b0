"""Used by everyone: no fault that axe-core finds, by keyboard alone, on any width, in French."""

from __future__ import annotations

import contextlib
import io
from importlib.resources import files

import pytest
from playwright.sync_api import TimeoutError, expect
from pypdf import PdfReader

from core.analysis import analyse
from core.answers import Answers
from core.link import to_link
from core.personas import load_personas
from core.vocabulary import LANGUAGES
from pages.parts import sentences
from pages.parts.signals import beginnings_of_streamlit, words_of_streamlit
from pages.parts.speech import speech
from tests.browser.visitor import PHONE, walk

pytestmark = pytest.mark.browser

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
RUN = """async () => (await axe.run({resultTypes: ['violations']})).violations.flatMap(
    found => found.nodes.map(node => [found.id, node.target.join(' '), node.html.slice(0, 120)]))"""
# What is left is Streamlit's own: rule -> (where, the issue or the reason).
STREAMLITS_OWN = {
    # The zone takes dropped files and is marked as presentation; its button is what people use.
    # streamlit/streamlit#8399 (basic accessibility)
    "presentation-role-conflict": "stFileUploaderDropzone",
}
# Parts whose words are cut off, and boxes that reach out of the window.
CUT_OFF = """width => [...document.querySelectorAll(
        '[data-testid=stMain] :is(p, label, h1, h2, h3, li, td, th, button, a)')]
    .filter(part => part.checkVisibility() && part.getClientRects().length)
    .filter(part => part.getBoundingClientRect().right > width + 1 && !part.closest(
        '[data-testid=stTable], [data-testid=stDataFrame], pre, [data-testid=stCode]'))
    .map(part => part.outerHTML.slice(0, 120))"""
MOVING = """() => document.getAnimations().filter(one => one.playState === 'running')
    .map(one => one.effect.target.tagName)"""
# What Streamlit says in English, in names of things or in words; it may take a moment to go.
ENGLISH = """([words, beginnings]) => [
    ...[...document.querySelectorAll('[aria-label], [placeholder], [title], [alt]')].flatMap(
        one => ['aria-label', 'placeholder', 'title', 'alt'].map(name => one.getAttribute(name))),
    ...document.body.innerText.split('\\n').map(line => line.trim())]
    .filter(text => text && (words.includes(text) || beginnings.some(one => text.startsWith(one))))
"""


@pytest.fixture
def somebody(catalogue):
    """Answers that fill every page."""
    return next(one.answers for one in load_personas(catalogue) if one.id == "ines")


def arrives(visitor, answers, catalogue):
    visitor.arrives(f"?lang={visitor.language}&r={to_link(answers, catalogue)}")


def left_in_english(visitor) -> list[str]:
    """Return Streamlit's own words that are still there once the page is at rest."""
    words = words_of_streamlit(speech("fr"))
    known = [english for english, french in words.items() if english != french]
    sought = [known, list(beginnings_of_streamlit(speech("fr")))]
    with contextlib.suppress(TimeoutError):
        visitor.page.wait_for_function(f"given => ({ENGLISH})(given).length === 0", arg=sought)
    return visitor.page.evaluate(ENGLISH, sought)


def test_why_a_number_is_refused_is_there_to_read_in_their_language(visit):
    visitor = visit("fr", PHONE)
    visitor.arrives("temps")
    visitor.types_in_field("Hours a week for your networks", "200")
    visitor.page.keyboard.press("Enter")
    reason = visitor.main.get_by_role("alert")
    told = "This number is not possible here: please say between {least} and {most}."
    expect(reason).to_have_text(visitor.say(told, least="0", most="168"))
    assert reason.bounding_box()["height"] > 10


def test_a_page_that_is_not_there_is_told_in_their_language(visit):
    visitor = visit("fr")
    visitor.arrives("nulle-part")
    told = visitor.page.get_by_role("dialog")
    expect(told).to_contain_text(visitor.say("Page not found"))
    expect(told).to_contain_text(visitor.say("There is no such page here: this is the start."))
    (said,) = visitor.watch.complaints  # Streamlit tells developers the same
    assert "does not seem to exist" in said
    visitor.watch.complaints.clear()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_has_a_fault_that_the_app_can_mend(visit, catalogue, somebody, language, theme):
    """And, in passing: no word of Streamlit's own is left where ours stands for it."""
    visitor = visit(language, theme=theme)
    arrives(visitor, somebody, catalogue)
    visitor.page.evaluate(AXE)
    faults = []

    first, *others = walk(language)
    for address in (*others, first):
        visitor.goes_to(address)
        visitor.reads_on_at_the_title()
        assert visitor.page.evaluate("document.documentElement.lang") == language
        faults += [
            (address, *fault)
            for fault in visitor.page.evaluate(RUN)
            if STREAMLITS_OWN.get(fault[0], "none of theirs") not in fault[2]
        ]
        if language == "fr":
            faults += [(address, text) for text in left_in_english(visitor)]

    assert faults == []


@pytest.mark.parametrize(
    ("width", "scale"),
    [(360, 3), (430, 3), (640, 2), (820, 1)],
    ids=["phone", "large phone", "200 % zoom", "tablet"],
)
def test_nothing_is_wider_than_the_screen_nor_cut_off(visit, catalogue, somebody, width, scale):
    """640 pixels are what 1280 leave at 200 % zoom."""
    visitor = visit("fr", width)
    arrives(visitor, somebody, catalogue)

    for address in walk("fr"):
        visitor.page.goto(f"{visitor.address}/{address}?lang=fr")
        visitor.is_on(address)
        visitor.never_scrolls_sideways()
        assert (address, visitor.page.evaluate(CUT_OFF, width)) == (address, [])


def test_nothing_moves_by_itself_for_who_asks_for_less_movement(visit, catalogue, somebody):
    """On a page of questions, on a result, and on the wall, once they are drawn."""
    visitor = visit("fr")
    visitor.page.emulate_media(reduced_motion="reduce")
    arrives(visitor, somebody, catalogue)

    for address in ("temps", "moins", "mur?p=ines"):
        visitor.arrives(f"{address}{'&' if '?' in address else '?'}lang=fr")
        visitor.page.wait_for_function(f"({MOVING})().length === 0")

    visitor.page.add_style_tag(
        content="@keyframes x { to { color: red } } body { animation: x 9s }"
    )
    assert visitor.page.evaluate(MOVING) == ["BODY"]


def test_no_printed_page_ends_with_a_heading(visit, catalogue, somebody):
    """It would be parted from the picture that it stands over."""
    visitor = visit("fr")
    arrives(visitor, somebody, catalogue)

    for address in ("moins", "fiabilite"):
        visitor.goes_to(address)
        visitor.sees_pictures()
        headings = visitor.page.get_by_role("main").locator("h2, h3").all_inner_texts()
        printed = PdfReader(io.BytesIO(visitor.page.pdf(format="A4")))
        texts = [page.extract_text().split() for page in printed.pages]
        assert len(texts) > 2
        assert all(headings)
        ends = {heading for heading in headings for text in texts if _ends_with(text, heading)}
        assert (address, ends) == (address, set())


def _ends_with(text: list[str], heading: str) -> bool:
    """Return whether a page does; the switch of languages may be read after all else."""
    words = heading.split()
    return " ".join(words) in " ".join(text[-len(words) - 2 :])


def test_the_way_to_the_result_by_keyboard_alone(visit, catalogue):
    """From the first key to the finding, which is where reading then goes on."""
    visitor = visit("fr")
    visitor.arrives()

    visitor.tabs_to("radio", speech("fr").words(next(iter(catalogue.goals.values())).label))
    visitor.types("Space")
    visitor.tabs_to("slider", visitor.say("2. How many hours a week can you really give them?"))
    visitor.types("ArrowRight")
    visitor.tabs_to("button", visitor.say("See my result"))
    visitor.types("Enter")
    visitor.is_on("moins")

    goal = next(iter(catalogue.goals))
    hours = 210  # three hours are assumed; one key adds half an hour
    found = analyse(Answers(goals={goal: 1}, weekly_minutes=hours), catalogue)
    visitor.sees_finding(sentences.fewer_sentence(found, speech("fr")))
    visitor.reads_on_at_the_title()
    assert visitor.clicks == 0


def test_a_change_of_page_and_a_new_finding_are_told_and_typing_is_left_alone(
    visit, catalogue, somebody
):
    visitor = visit("fr")
    arrives(visitor, somebody, catalogue)
    visitor.goes_to("moins")
    finding = sentences.fewer_sentence(analyse(somebody, catalogue), speech("fr"))
    visitor.is_told(finding)
    runs = visitor.runs

    visitor.page.keyboard.press("r")
    visitor.page.keyboard.press("c")
    visitor.moves_hours("Hours a week", 12)
    changed = analyse(somebody.with_time(720), catalogue)
    visitor.is_told(sentences.fewer_sentence(changed, speech("fr")))
    assert visitor.runs == runs + 1

    visitor.types("Alt+Shift+ArrowRight")
    visitor.is_on("coherence")
