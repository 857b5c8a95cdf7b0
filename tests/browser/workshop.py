"""A workshop as its people live it: a facilitator, a wall, participants, each in a browser."""

from __future__ import annotations

from playwright.sync_api import ViewportSize, expect

from tests.browser.visitor import Visitor, content_of

# Of a wall two metres wide these are letters of 32 mm, capitals of 22 mm: from eight metres twice
# what normal sight makes out.
SMALLEST = 0.016
PROJECTED: ViewportSize = {"width": 1920, "height": 1080}
LETTERS = """parts => {
    const scale = part => part.ownerSVGElement
        ? Math.hypot(part.getScreenCTM().a, part.getScreenCTM().b) : 1;
    return Math.min(...parts
    .filter(part => part.getClientRects().length
        && [...part.childNodes].some(one => one.nodeType === 3 && one.nodeValue.trim()))
    .map(part => parseFloat(getComputedStyle(part).fontSize)
        * scale(part) / innerWidth));
}"""
GONE = "No workshop is found here: the code or link is wrong, or it has been replaced or deleted."
OVER = (
    "The workshop is over, and what was sent to it is deleted. What you answered is still on this "
    "device."
)


class Facilitator:
    """Who runs the workshop, from making it to deleting it."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor, self.page = visitor, visitor._page

    def makes(self, title: str) -> str:
        """Make a workshop, see the facilitator's link once, and return the link to join."""
        visitor = self.visitor
        visitor.arrives("animer")
        visitor.main.get_by_role("textbox", name=visitor.say("Title, as the wall shows it")).fill(
            title
        )
        visitor.presses("Make the workshop")
        expect(self._codes.first).to_contain_text("/animer?cle=")
        visitor.presses("I have copied it")
        visitor.unfolds(visitor.say("Let people in"))
        expect(self._codes).to_have_count(1)
        return self._codes.inner_text()

    @property
    def _codes(self):
        return self.visitor.main.get_by_test_id("stCode")

    @property
    def wall(self) -> str:
        """Return the address of the wall."""
        link = self.visitor.main.get_by_role("link", name=self.visitor.say("Open the wall"))
        return link.get_attribute("href") or ""

    def goes_to(self, step: str) -> None:
        """Move the room to a step."""
        self.visitor.chooses("What the room does now", self.visitor.say(step))

    def shows_results(self) -> None:
        """Let the wall show results."""
        self.visitor.ticks_switch("The wall shows results")

    def types_in(self, networks: int, hours: float) -> str:
        """Type in a paper sheet with two guesses, and return the number it is given."""
        visitor = self.visitor
        visitor.unfolds(visitor.say("Type in a paper sheet"))
        visitor.types_in_field("First guess: networks", str(networks))
        visitor.types_in_field("First guess: hours a week", str(hours))
        visitor.presses("Add this sheet")
        added = visitor.say("Added as number {label}. Write that on the sheet.", label="|")
        before, after = added.split("|")
        return visitor.sees_success(before).partition(before)[2].partition(after)[0]

    def removes(self, label: str) -> None:
        """Remove what was sent under a number."""
        self.visitor.unfolds(self.visitor.say("Who has sent"))
        self.visitor.picks("Number to remove", label)
        self.visitor.presses("Remove this answer")
        self.visitor.confirms("Remove it")
        self.visitor.sees_success(self.visitor.say("Removed: {label}.", label=label))

    def hands_over(self) -> str:
        """Make a link for somebody else, which is shown once, and return it."""
        self.visitor.unfolds(self.visitor.say("Facilitator links"))
        self.visitor.presses("Make another link")
        link: str = self._codes.filter(has_text="/animer?cle=").inner_text()
        self.visitor.presses("Done")
        expect(self._codes.filter(has_text="/animer?cle=")).to_have_count(0)
        return link

    def takes_over(self, link: str) -> None:
        """Open a link that was handed over; the key leaves the address at once."""
        self.visitor.arrives(link.removeprefix(f"{self.visitor.address}/"))
        expect(self.page).to_have_url(f"{self.visitor.address}/animer")

    def revokes_the_oldest(self) -> None:
        """Revoke the link that was made first."""
        self.visitor.unfolds(self.visitor.say("Facilitator links"))
        self.visitor.presses("Revoke")
        self.visitor.confirms("Revoke it")
        self.visitor.sees_success(self.visitor.say("This link opens nothing any more."))

    def is_shut_out(self) -> None:
        """Touch the desk and find that it is no longer theirs."""
        self.visitor.presses("Refresh")
        assert self.visitor.say(GONE) in self.visitor.sees_one_refusal()
        self.visitor.does_not_see(self.visitor.say("What the room does now"))

    def extends(self) -> None:
        """Keep everything longer than it would have been."""
        self.visitor.unfolds(self.visitor.say("Keep, export, delete"))
        before = self._kept
        self.visitor.presses("Extend")
        self.visitor.sees_success(self.visitor.say("Extended."))
        assert self._kept != before

    @property
    def _kept(self) -> str:
        """Return the sentence that says until when everything is kept."""
        start = self.visitor.say("Everything is deleted automatically on **{day}**.", day="|")
        start = start.partition("|")[0]
        return self.visitor.main.get_by_text(start).inner_text()

    def exports(self) -> list[str]:
        """Take the group away as a table, and return its lines."""
        self.visitor.presses("Prepare the export")
        button = self.visitor.main.get_by_role("button", name="groupe.csv")
        with self.page.expect_download() as coming:
            self.visitor.aims_at(button).click()
        return content_of(coming.value).decode("utf-8-sig").splitlines()

    def deletes(self) -> None:
        """Delete the workshop."""
        self.visitor.unfolds(self.visitor.say("Keep, export, delete"))
        self.visitor.presses("Delete the workshop")
        self.visitor.confirms("Delete everything")
        self.visitor.sees(self.visitor.say("The workshop and everything in it are deleted."))


class Participant:
    """Somebody with a phone."""

    def __init__(self, visitor: Visitor, link: str) -> None:
        self.visitor, self.link = visitor, link.removeprefix(f"{visitor.address}/")

    def joins(self) -> None:
        """Come by the link and take part."""
        self.visitor.arrives(self.link)
        self.visitor.presses("Take part")

    def guesses(self, networks: int, hours: float) -> None:
        """Guess, before anything else is asked."""
        self.visitor.does_not_see(self.visitor.say("1. What do you want most from your networks?"))
        self.visitor.fills("How many networks can you keep well?", str(networks))
        self.visitor.fills("How many hours a week will they take, all together?", str(hours))
        self.visitor.presses("That is my guess")

    def answers(self, goal: str, *networks: str) -> None:
        """Answer the three questions."""
        self.visitor.chooses("1. What do you want most from your networks?", goal)
        asked = "3. Which networks are you on, or do you want to be on?"
        self.visitor.chooses(asked, *networks)

    def sends(self) -> None:
        """Send what the preview shows."""
        self.visitor.presses_exactly("Send")
        self.visitor.sees(self.visitor.say("Sent. Your result stays on this device."))

    def comes_back(self) -> None:
        """Open the page again after the phone was closed."""
        self.visitor.arrives("atelier")
        self.visitor.sees(self.visitor.say("This is what you have sent; the group counts it."))

    def withdraws(self) -> None:
        """Take back what they sent."""
        self.visitor.unfolds(self.visitor.say("Withdraw, or leave"))
        self.visitor.presses("Withdraw what I sent")
        self.visitor.sees_success(self.visitor.say("Withdrawn: the group no longer counts it."))


class Wall:
    """What the whole room looks at."""

    def _letters(self, which: str) -> float:
        """Return how large the smallest letters in these parts are, as a share of the width."""
        share: float = self.page.locator(which).evaluate_all(LETTERS)
        return share

    def __init__(self, visitor: Visitor, address: str) -> None:
        self.visitor, self.page = visitor, visitor._page
        self.page.set_viewport_size(PROJECTED)
        self.page.goto(address)
        visitor._settle()  # a key pressed before the first run is over would be lost

    def counts(self, joined: int, sent: int) -> None:
        """See how many have joined and sent, without a hand laid on it."""
        numbers = self.page.locator(".number")
        expect(numbers).to_have_text([str(joined), str(sent)])

    def says(self, sentence: str) -> None:
        """See this message, the only one there."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(sentence)

    def is_pressed(self, key: str) -> None:
        """Have a key pressed."""
        self.page.keyboard.press(key)

    def passes_over(self, before: str, after: str) -> None:
        """See pictures with nothing to show left out between two screens, and go back again."""
        for key, sentence in (("Space", before), ("Space", after), ("ArrowLeft", before)):
            self.is_pressed(key)
            self.says(sentence)
        self.is_pressed("ArrowLeft")

    def shows_a_picture(self) -> str:
        """See a picture, and return what it says to who cannot see it."""
        picture = self.page.get_by_test_id("stVegaLiteChart")
        expect(picture.locator("svg.marks .role-mark *").first).to_be_attached()
        return picture.get_attribute("aria-label") or ""

    def fits_the_screen(self) -> None:
        """See the whole of it without scrolling, in letters that can be read from afar."""
        main = self.page.get_by_test_id("stMain")
        assert main.evaluate("part => part.scrollHeight - part.clientHeight") <= 1
        assert self._letters(".sentence") > 0.03
        assert self._letters(".wall *, svg.marks text") > SMALLEST
        expect(self.page.get_by_role("navigation")).to_have_count(0)  # no menu either
