"""One person's answers, as a file and as what they do on every page of the assessment."""

from __future__ import annotations

from core.answers import Answers
from core.catalogue import Catalogue
from pages.parts.speech import speech
from tests.browser.visitor import Visitor

FORUM = "Forum du compost"  # a network that no catalogue has
GOALS = "What do you want from your networks?"
ON, WANT = "I am already on", "I would like to be on"
ADDING = "Add a network of my own, or rate one that nobody has figures for"
QUESTIONS = {
    "Who do you want to reach?": "publics",
    "How old are they?": "ages",
    "What can you make, alone or with help?": "formats",
    "How do you speak?": "tones",
    "What matters to you?": "values",
    "Your red lines": "red_lines",
}
DONE = ("photo", "pitch")  # what the audit of the profile on LinkedIn finds in place


def said(catalogue: Catalogue) -> Answers:
    """Return what the person says in the end."""
    audit = {
        item.id: item.id in DONE for item in catalogue.checklist_of("linkedin", "professional")
    }
    return Answers(
        goals={"find_clients": 1, "show_expertise": 2},
        publics=("b2b",),
        ages=("25-34", "35-49"),
        formats=("text", "carousel"),
        tones=("expert",),
        values=("openness",),
        red_lines=("chinese_company",),
        weekly_minutes=270,
        guess_minutes=120,
        networks={
            "linkedin": {"state": "on", "today": "light", "profile": audit},
            "facebook": {"state": "on"},
            "instagram": {"state": "want"},
            "own_1": {"state": "want", "ratings": dict.fromkeys(catalogue.criteria, 0.8)},
        },
        own_networks=({"id": "own_1", "name": FORUM},),
    )


class Story:
    """A visitor who answers all that, in the words of their language."""

    def __init__(self, visitor: Visitor, catalogue: Catalogue) -> None:
        self.visitor, self.catalogue = visitor, catalogue
        self.said = said(catalogue)

    def words(self, terms: str, *ids: str) -> list[str]:
        """Return how terms of the catalogue read, in the order of the catalogue."""
        into, known = speech(self.visitor.language).words, getattr(self.catalogue, terms)
        return [into(term.label) for name, term in known.items() if name in ids]

    def describes_the_project(self) -> None:
        """Answer the first page: goals and their weight, audience, formats, tone, red lines."""
        self.visitor.chooses(GOALS, *self.words("goals", *self.said.goals))
        (expertise,) = self.words("goals", "show_expertise")
        self.visitor.chooses(expertise, self.visitor.say("a lot"))
        for question, field in QUESTIONS.items():
            self.visitor.chooses(question, *self.words(field, *getattr(self.said, field)))

    def counts_the_time(self) -> None:
        """Answer the second page: hours, and a guess before any estimate."""
        self.visitor.fills("Hours a week for your networks", "4.5")
        self.visitor.fills("Hours a week to keep your networks steadily: your guess", "2")

    def names_the_networks(self) -> None:
        """Answer the third page: where they are, what they do there, and a network of their own."""
        visitor = self.visitor
        visitor.chooses(ON, "LinkedIn", "Facebook")
        visitor.chooses(WANT, "Instagram")
        visitor.unfolds("LinkedIn")
        visitor.picks("What you do there today", *self.words("rungs", "light"))
        visitor.unfolds(visitor.say(ADDING))
        visitor.adds_network(FORUM)
        visitor.rates_it(FORUM)
        for criterion in self.words("criteria", *self.catalogue.criteria):
            visitor.moves(criterion, 0.8)

    def checks_a_profile(self) -> None:
        """Answer the fourth page: begin the audit of one profile and tick what is done."""
        self.visitor.presses("Check my {network} profile", network="LinkedIn")
        for item in self.words("checklist", *DONE):
            self.visitor.ticks(item)

    def sees_the_project_again(self) -> None:
        """Find the first page as it was left."""
        for question, field in {GOALS: "goals", **QUESTIONS}.items():
            chosen = self.words(field, *getattr(self.said, field))
            self.visitor.sees_chosen(question, *chosen)

    def sees_the_time_again(self) -> None:
        """Find the hours as they were left."""
        self.visitor.sees_in_field("Hours a week for your networks", 4.5)

    def sees_the_networks_again(self) -> None:
        """Find the networks as they were left."""
        self.visitor.sees_chosen(ON, "LinkedIn", "Facebook")
        self.visitor.sees_chosen(WANT, "Instagram", FORUM)

    def sees_the_profile_again(self) -> None:
        """Find the audit as it was left."""
        self.visitor.unfolds("LinkedIn")
        for item in self.words("checklist", *DONE):
            self.visitor.sees_ticked(item)
