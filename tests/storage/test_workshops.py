"""What a workshop does for those who join, those who run it, and those who have no business."""

from __future__ import annotations

from collections import Counter
from unittest.mock import Mock

import pytest
from sqlalchemy import text

from core.workshop import codes
from core.workshop.sending import Sending
from core.workshop.settings import Settings
from pages.storage import limits, publishing
from pages.storage.errors import Trouble
from pages.storage.tables import metadata
from tests.storage.people import NOW, Cohort, key, later, token


@pytest.fixture
def cohort(workshops):
    return Cohort(workshops)


def refusal(call, *arguments, **named):
    """Return why a call was refused."""
    with pytest.raises(Trouble) as caught:
        call(*arguments, **named)
    return caught.value.reason


def rows(engine):
    """Return how many rows each table has."""
    with engine.connect() as connection:
        return {
            name: connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one()
            for name in metadata.tables
        }


def everything_kept(engine):
    """Return all that is in the database, as one text."""
    with engine.connect() as connection:
        return "\n".join(
            str(row)
            for name in metadata.tables
            for row in connection.execute(text(f"SELECT * FROM {name}"))
        )


# Joining ----------------------------------------------------------------------


def test_a_workshop_is_found_by_its_code_however_it_is_typed_and_by_its_link(cohort):
    code, found = cohort.workshop.code, cohort.workshop
    for typed in (code, code.lower(), codes.shown(code), f" {code[:4]} {code[4:]} "):
        assert cohort.workshops.enter(typed, visitor="a", now=NOW) == found
    assert cohort.workshops.enter_by_link(found.link_key, now=NOW) == found


@pytest.mark.parametrize(
    "typed", ["", "CDFGHJKM", "' OR 1=1 --", "%", "CDFG%", "é" * 9, "C" * 10**6]
)
def test_any_other_code_finds_nothing(cohort, typed):
    assert refusal(cohort.workshops.enter, typed, visitor="a", now=NOW) == "unknown"


def test_who_joins_twice_with_one_device_is_one_person(cohort):
    device = cohort.join()
    first = cohort.workshops.join(cohort.id, device, now=NOW)

    assert cohort.workshops.join(cohort.id, device, now=NOW) == first
    assert (first.sent, first.revision, cohort.status.joined) == (None, 0, 1)


def test_closing_keeps_new_people_out_and_lets_the_others_come_back_and_correct(cohort):
    (device,) = cohort.arrive(3)
    cohort.workshops.open_joining(cohort.secret, False, now=NOW)

    assert refusal(cohort.workshops.join, cohort.id, token(), now=NOW) == "closed"
    assert cohort.sent_by(device) == Sending(guess_networks=3)
    assert cohort.send(device, guess_networks=4).revision == 2
    assert not cohort.status.joining_open


def test_nobody_joins_beyond_the_most(cohort, monkeypatch):
    monkeypatch.setattr("pages.storage.people.MOST_PARTICIPANTS", 2)
    cohort.arrive(1, 2)

    assert refusal(cohort.join) == "crowded"


# Sending ----------------------------------------------------------------------


def test_a_correction_replaces_and_never_doubles(cohort):
    (device,) = cohort.arrive(3)

    assert cohort.send(device, guess_networks=5, second_networks=2).revision == 2
    assert cohort.sent_by(device) == Sending(guess_networks=5, second_networks=2)
    status = cohort.status
    assert (status.joined, status.finished, status.guessed_again) == (1, 1, 1)


def test_the_same_sending_again_does_nothing_even_after_a_correction(cohort):
    device, first = cohort.join(), key()
    receipt = cohort.send(device, first, guess_networks=3)
    cohort.send(device, guess_networks=5)

    assert cohort.send(device, first, guess_networks=3) == receipt
    assert cohort.sent_by(device) == Sending(guess_networks=5)


def test_what_is_withdrawn_is_gone_and_may_be_sent_again(cohort, engine):
    (device,) = cohort.arrive(7)
    for _ in range(2):  # the second time there is nothing, and no harm
        cohort.workshops.withdraw(cohort.id, device, now=NOW)

    assert cohort.sent_by(device) is None
    assert (cohort.status.joined, cohort.status.finished) == (1, 0)
    assert "guess_networks" not in everything_kept(engine)
    assert cohort.send(device, guess_networks=2).revision == 2
    assert cohort.status.finished == 1


def test_only_who_joined_may_send(cohort, workshops):
    stranger, elsewhere = token(), Cohort(workshops).join()
    for device in (stranger, elsewhere, "", "' OR 1=1 --"):
        for call in (
            lambda device=device: cohort.send(device, guess_networks=1),
            lambda device=device: workshops.withdraw(cohort.id, device, now=NOW),
        ):
            assert refusal(call) == "not_joined"
    assert refusal(workshops.join, cohort.id, "short", now=NOW) == "unknown"
    assert refusal(workshops.join, "' OR 1=1 --", token(), now=NOW) == "unknown"
    assert cohort.status.finished == 0


def test_a_paper_sheet_counts_once_however_often_it_is_typed_in_with_one_key(cohort):
    name = key()
    receipts = {
        cohort.workshops.type_in(cohort.secret, Sending(guess_networks=4), key=name, now=NOW)
        for _ in range(3)
    }

    assert len(receipts) == 1
    posing = f"paper:{name}"  # what the sheet's digest is made of
    assert refusal(cohort.workshops.withdraw, cohort.id, posing, now=NOW) == "not_joined"
    assert [(s.sent, s.paper) for s in cohort.workshops.slips(cohort.secret, now=NOW)] == [
        (True, True)
    ]


# Running it -------------------------------------------------------------------


def test_the_facilitator_moves_everybody_and_the_wall(cohort):
    w, secret = cohort.workshops, cohort.secret

    assert cohort.status.step == "guess"
    assert w.go_to(secret, "reveal", now=NOW).step == "reveal"
    assert w.show_screen(secret, 4, now=NOW).screen == 4
    assert w.show_screen(secret, -(10**9), now=NOW).screen == 0
    assert cohort.show().results_shown
    assert not w.go_to(secret, "guess_again", now=NOW).results_shown
    assert cohort.status == w.status(cohort.id, now=NOW)


def test_there_is_no_step_that_the_workshop_leaves_out(workshops):
    cohort = Cohort(workshops, steps=("guess", "reveal"))

    assert refusal(workshops.go_to, cohort.secret, "discuss", now=NOW) == "closed"


CALLS = {
    "desk": lambda w, s: w.desk(s, now=NOW),
    "go_to": lambda w, s: w.go_to(s, "reveal", now=NOW),
    "show_screen": lambda w, s: w.show_screen(s, 1, now=NOW),
    "move_screen": lambda w, s: w.move_screen(s, lambda here: here + 1, now=NOW),
    "open_joining": lambda w, s: w.open_joining(s, False, now=NOW),
    "show_results": lambda w, s: w.show_results(s, True, now=NOW),
    "slips": lambda w, s: w.slips(s, now=NOW),
    "remove": lambda w, s: w.remove(s, "CDFG", now=NOW),
    "type_in": lambda w, s: w.type_in(s, Sending(), key=key(), now=NOW),
    "complete": lambda w, s: w.complete(s, "CDFG", 3, None, key=key(), now=NOW),
    "extend": lambda w, s: w.extend(s, 9, now=NOW),
    "export": lambda w, s: w.export(s, now=NOW),
    "hand_over": lambda w, s: w.hand_over(s, now=NOW),
    "links": lambda w, s: w.links(s, now=NOW),
    "revoke": lambda w, s: w.revoke(s, "x", now=NOW),
    "delete": lambda w, s: w.delete(s, now=NOW),
}


def test_a_screen_is_moved_from_where_it_is_and_never_out_of_bounds(cohort):
    w, secret = cohort.workshops, cohort.secret
    moves = (-1, 1, 2, -1, 10**9)
    found = [w.move_screen(secret, lambda here, by=by: here + by, now=NOW).screen for by in moves]
    assert found == [0, 1, 3, 2, 99]


def test_a_second_guess_is_added_to_a_sheet_and_to_nothing_else(cohort):
    w, secret = cohort.workshops, cohort.secret
    sheet = w.type_in(secret, Sending(guess_networks=4, consent=True), key=key(), now=NOW)
    (device,) = cohort.arrive(3)
    phone = w.join(cohort.id, device, now=NOW).label
    name = key()

    for label in (phone, "CDFG", ""):
        assert w.complete(secret, label, 2, 90, key=key(), now=NOW) is None
    first = w.complete(secret, sheet.label, 2, 90, key=name, now=NOW)
    assert first == w.complete(secret, sheet.label, 2, 90, key=name, now=NOW)
    assert (cohort.status.finished, cohort.status.guessed_again) == (2, 1)
    assert cohort.sent_by(device) == Sending(guess_networks=3)
    w.remove(secret, sheet.label, now=NOW)
    assert w.complete(secret, sheet.label, 2, 90, key=key(), now=NOW) is None


def test_without_its_secret_nothing_of_a_workshop_can_be_run(cohort, engine):
    w = cohort.workshops
    second = w.hand_over(cohort.secret, now=NOW)
    w.revoke(cohort.secret, w.desk(second, now=NOW).link_id, now=NOW)
    (device,) = cohort.arrive(3)
    before = everything_kept(engine)
    wrong = [second, device, cohort.workshop.code, cohort.workshop.link_key, cohort.id]
    wrong += ["", token(), cohort.secret[:-1], cohort.secret + "A", "' OR ''='", "%", "\x00", "é"]

    for call in CALLS.values():
        for secret in wrong:
            assert refusal(call, w, secret) == "unknown"
    assert everything_kept(engine) == before
    facilitators = {name for name in dir(w) if not name.startswith("_")} - {
        *(
            "create",
            "enter",
            "enter_by_link",
            "status",
            "pictures",
            "join",
            "seat",
            "send",
            "withdraw",
        ),
        "look_if_due",  # changes nothing that the next act of anybody would not change
        "purge",
    }
    assert CALLS.keys() == facilitators  # a new call is tried too


def test_the_check_of_a_secret_takes_the_same_time_wherever_it_differs(cohort, monkeypatch):
    compared = []
    monkeypatch.setattr(
        "core.workshop.codes.hmac.compare_digest",
        lambda a, b: compared.append((a, b)) or a == b,
    )
    cohort.workshops.desk(cohort.secret, now=NOW)
    cohort.join()

    assert len(compared) == 2
    assert all(len(a) == len(b) == 64 for a, b in compared)  # digests, never the secrets


def test_a_second_facilitator_can_take_over_and_the_first_be_shut_out(cohort):
    w = cohort.workshops
    second = w.hand_over(cohort.secret, now=later(hours=1))
    first_link, second_link = w.links(second, now=NOW)

    assert (first_link.own, second_link.own) == (False, True)
    w.revoke(second, first_link.id, now=NOW)
    assert refusal(w.desk, cohort.secret, now=NOW) == "unknown"
    assert refusal(w.revoke, second, second_link.id, now=NOW) == "closed"
    assert w.desk(second, now=NOW).workshop == cohort.workshop


def test_no_secret_is_kept_as_it_is(cohort, engine):
    device = cohort.join()
    second = cohort.workshops.hand_over(cohort.secret, now=NOW)
    kept = everything_kept(engine)

    assert cohort.workshop.code in kept  # the sweep sees what is there
    assert not [secret for secret in (cohort.secret, second, device) if secret in kept]


def test_a_removed_sending_is_gone_by_its_label_alone(cohort, engine):
    devices = cohort.arrive(3, 7)
    label = cohort.workshops.join(cohort.id, devices[1], now=NOW).label

    assert {slip.label for slip in cohort.workshops.slips(cohort.secret, now=NOW)} > {label}
    assert cohort.workshops.remove(cohort.secret, label, now=NOW).finished == 1
    assert cohort.workshops.remove(cohort.secret, "' OR 1=1", now=NOW).finished == 1
    assert cohort.sent_by(devices[1]) is None
    assert '"guess_networks": 7' not in everything_kept(engine)


def test_a_sheet_that_was_removed_takes_no_place_any_more_even_when_it_is_typed_in_late(cohort):
    w, secret, name = cohort.workshops, cohort.secret, key()
    cohort.arrive(3)
    sheet = w.type_in(secret, Sending(guess_networks=4), key=name, now=NOW)
    assert cohort.status.joined == 2

    assert w.remove(secret, sheet.label, now=NOW).joined == 1
    assert sheet.label not in {slip.label for slip in w.slips(secret, now=NOW)}
    w.type_in(secret, Sending(guess_networks=4), key=name, now=NOW)  # a retry that was late
    assert (cohort.status.joined, cohort.status.finished) == (1, 1)


def test_a_phone_that_has_sent_keeps_its_place_when_its_answer_is_removed(cohort):
    (device,) = cohort.arrive(3)
    label = cohort.workshops.join(cohort.id, device, now=NOW).label
    assert cohort.workshops.remove(cohort.secret, label, now=NOW).joined == 1
    assert [slip.label for slip in cohort.workshops.slips(cohort.secret, now=NOW)] == [label]


def test_the_place_of_a_phone_that_is_lost_can_be_freed_and_is_taken_again_by_sending(cohort):
    """Nobody else can know that it is lost; if it is not, nothing is lost for who has it."""
    lost, here = cohort.join(), cohort.join()
    label = cohort.workshops.join(cohort.id, lost, now=NOW).label

    assert cohort.workshops.remove(cohort.secret, label, now=NOW).joined == 1
    (slip,) = cohort.workshops.slips(cohort.secret, now=NOW)
    assert slip.label == cohort.workshops.join(cohort.id, here, now=NOW).label
    cohort.workshops.open_joining(cohort.secret, False, now=NOW)
    assert cohort.workshops.join(cohort.id, lost, now=NOW).label == label
    assert cohort.status.joined == 1

    cohort.send(lost, guess_networks=3)
    assert (cohort.status.joined, cohort.status.finished) == (2, 1)


def test_the_place_of_who_has_withdrawn_can_be_freed_too(cohort):
    (device,) = cohort.arrive(3)
    label = cohort.workshops.join(cohort.id, device, now=NOW).label
    cohort.workshops.withdraw(cohort.id, device, now=NOW)
    assert cohort.status.joined == 1
    assert cohort.workshops.remove(cohort.secret, label, now=NOW).joined == 0


# Keeping and deleting -----------------------------------------------------------


def test_after_its_days_a_workshop_shows_nothing_and_then_is_gone(cohort, engine):
    w, end = cohort.workshops, later(days=30)
    (device,) = cohort.arrive(3)

    assert w.status(cohort.id, now=later(days=29, hours=23)).expires_at == end
    for call in (
        lambda: w.status(cohort.id, now=end),
        lambda: w.pictures(cohort.id, now=end),
        lambda: w.enter(cohort.workshop.code, visitor="a", now=end),
        lambda: w.enter_by_link(cohort.workshop.link_key, now=end),
        lambda: w.join(cohort.id, device, now=end),
        lambda: w.send(cohort.id, device, Sending(), key=key(), now=end),
        lambda: w.export(cohort.secret, now=end),
    ):
        assert refusal(call) == "expired"
    assert w.purge(now=later(days=29)) == 0
    assert w.purge(now=end) == 1
    assert set(rows(engine).values()) == {0}
    assert refusal(w.status, cohort.id, now=NOW) == "unknown"


def test_a_workshop_can_be_kept_longer_but_not_for_ever(cohort):
    extend = cohort.workshops.extend

    assert extend(cohort.secret, 10, now=NOW).expires_at == later(days=40)
    assert extend(cohort.secret, -10, now=NOW).expires_at == later(days=40)
    assert extend(cohort.secret, 10**9, now=NOW).expires_at == later(days=365)


def test_a_deleted_workshop_leaves_nothing_and_others_alone(cohort, engine):
    other = Cohort(cohort.workshops)
    other.arrive(1)
    before = rows(engine)
    mine = Cohort(cohort.workshops)
    mine.arrive(*range(1, 10))
    mine.show()
    assert rows(engine)["courses"] > 0

    mine.workshops.delete(mine.secret, now=NOW)

    after = rows(engine)
    assert {**after, "attempts": 0} == {**before, "attempts": 0}
    assert other.status.finished == 1
    assert refusal(mine.workshops.status, mine.id, now=NOW) == "unknown"


# Limits -----------------------------------------------------------------------


def test_ten_wrong_codes_in_ten_minutes_are_enough_also_for_a_new_process(cohort, workshops):
    for _ in range(10):
        assert refusal(workshops.enter, "CDFGHJKM", visitor="a", now=NOW) == "unknown"
    again = type(workshops)(workshops._database, ["linkedin"])
    with pytest.raises(Trouble) as caught:
        again.enter(cohort.workshop.code, visitor="a", now=later(minutes=9))

    assert (caught.value.reason, caught.value.wait_seconds) == ("too_many_attempts", 60)
    assert again.enter(cohort.workshop.code, visitor="b", now=NOW) == cohort.workshop
    assert again.enter(cohort.workshop.code, visitor="a", now=later(minutes=10))
    assert again.enter_by_link(cohort.workshop.link_key, now=NOW)


def test_codes_cannot_be_tried_one_visitor_after_the_other(cohort, workshops, monkeypatch):
    monkeypatch.setattr(limits, "WRONG_CODES_OF_ALL", limits.Limit("wrong code of all", 12))
    reasons = Counter(
        refusal(workshops.enter, "CDFGHJKM", visitor=f"v{n}", now=NOW) for n in range(20)
    )

    assert reasons == {"unknown": 12, "too_many_attempts": 8}


def test_workshops_and_participants_cannot_be_made_in_bulk(cohort, workshops, monkeypatch):
    settings = Settings(title="Essai")
    for _ in range(10):
        workshops.create(settings, visitor="a", now=NOW)
    assert refusal(workshops.create, settings, visitor="a", now=NOW) == "too_many_attempts"
    monkeypatch.setattr(limits, "JOINS", limits.Limit("join", 3))
    for _ in range(3):
        cohort.join()
    assert refusal(cohort.join) == "too_many_attempts"
    assert workshops.join(cohort.id, cohort.tokens[0], now=NOW)  # who is in stays in


# What is shown ----------------------------------------------------------------


def test_nothing_is_shown_before_the_facilitator_shows_it_nor_after_it_is_hidden(cohort):
    cohort.arrive(1, 1, 1, 4, 4, 4)
    assert cohort.pictures == {}
    version = cohort.status.pictures_version

    cohort.show()
    assert cohort.guessed() == [(0, 1, 3), (2, None, 3)]
    assert cohort.status.pictures_version > version

    cohort.show(shown=False)
    assert cohort.pictures == {}


def test_late_people_join_the_picture_in_a_batch_and_not_one_by_one(cohort):
    cohort.arrive(1, 1, 1, 4, 4, 4)
    cohort.show()
    shown = []
    for guess in (1, 4, 1, 4, 1, 4, 1, 4, 1, 4):
        cohort.arrive(guess)
        shown.append(sum(people for _, _, people in cohort.guessed()))

    assert shown == [6] * 9 + [16]


def test_what_an_act_could_not_look_at_the_next_question_of_the_wall_does(cohort, monkeypatch):
    """As with a database that is busy: the sending is kept, and its look is made up for."""
    cohort.show()
    look_at = publishing.look_at
    monkeypatch.setattr(publishing, "look_at", Mock(side_effect=Trouble("unavailable")))
    cohort.arrive(1, 1, 1, 4, 4, 4)
    assert (cohort.status.finished, cohort.guessed()) == (6, [])
    monkeypatch.setattr(publishing, "look_at", look_at)

    cohort.workshops.look_if_due(cohort.id)
    assert cohort.guessed() == [(0, 1, 3), (2, None, 3)]

    version = cohort.status.pictures_version
    cohort.workshops.look_if_due(cohort.id)
    assert cohort.status.pictures_version == version, "nobody acted since"


def test_who_leaves_stays_in_the_picture_until_a_batch_has_left(cohort):
    devices = cohort.arrive(*[1] * 10, *[4] * 10)
    cohort.show()
    shown = []
    for pair in zip(devices[:6], devices[10:16], strict=True):
        for device in pair:
            cohort.workshops.withdraw(cohort.id, device, now=NOW)
            shown.append(cohort.guessed())

    whole, rest = [(0, 1, 10), (2, None, 10)], [(0, 1, 5), (2, None, 5)]
    assert shown == [whole] * 9 + [rest] * 3


def test_one_who_leaves_does_not_keep_those_who_come_out_of_the_picture(cohort):
    first, *_ = cohort.arrive(1, 1, 1, 4, 4, 4, consent=True)
    cohort.show()
    cohort.workshops.withdraw(cohort.id, first, now=NOW)
    assert cohort.workshops.export(cohort.secret, now=NOW).rows_refused  # all others are known

    shown = []
    for _ in range(7):
        cohort.arrive(1, 4, consent=True)
        shown.append(cohort.guessed())
    assert shown == [[(0, 1, 3), (2, None, 3)]] * 6 + [[(0, 1, 9), (2, None, 10)]]
    assert cohort.workshops.export(cohort.secret, now=NOW).rows_refused  # those who came are


def test_a_network_of_nearly_all_is_told_without_a_number(cohort):
    for number in range(10):
        cohort.send(cohort.join(), recommended=("linkedin", "malt")[: 1 + number % 2])
    cohort.show()
    named = {n.network: n for n in cohort.pictures["recommended"].names["recommended"]}

    assert (named["malt"].people, named["malt"].of, named["malt"].nearly_all) == (5, 10, False)
    assert (named["linkedin"].people, named["linkedin"].nearly_all) == (8, True)
    assert named.keys() == {"malt", "linkedin"}


def test_single_rows_leave_only_with_consent_and_where_they_keep_the_others_safe(cohort):
    cohort.arrive(1, 1, 1, 1, 4, 4, 4, 4, consent=True)
    (alone,) = cohort.arrive(4)
    cohort.show()
    refused = cohort.workshops.export(cohort.secret, now=NOW)
    assert (refused.rows, refused.rows_refused) == ((), True)
    assert refused.pictures == tuple(cohort.pictures.values())

    cohort.send(alone, guess_networks=4, consent=True)
    given = cohort.workshops.export(cohort.secret, now=NOW)
    assert Counter(row.guess_networks for row in given.rows) == {1: 4, 4: 5}


def test_after_rows_were_handed_out_the_pictures_tell_no_more_of_the_others(cohort):
    cohort.arrive(1, 1, 1, 4, 4, 4)
    cohort.arrive(1, 4, consent=True)
    cohort.show()
    before = cohort.guessed()
    assert len(cohort.workshops.export(cohort.secret, now=NOW).rows) == 2

    cohort.arrive(*[1, 4] * 8)
    assert cohort.guessed() == before != []
