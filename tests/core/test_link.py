"""Links bring answers back exactly, stay short, and never say what nobody said."""

from __future__ import annotations

import base64
import datetime
import hashlib
import json
import random
import string
import zlib

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from core import link_rows, link_words
from core.answers import (
    DAYS,
    MOST_BYTES,
    MOST_OWN_NETWORKS,
    Answers,
    read_answers,
    timed_things,
    to_json,
)
from core.errors import AnswersError
from core.link import MOST_CHARACTERS, MOST_READ, VERSION, LinkTooLong, from_link, to_link
from core.personas import load_personas
from tests.core.strategies import CATALOGUE, LAW, QUICK_LAW, answers_strategy

any_answers = answers_strategy(CATALOGUE)
PERSONAS = {persona.id: persona.answers for persona in load_personas(CATALOGUE)}
LETTERS = string.ascii_letters + string.digits + "-_"
NETWORKS = list(CATALOGUE.networks)


def link_of(answers):
    return to_link(answers, CATALOGUE)


def read(text):
    return from_link(text, CATALOGUE)


def refusal(text) -> AnswersError:
    with pytest.raises(AnswersError) as caught:
        read(text)
    return caught.value


def packed(body: bytes, version: int = VERSION) -> str:
    """Return a link with this body and a right check, written from the format alone."""
    check = zlib.crc32(bytes([version]) + body).to_bytes(4, "big")
    whole = base64.b64encode(bytes([version]) + check + body, altchars=b"-_")
    return whole.decode().replace("=", "")


def deflated(plain: bytes, version: int = VERSION) -> bytes:
    words = link_words.dictionary() if version == 1 else link_rows.dictionary()
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, 9, 0, words)
    return packer.compress(plain) + packer.flush()


def everything_of(networks: int, weeks: int = 0, own_counts: bool = False) -> Answers:
    """Return somebody who answers every question, with profiles, for so many networks."""
    draw = random.Random(networks)
    names = NETWORKS[:networks]
    said = {
        name: {
            "state": draw.choice(["on", "want"]),
            "since_year": draw.randint(2005, 2025),
            "today": draw.choice(list(CATALOGUE.rungs)),
            "format": draw.choice(list(CATALOGUE.formats)),
            "profile": {
                item.id: draw.random() < 0.5
                for item in CATALOGUE.checklist_of(name, CATALOGUE.networks[name].family)
            },
            "counts": {"steady": dict.fromkeys(CATALOGUE.actions, draw.randint(0, 30))}
            if own_counts
            else {},
        }
        for name in names
    }
    monday = datetime.date(2026, 1, 5)
    return Answers(
        goals={name: draw.randint(1, 3) for name in CATALOGUE.goals},
        ages=tuple(CATALOGUE.ages),
        publics=("b2c", "b2b"),
        formats=tuple(CATALOGUE.formats),
        tones=tuple(CATALOGUE.tones),
        values=tuple(CATALOGUE.values),
        red_lines=tuple(CATALOGUE.red_lines),
        criterion_weights={name: draw.randint(0, 5) for name in CATALOGUE.criteria},
        minutes_by_day={day: draw.randint(0, 120) for day in DAYS},
        guess_minutes=draw.randint(0, 600),
        networks=said,
        minutes_per_action={name: draw.choice([0.5, 2, 15]) for name in timed_things(CATALOGUE)},
        intense=True,
        only_named=True,
        block_days={f"{name}.{n}": draw.choice(DAYS) for name in names[:5] for n in (1, 2)},
        check_ins=tuple(
            {
                "week": (monday + datetime.timedelta(weeks=week)).isoformat(),
                "networks": {
                    name: {"minutes": draw.randint(0, 200), "counts": {"post": draw.randint(0, 9)}}
                    for name in names[:3]
                },
            }
            for week in range(weeks)
        ),
    )


# There and back.


@given(any_answers)
@QUICK_LAW
def test_answers_come_back_from_a_link_as_they_were(answers):
    try:
        text = link_of(answers)
    except LinkTooLong:
        assume(False)
    assert read(text) == answers
    assert set(text) <= set(LETTERS)
    assert len(text) <= MOST_CHARACTERS


def test_few_random_answers_are_too_long_for_a_link():
    """The law above would prove nothing if it left most of them out."""
    fitting = []

    @given(any_answers)
    @LAW
    def tried(answers):
        try:
            fitting.append(bool(link_of(answers)))
        except LinkTooLong:
            fitting.append(False)

    tried()
    assert sum(fitting) > 0.8 * len(fitting)


@given(any_answers, any_answers)
@LAW
def test_equal_answers_have_equal_links_and_others_have_others(some, others):
    same = Answers.model_validate_json(to_json(some))
    assert link_of(same) == link_of(some)
    assert (link_of(some) == link_of(others)) == (some == others)


@pytest.mark.parametrize("name", PERSONAS)
def test_the_examples_fit_into_short_links(name):
    assert read(link_of(PERSONAS[name])) == PERSONAS[name]
    assert len(link_of(PERSONAS[name])) <= 300


@pytest.mark.parametrize("networks", [1, 8, len(NETWORKS)])
def test_whoever_answers_everything_still_has_a_short_link(networks):
    answers = everything_of(networks, weeks=4)
    assert read(link_of(answers)) == answers
    assert len(link_of(answers)) <= 1_000


def test_no_question_of_the_app_makes_a_link_too_long():
    """Every question, of every network and five of one's own, counts of one's own and all."""
    draw, answers = random.Random(2), everything_of(len(NETWORKS))
    own = [
        {"id": f"own_{n}", "name": f"Forum des créateurs {n}", "format": "image"}
        for n in range(1, MOST_OWN_NETWORKS + 1)
    ]
    said = {
        **{name: one.model_dump() for name, one in answers.networks.items()},
        **{one["id"]: {"state": "on", "since_year": 2020} for one in own},
    }
    for name, one in said.items():
        one["lock"] = draw.choice(["keep", "never", None])
        one["today"], one["today_counts"] = None, draw_counts(draw)
        if name.startswith("own_") or name == "work_net_world":
            one["ratings"] = {c: draw.randint(0, 20) / 20 for c in CATALOGUE.criteria}
    full = answers.with_changes(networks=said, own_networks=own)
    full = full.with_changes(block_minutes=dict.fromkeys(full.block_days, 25))

    assert read(link_of(full)) == full
    assert len(link_of(full)) <= MOST_CHARACTERS == 1_500


def draw_counts(draw: random.Random) -> dict[str, float]:
    return {action: draw.randint(0, 30) for action in CATALOGUE.actions}


def test_counts_of_ones_own_for_every_network_still_fit():
    answers = everything_of(len(NETWORKS), own_counts=True)
    assert read(link_of(answers)) == answers


def test_what_does_not_fit_is_said_and_nothing_is_left_out_silently():
    answers = everything_of(8, weeks=104)
    with pytest.raises(LinkTooLong) as caught:
        link_of(answers)
    assert caught.value.characters > MOST_CHARACTERS
    without = answers.with_changes(check_ins=())
    assert read(link_of(without)) == without


def test_half_a_year_of_reported_weeks_is_in_the_link():
    answers = everything_of(3, weeks=26)
    assert read(link_of(answers)).check_ins == answers.check_ins


def test_no_link_leaves_that_this_app_would_refuse():
    with pytest.raises(AnswersError):
        link_of(Answers(goals={"world_domination": 1.0}))


# For good.

PINNED = {
    "AXD9wmurRlJRCwA": {},
    "AUk8e52rRpTgqIUzpNpALpFwFwY48j7QWlBsEXICAA": {
        "goals": {"find_clients": 1},
        "weekly_minutes": 300,
        "networks": {"linkedin": {"state": "on"}, "instagram": {"state": "want"}},
    },
    "AabuxDerRq16sI6wguojEqcJ4b0J5Bk5E1NcM3I46hFTtDIRMn4KZCC13eHNc4talLoYnE7QR2uxjcK65ReV5iqkPGqYe"
    "XiBQvLhLSWHV4JdhAi5WgA": {
        "goals": {"be_known": 2.5},
        "own_networks": [{"id": "own_1", "name": "Forum d’à côté"}],
        "networks": {"own_1": {"state": "on", "ratings": {"goals": 0.8}}},
        "block_days": {"linkedin.1": "friday"},
        "check_ins": [
            {
                "week": "2026-11-23",
                "networks": {"linkedin": {"minutes": 45, "counts": {"post": 2}}},
            }
        ],
    },
    "AkEV2ParRlJRCwA": {},
    "ArwR2J-rhpd8OuDyFbmNgzv748jtQHtqawnbCQA": {
        "goals": {"find_clients": 1},
        "weekly_minutes": 300,
        "networks": {"linkedin": {"state": "on"}, "instagram": {"state": "want"}},
    },
    "AtGbNoJDb4VgayjU6mDW_sjqgFW0Dp6mEnK5AK-mdHTAVSjcRBPT2lodbM0k5LIZXFBilLnAFgMYmCDLohS0OlBgoGdg"
    "qgMHJgaoxS5Wh1Yj2gZgJ9dirw719LT1dJWw1YDxKI1EkH5IOxNoMqLuBznNAlV7LVQlwoHAYMXWTnXLLyrNVUh51DDz"
    "8AKF5MNbSg6vBIcaIuZrAQ": {
        "goals": {"be_known": 2.5},
        "minutes_by_day": {"monday": 30, "sunday": 45},
        "minutes_per_action": {"like": 0.05, "post.text": 40},
        "own_networks": [{"id": "own_1", "name": "Forum d’à côté"}],
        "networks": {
            "linkedin": {
                "state": "on",
                "today_counts": {"comment": 3, "like": 10},
                "profile": {"photo": True, "pitch": False},
                "counts": {"steady": {"post": 2}},
            },
            "own_1": {"state": "on", "ratings": {"goals": 0.8}},
        },
        "block_days": {"linkedin.1": "friday"},
        "block_minutes": {"linkedin.1": 30},
        "check_ins": [
            {
                "week": "2026-11-23",
                "networks": {"linkedin": {"minutes": 45, "counts": {"post": 2}}},
            }
        ],
    },
}


@pytest.mark.parametrize("text", PINNED)
def test_links_given_out_once_are_readable_forever(text):
    said = json.dumps({"version": 2, **PINNED[text]})
    assert read(text) == read_answers(said, CATALOGUE)


def test_a_link_with_answers_of_the_first_version_is_read():
    assert read("Aeye5P6rRqgwxFQBLBNrAQ") == Answers(weekly_minutes=120)


@pytest.mark.parametrize(
    ("dictionary", "fingerprint"),
    [
        (link_words.dictionary, "89d30cff52348ec940f6eee8d4890b2729f9cace0588d51ffcbb46c6fbd29ca8"),
        (link_rows.dictionary, "c82a1248c044bcc48557010d066e7acc37ebb4be97400b6773995cb31f0e0a43"),
    ],
)
def test_the_dictionary_of_a_version_never_changes(dictionary, fingerprint):
    """Links hold references into it: change one letter, and they say something else."""
    assert hashlib.sha256(dictionary()).hexdigest() == fingerprint


@given(any_answers)
@LAW
def test_links_of_the_first_version_still_say_what_they_said(answers):
    old = packed(deflated(to_json(answers).encode(), 1), 1)
    assume(len(old) <= MOST_READ)
    assert read(old) == answers


@given(any_answers)
@QUICK_LAW
def test_rows_bring_back_the_very_same_tables(answers):
    said = json.loads(to_json(answers))
    assert link_rows.restored(link_rows.shortened(said)) == said


def test_a_table_with_an_id_that_no_order_has_stays_as_it_is():
    said = {"goals": {"be_known": 1.0, "a_new_goal": 2.0}}
    assert link_rows.shortened(said) == said == link_rows.restored(said)


# Hostile.


@pytest.mark.parametrize("name", ["ines", "tomasz"])
def test_a_link_cut_short_anywhere_is_refused(name):
    text = link_of(PERSONAS[name])
    assert {refusal(text[:end]).reason for end in range(len(text))} == {"unreadable"}


@pytest.mark.parametrize("name", ["ines", "tomasz"])
def test_a_link_with_another_letter_anywhere_is_refused(name):
    text, draw = link_of(PERSONAS[name]), random.Random(1)
    for place, letter in enumerate(text):
        for other in draw.sample([one for one in LETTERS if one != letter], 8):
            mistyped = text[:place] + other + text[place + 1 :]
            assert refusal(mistyped).reason == "unreadable"


@pytest.mark.parametrize("name", ["ines", "tomasz"])
def test_a_link_with_letters_swapped_or_added_is_refused(name):
    text = link_of(PERSONAS[name])
    for place in range(len(text) - 1):
        swapped = text[:place] + text[place + 1] + text[place] + text[place + 2 :]
        assert swapped == text or refusal(swapped).reason == "unreadable"
        assert refusal(text[:place] + "A" + text[place:]).reason == "unreadable"
    assert refusal(text.lower()).reason == "unreadable"


@given(st.text(LETTERS, max_size=300) | st.text(max_size=100))
@QUICK_LAW
def test_a_text_that_is_no_link_is_refused(text):
    assert refusal(text).reason == "unreadable"


@given(st.binary(min_size=1, max_size=200))
@QUICK_LAW
def test_a_body_that_is_no_answers_is_refused_though_its_check_is_right(body):
    refusal(packed(body))


@given(st.binary(max_size=200))
@QUICK_LAW
def test_contents_that_are_no_answers_are_refused_though_all_around_is_right(plain):
    refusal(packed(deflated(plain)))


@pytest.mark.parametrize(
    "text", ["", "=", "AAAA====", " ", "\n", "é" * 20, "\ud800", "\x00", "%41", "AXD9wmurRlJRCwA="]
)
def test_odd_texts_are_refused(text):
    assert refusal(text).reason == "unreadable"


@pytest.mark.parametrize("text", ["A" * (MOST_READ + 1), "é" * 1_000_000, "x" * 1_000_000])
def test_a_megabyte_of_garbage_is_refused_before_it_is_read(text):
    assert refusal(text).reason == "too_large"


@pytest.mark.parametrize("unpacked", [MOST_BYTES + 1, 5_000_000])
def test_a_link_that_unpacks_to_more_than_answers_can_be_is_refused(unpacked):
    bomb = packed(deflated(b" " * unpacked))
    assert len(bomb) <= MOST_READ
    assert refusal(bomb).reason == "too_large"


def test_a_bomb_is_not_unpacked_any_further_than_needed(monkeypatch):
    """What comes out of the decompression is counted by the one who decompresses."""
    given_out = []
    real = zlib.decompressobj

    class Counting:
        def __init__(self, **options):
            self._reader = real(**options)

        def decompress(self, *arguments):
            plain = self._reader.decompress(*arguments)
            given_out.append(len(plain))
            return plain

        def __getattr__(self, name):
            return getattr(self._reader, name)

    monkeypatch.setattr(zlib, "decompressobj", Counting)
    refusal(packed(deflated(b" " * 5_000_000)))
    assert sum(given_out) <= MOST_BYTES + 1


@pytest.mark.parametrize(
    ("plain", "reason"),
    [
        (b'{"version":3}', "newer"),
        (b'{"version":0}', "older"),
        (b'{"version":2,"admin":true}', "unknown_key"),
        (b'{"version":2,"goals":{"world_domination":1}}', "unknown_id"),
        (b'{"version":2,"weekly_minutes":-1}', "bad_value"),
        (b'{"version":2,"version":2}', "unreadable"),
        (b"[1,2,3]", "unreadable"),
        (b"!!python/object/apply:os.system ['true']", "unreadable"),
        (b"\xff\xfe", "unreadable"),
        (b"[" * 50_000, "unreadable"),
        (b'{"version":2,"goals":"1,2,3,4,5,6,7,8,9,10"}', "unreadable"),
        (b'{"version":2,"goals":"1,x"}', "unreadable"),
        (b'{"version":2,"goals":"1,[]"}', "bad_value"),
        (b'{"version":2,"goals":"-1"}', "bad_value"),
        (b'{"version":2,"goals":"NaN"}', "bad_value"),
        (b'{"version":2,"goals":"' + b"9" * 5_000 + b'"}', "unreadable"),
        (b'{"version":2,"networks":{"x":{"profile":"+?"}}}', "unreadable"),
        (b'{"version":2,"networks":{"x":{"profile":7}}}', "bad_value"),
        (b'{"version":2,"networks":"x"}', "bad_value"),
    ],
)
def test_a_link_says_nothing_that_a_file_may_not_say(plain, reason):
    assert refusal(packed(deflated(plain))).reason == reason


@pytest.mark.parametrize(
    ("version", "reason"), [(VERSION + 1, "newer"), (255, "newer"), (0, "older")]
)
def test_links_of_other_versions_are_named_as_such(version, reason):
    assert refusal(packed(deflated(b'{"version":2}'), version)).reason == reason


def test_nothing_may_follow_the_answers():
    assert refusal(packed(deflated(b'{"version":2}') + b"more")).reason == "unreadable"
