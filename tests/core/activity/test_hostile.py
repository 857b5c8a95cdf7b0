"""Whatever is handed over: no crash, no hang, one clear reason, and no count that is not true."""

# ruff: noqa: E501 - rows of made-up exports are read across, not down
from __future__ import annotations

import io
import json
import tarfile
import tracemalloc
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.activity import archive, json_stream, tables
from core.activity.errors import MEANING, ActivityError
from core.activity.report import as_data, in_lines
from core.activity.times import seconds_of
from tests.core.activity.archives import (
    NOON,
    car,
    cbor,
    counted,
    reasons,
    states,
    table,
    tarred,
    totals,
    varint,
    zipped,
)
from tests.core.activity.test_networks import archive_of_x, facebook, instagram, liked, linkedin

LIKES = "likes/liked_posts.json"
GOOD = json.dumps(liked("likes_media_likes", NOON)).encode()
few = settings(
    max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)


def refused(*exports, **named) -> str:
    """Return the only reason told, of something of which nothing is counted."""
    found = counted(*exports, **named)
    assert totals(found) == {}
    assert "zero" not in states(found).values()
    (reason,) = set(reasons(found))
    assert reason in MEANING
    assert "\n" not in "".join(list(in_lines(found))[-1:])
    return reason


# Containers


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.zip", b"", "empty"),
        ("a.zip", b"\xef\xbb\xbf\n <!doctype html>log in", "web_page"),
        ("a.zip", b"Rar!\x1a\x07" + b"x" * 90, "unsupported"),
        ("a.zip", b"\x1f\x8b" + b"x" * 90, "broken_archive"),
        ("a.zip", zipped({LIKES: GOOD})[:60], "broken_archive"),
        ("a.zip", zipped({LIKES: GOOD})[:-10], "broken_archive"),
        ("a.zip", zipped({}), "not_an_export"),
        ("a.zip", zipped({"folder/": b""}), "not_an_export"),
        ("a.zip", zipped({"photos/a.jpg": b"x"}), "not_an_export"),
        ("a.jpg", b"\xff\xd8 photo", "not_an_export"),
        ("a.zip", zipped({f"__MACOSX/{LIKES}": GOOD}), "not_an_export"),
    ],
)
def test_what_is_no_archive_is_said(name, data, reason):
    assert refused((name, data)) == reason


def test_junk_before_a_zip_does_not_hurt():
    assert totals(counted(("a.zip", b"PKjunk" + zipped({LIKES: GOOD})))) == {"instagram.like": 1}


def patched(data: bytes, *, flag: int | None = None, method: int | None = None) -> bytes:
    """Return a zip with one member whose headers say something else."""
    out = bytearray(data)
    central = data.rindex(b"PK\x01\x02")
    for start, at in ((0, 6), (central, 8)):
        if flag is not None:
            out[start + at : start + at + 2] = flag.to_bytes(2, "little")
        if method is not None:
            out[start + at + 2 : start + at + 4] = method.to_bytes(2, "little")
    return bytes(out)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"flag": 1}, "encrypted"),
        ({"flag": 1, "method": 99}, "encrypted"),
        ({"method": 9}, "unsupported"),
        ({"method": 99}, "unsupported"),
    ],
)
def test_locked_or_oddly_packed_members(change, reason):
    assert refused(patched(zipped({LIKES: GOOD}), **change)) == reason


def test_a_lying_checksum_is_damage():
    data = bytearray(zipped({LIKES: GOOD}))
    central = bytes(data).rindex(b"PK\x01\x02")
    for at in (14, central + 16):
        data[at] ^= 255

    assert refused(bytes(data)) == "broken_archive"


def test_bombs_are_not_inflated(monkeypatch):
    tracemalloc.start()
    bomb = zipped({LIKES: b"[" + b" " * 60_000_000})
    tracemalloc.reset_peak()
    before = tracemalloc.get_traced_memory()[0]

    assert refused(bomb) == "too_large"
    assert tracemalloc.get_traced_memory()[1] - before < 40_000_000
    tracemalloc.stop()


def test_what_is_read_of_everything_together_is_bounded(monkeypatch):
    monkeypatch.setattr(archive, "MOST_TOTAL_BYTES", 100)

    assert (
        refused(zipped({LIKES: liked("likes_media_likes", *range(NOON, NOON + 50))})) == "too_large"
    )


def test_an_archive_in_an_archive_is_read_and_one_further_in_is_not():
    once = zipped({"inner.zip": zipped({LIKES: GOOD})})

    assert totals(counted(once)) == {"instagram.like": 1}
    assert refused(zipped({"outer.zip": once})) == "nested"


def test_a_large_directory_is_not_read():
    data = bytearray(zipped({LIKES: GOOD}))
    end = bytes(data).rindex(b"PK\x05\x06")
    data[end + 12 : end + 16] = (1 << 30).to_bytes(4, "little")

    assert refused(bytes(data)) == "too_many"


def test_links_are_not_followed():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        info = zipfile.ZipInfo(LIKES)
        info.external_attr = 0o120777 << 16
        made.writestr(info, "/etc/passwd")

    assert refused(target.getvalue()) == "link"


@pytest.mark.parametrize(
    "path",
    [
        f"../../{LIKES}", f"/{LIKES}", f"C:\\x\\{LIKES}".replace("/", "\\"), f"a\n\u202e<b>$/{LIKES}",
        LIKES.upper(), f"x\u00a0y/{LIKES}", "likes/liked_posts (1).json", "likes/liked_posts_1.json",
    ],
)  # fmt: skip
def test_strange_paths_are_only_matched(path):
    assert totals(counted(zipped({path: GOOD}))) == {"instagram.like": 1}


def test_a_member_twice_counts_once():
    once = zipped({LIKES: GOOD, LIKES[:-1] + "m": GOOD})

    twice = once.replace((LIKES[:-1] + "m").encode(), LIKES.encode())

    assert totals(counted(twice)) == {"instagram.like": 1}


@pytest.mark.parametrize("name", ["a.zip", "a.tar.gz", "a.bin"])
def test_an_archive_is_known_by_what_it_is_and_not_by_its_name(name):
    assert totals(counted((name, zipped({LIKES: GOOD})))) == {"instagram.like": 1}
    assert totals(counted((name, tarred({LIKES: GOOD})))) == {"instagram.like": 1}


def test_a_bomb_in_a_tar_is_not_inflated():
    tracemalloc.start()
    bomb = tarred({LIKES: b"[" + b" " * 40_000_000})
    tracemalloc.reset_peak()
    before = tracemalloc.get_traced_memory()[0]

    assert refused(("a.tar.gz", bomb)) == "too_large"
    assert tracemalloc.get_traced_memory()[1] - before < 20_000_000
    tracemalloc.stop()


def test_a_size_that_lies_is_damage():
    data = bytearray(zipped({LIKES: GOOD}))
    central = bytes(data).rindex(b"PK\x01\x02")
    for at in (22, central + 24):
        data[at : at + 4] = (7).to_bytes(4, "little")

    assert refused(bytes(data)) == "broken_archive"


@pytest.mark.parametrize(
    "kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE]
)
def test_what_is_no_file_in_a_tar_is_not_followed(kind):
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w:gz") as made:
        info = tarfile.TarInfo(LIKES)
        info.type, info.linkname = kind, "/etc/passwd"
        made.addfile(info)

    assert refused(("a.tgz", target.getvalue())) == "link"


def test_archives_inside_are_held_up_to_a_bound_and_a_number(monkeypatch):
    inside = {f"{number}.zip": zipped({LIKES: GOOD}) for number in range(30)}

    assert "nested" in reasons(counted(zipped(inside)))
    monkeypatch.setattr(archive, "MOST_NESTED_BYTES", 300)
    found = counted(zipped(inside))
    assert (totals(found), "too_large" in reasons(found)) == ({"instagram.like": 1}, True)


def test_members_beyond_a_number_are_not_listed(monkeypatch):
    monkeypatch.setattr(archive, "MOST_MEMBERS", 20)
    files = {f"data/tweets-part{number}.js": "window.YTD.tweets.part0 = []" for number in range(21)}

    assert refused(zipped(files)) == "too_many"
    assert refused(("a.tgz", tarred(files))) == "too_many"
    assert states(counted(zipped(dict(list(files.items())[:20]))))["x.post"] == "zero"


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({"TikTok/Votre activité/Historique.txt": "Date : 2024-06-03 10:00:00\n"}, "text_only"),
        ({"Takeout/My Activity/YouTube/MyActivity.html": "<html>"}, "html"),
        ({"your_facebook_activity/comments_and_reactions/comments.html": "<html>"}, "html"),
        (
            {"personal_information/profile_information/x.json": {}, "ads/a.json": {}},
            "not_an_export",
        ),
        ({"mydata~17-2/memories/2024-01-01_a.mp4": b"x"}, "nothing_here"),
        ({"Profile.csv": "a,b", "Connections.csv": "Notes"}, "structure"),
    ],
)
def test_what_is_in_another_form_or_not_there_at_all(files, reason):
    assert refused(zipped(files)) == reason


def test_the_basic_archive_of_linkedin_says_that_there_is_a_complete_one():
    files = {name: linkedin()[name] for name in ("messages.csv", "Profile.csv")}

    found = counted(("Basic_LinkedInDataExport_06-10-2024.zip", zipped(files)))

    assert {m.action for m in found.measured if m.reason == "basic_archive"} == {
        "like", "comment", "post", "share",
    }  # fmt: skip
    assert found.of("linkedin", "reply").reason is None


# Content


def nested(levels: int) -> bytes:
    return b"[" * levels


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "truncated"),
        (b"null", "structure"),
        (b"3", "structure"),
        (b"{}", "structure"),
        (b'{"other": []}', "structure"),
        (b'{"likes_media_likes": {"a": 1}}', "structure"),
        (b"[1, true, null]", "structure"),
        (b'[{"timestamp": "x"}]', "structure"),
        (b'[{"timestamp": 1e400}]', "structure"),
        (b'[{"timestamp": NaN}]', "structure"),
        (b'[{"title": "x"}]', "no_valid_time"),
        (GOOD[:-9], "truncated"),
        (GOOD + b"x", "structure"),
        (nested(1_000_000), "too_deep"),
        (b'{"a":' * 200_000, "too_deep"),
        (b"[" + b'{"a": ' * 100_000 + b"1" + b"}" * 100_000 + b"]", "too_deep"),
        (b"function(){ return 1 }", "structure"),
        (b"<html><div class='_a6-g'></div></html>", "structure"),
    ],
)
def test_broken_json(data, reason):
    assert refused(zipped({LIKES: data})) == reason


@pytest.mark.parametrize(
    "seconds",
    ["0", "-1", "1", "78", "99999999999999", "1" + "0" * 17, "4102444801", '"1"', "1" * 5_000],
)
def test_times_that_cannot_be_true_are_not_counted(seconds):
    found = counted(zipped({LIKES: f'[{{"timestamp": {seconds}}}]'}))

    assert totals(found) == {}
    assert states(found)["instagram.like"] == "unreadable"


@pytest.mark.parametrize("factor", [1, 1_000, 1_000_000])
def test_units_are_told_by_magnitude(factor):
    assert seconds_of(NOON * factor) == NOON
    assert seconds_of(str(NOON * factor)) == NOON
    assert seconds_of(True) is None


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + GOOD, GOOD.decode().encode("utf-16"), GOOD.replace(b"\"t\"", b'"\xff\xfe"'),
        GOOD.replace(b'"t"', b'"\\ud800"'), GOOD.replace(b'"t"', b'"\0"'), GOOD.replace(b'"t"', b"NaN"),
        GOOD.replace(b'"t"', b"9" * 6_000), GOOD.replace(b'"t"', b'"' + b"x" * 3_000_000 + b'\\""'),
    ],
    ids=["mark", "utf-16", "bytes", "surrogate", "nul", "nan", "integer", "long"],
)  # fmt: skip
def test_odd_text_that_hides_no_time(data):
    found = counted(zipped({LIKES: data}))

    assert totals(found) in ({"instagram.like": 1}, {})
    assert totals(found) or found.of("instagram", "like").state in ("unreadable", "lower_bound")


@pytest.mark.parametrize(
    ("data", "total"),
    [
        (b'{"likes_media_likes": [{"timestamp": 1}], "likes_media_likes": [{"timestamp": 1717416000}]}', 1),
        (b'[{"timestamp": 1717416000, "timestamp": 1717416000}]', 1),
        (b'[{"title": "caf\xe9 \xc3\xa9 \\u00c3\\u00a9", "timestamp": 1717416000}]', 1),
        (b'  \n[{"timestamp": 1717416000}]\n ;', 1),
        (b'{"a": {"b": {"likes_media_likes": [{"timestamp": 1717416000}]}}}', 1),
        (b'[{"timestamp": 0, "string_list_data": [{"timestamp": 1717416000}]}]', 1),
    ],
)  # fmt: skip
def test_odd_json_that_says_what_it_means(data, total):
    assert totals(counted(zipped({LIKES: data}))) == {"instagram.like": total}


def test_work_without_end_is_ended(monkeypatch):
    monkeypatch.setattr(json_stream, "MOST_WHOLE", 100)
    monkeypatch.setattr(json_stream, "MOST_NODES", 50)
    monkeypatch.setattr(json_stream, "_CHUNK", 64)
    monkeypatch.setattr(tables, "MOST_ROW_CHARACTERS", 500)

    assert refused(zipped({LIKES: b"[" + b"[]," * 40_000 + b"[]]"})) == "too_many"
    assert refused(zipped({"Reactions.csv": "Date,Type,Link\n" + '"a\n",' * 200})) == "table"


def test_rows_of_the_wrong_type_make_a_lower_bound():
    rows = [{"timestamp": NOON}, 7, "x", None, []]
    like = counted(zipped({LIKES: rows})).of("instagram", "like")

    assert (like.state, like.reason, like.total, like.invalid) == (
        "lower_bound",
        "invalid_rows",
        1,
        4,
    )


def test_a_future_time_is_out_of_range():
    rows = {LIKES: [{"timestamp": NOON}, {"timestamp": NOON + 400 * 86_400}]}
    like = counted(("x-2024-06-10.zip", zipped(rows))).of("instagram", "like")

    assert (like.total, like.out_of_range) == (1, 1)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "structure"),
        ("x,y\n1,2\n", "structure"),
        ('Date,Type,Link\n2024-06-03 10:00:00,"LIKE,x\n2024-06-03 10:00:00,LIKE,x\n', "table"),
        ('Date,Type,Link\n2024-06-03 10:00:00,"LIKE\n2024-06-03 10:00:00,LIKE,x\n",x\n', "table"),
        ("Date,Type,Link\nsoon,LIKE,x\n", "structure"),
        ('Date,Type,Link\n2024-06-03 10:00:00,LIKE,"x\n2024-06-03 10:00:00,"LIKE",x\n', "table"),
        ("Date,Type,Link\n2024-06-03," + "x" * 2_000_000 + ",x\n", "table"),
    ],
)
def test_broken_tables(text, reason):
    assert refused(zipped({"Reactions.csv": text})) == reason


@pytest.mark.parametrize("cell", ["=cmd()|x", "<b>x</b>", "@x", "x\u202ey", "\\input{x}", ""])
def test_cells_that_mean_something_elsewhere_mean_nothing_here(cell):
    found = counted(
        zipped({"Reactions.csv": table(["Date", "Type", "Link"], ["2024-06-03", cell, cell])})
    )

    assert totals(found) == {"linkedin.like": 1}
    assert not cell or cell not in json.dumps(as_data(found)) + repr(found)


def test_a_table_whose_dates_are_all_blank_is_a_total_without_a_rate():
    like = counted(
        zipped(
            {
                "Reactions.csv": table(
                    ["Date", "Type", "Link"], *[["", "LIKE", str(n)] for n in range(3)]
                )
            }
        )
    ).of("linkedin", "like")

    assert (like.state, like.total, like.undated, like.weeks) == ("undated", 3, 3, {})


def test_a_table_with_all_endings_of_lines_and_nul():
    text = "Date,Type,Link\r2024-06-03 10:00:00,LIKE\0,x\r\n2024-06-03 10:00:01,LIKE,y\n\n"

    assert totals(counted(zipped({"Reactions.csv": text}))) == {"linkedin.like": 2}


def test_a_table_of_nothing_but_its_header_is_zero():
    assert states(counted(zipped({"Reactions.csv": "Date,Type,Link\n"})))["linkedin.like"] == "zero"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"x", "truncated"),
        (b"\xff" * 40, "structure"),
        (varint(1 << 63) + b"x", "structure"),
        (
            car({"$type": "app.bsky.feed.like", "createdAt": "2024-06-03T10:00:00Z"})[:-3],
            "truncated",
        ),
        (varint(200_001) + b"\x81" * 200_000 + b"\x01", "too_deep"),
        (varint(9) + cbor("not this"), "structure"),
    ],
)
def test_broken_repositories(data, reason):
    assert refused(("repo.car", data)) == reason


def test_pages_ask_for_json():
    assert refused(zipped({"your_instagram_activity/likes/liked_posts.html": "<html>"})) == "html"


def test_messages_without_an_owner_are_not_counted():
    files = instagram("")
    del files["personal_information/personal_information/personal_information.json"]
    del files["messages/inbox/bob_2/message_1.json"]

    message = counted(zipped(files)).of("instagram", "message")

    assert (message.state, message.reason, message.total, message.weeks) == (
        "unreadable",
        "owner",
        None,
        {},
    )


def test_a_thread_alone_fits_two_networks():
    assert refused(
        (
            "message_1.json",
            json.dumps(instagram("")["messages/inbox/ann_1/message_1.json"]).encode(),
        )
    ) == ("ambiguous")


def test_one_conversation_alone_tells_no_owner():
    thread = {
        **instagram("")["messages/inbox/ann_1/message_1.json"],
        "participants": [{"name": "Ann"}],
    }
    path = "your_instagram_activity/messages/inbox/ann_1/message_1.json"

    assert refused(zipped({path: thread})) == "owner"


@pytest.mark.parametrize(
    ("name", "files", "expected"),
    [
        ("comments_and_reactions/comments.json", facebook(""), {"facebook.comment": 1}),
        (LIKES, instagram(""), {"instagram.like": 2}),
        ("media/posts_1.json", instagram("", media="media"), {"instagram.post": 2}),
        ("data/tweets.js", archive_of_x(), {"x.post": 1, "x.reply": 2, "x.share": 1}),
        ("Comments.csv", linkedin(), {"linkedin.comment": 3}),
    ],
)
def test_a_file_given_alone_is_told_by_what_it_holds(name, files, expected):
    data = files[name] if isinstance(files[name], str) else json.dumps(files[name])

    assert totals(counted((name.rpartition("/")[2], data.encode()))) == expected


def test_a_file_that_holds_two_networks_is_of_none():
    both = {"media_comments": [["2024-06-03", "x", "y"]], "comments_v2": [{"timestamp": NOON}]}

    assert refused(("comments.json", json.dumps(both).encode())) == "ambiguous"


def test_a_table_with_nothing_in_it_is_no_proof_of_zero():
    found = counted(zipped({"Takeout/YouTube/playlists/playlists.csv": "a,b,c,d\n"}))

    assert (set(states(found).values()), reasons(found)) == (set(), ["nothing_here"])


def test_an_empty_side_file_is_no_zero_of_the_whole():
    like = counted(zipped({"likes/liked_comments.json": {"likes_comment_likes": []}}))

    assert states(like)["instagram.like"] == "not_in_export"


def test_snapchat_without_its_json_asks_for_it():
    assert refused(zipped({"mydata~1/html/chat_history.html": "<html>"})) == "html"


def test_two_networks_in_one_archive_keep_their_threads_apart():
    files = {f"a/{name}": data for name, data in instagram("").items()}
    files |= {f"b/{name}": data for name, data in facebook("").items()}

    found = counted(zipped(files))

    assert found.of("instagram", "message").total == 2
    assert found.of("facebook", "message").total == 1


def test_many_entries_are_read_as_a_stream(monkeypatch):
    """Of a file no more than a piece is held at a time, but for what is counted."""
    monkeypatch.setattr(json_stream, "MOST_WHOLE", 50_000)
    row = b'{"Date": "2024-06-03 10:00:00", "Link": "https://www.example.org/x"},'
    history = b'{"Watch History": {"VideoList": [' + row * 20_000 + b"{}]}, "
    data = zipped(
        {"user_data.json": history + b'"A": {"Like List": {"ItemFavoriteList": [' + row + b"{}]}}}"}
    )
    tracemalloc.start()

    found = counted(data)

    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found.of("tiktok", "like").total == 1
    assert most < 1_200_000 < 20_000 * len(row)


def test_entries_beyond_what_is_held_are_said(monkeypatch):
    monkeypatch.setattr("core.activity.reading.MOST_EVENTS", 2)

    assert (
        refused(zipped({LIKES: liked("likes_media_likes", NOON, NOON + 1, NOON + 2)})) == "too_many"
    )


def test_a_section_too_long_says_nothing_of_the_others(monkeypatch):
    monkeypatch.setattr("core.activity.reading.MOST_EVENTS", 2)
    rows = [{"date": f"2024-06-0{n}"} for n in (1, 2, 3)]

    found = states(counted(zipped({"user_data.json": {"A": {"ItemFavoriteList": rows}}})))

    assert (found["tiktok.like"], found["tiktok.comment"]) == ("unreadable", "not_in_export")


@pytest.mark.parametrize("whole", [30, 1_000_000])
def test_large_and_small_values_are_read_alike(whole, monkeypatch):
    monkeypatch.setattr(json_stream, "MOST_WHOLE", whole)
    monkeypatch.setattr(json_stream, "_CHUNK", 10)

    assert totals(counted(zipped({"user_data.json": {
        "A": {"ItemFavoriteList": [{"date": "2024-06-03"}]}, "B": {"CommentsList": [], "x": "y\\\"" * 50},
    }}))) == {"tiktok.like": 1}  # fmt: skip


# Nothing leaks


def strings_in(value: object) -> set[str]:
    if isinstance(value, dict):
        return set().union(*map(strings_in, [*value, *value.values()]), set())
    if isinstance(value, list):
        return set().union(*map(strings_in, value), set())
    return {value} if isinstance(value, str) else set()


@pytest.mark.parametrize("files", [instagram(""), facebook(""), archive_of_x(), linkedin()])
def test_no_word_of_an_export_comes_out(files):
    marked = {
        name: json.loads(
            json.dumps(data).replace('"x"', '"SECRETWORD"').replace("hello", "SECRETWORD")
        )
        for name, data in files.items()
    }
    broken = {
        f"2/SECRETWORD/{name}": json.dumps(data)[:-4] + "SECRETWORD" for name, data in files.items()
    }

    found = counted(("SECRETWORD.zip", zipped({**marked, **broken})))

    shown = repr(found) + json.dumps(as_data(found)) + "".join(in_lines(found))
    assert "SECRETWORD" not in shown
    for secret in ("Zoé", "Tester", "Ann", "inbox", "https"):
        assert secret not in shown


def test_errors_hold_their_reason_and_nothing_else():
    assert str(ActivityError("owner")) == MEANING["owner"]
    assert set(vars(ActivityError("owner"))) == {"reason"}


# Fuzzing

KEYS = st.sampled_from([
    "timestamp", "messages", "ChatHistory", "type", "object", "tweet", "a", "From",
    "likes_media_likes", "orderedItems", "participants", "messageCreate",
])  # fmt: skip
LEAVES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8), st.just(NOON)
)
ROWS = st.lists(st.dictionaries(KEYS, LEAVES, max_size=4) | LEAVES, max_size=4)
JSON = (
    LEAVES
    | ROWS
    | st.dictionaries(KEYS, ROWS | st.dictionaries(KEYS, ROWS, max_size=3), max_size=4)
)
NAMES = st.sampled_from([
    LIKES, "outbox.json", "likes.json", "user_data.json", "json/chat_history.json", "data/tweets.js",
    "messages/inbox/a_1/message_1.json", "YouTube/MyActivity.json", "posts/your_posts_1.json", "data/manifest.js",
    "data/direct-messages.js", "comments/post_comments_1.json", "media/posts_1.json", "data/account.js", "media.json",
    "comments_and_reactions/likes_and_reactions_1.json", "personal_information/personal_information.json", "messages.json", "actor.json", "stories/story_reactions.json",
])  # fmt: skip
ANY_NAME = NAMES | st.sampled_from(
    ["Reactions.csv", "messages.csv", "comments.csv", "repo.car", "Posts.txt", "x.zip", "Comments.csv",
     "YouTube/x.csv", "my-comments/my-comments.html"]
)  # fmt: skip


@few
@given(st.dictionaries(NAMES, JSON, max_size=3))
def test_any_json_is_understood_or_refused(files):
    data = zipped({name: json.dumps(value) for name, value in files.items()})

    found, twice = counted(data), counted(data, data)

    assert json.dumps(as_data(found), allow_nan=False)
    for one in found.measured:
        assert (one.total is None) == (one.state in ("not_in_export", "unreadable"))
        assert one.state != "zero" or one.total == 0
    assert [(m.state, m.total, m.weeks) for m in twice.measured] == [
        (m.state, m.total, m.weeks) for m in found.measured
    ]


@few
@given(ANY_NAME, st.binary(max_size=300), st.booleans())
def test_any_bytes_are_understood_or_refused(name, data, packed):
    found = counted(("a.zip", zipped({name: data})) if packed else (name, data))

    assert all(note.reason is None or note.reason in MEANING for note in found.files)


@few
@given(
    st.integers(0, 5_000), st.binary(min_size=1, max_size=4), st.sampled_from(["zip", "car", "csv"])
)
def test_any_damage_is_understood_or_refused(at, noise, kind):
    data = {
        "zip": zipped({LIKES: GOOD, "Reactions.csv": linkedin()["Reactions.csv"]}),
        "car": car({"$type": "app.bsky.feed.like", "createdAt": "2024-06-03T10:00:00Z"}, {"e": []}),
        "csv": table(["Date", "Type", "Link"], ["2024-06-03", "LIKE", "x"]).encode(),
    }[kind]
    at %= len(data)
    damaged = data[:at] + noise + data[at + len(noise) :]

    counted(({"zip": "a.zip", "car": "repo.car", "csv": "Reactions.csv"}[kind], damaged))


@pytest.mark.parametrize("fraction", ["", ".1", ".12", ".123", ".123456", ".1234567", ",5"])
@pytest.mark.parametrize("zone", ["", "Z", " UTC", "+00:00", "+0000", " +0000 UTC"])
def test_times_of_every_fineness(fraction, zone):
    assert seconds_of(f"2024-06-03T12:00:00{fraction}{zone}") == NOON
    assert seconds_of(f"2024-06-03 12:00:00{fraction}{zone}") == NOON


@few
@given(st.text(max_size=40) | st.floats() | st.integers() | st.booleans() | st.none())
def test_any_time_is_a_time_or_none(value):
    assert seconds_of(value) is None or isinstance(seconds_of(value), int)
