"""What I really do: an archive is counted, reviewed, used, and stands beside the plan."""

import pytest

from core.activity.use import beside, only, with_weeks
from core.analysis import analyse
from core.answers import to_json
from core.follow_up import weeks_done
from pages.parts import checking_in, coverage, reality
from pages.parts.speech import speech
from tests.browser.visitor import PHONE
from tests.pages.exports_made import INSTAGRAM_NAME, LINKEDIN_NAME, found, instagram, linkedin
from tests.pages.people import PERSONAS

pytestmark = pytest.mark.browser

INES = PERSONAS["ines"].answers
FRENCH = speech("fr")


def comes_with_a_plan(visitor):
    visitor.arrives()
    visitor.gives_file("answers.json", to_json(INES).encode())
    visitor.is_on("moins")
    visitor.goes_to("activite")


def finding(activity, analysis, catalogue):
    return reality.finding_sentence([*beside(activity, analysis, catalogue)], 12, FRENCH)


def test_an_archive_is_counted_reviewed_used_and_stands_beside_the_plan(visit, catalogue):
    visitor, analysis = visit("fr", PHONE), analyse(INES, catalogue)
    everything = found()
    rows = {(one.network, one.action) for one in everything.measured}
    kept = only(everything, rows - {("linkedin", "comment")})
    comes_with_a_plan(visitor)

    visitor.gives_files({LINKEDIN_NAME: linkedin(), INSTAGRAM_NAME: instagram()})
    visitor.presses("Count")
    visitor.sees_finding(finding(everything, analysis, catalogue))
    assert all(visitor.sees_pictures())
    visitor.never_scrolls_sideways()

    visitor.unticks("Commentaires\u00a0: 2 par semaine")
    visitor.sees_finding(finding(kept, analysis, catalogue))
    visitor.presses("Put these weeks in my follow-up")
    visitor.goes_to("suivi")
    after = analyse(with_weeks(kept, analysis, catalogue), catalogue)
    weeks = weeks_done(after)
    visitor.sees_finding(checking_in.weeks_sentence(weeks, FRENCH))
    assert visitor.sees_pictures()[0] == checking_in.weeks_alternative(weeks, FRENCH)
    visitor.reloads()  # kept on the device, with the answers
    visitor.sees_finding(checking_in.weeks_sentence(weeks, FRENCH))


def test_a_hostile_file_gets_one_sentence_and_changes_nothing(visit):
    visitor = visit("fr")
    comes_with_a_plan(visitor)

    visitor.gives_files({"<b>archive</b>.zip": b"PK\x03\x04 and nothing more"})
    visitor.presses("Count")
    said = visitor.sees_one_refusal()
    assert coverage.refusal("broken_archive", FRENCH) in said
    assert "<" not in said
    visitor.sees_no_picture()
