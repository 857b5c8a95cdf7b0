"""A whole workshop: a facilitator, three participants and a wall, from making it to deleting it."""

import pytest
from playwright.sync_api import expect

from core.vocabulary import LANGUAGES
from tests.browser.visitor import PHONE
from tests.browser.workshop import OVER, Facilitator, Participant, Wall

pytestmark = pytest.mark.browser

PROJECTOR = 1920
TITLE = "Promo Pépite & co"
GUESSES = [(2, 1, "LinkedIn"), (4, 2, "LinkedIn Instagram"), (6, 8, "LinkedIn Malt TikTok")]


def other_than(language):
    return next(one for one in LANGUAGES if one != language)


def moves_over_what_waits(wall):
    """Go from the reveal, which has nothing to show yet, through the wall by its keys."""
    say = wall.visitor.say
    wall.says(say("This picture waits: it takes {least} answers.", least="6"))
    wall.is_pressed("Home")
    wall.says(say("Join on your phone: no account, no name"))
    wall.is_pressed("Space")
    wall.says(say("Before we count: your guess."))
    answers = say("Answer on your phone, read the preview, then send.")
    wall.passes_over(answers, say("And now? Guess again."))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_workshop_from_making_it_to_deleting_it(visit, catalogue, language):
    """Who makes it speaks one language, who takes it over the other, and so do the people."""
    other = other_than(language)
    facilitator = Facilitator(visit(language))
    link = facilitator.makes(TITLE)
    wall = Wall(visit(language, width=PROJECTOR), facilitator.wall)
    say = wall.visitor.say
    wall.says(say("Join on your phone: no account, no name"))
    wall.counts(0, 0)
    wall.fits_the_screen()

    people = [
        Participant(visit(spoken, width=PHONE), link) for spoken in (language, other, language)
    ]
    goal = catalogue.goals["find_clients"].label
    for person, (networks, hours, named) in zip(people, GUESSES, strict=True):
        person.joins()
        person.guesses(networks, hours)
        person.answers(goal.into(person.visitor.language), *named.split())
    wall.counts(3, 0)  # nothing leaves without a click
    for person in people:
        person.sends()
    wall.counts(3, 3)
    people[0].comes_back()
    people[0].visitor.never_scrolls_sideways()
    wall.counts(3, 3)
    facilitator.removes(facilitator.types_in(networks=5, hours=3))
    wall.counts(3, 3)

    colleague = Facilitator(visit(other))
    colleague.takes_over(facilitator.hands_over())
    colleague.revokes_the_oldest()
    facilitator.is_shut_out()
    colleague.goes_to("Reveal")
    wall.says(say("The results are still hidden."))
    colleague.shows_results()
    moves_over_what_waits(wall)

    people[1].visitor.follows("See my result")
    people[1].visitor.is_on("moins")
    people[1].visitor.follows_at_the_bottom("Back to the workshop")
    people[1].withdraws()
    wall.is_pressed("ArrowLeft")
    wall.counts(3, 2)

    colleague.extends()
    (head,) = colleague.exports()  # too few people for a line of the group
    assert colleague.visitor.say("People") in head
    colleague.deletes()
    people[2].visitor.arrives("atelier")
    people[2].visitor.sees(people[2].visitor.say(OVER))
    people[2].visitor.follows("Your result is here")
    people[2].visitor.is_on("moins")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_wall_presents_a_persona_without_a_group(visit, language):
    visitor = visit(language, width=PROJECTOR)
    wall = Wall(visitor, f"{visitor.address}/mur?p=ines&embed=true")
    wall.fits_the_screen()
    wall.is_pressed("ArrowRight")
    assert "LinkedIn" in wall.shows_a_picture()
    wall.fits_the_screen()


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_a_network_refuses_websockets_the_page_leads_to_paper(visit, language):
    visitor = visit(language, width=PHONE)
    visitor.is_refused_websockets()
    visitor.page.goto(f"{visitor.address}/atelier")
    told = visitor.page.locator(f".doorway [lang={language}]")
    expect(told).to_be_visible()
    told.get_by_role("link", name=visitor.say("the questions to print")).click()
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text(
        visitor.say("The workshop on paper")
    )
    expect(visitor.page.locator(".doorway")).to_have_count(0)
