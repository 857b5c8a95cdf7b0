"""A visitor with a browser of their own: what they do and what they see, as sentences.

Names of things are given in English, as in the code of the pages; the visitor
looks for them in the language they read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Browser, BrowserContext, Download, Locator, Page, WebSocket, expect
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from core.vocabulary import Language
from pages.charts.palette import Theme
from pages.parts.signals import lost_connection
from pages.parts.site import Place, path, site
from pages.parts.speech import speech
from tests.browser.watch import Watch

LOCALES: dict[Language, str] = {"fr": "fr-FR", "en": "en-GB"}
PHONE, DESKTOP = 390, 1440  # pixels across
HEIGHT = 900
PATIENCE = 15_000  # milliseconds; a cold server on a busy machine takes some of them
MOST_TABS = 80
MOST_FOLDED = 60  # parts of one page, more than any has
TOLD = "peu-mais-bien/signals"
MOST_HOURS = 20  # where the scale of hours ends
STATE = "data-test-script-state"
LABEL = "xpath=ancestor::label"  # a box itself is out of sight; people click beside it
# Two frames on, with every finite animation over; one that stands still is soon left alone.
STILL = """async () => {
    const moving = document.getAnimations()
        .filter(one => one.effect.getComputedTiming().endTime < Infinity).map(one => one.finished);
    const enough = new Promise(done => setTimeout(done, 3000));
    await Promise.race([Promise.allSettled(moving), enough]);
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
}"""
COUNT_PRESSES = "presses = 0; addEventListener('pointerdown', () => presses += 1, true)"
# Where the app keeps answers, and what it could not read.
STORED, ASIDE = "peu-mais-bien/1", "peu-mais-bien/1/aside"
NO_STORAGE = "Storage.prototype.setItem = () => { throw new DOMException('no', 'SecurityError') }"
NO_WEBSOCKETS = """WebSocket = class extends WebSocket {
    constructor(address, ways) { super(address.replace('/_stcore/', '/_stcore/refused/'), ways); }
}"""
CONNECTED = """() => document.querySelector('[data-testid=stApp]')
    .getAttribute('data-test-connection-state') === 'CONNECTED'"""
# How wide the page is, as a whole and in the part that scrolls.
WIDTHS = """() => [document.documentElement, document.querySelector('[data-testid=stMain]')]
    .map(part => part.scrollWidth)"""
# Streamlit folds its menu away after a choice only on what says it is a phone.
ON_PHONE = {
    "is_mobile": True,
    "has_touch": True,
    "user_agent": "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/156.0.0.0 Mobile Safari/537.36",
}

expect.set_options(timeout=PATIENCE)


class Visitor:
    """One person, their language, and the width of their screen."""

    def __init__(
        self,
        browser: Browser,
        address: str,
        language: Language,
        width: int,
        *,
        beside: Visitor | None = None,
        theme: Theme = "light",
    ) -> None:
        self.language, self.address, self.width, self.theme = language, address, width, theme
        self._context = beside._context if beside else self._opened(browser)
        self._page = self._context.new_page()
        self._page.on("websocket", self._on_socket)
        self._asked = 0  # how often the page has asked the server to run
        self.watch = Watch(self._page, address)

    def _opened(self, browser: Browser) -> BrowserContext:
        context = browser.new_context(
            locale=LOCALES[self.language],
            viewport={"width": self.width, "height": HEIGHT},
            color_scheme=self.theme,
            **(ON_PHONE if self.width == PHONE else {}),
        )
        context.set_default_timeout(PATIENCE)
        context.add_init_script(COUNT_PRESSES)
        return context

    # What they do -------------------------------------------------------------

    def arrives(self, address: str = "") -> None:
        """Open the app at an address of its own, like one from a link."""
        self._page.goto(f"{self.address}/{address}")
        expect(self._title).to_be_visible()
        self._settle()

    def reloads(self) -> None:
        """Load the page anew, as with F5."""
        self._page.reload()
        expect(self._title).to_be_visible()
        self._settle()

    def aims_at(self, part: Locator) -> Locator:
        """Bring the mouse to something, and return it once nothing moves under the mouse."""
        part.hover()
        self._rests()
        return part

    def chooses(self, question: str, *options: str) -> None:
        """Choose options of a question, one after the other."""
        for option in options:
            self._clicks(self._option(question, option))

    def moves(self, question: str, share: float) -> None:
        """Click on a scale, at this share of its length (0 to 1)."""
        scale = self._main.get_by_role("group", name=self.say(question), exact=True)
        self.aims_at(scale)
        box = scale.bounding_box()
        assert box is not None
        with self._answered():
            scale.click(position={"x": box["width"] * share, "y": box["height"] / 2})

    def moves_hours(self, question: str, hours: float) -> None:
        """Click on a scale of hours where `hours` should be."""
        self.moves(question, hours / MOST_HOURS)

    def fills(self, label: str, value: str) -> None:
        """Type something in a field and press Enter."""
        field = self._field(label)
        field.fill(value)
        with self._answered():
            field.press("Enter")

    def types_in_field(self, label: str, value: str) -> None:
        """Type something in a field of a form, which is answered as a whole."""
        self._field(label).fill(value)

    def picks(self, label: str, option: str) -> None:
        """Pick an option from a list that opens; `option` is how it begins."""
        field = self._visible(self._main.get_by_role("combobox", name=self.say(label), exact=True))
        self.aims_at(field)  # a list closes when something moves under it
        field.click()
        self._clicks(self._page.get_by_role("option").filter(has_text=option).first)

    def ticks(self, label: str) -> None:
        """Tick a box whose label begins so."""
        box = self._visible(self._main.get_by_role("checkbox", name=label))
        self._clicks(box.locator(LABEL))
        expect(box).to_be_checked()

    def unticks(self, label: str) -> None:
        """Take the tick out of a box whose label begins so."""
        box = self._visible(self._main.get_by_role("checkbox", name=label))
        self._clicks(box.locator(LABEL))
        expect(box).not_to_be_checked()

    def rates_it(self, network: str) -> None:
        """Turn on the switch that lets them rate a network, beside its name."""
        name, label = self._page.get_by_text(network, exact=True), self.say("I rate it myself")
        boxes = self._main.get_by_test_id("stVerticalBlock").filter(has=name)
        switch = boxes.last.get_by_role("switch", name=label)
        self._clicks(switch.locator(LABEL))
        expect(switch).to_be_checked()

    def presses(self, label: str, **values: object) -> None:
        """Press a button."""
        button = self._main.get_by_role("button", name=self.say(label, **values))
        self._clicks(self._visible(button))

    def presses_and_leaves(self, label: str) -> None:
        """Press a button that leads out of the app, and come back to its first page."""
        button = self._main.get_by_role("button", name=self.say(label))
        with self._page.expect_event("load", lambda _: self._page.url.rstrip("/") == self.address):
            self.aims_at(self._visible(button)).click()

    def presses_exactly(self, label: str) -> None:
        """Press a button of exactly this name, icon aside, among others that begin alike."""
        text = self._page.get_by_text(self.say(label), exact=True)
        self._clicks(self._main.get_by_role("button").filter(has=text))

    def ticks_switch(self, label: str) -> None:
        """Turn on a switch."""
        switch = self._main.get_by_role("switch", name=self.say(label))
        self._clicks(switch.locator(LABEL))
        expect(switch).to_be_checked()

    def follows_at_the_bottom(self, label: str) -> None:
        """Follow a link that stays at the bottom of the screen."""
        self._clicks(self._page.get_by_role("link", name=self.say(label)).last)

    def adds_network(self, name: str) -> None:
        """Add a network of their own, by its name."""
        self._visible(self._main.get_by_role("textbox", name=self.say("Its name"))).fill(name)
        self.presses("Add this network")

    def follows(self, label: str) -> None:
        """Follow a link inside the page."""
        self._clicks(self._main.get_by_role("link", name=self.say(label), exact=True))

    def goes_to(self, address: str) -> None:
        """Go to a page by the menu, and wait until it is there."""
        section, place = self._place(address)
        if self._page.url.split("?")[0] == f"{self.address}/{address}":
            return
        if self.width == PHONE:
            self._page.get_by_role("button", name=self.say("Expand sidebar")).click()
            link = self._menu.get_by_role("link", name=place.title, exact=True)
        else:
            self._menu.get_by_role("button", name=section, exact=True).click()
            link = self._page.get_by_role("menuitem", name=place.title, exact=True)
        self._clicks(link)
        self.is_on(address)

    def unfolds(self, title: str) -> None:
        """Open a folded part whose title holds this text, if it is closed."""
        self._page.bring_to_front()  # of many windows, only the one in front is drawn
        folded = self._main.locator("details:not([open])").filter(
            has=self._page.locator("summary", has_text=title)
        )
        if folded.count():
            self.aims_at(folded.first.locator("summary")).click()
        expect(self._main.locator("details[open] > summary", has_text=title)).to_be_visible()
        self._rests()

    def unfolds_everything(self) -> None:
        """Open every folded part of the page."""
        folded = self._main.locator("details:not([open])")
        for _ in range(MOST_FOLDED):
            if folded.count() == 0:
                return
            self.aims_at(folded.first.locator("> summary")).click()
            self._page.evaluate(STILL)
            self._settle()  # what is folded may be made by the server first
        expect(folded).to_have_count(0)

    def switches_language(self, language: Language, name: str) -> None:
        """Choose another language by its own name; from now on they read that one."""
        self._clicks(self._page.get_by_role("radio", name=name, exact=True))
        self.language = language

    def gives_file(self, name: str, content: bytes) -> None:
        """Hand in a file of answers."""
        chooser = self._main.locator("input[type=file]")
        with self._answered():
            chooser.set_input_files({"name": name, "mimeType": "", "buffer": content})

    def gives_files(self, files: Mapping[str, bytes]) -> None:
        """Hand in several files at once, by name."""
        given = [{"name": n, "mimeType": "", "buffer": data} for n, data in files.items()]
        with self._answered():
            self._main.locator("input[type=file]").set_input_files(given)

    def saves(self) -> Download:
        """Save the answers, and return the file."""
        button = self.aims_at(self._main.get_by_role("button", name=self.say("Save my answers")))
        with self._page.expect_download() as coming:
            button.click()
        return coming.value

    def loads_example(self, name: str) -> None:
        """Press the button of an example, found by the person's name."""
        card = self._main.get_by_test_id("stColumn").filter(has_text=name)
        self._clicks(card.get_by_role("button"))

    def confirms(self, label: str) -> None:
        """Press a button of the question in front of the page."""
        dialog = self._page.get_by_role("dialog")
        self._clicks(dialog.get_by_role("button", name=self.say(label), exact=True))
        expect(dialog).to_have_count(0)

    def tabs_to(self, role: Any, name: str) -> None:
        """Press the tabulator until they are on something of this role, so named."""
        wanted = self._page.get_by_role(role, name=name).first  # a scale says its name twice
        for _ in range(MOST_TABS):
            if wanted.evaluate("element => element === document.activeElement"):
                return
            self._page.keyboard.press("Tab")
        raise AssertionError(f"no way to {name!r} by keyboard")

    def types(self, key: str) -> None:
        """Press a key that the page answers to."""
        with self._answered():
            self._page.keyboard.press(key)

    def is_refused_websockets(self) -> None:
        """Be in a network that lets pages through and lasting connections not."""
        self.watch.server_was_away = True
        self._context.add_init_script(NO_WEBSOCKETS)

    def forbids_storage(self) -> None:
        """Have a browser that keeps nothing, as some do in private windows."""
        self._context.add_init_script(NO_STORAGE)

    def tampers(self, stored: str) -> None:
        """Put something else where the app keeps answers."""
        self._page.evaluate("([key, text]) => localStorage.setItem(key, text)", [STORED, stored])

    @contextmanager
    def without_server(self) -> Iterator[None]:
        """Stay on the page while the server is away; what the browser says of that is no news."""
        self.watch.server_was_away = True
        with self._page.expect_websocket(timeout=2 * PATIENCE):
            yield
        self._page.wait_for_function(CONNECTED)

    def sized(self, width: int, height: int) -> None:
        """Give the window another size, and wait until everything is drawn for it."""
        self._page.set_viewport_size({"width": width, "height": height})
        self._page.evaluate(STILL)
        self._settle()

    def leaves(self) -> None:
        """Close the window."""
        self._context.close()

    # What they see ------------------------------------------------------------

    def is_on(self, address: str) -> None:
        """See the page of this address, whole, with nothing in front of it."""
        _, place = self._place(address)
        expect(self._title).to_have_text(
            self.say("Which networks, how many minutes?") if not address else place.title
        )
        self._settle()
        assert self._page.url.split("?")[0] == f"{self.address}/{address}"
        expect(self._page.get_by_test_id("stException")).to_have_count(0)
        expect(self._page.locator(".st-key-fault")).to_have_count(0)
        expect(self._page.get_by_role("dialog")).to_have_count(0)  # Streamlit's "Page not found"

    def sees_menu(self) -> None:
        """See the menu of the app with its sections, as a wide screen shows it, and no other."""
        sections = list(site(speech(self.language)))
        expect(self._menu).to_have_count(1)
        shown = self._menu.get_by_role("button")
        expect(shown).to_have_text(sections)

    def sees(self, text: str) -> None:
        """See a text somewhere on the page."""
        expect(self._main.get_by_text(text).first).to_be_visible()

    def does_not_see(self, text: str) -> None:
        """See a text nowhere on the page."""
        expect(self._main.get_by_text(text)).to_have_count(0)

    def sees_finding(self, sentence: str) -> None:
        """See the sentence that a result screen opens with."""
        expect(self._main.get_by_role("heading", name=sentence, exact=True)).to_be_visible()

    def sees_chosen(self, question: str, *options: str) -> None:
        """See that these options of a question are chosen, and no other."""
        chosen = self._group(question).locator("[aria-pressed=true], [aria-checked=true]")
        expect(chosen).to_have_text(list(options))

    def sees_in_field(self, label: str, value: float) -> None:
        """See a number in a field."""
        assert float(self._field(label).input_value()) == value

    def sees_ticked(self, label: str) -> None:
        """See that a box whose label begins so is ticked."""
        expect(self._main.get_by_role("checkbox", name=label)).to_be_checked()

    def sees_pictures(self) -> list[str]:
        """See at least one picture, each drawn, and return their text alternatives."""
        pictures = self._main.get_by_test_id("stVegaLiteChart")
        expect(pictures.first).to_be_visible()
        self._settle()
        alternatives = []
        for picture in pictures.all():
            expect(picture.locator("svg.marks .role-mark *, canvas.marks").first).to_be_attached()
            expect(picture).to_have_attribute("role", "graphics-document")
            alternatives.append(picture.get_attribute("aria-label") or "")
        return alternatives

    def sees_no_picture(self) -> None:
        """See a page without any picture."""
        expect(self._main.get_by_test_id("stVegaLiteChart")).to_have_count(0)

    def is_told(self, text: str) -> None:
        """Hear something from a screen reader, without asking for it."""
        expect(self._page.locator(f"[id='{TOLD}']")).to_contain_text(text)

    def is_told_that_the_connection_is_lost(self) -> None:
        """See what to do while the server is away, in their language and nothing else."""
        lost = lost_connection(speech(self.language))
        dialog = self._page.get_by_role("dialog", name=lost["title"])
        expect(dialog).to_be_visible(timeout=2 * PATIENCE)
        expect(dialog.get_by_text(lost["text"])).to_be_visible()
        assert "Streamlit" not in dialog.inner_text()
        self.is_told(lost["text"])

    def reads_on_at_the_title(self) -> None:
        """Find themselves at the title of the page, not in the menu they came by."""
        expect(self._title).to_be_focused()

    def sees_one_refusal(self) -> str:
        """See one message that something was refused, and return it."""
        refusal = self._main.get_by_test_id("stAlertContentError")
        expect(refusal).to_be_visible()
        return refusal.inner_text()

    def sees_success(self, text: str) -> str:
        """See one message that something was done, with this text in it, and return it."""
        done = self._main.get_by_test_id("stAlertContentSuccess")
        expect(done).to_contain_text(text)
        return done.inner_text()

    def never_scrolls_sideways(self) -> None:
        """See that nothing on the page is wider than the screen."""
        self._settle()
        widest = max(self._page.evaluate(WIDTHS))
        assert widest <= self.width, f"{self._page.url} is {widest} pixels wide"

    def is_at_the_top(self) -> None:
        """See the page from its beginning, not from where the one before was left."""
        expect(self._title).to_be_in_viewport()
        assert self._page.get_by_test_id("stMain").evaluate("part => part.scrollTop") == 0

    def place_of(self, question: str) -> float:
        """Return how far down a question stands, in pixels from the top of the window."""
        box = self._group(question).bounding_box()
        assert box is not None
        return box["y"]

    @property
    def clicks(self) -> int:
        """Return how often they have clicked since the page was loaded."""
        return int(self._page.evaluate("presses"))

    @property
    def stored(self) -> str | None:
        """Return what the app keeps in this browser."""
        text: str | None = self._page.evaluate("key => localStorage.getItem(key)", STORED)
        return text

    @property
    def set_aside(self) -> str | None:
        """Return what the app could not read and kept all the same."""
        text: str | None = self._page.evaluate("key => localStorage.getItem(key)", ASIDE)
        return text

    @property
    def link(self) -> str | None:
        """Return what the address says of a link."""
        return parse_qs(urlsplit(self._page.url).query).get("r", [None])[0]

    @property
    def page(self) -> Page:
        """Return the page itself, for what measures it as a whole."""
        return self._page

    @property
    def main(self) -> Locator:
        """Return the page without its frame, for what only one test looks for."""
        return self._main

    @property
    def runs(self) -> int:
        """Return how often the page has asked the server to run."""
        return self._asked

    # How they find things -----------------------------------------------------

    def say(self, text: str, **values: object) -> str:
        """Return a text of the app in the visitor's language, as it shows on screen."""
        return speech(self.language).say(text, **values).replace("**", "")

    @property
    def _main(self) -> Locator:
        return self._page.get_by_role("main")

    @property
    def _menu(self) -> Locator:
        return self._page.get_by_role("navigation")

    @property
    def _title(self) -> Locator:
        return self._main.get_by_role("heading", level=1)

    def _place(self, address: str) -> tuple[str, Place]:
        sections = site(speech(self.language)).items()
        return next((s, p) for s, places in sections for p in places if p.address == address)

    def _group(self, question: str) -> Locator:
        name = self.say(question)
        one = self._main.get_by_role("radiogroup", name=name, exact=True)
        return one.or_(self._main.get_by_role("toolbar", name=name, exact=True))

    def _option(self, question: str, option: str) -> Locator:
        return self._group(question).get_by_text(option, exact=True)

    @property
    def _skeletons(self) -> Locator:
        return self._main.get_by_test_id("stSkeleton")

    def _field(self, label: str) -> Locator:
        return self._visible(self._main.get_by_role("spinbutton", name=self.say(label)))

    def _visible(self, found: Locator) -> Locator:
        return found.filter(visible=True).first

    # How they wait ------------------------------------------------------------

    def _on_socket(self, opened: WebSocket) -> None:
        self._socket = opened
        opened.on("framesent", self._on_sent)

    def _on_sent(self, frame: bytes | str) -> None:
        if isinstance(frame, bytes) and BackMsg.FromString(frame).HasField("rerun_script"):
            self._asked += 1

    def _clicks(self, part: Locator) -> None:
        """Click on something once nothing moves under the mouse, and wait for the answer."""
        self.aims_at(part)
        with self._answered():
            part.click()

    @contextmanager
    def _answered(self) -> Iterator[None]:
        """Wait until the server has run to its end for what is done inside."""
        before = self._asked
        with self._socket.expect_event(
            "framereceived",
            lambda frame: self._asked > before and _ends_run(frame),
            timeout=PATIENCE,
        ):
            yield
        self._settle()

    def _settle(self) -> None:
        """Wait until nothing is running and everything has been drawn."""
        expect(self._page.get_by_test_id("stApp")).to_have_attribute(STATE, "notRunning")
        expect(self._skeletons).to_have_count(0)

    def _rests(self) -> None:
        """Wait until nothing moves: what is drawn late pushes a button from under the mouse."""
        expect(self._skeletons).to_have_count(0)
        self._page.evaluate(STILL)


def _ends_run(frame: bytes | str) -> bool:
    """Return whether a message says that a run is over, and not just cut short for another."""
    if not isinstance(frame, bytes):
        return False
    message = ForwardMsg.FromString(frame)
    ends = message.WhichOneof("type") == "script_finished"
    return ends and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN


def walk(language: Language) -> list[str]:
    """Return the address of every page, in the order of the path."""
    return [place.address for place in path(speech(language))]


def content_of(download: Download) -> bytes:
    """Return what a saved file holds."""
    return Path(download.path()).read_bytes()
