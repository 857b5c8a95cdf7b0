"""By keyboard at any zoom: one sees where one is, nothing lies over it, and no menu is a trap."""

from __future__ import annotations

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import Locator, expect

from core.link import to_link
from core.personas import load_personas
from pages.parts import brand
from pages.parts.signals import words_of_streamlit
from pages.parts.speech import speech
from tests.browser.visitor import DESKTOP, HEIGHT, PHONE, walk
from tests.browser.workshop import Facilitator

pytestmark = pytest.mark.browser

ZOOMED = (720, 450)  # what 1440 by 900 leave at 200 %
MOST_STOPS = 60
# What has the focus: its name, the width of the ring around it or around its box, and whether
# the bar at the foot or the header lies over its middle.
STOP = """() => {
    let here = document.activeElement;
    while (here.shadowRoot?.activeElement) here = here.shadowRoot.activeElement; // in a component
    const ringed = [here, here.closest('label'), here.parentElement.parentElement]
        .filter(Boolean).map(one => getComputedStyle(one));
    const ring = Math.max(...ringed.map(
        one => one.outlineStyle === 'none' ? 0 : parseFloat(one.outlineWidth)));
    const box = (here.matches('input') ? here.closest('label') ?? here.parentElement.parentElement
        : here).getBoundingClientRect();
    const over = document.elementFromPoint(
        box.left + box.width / 2, box.top + Math.min(box.height / 2, 20));
    const covered = ['stBottom', 'stHeader'].some(name => {
        const bar = document.querySelector(`[data-testid=${name}]`);
        return bar?.contains(over) && !bar.contains(here);
    });
    const seen = box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
    return [here.tagName, here.type ?? '', here.getAttribute('aria-label') || here.innerText || '',
        ring, covered, seen];
}"""
WRITTEN_IN = ("text", "number", "search", "email")
MENU_FOLDED = """folded => document.querySelector('[data-testid=stSidebar]')
    .dataset.collapsed === String(folded)"""
IN_MENU = "() => document.querySelector('[data-testid=stSidebar]').contains(document.activeElement)"
ON_UNFOLD = "() => document.activeElement.matches('[data-testid=stExpandSidebarButton]')"


def arrives(visitor, address, catalogue):
    answers = next(one.answers for one in load_personas(catalogue) if one.id == "ines")
    visitor.arrives(f"?lang={visitor.language}&r={to_link(answers, catalogue)}")
    if address:
        visitor.goes_to(address)
        visitor.reads_on_at_the_title()


def stops(visitor) -> list[tuple]:
    """Return what the key Tab comes to, until it leaves the page or comes round."""
    found: list[tuple] = []
    for _ in range(MOST_STOPS):
        visitor.page.keyboard.press("Tab")
        visitor.page.evaluate("() => new Promise(done => requestAnimationFrame(done))")
        stop = tuple(visitor.page.evaluate(STOP))
        if stop[0] == "BODY":
            break
        if stop[0] != "MAIN":  # the part that scrolls
            found.append(stop)
    return found


def shade(part: Locator) -> tuple[int, int, int]:
    """Return the colour that most of a part of the page has on the screen."""
    pixels = Image.open(io.BytesIO(part.screenshot())).convert("RGB")
    return max(pixels.getcolors(pixels.width * pixels.height))[1]


@pytest.mark.parametrize("size", [(DESKTOP, HEIGHT), ZOOMED], ids=["desktop", "200 % zoom"])
@pytest.mark.parametrize("address", ["projet", "moins"])
def test_one_sees_where_one_is_and_nothing_lies_over_it(visit, catalogue, address, size):
    visitor = visit("fr")
    arrives(visitor, address, catalogue)
    visitor.sized(*size)

    found = stops(visitor)

    assert len(found) > 15
    ringless = [
        stop for stop in found if stop[3] < 3 and not (stop[0] == "INPUT" and stop[1] in WRITTEN_IN)
    ]
    assert ringless == []
    assert [stop for stop in found if stop[4] or not stop[5]] == []


def test_a_folded_menu_is_skipped_and_an_unfolded_one_can_be_left(visit, catalogue):
    visitor = visit("fr")
    arrives(visitor, "", catalogue)
    visitor.sized(*ZOOMED)
    page = visitor.page
    assert all(seen for *_, seen in stops(visitor)[:10])

    page.locator("[data-testid=stExpandSidebarButton]").focus()
    page.keyboard.press("Enter")
    page.wait_for_function(IN_MENU)
    page.keyboard.press("Escape")
    page.wait_for_function(MENU_FOLDED, arg=True)
    page.wait_for_function(ON_UNFOLD)

    page.keyboard.press("Enter")
    page.wait_for_function(IN_MENU)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_function(MENU_FOLDED, arg=True)
    visitor.reads_on_at_the_title()


def test_with_forced_colours_what_is_chosen_still_differs(visit, catalogue):
    visitor = visit("fr")
    visitor.page.emulate_media(forced_colors="active")
    arrives(visitor, "temps", catalogue)
    chosen = visitor.page.get_by_role("radio", checked=True).first
    other = visitor.page.get_by_role("radio", checked=False).first
    assert shade(chosen) != shade(other)


def test_every_page_has_a_title_of_its_own(visit, catalogue):
    visitor = visit("en")
    arrives(visitor, "", catalogue)
    titles = {}
    for address in walk("en"):
        visitor.goes_to(address)
        visitor.page.wait_for_function(
            "known => !known.includes(document.title)", arg=list(titles.values())
        )
        titles[address] = visitor.page.title()
    assert all(title.endswith(brand.NAME) for title in titles.values())


def test_a_change_of_language_leaves_no_word_of_the_other(visit, catalogue):
    visitor = visit("fr", PHONE)
    arrives(visitor, "", catalogue)
    menu = visitor.page.get_by_role("button", name=words_of_streamlit(speech("fr"))["Main menu"])
    menu.wait_for()

    visitor.switches_language("en", "English")

    menu.wait_for(state="detached")
    visitor.page.get_by_role("button", name="Main menu").wait_for()


def test_the_keys_of_the_wall_work_from_its_buttons_too(visit):
    """And a key that presses the button moves on once, not twice."""
    visitor = visit("fr")
    visitor.arrives("mur?p=ines&lang=fr")
    position = visitor.page.locator(".wall .position")
    visitor.page.locator(".wall .on").focus()

    for key, number in (("ArrowRight", 2), ("Enter", 3), ("ArrowLeft", 2), ("End", 7), ("Home", 1)):
        visitor.page.keyboard.press(key)
        expect(position).to_have_text(re.compile(rf"^{number} /"))


# A click that takes its own button away -----------------------------------------------------------

SMALL = 420  # pixels: what a phone held sideways has from top to bottom
TITLE, MEMORY = "Promo Pépite", "peu-mais-bien/signals"
HERE = """() => [document.activeElement.tagName, document.activeElement.innerText.trim()]"""
# A page that is short while its pictures are drawn moves what is at its end; with room there, not.
ROOM = "[data-testid=stMain]::after { content: ''; flex: none; height: 2000px }"
ABOVE = "() => document.activeElement.getBoundingClientRect().bottom <= 0"
WRITABLE = "() => document.activeElement.matches('input, textarea, select, [contenteditable]')"
NOT_LOST = """label => document.activeElement !== document.body
    && document.activeElement.innerText.trim() !== label"""


def reads_on(visitor, pressed: str) -> list[str]:
    """Return what reading goes on at once the button that was pressed is gone.

    As the kind of part and its text. What a page no longer shows, it takes away a moment after
    the rest is there.
    """
    visitor.page.wait_for_function(NOT_LOST, arg=visitor.say(pressed))
    return visitor.page.evaluate(HERE)


def makes_a_workshop(visit) -> str:
    """Make a workshop, and return the address to join it."""
    facilitator = Facilitator(visit("fr"))
    return facilitator.makes(TITLE).removeprefix(f"{facilitator.visitor.address}/")


def presses_by_key(visitor, label: str) -> None:
    button = visitor.main.get_by_role("button", name=visitor.say(label)).first
    visitor.page.keyboard.press("Tab")  # they move by keyboard
    button.focus()
    visitor.types("Enter")


def taps(visitor, label: str) -> None:
    button = visitor.main.get_by_role("button", name=visitor.say(label)).first
    visitor.aims_at(button)
    with visitor._answered():
        button.tap()


def guesses(visitor) -> None:
    visitor.types_in_field("How many networks can you keep well?", "3")
    visitor.types_in_field("How many hours a week will they take, all together?", "2")


def test_by_keyboard_reading_goes_on_where_the_click_is_answered(visit):
    visitor = visit("fr")
    visitor.arrives(makes_a_workshop(visit))
    presses_by_key(visitor, "Take part")
    assert reads_on(visitor, "Take part") == ["H2", TITLE]

    guesses(visitor)
    presses_by_key(visitor, "That is my guess")
    assert reads_on(visitor, "That is my guess") == ["H2", TITLE]
    expect(visitor.page.locator("h2:focus-visible")).to_be_in_viewport()

    visitor.chooses("3. Which networks are you on, or do you want to be on?", "LinkedIn")
    presses_by_key(visitor, "Send")
    sent = visitor.say("Sent. Your result stays on this device.")
    assert sent in reads_on(visitor, "Send")[1]

    visitor.unfolds(visitor.say("Withdraw, or leave"))
    presses_by_key(visitor, "Withdraw what I sent")
    visitor.page.wait_for_function(
        "text => document.activeElement.innerText.includes(text)",
        arg=visitor.say("Withdrawn: the group no longer counts it."),
    )


def test_at_the_desk_reading_goes_on_at_what_was_done(visit):
    facilitator = Facilitator(visit("fr"))
    facilitator.makes(TITLE)
    visitor = facilitator.visitor
    label = facilitator.types_in(networks=5, hours=3)
    visitor.unfolds(visitor.say("Who has sent"))
    visitor.picks("Number to remove", label)
    presses_by_key(visitor, "Remove this answer")
    dialog = visitor.page.get_by_role("dialog")
    dialog.get_by_role("button", name=visitor.say("Remove it"), exact=True).focus()
    visitor.types("Enter")
    expect(dialog).to_have_count(0)
    visitor.page.wait_for_function(
        "text => document.activeElement.innerText.includes(text)",
        arg=visitor.say("Removed: {label}.", label=label),
    )


def test_on_a_phone_nothing_moves_and_no_keyboard_comes_up(visit):
    visitor = visit("fr", PHONE)
    visitor.arrives(makes_a_workshop(visit))
    taps(visitor, "Take part")
    assert reads_on(visitor, "Take part") == ["H2", TITLE]
    guesses(visitor)
    taps(visitor, "That is my guess")
    reads_on(visitor, "That is my guess")
    visitor.chooses("3. Which networks are you on, or do you want to be on?", "LinkedIn")
    visitor.sized(PHONE, SMALL)
    visitor.page.add_style_tag(content=ROOM)
    send = visitor.main.get_by_role("button", name=visitor.say("Send")).last
    send.evaluate("part => part.scrollIntoView({ block: 'start' })")  # the message is far above
    with visitor._answered():
        send.tap()
    reads_on(visitor, "Send")
    assert not visitor.page.evaluate(WRITABLE)
    assert visitor.page.evaluate(ABOVE), "the page did not go back up to the message"


def test_who_leaves_a_field_for_nothing_is_not_brought_anywhere(visit, catalogue):
    """They lost nothing: the field is still there, also when it is gone later."""
    visitor = visit("fr")
    visitor.arrives(makes_a_workshop(visit))
    visitor.presses("Take part")
    reads_on(visitor, "Take part")
    guesses(visitor)
    visitor.page.evaluate("() => document.activeElement.blur()")
    visitor.presses("What comes next?")
    visitor.page.evaluate("() => document.activeElement.blur()")
    button = visitor.main.get_by_role("button", name=visitor.say("That is my guess"))
    with visitor._answered():
        button.evaluate("part => part.click()")
    visitor.sees(visitor.say("What comes next?"))
    visitor.page.wait_for_function(f"() => globalThis['{MEMORY}'].held === null")
    assert visitor.page.evaluate("() => document.activeElement === document.body")
