"""The workshop's pages, as a facilitator, participants and strangers meet them."""

from __future__ import annotations

import contextlib
import datetime
import re
import secrets
from unittest.mock import Mock

import pytest
from streamlit.testing.v1 import AppTest

from core.analysis import analyse
from core.answers import Answers
from core.workshop import codes
from core.workshop.sending import guess_only, preview, sending_of
from core.workshop.settings import Settings
from pages.parts import clock, group_slides, joining, room_wall, rooms, store, wall
from pages.parts.rooms import JOIN, RUN, WALL
from pages.parts.sending_words import preview_table
from pages.parts.speech import speech
from pages.storage import publishing
from pages.storage.connection import workshops
from pages.storage.errors import Trouble
from tests.core.strategies import CATALOGUE
from tests.pages.people import PERSONAS
from tests.pages.visit import analysis_of, answers_of, arrive, go, pictures, run, tables, words
from tests.storage.filling import filling

HERE = "http://localhost:8501"
TOMASZ = PERSONAS["tomasz"].answers
HOSTILE = [
    "<script>alert(1)</script>",
    "=HYPERLINK(0)",
    "[click](http://evil.example)",
    ":red[alarm]",
    "'; DROP TABLE workshops; --",
    "![x](http://evil.example/x.png)",
    "# shout",
    "{answers}",
]


def button(at: AppTest, label: str):
    return next(one for one in at.button if one.label == label)


def pressed(at: AppTest, label: str) -> AppTest:
    return run(button(at, label).click())


def labels(at: AppTest) -> set[str]:
    return {one.label for one in at.button}


def at_address(at: AppTest, page: str) -> AppTest:
    """Have the browser tell where it is, as addresses are made from that."""
    at.context = {"locale": "en", "theme": "light", "url": f"{HERE}/{page}"}
    return at


@pytest.fixture
def made(request):
    """A workshop in the database, with its secret; each test is a visitor of its own."""
    settings = Settings(title="Promo Pépite", language="en")
    return workshops().create(settings, visitor=request.node.nodeid, now=rooms.now())


def status(made):
    return workshops().status(made.workshop.id, now=rooms.now())


def at_the_door(made, answers: Answers | None = None) -> AppTest:
    """Return the page of somebody who has opened the link to join."""
    at = go(arrive("en", answers, a=made.workshop.link_key), JOIN)
    at.query_params = {"a": made.workshop.link_key}
    return run(at)


def joined(made, answers: Answers | None = None) -> AppTest:
    """Return the page of somebody who has just joined by the link."""
    return pressed(at_the_door(made, answers), "Take part")


def guessed(made, answers: Answers | None = TOMASZ, networks: int = 4, hours: float = 2.5):
    """Return the page of somebody who has joined and guessed."""
    at = joined(made, answers)
    some, time = at.number_input
    some.set_value(networks)
    time.set_value(hours)
    run(at)
    return pressed(at, "That is my guess")


def shown_to_six(made) -> None:
    """Let six sheets of paper in, and have the wall show the results."""
    six_sheets(made)
    workshops().show_results(made.secret, True, now=rooms.now())


def six_sheets(made) -> None:
    for number, minutes in enumerate((30, 40, 50, 300, 310, 320)):
        one = guess_only(guess_networks=3, guess_minutes=minutes)
        workshops().type_in(made.secret, one, key=f"sheet {number}", now=rooms.now())


def sent(made, answers: Answers | None = TOMASZ) -> AppTest:
    return pressed(guessed(made, answers), "Send")


def the_slips(made):
    return workshops().slips(made.secret, now=rooms.now())


# Making one -----------------------------------------------------------------------------------


def new(title: str) -> AppTest:
    at = go(arrive("en"), RUN)
    at.text_input[0].set_value(title)
    return pressed(at, "Make the workshop")


def test_the_facilitators_link_is_shown_once():
    at = new("  Promo   Pépite ")
    link = at.code[0].value
    secret = link.partition("cle=")[2]
    assert workshops().desk(secret, now=rooms.now()).workshop.settings.title == "Promo Pépite"

    pressed(at, "I have copied it")
    assert secret not in "".join(one.value for one in at.code)
    assert "Promo Pépite" in words(at)


@pytest.mark.parametrize("title", [*HOSTILE, "", "  ", "x" * 81])
def test_a_title_that_something_could_act_on_is_refused_in_one_sentence(title):
    at = new(title[:80] if len(title) < 81 else title[:80] + " ")
    if title.strip() == "x" * 81:
        return  # the field itself holds no more
    assert len(at.error) == 1
    assert not at.code
    assert "evil" not in at.error[0].value


def test_who_opens_the_app_as_this_computer_is_told_before_making_a_workshop():
    at = run(at_address(go(arrive("en"), RUN), "animer"))
    assert "Phones cannot open this address" in at.warning[0].value
    at.context["url"] = "https://example.org/animer"
    assert not run(at).warning


def test_the_desk_itself_opens_under_the_address_of_the_network(made):
    at = run(at_address(desk(made), "animer"))
    links = [one.proto.url for one in at.get("link_button")]
    assert any(link.endswith(f"/animer?cle={made.secret}") for link in links)


def test_a_workshop_without_steps_is_refused():
    at = go(arrive("en"), RUN)
    at.text_input[0].set_value("Promo")
    at.pills[0].set_value([])
    pressed(at, "Make the workshop")
    assert len(at.error) == 1


# The desk ----------------------------------------------------------------------------------------


def desk(made) -> AppTest:
    at = go(arrive("en"), RUN)
    at.query_params = {"cle": made.secret}
    return run(at)


@pytest.mark.parametrize("secret", ["x", "A" * 22, "' OR 1=1 --", "<b>", "é" * 22])
def test_the_desk_refuses_whoever_has_not_its_secret(made, secret):
    at = go(arrive("en"), RUN)
    at.query_params = {"cle": secret}
    run(at)
    assert len(at.error) == 1
    assert made.workshop.settings.title not in words(at)
    assert "Delete the workshop" not in labels(at)
    assert "cle" not in at.query_params


def test_a_join_link_opens_no_desk(made):
    at = go(arrive("en"), RUN)
    at.query_params = {"cle": made.workshop.link_key}
    assert len(run(at).error) == 1


def test_the_secret_leaves_the_address_and_stays_on_the_device(made):
    at = desk(made)
    assert "cle" not in at.query_params
    assert at.session_state[store.PASSES][made.workshop.link_key].secret == made.secret
    at = go(go(at, WALL), RUN)
    assert made.workshop.settings.title in words(at)


def test_a_step_moves_the_room_and_the_wall(made):
    at = desk(made)
    run(at.segmented_control(key="desk.step").set_value("answer"))
    assert (status(made).step, status(made).screen) == ("answer", 2)
    pressed(at, "Next screen")
    assert status(made).screen == 3
    pressed(at, "Previous screen")
    assert status(made).screen == 2
    assert status(made).step == "answer"


def test_the_next_screen_is_the_one_after_that_on_the_wall_now(made):
    """A phone and a laptop: the one that is behind must not lead the wall back, or nowhere."""
    laptop, phone = desk(made), desk(made)
    for _ in range(4):
        pressed(laptop, "Next screen")
    assert phone.selectbox(key="desk.screen").value == 0
    pressed(phone, "Next screen")
    assert status(made).screen == phone.selectbox(key="desk.screen").value == 5
    pressed(laptop, "Previous screen")
    assert status(made).screen == 4


def test_the_ends_of_the_wall_hold_for_the_desk_too(made):
    at = pressed(desk(made), "Previous screen")
    assert status(made).screen == 0
    workshops().show_screen(made.secret, 10, now=rooms.now())
    pressed(at, "Next screen")
    assert status(made).screen == 10


def test_the_desk_passes_over_what_waits_for_answers_as_the_keys_of_the_wall_do(made):
    at = desk(made)
    shown_to_six(made)  # of the pictures, only guess against estimate has something to show
    workshops().show_screen(made.secret, 2, now=rooms.now())
    there = []
    for label in ("Next screen", "Next screen", "Next screen", "Previous screen"):
        pressed(at, label)
        there.append(at.selectbox(key="desk.screen").value)
    assert there == [3, 8, 10, 8]
    assert status(made).screen == 8

    workshops().show_results(made.secret, False, now=rooms.now())
    pressed(at, "Previous screen")  # hidden, every screen says so, and none waits
    assert status(made).screen == 7


def test_the_desk_moves_nothing_while_the_database_is_down_and_says_so(made, monkeypatch):
    at, real = desk(made), workshops()

    def down(*_args, **_named):
        raise Trouble("unavailable")

    with monkeypatch.context() as broken:
        broken.setattr(type(real), "move_screen", down)
        pressed(at, "Next screen")
    assert "is not responding" in at.error[0].value
    assert status(made).screen == 0


def test_the_desk_says_when_it_has_looked_and_what_arrow_keys_move(made, monkeypatch):
    at_noon = datetime.datetime(2026, 11, 26, 12, 5, tzinfo=datetime.UTC)
    monkeypatch.setattr(clock, "now", lambda: at_noon)
    shown = words(desk(made))
    assert "Seen at 12:05." in shown
    assert "Arrow keys on a wall move that wall only" in shown
    assert "Both buttons pass over screens that wait for answers." in shown


def test_the_switch_of_the_doors_tells_how_they_are(made):
    at = desk(made)
    assert at.toggle(key="desk.joining").label == "Joining (open)"
    run(at.toggle(key="desk.joining").set_value(False))
    assert at.toggle(key="desk.joining").label == "Joining (closed)"
    assert not at.toggle(key="desk.joining").value
    assert "leads nobody new in" in at.info[0].value
    run(at.toggle(key="desk.joining").set_value(True))
    assert status(made).joining_open
    assert not at.info


@pytest.mark.parametrize("step", ["reveal", "discuss", "guess_again"])
def test_where_the_wall_hides_the_results_the_desk_offers_to_show_them(made, step):
    at = desk(made)
    assert "Show the results" not in labels(at)
    run(at.segmented_control(key="desk.step").set_value(step))
    pressed(at, "Show the results")
    assert status(made).results_shown
    assert "Show the results" not in labels(at)


def test_before_the_results_are_shown_the_desk_says_to_remove_absurd_answers(made):
    at = desk(made)
    run(at.segmented_control(key="desk.step").set_value("reveal"))
    assert "remove an absurd answer before" in words(at)


def test_doors_and_results_are_opened_and_closed(made):
    at = desk(made)
    run(at.toggle(key="desk.joining").set_value(False))
    run(at.toggle(key="desk.shown").set_value(True))
    assert (status(made).joining_open, status(made).results_shown) == (False, True)
    run(at.toggle(key="desk.shown").set_value(False))
    assert not status(made).results_shown


def test_the_desk_says_why_the_second_guess_hides_the_results(made):
    at = desk(made)
    run(at.toggle(key="desk.shown").set_value(True))
    run(at.segmented_control(key="desk.step").set_value("guess_again"))
    assert not at.toggle(key="desk.shown").value
    assert "so that nobody copies them" in words(at)
    run(at.toggle(key="desk.shown").set_value(True))
    assert status(made).results_shown
    assert "so that nobody copies them" not in words(at)


def test_who_comes_after_closing_is_told_so(made):
    at = at_the_door(made)
    workshops().open_joining(made.secret, False, now=rooms.now())
    pressed(at, "Take part")
    assert "Joining is closed" in at.error[0].value
    assert status(made).joined == 0


def test_who_opens_the_page_after_closing_reads_so_at_once(made):
    workshops().open_joining(made.secret, False, now=rooms.now())
    at = at_the_door(made)
    assert "Joining is closed" in at.info[0].value
    assert "Take part" not in labels(at)
    workshops().open_joining(made.secret, True, now=rooms.now())
    pressed(pressed(at, "Try again"), "Take part")
    assert status(made).joined == 1


def test_a_sheet_of_paper_counts_like_a_phone(made):
    at = desk(made)
    at.number_input(key="sheet.0.guess").set_value(4)
    at.number_input(key="sheet.0.guess.hours").set_value(2.5)
    at.number_input(key="sheet.0.hours").set_value(3.0)
    at.pills(key="sheet.0.goal").set_value("find_clients")
    at.pills(key="sheet.0.networks").set_value(["linkedin", "instagram"])
    at.checkbox(key="sheet.0.consent").set_value(True)
    pressed(at, "Add this sheet")
    (row,) = workshops().export(made.secret, now=rooms.now()).rows or (None,)
    said = Answers(
        goals={"find_clients": 1.0},
        weekly_minutes=180,
        networks={"linkedin": {"state": "on"}, "instagram": {"state": "on"}},
    )
    expected = sending_of(
        analyse(said, CATALOGUE), guess_networks=4, guess_minutes=150, consent=True
    )
    assert [slip.paper for slip in the_slips(made)] == [True]
    assert the_slips(made)[0].label in at.success[0].value
    assert row in (None, expected)  # few rows may be held back
    assert at.number_input(key="sheet.1.guess").value is None


def test_the_desk_has_the_table_and_the_words_of_what_the_wall_shows(made):
    at = desk(made)
    assert "Nothing yet" in words(at)
    shown_to_six(made)
    run(at)
    assert list(tables(at)[-1].columns) == ["Question", "Band", "People", "Of"]
    (picture,), table = pictures(at), tables(at)[-1]
    assert picture.alternative in words(at)
    assert set(table["Of"]) == {"6"}
    assert sum(int(people) for people in table["People"]) == 6


def test_the_desk_marks_the_screens_that_have_nothing_to_show_yet(made):
    before = desk(made).selectbox(key="desk.screen").options
    assert not any("(waiting)" in name for name in before)  # all are still hidden

    shown_to_six(made)
    listed = desk(made).selectbox(key="desk.screen").options
    assert listed[3:5] == ["4. Guess against estimate", "5. Hours available (waiting)"]
    assert listed[-1] == "11. To take away"


def test_the_desk_says_how_many_a_picture_counts_and_why_not_all(made):
    shown_to_six(made)
    why = "A picture moves when enough people have come since"
    assert why not in words(desk(made))

    workshops().type_in(made.secret, guess_only(guess_minutes=30), key="late", now=rooms.now())
    told = words(desk(made))
    assert "Counts 6 of 7 people" in told
    assert why in told


def test_the_desk_has_no_picture_while_the_wall_hides_them(made):
    shown_to_six(made)
    workshops().show_results(made.secret, False, now=rooms.now())
    at = desk(made)
    assert pictures(at) == []
    assert "Nothing yet" in words(at)


def test_an_empty_sheet_is_refused(made):
    at = pressed(desk(made), "Add this sheet")
    assert len(at.error) == 1
    assert the_slips(made) == ()


def test_an_answer_is_removed_by_its_number(made):
    sent(made)
    (slip,) = the_slips(made)
    at = desk(made)
    run(at.selectbox(key="slip").set_value(slip.label))
    pressed(at, "Remove this answer")
    pressed(at, "Keep it")
    assert status(made).finished == 1
    pressed(at, "Remove this answer")
    pressed(at, "Remove it")
    assert status(made).finished == 0
    assert [told.value for told in at.success] == [f"Removed: {slip.label}."]


def test_that_the_only_sheet_was_removed_is_told_too(made):
    one = guess_only(guess_networks=3, guess_minutes=60)
    label = workshops().type_in(made.secret, one, key="sheet", now=rooms.now()).label
    at = desk(made)
    run(at.selectbox(key="slip").set_value(label))
    pressed(pressed(at, "Remove this answer"), "Remove it")
    assert [told.value for told in at.success] == [f"Removed: {label}."]
    assert status(made).joined == 0


def test_a_phone_that_is_lost_is_counted_until_its_place_is_freed(made):
    """Joined, lost, joined anew: nobody but the people in the room can know it."""
    lost, _anew = joined(made), sent(made)
    label = lost.session_state[joining.VISIT].participant.label
    at = desk(made)
    assert "Places taken: **2** · Sent: **1**" in words(at)
    run(at.selectbox(key="slip").set_value(label))
    assert "Remove this answer" not in labels(at)
    pressed(at, "Free this place")
    pressed(at, "Free it")
    assert [told.value for told in at.success] == [f"Freed: {label}."]
    assert "Places taken: **1** · Sent: **1**" in words(at)


def test_a_phone_whose_place_was_freed_goes_on_as_if_nothing_were(made):
    at = guessed(made)
    workshops().remove(made.secret, the_slips(made)[0].label, now=rooms.now())
    assert status(made).joined == 0
    pressed(at, "Send")
    assert (status(made).joined, status(made).finished) == (1, 1)


def test_a_sheet_typed_in_earlier_gets_its_second_guess(made):
    one = guess_only(guess_networks=3, guess_minutes=60)
    receipt = workshops().type_in(made.secret, one, key="sheet", now=rooms.now())
    at = desk(made)
    at.selectbox(key="again.0.label").set_value(receipt.label)
    at.number_input(key="sheet.0.again.0").set_value(2)
    at.number_input(key="sheet.0.again.0.hours").set_value(1.5)
    pressed(at, "Add the second guess")
    assert [told.value for told in at.success] == [f"The second guess of {receipt.label} is added."]
    assert (status(made).finished, status(made).guessed_again) == (1, 1)
    assert at.selectbox(key="again.1.label").value is None


def test_a_second_guess_without_a_number_or_a_guess_is_refused(made):
    one = guess_only(guess_networks=3, guess_minutes=60)
    workshops().type_in(made.secret, one, key="sheet", now=rooms.now())
    at = pressed(desk(made), "Add the second guess")
    assert "Choose a number" in at.error[0].value
    assert status(made).guessed_again == 0


def test_a_phone_is_no_sheet_to_be_completed(made):
    sent(made)
    assert "Complete a sheet" not in words(desk(made))


@pytest.mark.parametrize("what", ["remove", "revoke", "delete"])
def test_what_cannot_be_taken_back_is_not_the_button_that_stands_out(made, what):
    sent(made)
    workshops().hand_over(made.secret, now=rooms.now())
    at = desk(made)
    if what == "remove":
        run(at.selectbox(key="slip").set_value(the_slips(made)[0].label))
        pressed(at, "Remove this answer")
    else:
        pressed(at, {"revoke": "Revoke", "delete": "Delete the workshop"}[what])
    kinds = {one.key: one.proto.type for one in at.button if one.key in ("ask.yes", "ask.no")}
    assert kinds == {"ask.yes": "secondary", "ask.no": "primary"}


def test_what_the_database_refuses_after_asking_is_told(made, monkeypatch):
    at = pressed(desk(made), "Delete the workshop")
    real = workshops()

    def down(*_args, **_named):
        raise Trouble("unavailable")

    with monkeypatch.context() as broken:
        broken.setattr(type(real), "delete", down)
        pressed(at, "Delete everything")
    assert "is not responding" in at.error[0].value
    assert status(made).joined == 0


def test_a_link_is_handed_over_and_the_old_one_revoked(made):
    at = pressed(desk(made), "Make another link")
    other = next(one.value for one in at.code if "cle=" in one.value).partition("cle=")[2]
    second = go(arrive("en"), RUN)
    second.query_params = {"cle": other}
    run(second)
    old = next(link for link in workshops().links(other, now=rooms.now()) if not link.own)
    assert "**This one**, in use here" in words(second)
    run(second.button(key=f"revoke.{old.id}").click())
    pressed(second, "Revoke it")
    assert "opens nothing" in second.success[0].value
    at = run(at)
    assert len(at.error) == 1
    assert made.workshop.settings.title not in words(at)


def test_the_only_link_there_is_cannot_be_revoked(made):
    assert "Revoke" not in labels(desk(made))
    workshops().hand_over(made.secret, now=rooms.now())
    assert "Revoke" in labels(desk(made))


def test_keeping_longer_exporting_and_deleting(made):
    sent(made)
    at = desk(made)
    before = made.workshop.expires_at
    pressed(at, "Extend")
    after = workshops().desk(made.secret, now=rooms.now()).workshop.expires_at
    assert (after - before).days == 7

    pressed(at, "Prepare the export")
    assert [one.label for one in at.get("download_button")].count("groupe.csv") == 1

    pressed(at, "Delete the workshop")
    pressed(at, "Keep everything")
    assert status(made).joined == 1
    pressed(at, "Delete the workshop")
    pressed(at, "Delete everything")
    with pytest.raises(Trouble):
        status(made)
    assert "deleted" in at.success[0].value
    assert made.workshop.link_key not in at.session_state[store.PASSES]


# Taking part -----------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", [*HOSTILE, "", "CDFG", "CDFG-HJKA", "0" * 40])
def test_what_can_be_no_code_is_refused_without_asking_anybody(typed, monkeypatch):
    monkeypatch.setattr(rooms, "storage", lambda: pytest.fail("it was looked up"))
    at = go(arrive("en"), JOIN)
    at.text_input[0].set_value(typed[:40])
    pressed(at, "Join")
    assert "eight characters, letters or digits" in at.error[0].value


def test_a_code_is_forgiven_its_dashes_and_opens_the_workshop(made):
    at = go(arrive("en"), JOIN)
    code = made.workshop.code.lower()
    at.text_input[0].set_value(f" {code[:4]} {code[4:]} ")
    pressed(at, "Join")
    assert "Promo Pépite" in words(at)
    assert status(made).joined == 1


def test_a_wrong_code_opens_nothing_and_many_have_to_wait(made):
    at = go(arrive("en"), JOIN)
    wrong = "CDFGHJKM" if made.workshop.code != "CDFGHJKM" else "CDFGHJKN"
    at.text_input[0].set_value(wrong)
    refusals = []
    for _ in range(40):
        pressed(at, "Join")
        refusals.append(at.error[0].value)
        if "Too many attempts" in refusals[-1]:
            break
    assert "No workshop is found" in refusals[0]
    assert re.search(r"Wait \d+ minute", refusals[-1])


def test_the_guess_comes_before_any_question_and_any_estimate(made):
    at = joined(made)
    assert "What do you want most" not in words(at)
    assert not button(at, "That is my guess").disabled
    at.number_input[0].set_value(4)
    at.number_input[1].set_value(2.5)
    run(at)
    pressed(at, "That is my guess")
    assert "What do you want most" in words(at)
    assert answers_of(at).guess_minutes == 150
    assert "Your guess: 4 networks, 2\u00a0h\u00a030 a week." in words(at)


def test_a_guess_with_a_number_missing_says_which_one(made):
    at = pressed(joined(made), "That is my guess")
    assert "how many networks?" in at.warning[0].value
    run(at.number_input[0].set_value(4))
    pressed(at, "That is my guess")
    assert "how many hours a week?" in at.warning[0].value
    assert at.number_input[0].value == 4
    assert "What do you want most" not in words(at)


def test_what_was_typed_is_still_there_for_who_went_on_by_mistake(made):
    at = joined(made)
    at.number_input[0].set_value(4)
    run(at.number_input[1].set_value(2.5))
    pressed(at, "I have no idea, go on")
    pressed(at, "Guess all the same")
    assert [field.value for field in at.number_input] == [4, 2.5]
    pressed(at, "That is my guess")
    pressed(at, "Change my guess")
    assert [field.value for field in at.number_input] == [4, 2.5]


def test_joining_and_guessing_are_told_once(made):
    at = joined(made)
    assert [one.value for one in at.toast] == ["You have joined."]
    at.number_input[0].set_value(4)
    run(at.number_input[1].set_value(2.5))
    assert [one.value for one in at.toast] == []
    pressed(at, "That is my guess")
    assert [one.value for one in at.toast] == ["Your guess is kept."]


def test_a_guess_alone_cannot_be_sent_while_the_room_guesses(made):
    at = guessed(made, answers=None)
    assert "Send" not in labels(at)
    assert "You will send later" in words(at)
    workshops().go_to(made.secret, "answer", now=rooms.now())
    pressed(at, "What comes next?")
    assert "Send" in labels(at)


def test_who_has_answered_can_send_even_while_the_room_guesses(made):
    assert "Send" in labels(guessed(made))


def test_the_preview_names_networks_as_the_question_does(made):
    shown = next(table for table in tables(guessed(made)) if "What is sent" in table)
    assert "Networks one is on, or wants to be on" in set(shown["What is sent"])
    assert "Networks used today" not in set(shown["What is sent"])


def test_hours_that_are_only_assumed_are_said_right_under_their_question(made):
    at = guessed(made, TOMASZ.with_changes(weekly_minutes=None, minutes_by_day={}))
    shown = words(at)
    hours, yes, networks = map(
        shown.index, ("2. How many hours", "Question 2: yes", "3. Which networks")
    )
    assert hours < yes < networks


def test_who_cannot_guess_goes_on(made):
    at = pressed(joined(made), "I have no idea, go on")
    assert "What do you want most" in words(at)


def test_nothing_is_sent_before_a_click(made):
    guessed(made)
    assert (status(made).joined, status(made).finished) == (1, 0)


def test_exactly_what_the_preview_shows_is_sent(made):
    at = guessed(made)
    shown = next(table for table in tables(at) if "What is sent" in table)
    pressed(at, "Send")
    visit = at.session_state[joining.VISIT]
    kept = visit.participant.sent
    assert kept == sending_of(analysis_of(at), guess_networks=4, guess_minutes=150)
    assert shown.equals(preview_table(preview(kept), speech("en"), CATALOGUE).frame())
    assert status(made).finished == 1
    assert "Send" not in labels(at)
    told = words(at)
    assert "This is what you have sent" in told
    assert "Exactly this leaves your phone" not in told  # it has left


def test_a_correction_takes_the_place_of_what_was_sent(made):
    at = sent(made)
    at.toggle[0].set_value(True)
    run(at)
    pressed(at, "Send the correction")
    assert at.session_state[joining.VISIT].participant.sent.consent
    assert (status(made).joined, status(made).finished) == (1, 1)


def test_what_was_sent_can_be_withdrawn_and_sent_again(made):
    at = pressed(sent(made), "Withdraw what I sent")
    assert status(made).finished == 0
    pressed(at, "Send")
    assert (status(made).joined, status(made).finished) == (1, 1)


def test_who_comes_back_is_not_counted_twice(made):
    """A phone that was closed: a new session, and what the device kept."""
    at = sent(made)
    again = arrive("en", answers_of(at))
    again.session_state[store.PASSES] = dict(at.session_state[store.PASSES])
    again = go(again, JOIN)
    assert "This is what you have sent" in words(again)
    assert status(made).joined == 1


def test_who_starts_again_stays_the_same_participant(made):
    at = sent(made)
    pressed(at, "Start again")
    pressed(at, "Clear everything")
    assert answers_of(at) == Answers()
    assert made.workshop.link_key in at.session_state[store.PASSES]
    at = go(at, JOIN)
    assert "Withdraw what I sent" in labels(at)
    assert status(made).joined == 1


def test_who_leaves_is_somebody_else_afterwards(made):
    at = pressed(sent(made), "Leave on this device")
    assert made.workshop.link_key not in at.session_state[store.PASSES]
    assert "Withdraw what I sent" not in labels(at)
    assert status(made).finished == 1


def test_the_second_guess_is_asked_when_the_room_is_there_and_goes_with_the_rest(made):
    at = sent(made)
    assert len(at.number_input) == 0
    workshops().go_to(made.secret, "guess_again", now=rooms.now())
    pressed(at, "What comes next?")
    shown = words(at)
    assert shown.index("And now? Guess again.") < shown.index("2. How many hours a week")
    at.number_input[0].set_value(2)
    at.number_input[1].set_value(1.5)
    run(at)
    new, *_ = tables(at)
    assert set(new["What is sent"]) == {"Second guess: networks", "Second guess: time a week"}
    pressed(at, "Send the correction")
    kept = at.session_state[joining.VISIT].participant.sent
    assert (kept.guess_networks, kept.second_networks, kept.second_minutes) == (4, 2, 90)
    assert status(made).guessed_again == 1


def test_a_second_guess_of_who_has_answered_nothing_is_sent_too(made):
    at = guessed(made, answers=None)
    workshops().go_to(made.secret, "guess_again", now=rooms.now())
    pressed(at, "What comes next?")
    at.number_input[0].set_value(2)
    run(at.number_input[1].set_value(1.5))
    pressed(at, "Send")
    assert status(made).guessed_again == 1


def test_a_participant_is_told_what_to_do_and_when_to_ask_what_comes_next(made):
    at = joined(made)
    assert "this page does not move on by itself" in words(at)
    workshops().go_to(made.secret, "reveal", now=rooms.now())
    pressed(at, "What comes next?")
    assert "Look at the wall." in words(at)


def test_a_participant_asks_the_storage_only_now_and_then(made, monkeypatch):
    """Not at every answer: two hundred people answer at once."""
    at = sent(made)
    monkeypatch.setattr(joining, "monotonic", lambda: at.session_state[joining.VISIT].since)
    monkeypatch.setattr(rooms, "storage", lambda: pytest.fail("it asked"))
    run(at)


@pytest.mark.parametrize("reason", ["unavailable", "full"])
def test_where_the_database_is_down_nothing_is_lost_and_trying_again_sends_once(
    made, monkeypatch, reason
):
    at, keys, real = guessed(made), [], workshops()

    class Down:
        def __getattr__(self, name):
            def refuse(*_args, **named):
                keys.append(named.get("key"))
                raise Trouble(reason)

            return refuse

    monkeypatch.setattr(rooms, "storage", Down)
    pressed(at, "Send")
    assert "stay on this device" in at.error[0].value
    pressed(at, "Send")
    assert keys[0] == keys[-1] is not None
    assert answers_of(at).goals == TOMASZ.goals

    monkeypatch.setattr(rooms, "storage", lambda: real)
    pressed(at, "Send")
    assert (status(made).joined, status(made).finished) == (1, 1)


def test_a_sending_after_a_run_that_was_cut_short_is_kept_and_told(made):
    """“What comes next?” forgets how things stand; a quick “Send” may come before they are said."""
    at = guessed(made)
    del at.session_state[joining.VISIT]
    pressed(at, "Send")
    assert at.success
    assert [slip.revision for slip in the_slips(made)] == [1]


def test_on_a_full_disk_nothing_is_lost_and_trying_again_sends_once_there_is_room(made):
    at, real = guessed(made), workshops()
    others = [codes.participant_token(secrets.token_bytes) for _ in range(20)]
    for token in others:
        real.join(made.workshop.id, token, now=rooms.now())
    same = sending_of(analysis_of(at), guess_networks=4, guess_minutes=150)
    with filling(real._database.engine) as fill:
        fill(True)
        with contextlib.suppress(Trouble):
            for token in others:  # until not one more of this size fits into the file
                real.send(made.workshop.id, token, same, key=token, now=rooms.now())
        before = status(made).finished
        pressed(at, "Send")
        assert "memory is full" in at.error[0].value
        assert answers_of(at).goals == TOMASZ.goals
    pressed(at, "Send")
    assert status(made).finished == before + 1


def test_who_joins_while_the_database_is_down_can_try_again(made, monkeypatch):
    def down():
        raise Trouble("unavailable")

    monkeypatch.setattr(rooms, "storage", down)
    at = go(arrive("en", a=made.workshop.link_key), JOIN)
    at.query_params = {"a": made.workshop.link_key}
    run(at)
    assert "try again in a moment" in at.error[0].value
    assert "Try again" in labels(at)


def test_a_workshop_that_was_deleted_is_forgotten_on_the_device(made):
    at = sent(made)
    workshops().delete(made.secret, now=rooms.now())
    pressed(at, "What comes next?")
    assert not at.error
    assert "The workshop is over" in at.info[0].value
    assert "Your result is here" in [link.proto.label for link in at.get("page_link")]
    assert made.workshop.link_key not in at.session_state[store.PASSES]
    assert "Join" in labels(at)


def test_who_answered_nothing_in_a_workshop_that_is_over_can_still_answer(made):
    at = guessed(made, answers=None)
    workshops().delete(made.secret, now=rooms.now())
    pressed(at, "What comes next?")
    assert "Answer three questions" in [link.proto.label for link in at.get("page_link")]


@pytest.mark.parametrize("link", [*HOSTILE, "A" * 22, "A" * 10_000])
def test_a_bad_link_shows_the_field_for_the_code(link):
    at = go(arrive("en"), JOIN)
    at.query_params = {"a": link}
    run(at)
    assert "Join" in labels(at)
    assert len(at.error) <= 1


def test_the_way_back_is_offered_on_other_pages_once_somebody_takes_part(made):
    at = joined(made)
    at = go(at, "pages/results/fewer.py")
    links = [link.proto.label for link in at.get("page_link")]
    assert "Back to the workshop" in links
    elsewhere = go(arrive("en"), "pages/results/fewer.py")
    assert "Back to the workshop" not in [one.proto.label for one in elsewhere.get("page_link")]


def test_who_takes_part_goes_on_to_their_result_and_a_stranger_to_the_guide(made):
    def leads_on(at):
        return [link.proto.label for link in at.get("page_link")][-1]

    assert leads_on(joined(made)) == "Fewer, but well kept"
    assert leads_on(go(arrive("en"), JOIN)) == "Facilitator’s guide"


# Trouble in words -----------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_trouble_has_a_sentence_of_its_own(language):
    reasons = ["unavailable", "full", "unknown", "closed", "expired", "crowded", "not_joined"]
    said = {rooms.trouble_sentence(Trouble(reason), speech(language)) for reason in reasons}
    assert len(said) == len(reasons)


@pytest.mark.parametrize(
    ("seconds", "words"), [(None, "1 minute,"), (1, "1 minute,"), (61, "2 minutes,")]
)
def test_a_wait_is_told_in_whole_minutes(seconds, words):
    assert words in rooms.trouble_sentence(Trouble("too_many_attempts", seconds), speech("en"))


# The wall --------------------------------------------------------------------------------------


def on_wall(**asked: str) -> AppTest:
    at = go(arrive("en"), WALL)
    at.query_params = asked
    return run(at_address(at, "mur"))


def test_the_wall_of_a_person_shows_one_slide_and_nothing_else():
    at = on_wall(p="tomasz")
    assert not at.title
    assert not at.segmented_control  # no language switch either
    assert pictures(at) == []  # the opening has none
    at.session_state[wall.PLACE] = 3
    run(at)
    assert len(pictures(at)) == 1
    assert len(pictures(at)[0].alternative) > 20


def test_the_wall_of_a_workshop_follows_the_phone(made):
    at = on_wall(a=made.workshop.link_key)
    workshops().show_screen(made.secret, 5, now=rooms.now())
    run(at)
    assert at.session_state[wall.PLACE] == 5
    at.session_state[wall.PLACE] = 6  # a key on the wall
    run(at)
    assert at.session_state[wall.PLACE] == 6
    workshops().show_screen(made.secret, 1, now=rooms.now())
    run(at)
    assert at.session_state[wall.PLACE] == 1


def test_the_wall_asks_for_pictures_only_when_they_have_changed(made, monkeypatch):
    shown_to_six(made)
    at = on_wall(a=made.workshop.link_key)
    at.session_state[wall.PLACE] = 3
    assert len(pictures(run(at))) == 1
    asked = []
    monkeypatch.setattr(type(workshops()), "pictures", lambda *_a, **_k: asked.append(1) or ())
    run(at)
    assert asked == []


def test_the_wall_makes_up_for_a_picture_that_the_last_act_could_not_make(made, monkeypatch):
    """A room that has sent waits for the wall, and nobody acts until it shows something."""
    workshops().show_results(made.secret, True, now=rooms.now())
    with monkeypatch.context() as busy:
        busy.setattr(publishing, "look_at", Mock(side_effect=Trouble("unavailable")))
        six_sheets(made)
    at = on_wall(a=made.workshop.link_key)
    at.session_state[wall.PLACE] = 3
    assert len(pictures(run(at))) == 1


def test_the_wall_asks_only_where_it_asks_again_by_itself(made, monkeypatch):
    """So that a wall opened while the database is down comes up without a hand laid on it."""
    asked: list[str] = []
    monkeypatch.setattr(rooms, "storage", lambda: pytest.fail("it asked once and for all"))
    monkeypatch.setattr(room_wall, "_live", asked.append)
    on_wall(a=made.workshop.link_key)
    assert asked == [made.workshop.link_key]


def test_a_wall_opened_while_the_database_is_down_comes_up_later(made, monkeypatch):
    real = rooms.storage

    def down():
        raise Trouble("unavailable")

    monkeypatch.setattr(rooms, "storage", down)
    shown = []
    monkeypatch.setattr(wall, "show", lambda slide, *_: shown.append(slide))
    at = on_wall(a=made.workshop.link_key)
    assert room_wall.ROOM not in at.session_state
    assert shown[-1].note == "The wall tries again by itself."
    assert "this device" not in shown[-1].sentence
    monkeypatch.setattr(rooms, "storage", real)
    workshops().show_screen(made.secret, 2, now=rooms.now())
    run(at)
    assert at.session_state[wall.PLACE] == 2


def test_the_wall_says_when_joining_is_closed_and_shows_no_way_in(made, monkeypatch):
    shown = []
    monkeypatch.setattr(wall, "show", lambda slide, *_: shown.append(slide))
    at = on_wall(a=made.workshop.link_key)
    assert shown[-1].qr
    workshops().open_joining(made.secret, False, now=rooms.now())
    run(at)
    assert (shown[-1].sentence, shown[-1].qr, shown[-1].code) == ("Joining is closed", "", "")


def test_the_wall_says_what_to_touch_wherever_phones_have_something_to_do(made, monkeypatch):
    shown = []
    monkeypatch.setattr(wall, "show", lambda slide, *_: shown.append(slide))
    at = on_wall(a=made.workshop.link_key)
    for step in ("guess", "answer", "guess_again"):
        place = group_slides.first_of(made.workshop.settings, step)
        workshops().show_screen(made.secret, place, now=rooms.now())
        run(at)
        assert "What comes next?" in shown[-1].lines[-1]


@pytest.mark.parametrize("key", [*HOSTILE[:3], "A" * 22])
def test_the_wall_of_nothing_says_so(key):
    at = on_wall(a=key)
    assert pictures(at) == []
    assert not at.title


@pytest.mark.parametrize(
    ("told", "where"),
    [
        ({"where": 1}, 1),
        ({"where": -1}, -1),
        ({"where": "leave"}, "leave"),
        ({"where": 7}, None),
        ({"where": True}, None),
        ({"where": "<b>"}, None),
        ("x", None),
        (None, None),
    ],
)
def test_only_moves_are_heard_from_a_browser(told, where):
    assert wall._where(told) == where


@pytest.mark.parametrize(
    ("where", "now", "place"),
    [(1, 0, 1), (1, 4, 4), (-1, 0, 0), ("first", 3, 0), ("last", 0, 4), ("leave", 2, 2)],
)
def test_the_ends_of_the_wall_hold(where, now, place):
    assert wall.moved_to(where, now, 5) == place


@pytest.mark.parametrize(
    ("told", "factor"),
    [
        ({"width": 1920, "height": 1080}, 2.5),
        ({"width": 1280, "height": 720}, 1.5),
        ({"width": 390, "height": 844}, 1.0),
        ({"width": 10**9, "height": 1080}, 1.0),
        ({"width": "1920", "height": None}, 1.0),
        (None, 1.0),
    ],
)
def test_pictures_grow_with_the_screen_within_bounds(told, factor):
    assert wall._scale(told)[0] == factor
