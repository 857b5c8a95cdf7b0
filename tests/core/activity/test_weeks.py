"""Weeks, idempotence, coverage, the command and the rules."""

# ruff: noqa: E501 - rows of made-up exports are read across, not down
from __future__ import annotations

import datetime
import json
import subprocess
import sys
from collections import Counter
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.activity.errors import ActivityError
from core.activity.report import as_data, in_lines
from core.activity.rules import load_rules
from core.activity.weeks import weekly, zone_of
from core.catalogue import DATA_FOLDER, load_catalogue
from core.errors import CatalogueError
from tests.core.activity.archives import DAY, NOON, WEEK, car, counted, states, totals, zipped
from tests.core.activity.test_networks import (
    DATES,
    NEW,
    archive_of_x,
    comments,
    facebook,
    instagram,
    liked,
    linkedin,
    snap,
)
from tests.core.copies import copy_of_data, edit, only

LIKES = "likes/liked_posts.json"
CATALOGUE = load_catalogue()
OTHERS = {
    "user_data_tiktok.json": {"Activity": {"Like List": {"ItemFavoriteList": [{"date": DATES[0], "link": "x"}]}}},
    "json/chat_history.json": {"Sent Saved Chat History": [snap(1), snap(2)]},
    "Takeout/YouTube and YouTube Music/comments/comments.csv": comments(NEW, "", old=False),
    "mastodon/outbox.json": {"orderedItems": [
        {"id": "1", "type": "Announce", "published": "2024-06-03T10:00:00Z", "object": "x"}]},
    "repo.car": car({"$type": "app.bsky.feed.like", "createdAt": "2024-06-03T10:00:00Z"}),
    "threads/liked_threads.json": liked("text_post_app_media_likes", NOON),
}  # fmt: skip
ALL = [
    zipped(instagram("")),
    zipped(facebook("")),
    zipped(archive_of_x()),
    zipped(linkedin()),
    zipped(OTHERS),
]


def at(text: str, zone: str = "UTC") -> int:
    return int(datetime.datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp())


def test_full_weeks_before_the_end_and_no_others():
    times = [
        at("2024-05-26T23:59:59"),
        at("2024-05-27T00:00"),
        at("2024-06-02T23:59:59"),
        at("2024-06-03T00:00"),
    ]

    found = weekly(times, 2, at("2024-06-05T10:00"), datetime.UTC)

    assert found.first_day == datetime.date(2024, 5, 20)
    assert found.counts == (1, 2)
    assert (found.mean, found.median) == (1.5, 1.5)


def test_the_week_that_ends_at_the_very_end_is_full():
    found = weekly([at("2024-06-02T10:00")], 1, at("2024-06-03T00:00"), datetime.UTC)

    assert found.counts == (1,)


def test_weeks_begin_where_the_person_is():
    sunday_night = [at("2024-06-02T22:30")]  # Monday, 00:30, in Paris

    assert weekly(sunday_night, 1, at("2024-06-12T00:00"), zone_of("UTC")).counts == (0,)
    assert weekly(sunday_night, 1, at("2024-06-12T00:00"), zone_of("Europe/Paris")).counts == (1,)


def test_weeks_of_a_changed_clock_hold_their_hours():
    zone, last = zone_of("Europe/Paris"), at("2024-03-31T23:30", "Europe/Paris")

    assert weekly([last], 1, at("2024-04-01T00:00", "Europe/Paris"), zone).counts == (1,)


def test_empty_weeks_count_and_weeks_before_the_first_entry_do_not():
    times = [NOON, NOON + 1, NOON + 3 * WEEK]

    found = weekly(times, 12, NOON + 4 * WEEK, datetime.UTC, start=NOON)

    assert found.counts == (2, 0, 0, 1)
    assert (found.mean, found.median) == (0.75, 0.5)
    assert weekly([], 4, NOON, datetime.UTC, start=NOON + WEEK) is None


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(st.integers(NOON - 9 * WEEK, NOON + 9 * WEEK), max_size=30), st.integers(1, 12),
       st.sampled_from(["UTC", "Europe/Paris", "America/New_York", "Pacific/Auckland"]))  # fmt: skip
def test_weeks_agree_with_the_calendar(times, weeks, zone):
    """The oracle asks the calendar for the ISO week of each time."""
    today = datetime.datetime.fromtimestamp(NOON, ZoneInfo(zone)).date()
    this = today - datetime.timedelta(days=today.weekday())
    days = [
        datetime.datetime.fromtimestamp(t, ZoneInfo(zone)).date().isocalendar()[:2] for t in times
    ]
    expected = Counter(days)

    found = weekly(times, weeks, NOON, zone_of(zone))

    wanted = [(this - datetime.timedelta(weeks=n)).isocalendar()[:2] for n in range(weeks, 0, -1)]
    assert list(found.counts) == [expected[week] for week in wanted]


@pytest.mark.parametrize("zone", ["Mars/Base", "../../etc/passwd", "", "/etc/passwd", "a\0b"])
def test_zones_that_are_none_are_refused(zone):
    with pytest.raises(ActivityError, match="time zone"):
        counted(ALL[0], zone=zone)


@pytest.mark.parametrize("weeks", [0, -1, 10**9])
def test_weeks_that_are_none_are_refused(weeks):
    with pytest.raises(ActivityError):
        counted(ALL[0], weeks=[weeks])


# Once each


def known(activity) -> list:
    return [
        (m.network, m.action, m.state, m.total, m.parts, m.weeks, m.first)
        for m in activity.measured
    ]


@settings(max_examples=10, deadline=None, derandomize=True)
@given(st.lists(st.integers(0, 4), min_size=0, max_size=3), st.permutations(range(5)))
def test_twice_or_in_another_order_is_as_once(again, order):
    once = counted(*ALL)

    assert known(counted(*[ALL[n] for n in order], *[ALL[n] for n in again])) == known(once)


@settings(max_examples=10, deadline=None, derandomize=True)
@given(st.integers(0, 2**40))
def test_in_parts_is_as_whole(split):
    files = linkedin() | facebook("") | archive_of_x() | OTHERS
    sides = [{}, {}]
    for number, (name, data) in enumerate(files.items()):
        sides[split >> number & 1][name] = data

    assert known(counted(*[zipped(side) for side in sides])) == known(counted(zipped(files)))


@settings(max_examples=40, deadline=None, derandomize=True)
@given(
    st.lists(
        st.tuples(st.integers(NOON, NOON + 2), st.sampled_from("abc")), min_size=1, max_size=8
    ),
    st.data(),
)
def test_rows_in_overlapping_parts_count_as_the_rows_there_are(rows, data):
    """Each like is a time and a link; whichever parts it is in, it is one like."""
    parts = data.draw(st.lists(st.lists(st.sampled_from(rows), min_size=1), min_size=1, max_size=4))

    found = counted(*[
        zipped({LIKES: [{"timestamp": time, "string_list_data": [{"href": link, "timestamp": time}]} for time, link in part]})
        for part in parts
    ])  # fmt: skip

    assert found.of("instagram", "like").total == len({row for part in parts for row in part})


@settings(max_examples=40, deadline=None, derandomize=True)
@given(
    st.lists(st.lists(st.integers(NOON, NOON + 3), min_size=1, max_size=6), min_size=1, max_size=4)
)
def test_rows_that_only_their_time_names_count_as_the_part_with_most_of_them(parts):
    files = [zipped({"comments/post_comments_1.json": [
        {"string_map_data": {"Time": {"timestamp": time}}} for time in part
    ]}) for part in parts]  # fmt: skip

    expected = Counter[int]()
    for part in parts:
        expected |= Counter(part)
    assert counted(*files).of("instagram", "comment").total == expected.total()


def test_the_secret_changes_no_count():
    assert known(counted(*ALL, secret=b"one")) == known(counted(*ALL, secret=b"two"))


# When an export ends


def likes(*times: int) -> bytes:
    return zipped({LIKES: liked("likes_media_likes", *times)})


def test_an_export_ends_by_its_name_then_by_its_last_entry():
    named = counted(("instagram-zoe-2024-06-24-x.zip", likes(NOON)), weeks=[2])
    plain = counted(("a.zip", likes(NOON, NOON + 2 * WEEK)), weeks=[2])

    assert named.ends["instagram"][1] == "name"
    assert named.of("instagram", "like").weeks[2].counts == (0, 0) or (
        named.of("instagram", "like").weeks[2].first_day == datetime.date(2024, 6, 10)
    )
    assert plain.ends["instagram"] == (
        datetime.datetime.fromtimestamp(NOON + 2 * WEEK, datetime.UTC), "last_event"
    )  # fmt: skip
    assert plain.of("instagram", "like").weeks[2].counts == (1, 0)


@pytest.mark.parametrize(
    "name", ["Complete_LinkedInDataExport_06-24-2024.zip", "instagram-zoe-2024-06-24-2031ab.zip", "archive-20240624101112-ab.zip", "takeout-20240624T101112Z-001.zip"]
)  # fmt: skip
def test_names_of_archives_tell_their_day(name):
    at_the_top = zipped({"liked_posts.json": liked("likes_media_likes", NOON)})

    for data in (likes(NOON), at_the_top):
        assert str(counted((name, data)).ends["instagram"][0])[:10] == "2024-06-24"


def test_nothing_after_now_is_believed():
    now = datetime.datetime.fromtimestamp(NOON + DAY, datetime.UTC)

    like = counted(likes(NOON, NOON + 9 * DAY), latest=now).of("instagram", "like")

    assert (like.total, like.out_of_range) == (1, 1)


# Coverage


def test_what_is_not_there_is_never_a_zero():
    found = counted(likes(NOON))

    for one in found.measured:
        if one.action != "like":
            assert (one.state, one.total, one.weeks) == ("not_in_export", None, {})
    assert not any(" 0" in line for line in in_lines(found) if "not_in_export" in line)


def test_a_broken_part_makes_a_lower_bound():
    found = counted(
        zipped({"a/likes/liked_posts.json": "[", LIKES: liked("likes_media_likes", NOON)})
    )

    assert states(found)["instagram.like"] == "lower_bound"


def test_a_part_without_the_main_file_is_a_lower_bound():
    found = counted(zipped({"likes/liked_comments.json": liked("likes_comment_likes", NOON)}))

    assert found.of("instagram", "like").reason == "part_missing"


# The command, the rules


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", "-m", "core", "activity", *map(str, arguments)]
    return subprocess.run(
        command, cwd=DATA_FOLDER.parent, capture_output=True, text=True, check=False
    )


def test_the_command_prints_counts_and_coverage(tmp_path):
    path = tmp_path / "SECRETNAME.zip"
    path.write_bytes(likes(NOON, NOON + 2 * WEEK))

    shown = run(path, "--json", "--tz", "Europe/Paris", "--weeks", "2")
    lines = run(path)

    said = json.loads(shown.stdout)
    assert (shown.returncode, shown.stderr, said["version"]) == (0, "", 1)
    like = next(one for one in said["measured"] if one["action"] == "like")
    assert like["weeks"] == {
        "2": {"first_day": "2024-06-03", "counts": [1, 0], "mean": 0.5, "median": 0.5}
    }
    assert "2 in all" in lines.stdout
    assert "SECRETNAME" not in shown.stdout + lines.stdout


@pytest.mark.parametrize("arguments", [["missing.zip"], ["README.md", "--tz", "x"], ["README.md"]])
def test_the_command_refuses_in_a_line(arguments):
    done = run(*arguments)

    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stderr or "not an export" in done.stdout


def test_the_data_for_machines_is_json():
    assert json.loads(json.dumps(as_data(counted(*ALL)), allow_nan=False))["files"]


@pytest.mark.parametrize(
    ("file", "old", "new", "key"),
    [
        ("x.yaml", "format: js", "format: jss", "rules.0.format"),
        ("x.yaml", "id: x\n", "id: y\n", "id"),
        ("x.yaml", "never: [comment]", "never: [commentary]", "never.0"),
        ("youtube.yaml", 'liked: "(?i)^(', 'liked: "(?i)^((', "liked"),
        ("facebook.yaml", "unless: secure_messages", "unless: nothing", ""),
        ("bluesky.yaml", "id: bluesky", "id: [bluesky", ""),
    ],
)
def test_broken_rules_are_told(tmp_path, file, old, new, key):
    folder = copy_of_data(tmp_path)
    edit(folder, f"activity/{file}", old, new)

    with pytest.raises(CatalogueError) as caught:
        load_rules(folder)

    problem = only(caught.value)
    assert (problem.file, problem.key) == (f"activity/{file}", key)


def test_every_network_of_the_rules_is_in_the_catalogue():
    assert set(load_rules().networks) <= set(CATALOGUE.networks)


def test_no_totals_of_nothing():
    assert totals(counted()) == {}
