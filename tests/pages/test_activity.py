"""What I really do: the files handed over, the review row by row, and what follows from it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.testing.v1 import AppTest

from core.activity.errors import MEANING
from core.activity.measure import Activity, FileNote
from core.activity.use import Beside, beside, with_routines, with_weeks
from core.analysis import Analysis, analyse
from core.answers import Answers
from core.vocabulary import LANGUAGES, Language
from pages.parts import coverage, measured, reality
from pages.parts.speech import speech
from tests.core.strategies import CATALOGUE
from tests.pages.exports_made import (
    INSTAGRAM_NAME,
    LINKEDIN_NAME,
    found,
    instagram,
    linkedin,
    x,
)
from tests.pages.people import AT_THE_EDGES, PERSONAS
from tests.pages.test_every_page import MACHINE_TALK, faults
from tests.pages.tongues import strangers
from tests.pages.visit import (
    EFFORT,
    MONDAY,
    NETWORKS,
    analysis_of,
    answers_of,
    arrive,
    go,
    pictures,
    run,
    tables,
    visit,
    words,
)
from tests.test_translations import typographic_faults

ACTIVITY, FOLLOW = "pages/plan/activity.py", "pages/plan/follow.py"
INES = PERSONAS["ines"].answers  # LinkedIn is in her plan
IN = pytest.mark.parametrize("language", LANGUAGES)
TAKE, KEEP = "Use as what I do today", "Put these weeks in my follow-up"
FORGET, COUNT, STOP = "Forget everything that was counted", "Count", "Stop"


def after_counting(
    activity: Activity | None = None, answers: Answers = INES, language: Language = "en"
) -> AppTest:
    """Return the page once exports have been counted."""
    at = arrive(language, answers)
    at.session_state[measured.FOUND] = activity or found()
    return go(at, ACTIVITY)


def button(at: AppTest, label: str):
    return next(one for one in at.button if one.label == label)


def hand_over(at: AppTest, *files: tuple[str, bytes]) -> AppTest:
    """Give files, have them counted, and come back when that is done."""
    run(at.file_uploader[0].set_value([(name, data, "") for name, data in files]))
    run(button(at, COUNT).click())
    going = at.session_state[measured.COUNTING]
    going.wait()
    return run(run(at))  # the fragment sees that it is over, and asks for the whole page


# The files ---------------------------------------------------------------------------------


def test_files_given_are_counted_and_dropped(monkeypatch):
    dropped: list[str] = []
    drop = MemoryUploadedFileManager.remove_session_files

    def watched(store: MemoryUploadedFileManager, session: str) -> None:
        dropped.append(session)
        drop(store, session)

    monkeypatch.setattr(MemoryUploadedFileManager, "remove_session_files", watched)
    at = hand_over(
        visit(ACTIVITY, INES, "en"), (LINKEDIN_NAME, linkedin()), (INSTAGRAM_NAME, instagram())
    )

    assert at.session_state[measured.FOUND] == found()
    assert at.file_uploader[0].value == []
    assert len(dropped) == 1  # the platform would hold them until the visitor leaves
    assert not at.error
    assert len(pictures(at)) == 2


def test_who_only_comes_to_look_finds_what_to_do():
    at = visit(ACTIVITY, AT_THE_EDGES["nothing said"], "en")

    assert button(at, COUNT).disabled
    assert not pictures(at)
    assert "Counted here, kept nowhere." in words(at)


@pytest.mark.parametrize("name", CATALOGUE.exports)
@IN
def test_every_network_has_its_steps(name, language):
    at = visit(ACTIVITY, INES, language)
    run(at.pills(key="activity.steps.network").set_value(name))
    guide = CATALOGUE.exports[name]

    for text in (guide.choose, guide.wait, guide.missing, *guide.steps):
        assert speech(language).words(text) in words(at)
    assert all(file in words(at) for file in guide.files)


def test_a_hostile_name_is_shown_as_a_plain_text():
    at = hand_over(visit(ACTIVITY, INES, "en"), ("**[x](http://y)** `z`.zip", b"PK nothing"))

    (shown,) = at.error
    refused = coverage.refusal("broken_archive", speech("en"))
    assert shown.value == f"`xhttpy z.zip` · {refused}"
    assert measured.FOUND not in at.session_state


def test_nothing_can_be_counted_beyond_what_is_held_at_once(monkeypatch):
    monkeypatch.setattr("streamlit.get_option", lambda _: 1)
    at = visit(ACTIVITY, INES, "en")
    run(at.file_uploader[0].set_value([(f"{n}.zip", bytes(600_000), "") for n in range(2)]))

    assert [one.value.split(":")[0] for one in at.error] == [
        "Together these files are larger than 1 MB"
    ]
    assert button(at, COUNT).disabled


def test_stopping_leaves_nothing_but_a_sentence(monkeypatch):
    at = visit(ACTIVITY, INES, "en")
    run(at.file_uploader[0].set_value([(LINKEDIN_NAME, linkedin(), "")]))
    run(button(at, COUNT).click())
    going = at.session_state[measured.COUNTING]
    if any(one.label == STOP for one in at.button):
        run(button(at, STOP).click())
    going.cancel()
    going.wait()
    run(run(at))

    assert measured.COUNTING not in at.session_state
    assert going.over


def test_a_time_zone_that_the_browser_made_up_is_not_offered():
    at = arrive("en", INES)
    at.context = {"locale": "en", "theme": "light", "timezone": "Mars/<b>"}

    assert go(at, ACTIVITY).selectbox(key="activity.zone").value == "Europe/Paris"


def test_the_time_zone_of_the_browser_comes_first():
    at = arrive("fr", INES)
    at.context = {"locale": "fr", "theme": "light", "timezone": "Asia/Tokyo"}

    assert go(at, ACTIVITY).selectbox(key="activity.zone").options[:2] == ["Tokyo", "Paris"]


def test_a_network_counted_again_takes_the_place_of_what_was_counted_before():
    before, again = found(), found((LINKEDIN_NAME, linkedin(likes=9)))
    both = measured.merged(before, again)

    assert both.of("linkedin", "like") == again.of("linkedin", "like")
    assert both.of("instagram", "like") == before.of("instagram", "like")
    assert set(both.ends) == {"linkedin", "instagram"}
    assert len(both.measured) == len(before.measured)
    assert measured.merged(None, again) == again


# What exports tell ---------------------------------------------------------------------------


@IN
@pytest.mark.parametrize("fault", [*MEANING, "cancelled", "too_long", "failed"])
def test_every_fault_is_one_clear_sentence(fault, language):
    said = coverage.refusal(fault, speech(language))

    assert said.endswith(".")
    assert said.count(". ") == 0
    assert strangers([said], language) == set()
    assert language == "en" or typographic_faults(said) == []


def test_what_is_not_in_an_export_is_never_shown_as_zero():
    activity = found((LINKEDIN_NAME, linkedin()), ("x.zip", x()))
    table = coverage.coverage_table(activity, speech("en"), CATALOGUE)
    rows = {row["Action"]: [*row.values()][1:] for row in table.to_dict("records")}

    assert rows["LinkedIn · Messages"] == ["–", "–", "–", "not in this export"]
    assert rows["LinkedIn · Likes"] == ["4 (4)", "4 (4)", "120", "counted"]
    assert rows["X (Twitter) · Likes"] == ["–", "–", "1", "without dates"]
    unknown = [one for one in activity.measured if one.total is None]
    assert unknown
    for one in unknown:
        assert not re.search(r"\b0\b", coverage.unrated_line(one, speech("en"), CATALOGUE))


def test_a_row_says_its_mean_median_and_total():
    one = found().of("linkedin", "like")

    assert coverage.row_label(one, 12, speech("en"), CATALOGUE) == (
        "Likes: 4 a week (median 4), 120 in all"
    )
    less = replace(one, state="lower_bound", reason="some_undated")
    assert "at least 4 a week" in coverage.row_label(less, 12, speech("en"), CATALOGUE)


def test_files_are_told_by_name_and_what_is_inside_them_by_network():
    notes = [
        FileNote(0, "", "encrypted"),
        FileNote(1, "instagram.posts", None),
        FileNote(1, "instagram.comments", "html"),
        FileNote(1, "instagram.messages", "html"),
        FileNote(1, "", "nested"),
    ]
    spoken = speech("en")

    assert coverage.refused_files(notes, ["", "b.zip"], spoken) == [
        f"`1` · {coverage.refusal('encrypted', spoken)}"
    ]
    assert coverage.unread_parts(notes, spoken, CATALOGUE) == [
        f"Instagram: 2 files passed over. {coverage.refusal('html', spoken)}",
        f"1 file passed over. {coverage.refusal('nested', spoken)}",
    ]


@IN
@pytest.mark.parametrize("who", ["ines", "awa", "nothing said", "every network vetoed"])
def test_the_review_is_of_one_language_and_without_gaps(who, language):
    answers = PERSONAS[who].answers if who in PERSONAS else AT_THE_EDGES[who]
    activity = found((LINKEDIN_NAME, linkedin()), (INSTAGRAM_NAME, instagram()), ("x.zip", x()))

    assert faults(after_counting(activity, answers, language), language) == []


@IN
def test_exports_without_a_number_a_week_still_say_what_they_tell(language):
    at = after_counting(found(("x.zip", x())), INES, language)

    assert faults(at, language) == []
    assert not pictures(at)
    assert not list(at.checkbox)


# The review ----------------------------------------------------------------------------------


def test_a_row_that_is_unticked_counts_nowhere():
    at = after_counting()
    before = at.header[0].value
    run(at.checkbox(key="activity.row.linkedin.like").uncheck())
    run(button(at, TAKE).click())

    counts = answers_of(at).network("linkedin").today_counts
    said = CATALOGUE.rungs_of("linkedin")[INES.network("linkedin").today].counts["like"]
    assert counts["like"] == said  # as she said, not as measured
    assert at.header[0].value != before
    assert not at.checkbox(key="activity.row.linkedin.like").value
    assert at.checkbox(key="activity.row.linkedin.comment").value


def test_four_weeks_are_counted_as_well_as_twelve():
    at = after_counting()
    run(at.segmented_control(key="activity.weeks").set_value(4))

    assert at.header[0].value.startswith("Over the last 4 full weeks")


def test_measured_said_and_planned_stand_side_by_side():
    at = after_counting()
    plan = analysis_of(at).best.choice["linkedin"]
    together, weeks = pictures(at)
    likes = together.table[together.table["row"] == "Likes"].set_index("kind")["times"]

    assert likes["measured"] == 4
    assert likes["planned"] == plan.counts["like"]
    assert "measured 4" in together.alternative
    assert weeks.table.groupby("week")["count"].sum().unique().tolist() == [7]
    assert any("Time measured" in table for table in tables(at))


def test_minutes_are_those_of_the_person():
    slow = INES.with_changes(minutes_per_action={"like": 10.0, "comment": 0.0})
    rows = list(reality_rows(analyse(slow.with_network("linkedin", format="text"), CATALOGUE)))
    minutes = {one.measured.action: one.minutes for one in rows if one.minutes}

    assert minutes["like"].mode == 40
    assert minutes["comment"].mode == 0


def reality_rows(analysis: Analysis) -> Iterator[Beside]:
    return beside(found((LINKEDIN_NAME, linkedin())), analysis, CATALOGUE)


# Using it ------------------------------------------------------------------------------------


def test_one_click_takes_the_counts_as_the_routine_of_today_and_can_be_undone():
    at = after_counting()
    expected = with_routines(found(), analyse(INES, CATALOGUE), CATALOGUE)
    run(button(at, TAKE).click())

    assert answers_of(at) == expected
    assert at.success[0].value.startswith("Taken")
    run(button(at, "Undo").click())
    assert answers_of(at) == INES


def test_one_click_puts_the_weeks_in_the_follow_up():
    at = after_counting()
    run(button(at, KEEP).click())
    expected = with_weeks(found(), analyse(INES, CATALOGUE), CATALOGUE)

    assert answers_of(at).check_ins == expected.check_ins
    go(at, FOLLOW)
    weeks, actions = pictures(at)
    assert set(weeks.table["how"]) == {"Measured, from exports"}
    assert len(weeks.table) == 12
    likes = actions.table[actions.table["row"] == "Likes"]
    assert dict(zip(likes["kind"], likes["times"], strict=True)) == {"measured": 4}, (
        "nobody knows what was planned in those weeks"
    )
    assert "Visits to the feed" in words(at)


@IN
def test_the_follow_up_of_measured_weeks_is_of_one_language(language):
    answers = with_weeks(found(), analyse(INES, CATALOGUE), CATALOGUE)

    assert faults(visit(FOLLOW, answers, language), language) == []


def test_minutes_that_were_inferred_are_never_offered_as_reported():
    """Kept by one click, they would correct the person's pace by itself."""
    answers = with_weeks(found(), analyse(INES, CATALOGUE), CATALOGUE)
    measured_now = {**answers.check_ins[-1].model_dump(), "week": MONDAY}
    at = visit(FOLLOW, answers.with_changes(check_ins=[measured_now]), "en")

    assert at.number_input(key=f"done.{MONDAY}.linkedin").value is None


def test_measured_counts_correct_the_minutes_of_weeks_that_were_reported():
    """Time reported without counts says little; the export says what was done in it."""
    weeks = [
        {"week": week, "networks": {"linkedin": {"minutes": 300}}}
        for week in ("2024-05-13", "2024-05-20")
    ]
    at = after_counting(answers=INES.with_changes(check_ins=weeks))
    run(button(at, KEEP).click())
    run(button(at, "Use my own minutes").click())

    likely = CATALOGUE.actions["like"].minutes.mode
    assert answers_of(at).minutes_per_action["like"] > likely


def test_the_way_on_leads_back_to_the_result_and_not_into_a_workshop():
    at = visit(ACTIVITY, INES, "en")
    (way_on,) = [
        one.proto for one in at.get("page_link") if one.proto.icon.endswith("arrow_forward:")
    ]

    assert way_on.label == "Fewer, but well kept"


def test_forgetting_leaves_nothing_that_was_counted():
    at = after_counting()
    run(button(at, FORGET).click())

    kept = (measured.FOUND, measured.LEFT_OUT, measured.LAST, measured.DONE)
    assert [name for name in kept if name in at.session_state] == []
    assert not pictures(at)
    assert answers_of(at) == INES


@pytest.mark.parametrize("page", [FOLLOW, EFFORT, NETWORKS])
def test_other_pages_lead_here(page):
    labels = [link.proto.label for link in visit(page, INES, "en").get("page_link")]

    assert "Measured, not guessed: count it from my exports" in labels


@IN
def test_sentences_about_what_is_done_are_whole(language):
    analysis, spoken = analyse(INES, CATALOGUE), speech(language)
    rows = list(reality_rows(analysis))
    said = [
        reality.finding_sentence(rows, 12, spoken),
        reality.finding_sentence([], 12, spoken),
        reality.against_sentence(rows, analysis, spoken),
        coverage.end_in_words(found(), "linkedin", spoken),
    ]

    assert strangers(said, language) == set()
    assert not [text for text in said if MACHINE_TALK.search(text) or not text.endswith(".")]
