"""What archives look like once people have had them: split, moved, packed anew, half in another form."""

# ruff: noqa: E501 - rows of made-up exports are read across, not down
from __future__ import annotations

import io
import json
import zipfile

import pytest

from core.activity.measure import measure
from tests.core.activity.archives import (
    DAY,
    NOON,
    RULES,
    car,
    counted,
    mojibake,
    reasons,
    states,
    table,
    tarred,
    totals,
    zipped,
)
from tests.core.activity.test_networks import (
    AT,
    DATES,
    MESSAGE_COLUMNS,
    NEW,
    archive_of_x,
    facebook,
    instagram,
    iso,
    labelled,
    liked,
    linkedin,
    script,
    snap,
    thread,
    tweet,
)

LIKES = "your_instagram_activity/likes/liked_posts.json"


def messages_of(files: dict) -> int | None:
    found = [m.total for m in counted(zipped(files)).measured if m.action == "message"]
    return found[0] if found else None


# Split and copied


def test_likes_of_one_second_in_two_parts_are_told_apart_by_their_links():
    one, other = liked("likes_media_likes", NOON), liked("likes_media_likes", NOON)
    other["likes_media_likes"][0]["string_list_data"][0]["href"] = "another"

    assert totals(counted(zipped({LIKES: one}), zipped({LIKES: other}))) == {"instagram.like": 2}
    assert totals(counted(zipped({LIKES: one}), zipped({LIKES: one}))) == {"instagram.like": 1}


def test_reactions_of_facebook_in_two_ways_of_writing_are_never_added():
    base = "your_facebook_activity/comments_and_reactions/likes_and_reactions"
    old = [{"timestamp": NOON, "data": [{"reaction": {"reaction": "LIKE"}}]}] * 2
    files = {
        f"{base}_1.json": old[:1],
        f"{base}_2.json": [{"timestamp": NOON + 5}],
        f"{base}.json": labelled(NOON, NOON + 1),
    }

    assert totals(counted(zipped(files))) == {"facebook.like": 3}
    assert totals(counted(zipped({**files, f"{base}_1.json": old}))) == {"facebook.like": 4}


def test_a_conversation_moved_to_another_folder_counts_once():
    files = {
        "messages/inbox/ann_1/message_1.json": thread("Zoé", "Ann"),
        "messages/archived_threads/instagramuser_77/message_1.json": thread("Zoé", "Ann"),
        "messages/inbox/bob_2/message_1.json": thread("Zoé", "Bob"),
    }

    assert messages_of({f"your_instagram_activity/{n}": f for n, f in files.items()}) == 2


def test_a_long_conversation_in_two_files_loses_nothing_at_their_border():
    first, second = thread("Zoé", "Ann"), thread("Zoé", "Ann")
    second["messages"][0]["timestamp_ms"] += 9
    base = "your_instagram_activity/messages/inbox"
    files = {f"{base}/ann_1/message_1.json": first, f"{base}/ann_1/message_2.json": second,
             f"{base}/bob_2/message_1.json": thread("Zoé", "Bob")}  # fmt: skip

    assert messages_of(files) == 3


def test_takeout_as_tgz_and_in_a_zip_in_a_zip():
    rows = table(NEW, ["ch", AT, "0", "c1", "", "v", '{"text":"hi"}', ""])
    files = {"Takeout/YouTube and YouTube Music/comments/comments.csv": rows}

    assert totals(counted(("takeout-001.tgz", tarred(files)))) == {"youtube.comment": 1}
    assert totals(counted(zipped({"x/takeout-001.zip": zipped(files)}))) == {"youtube.comment": 1}


# Half in another form


def test_pages_beside_json_take_nothing_away():
    files = {"json/chat_history.json": {"Sent Saved Chat History": [snap(1, To="a")]},
             "html/chat_history.html": "<html>", "html/snap_history.html": "<html>"}  # fmt: skip

    found = counted(zipped(files))

    assert found.of("snapchat", "message").total == 1
    assert reasons(found) == ["html"]  # of the snaps alone
    assert counted(zipped(dict(reversed(files.items())))).measured == found.measured


def test_a_folder_that_says_it_holds_nothing_is_a_zero():
    files = {
        LIKES: liked("likes_media_likes", NOON),
        "your_instagram_activity/comments/no-data.txt": "",
    }

    found = states(counted(zipped(files)))

    assert (found["instagram.comment"], found["instagram.post"]) == ("zero", "not_in_export")
    assert totals(counted(zipped({"comments/no-data.txt": ""}))) == {}
    assert states(counted(zipped({"comments/no-data.txt": ""}))) == {}


@pytest.mark.parametrize(
    "name", ["Mon activité/YouTube/MonActivité.json", "Meine Aktivitäten/YouTube/MeineAktivitäten.json"]
)  # fmt: skip
@pytest.mark.parametrize("form", ["nfc", "nfd"])
def test_names_that_do_not_say_how_they_are_written(name, form):
    """Some tools write UTF-8 and leave out the sign for it; some write accents apart."""
    import unicodedata  # noqa: PLC0415

    meant = unicodedata.normalize(form.upper(), f"Takeout/{name}").encode()
    data = zipped({"N" * len(meant): [{"title": "Liked X", "time": AT}]})

    assert totals(counted(data.replace(b"N" * len(meant), meant))) == {"youtube.like": 1}


# Instagram and Threads


SYSTEM = [
    "Liked a message", "Reacted ❤️ to your message ", "A aimé un message", "A réagi 😂 à votre message",
    "anna.b gefällt eine Nachricht", "Hat mit ❤️ auf deine Nachricht reagiert", "Le gustó un mensaje",
    "Reaccionó con ❤️ a tu mensaje", "Vond een bericht leuk", "Heeft met ❤️ op je bericht gereageerd",
    "Zoé started a video chat", "Zoé a quitté le groupe.", "Video chat ended", "L’appel vidéo est terminé",
]  # fmt: skip
OWN_WORDS = [
    "", "I left the group because I was cross", "j’ai aimé un message hier", "She liked a message of mine",
    "did you just start a video call?", "wir haben eine Nachricht mit Gefühl",
]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "counts"), [*((s, 0) for s in SYSTEM), *((s, 1) for s in OWN_WORDS)]
)
@pytest.mark.parametrize("root", ["your_instagram_activity", "your_facebook_activity"])
def test_what_the_network_says_of_one_is_no_message(root, said, counts):
    one, other = thread("Zoé", "Ann"), thread("Zoé", "Bob")
    one["messages"] = [
        {"sender_name": mojibake("Zoé"), "timestamp_ms": NOON * 1000, "content": mojibake(said)}
    ]
    other["messages"] = []
    base = f"{root}/messages/inbox"

    assert (
        messages_of({f"{base}/a_1/message_1.json": one, f"{base}/b_2/message_1.json": other})
        == counts
    )


def test_the_owner_of_a_new_profile_and_the_posts_on_threads():
    one = thread("Zoé", "Ann")
    base = "instagram-zoe-2026-01-01-ab12/your_instagram_activity"
    files = {
        f"{base}/messages/inbox/ann_1/message_1.json": one,
        "instagram-zoe-2026-01-01-ab12/personal_information/personal_information/personal_information.json": [
            {"timestamp": NOON, "label_values": [{"label": "Adresse", "value": "x"}, {"label": "Nom", "value": mojibake("Zoé")}]}
        ],
        f"{base}/threads/threads_and_replies.json": {"text_post_app_text_posts": [
            {"media": [{"uri": "", "creation_timestamp": NOON, "title": "x"}]},
            {"media": [{"uri": "", "creation_timestamp": NOON + DAY, "title": "y"}]},
        ]},
    }  # fmt: skip

    found = counted(zipped(files))

    assert totals(found) == {"instagram.message": 1, "threads.post": 2}
    assert found.of("threads", "post").together == ("reply",)
    assert found.of("threads", "reply").reason == "told_together"


# Facebook


@pytest.mark.parametrize(
    "title",
    ["Zoé shared a memory.", "Zoé shared a link.", "Zoé a partagé une publication.", "Zoé a partagé un souvenir.",
     "Zoé hat einen Beitrag geteilt.", "Zoé compartió una publicación.", "Zoé ha compartido un enlace.",
     "Zoé heeft een bericht gedeeld."],
)  # fmt: skip
def test_what_was_shared_is_no_post(title):
    rows = [
        {"timestamp": NOON, "title": mojibake(title)},
        {"timestamp": NOON + 1, "title": "Zoé updated her status."},
    ]

    assert totals(counted(zipped({"your_facebook_activity/posts/your_posts_1.json": rows}))) == {
        "facebook.share": 1, "facebook.post": 1,
    }  # fmt: skip


# LinkedIn


ADDRESSED = [
    "CONVERSATION ID",
    "FROM",
    "SENDER PROFILE URL",
    "TO",
    "RECIPIENT PROFILE URLS",
    "DATE",
    "CONTENT",
    "IS MESSAGE DRAFT",
]
ME, NAMESAKE, ANN = (f"https://www.linkedin.com/in/{name}" for name in ("zoe", "zoe-2", "ann"))
CORRESPONDENCE = table(
    ADDRESSED,
    ["1", "Zoé Tester", ME, "Ann", ANN, DATES[0], "x", "No"],
    ["1", "Zoé Tester", ME, "Ann", ANN, DATES[1], "x", ""],
    ["2", "Zoé Tester", NAMESAKE, "Zoé Tester", ME, DATES[0], "I am called so too", "No"],
    ["3", "Zoé Maiden", ME, "Bob, PhD", "https://www.linkedin.com/in/bob", DATES[0], "x", "No"],
    ["3", "Zoé Tester", ME, "Bob, PhD", "https://www.linkedin.com/in/bob", DATES[2], "not sent", "Yes"],
    ["4", "", "", "Zoé Tester", ME, DATES[0], "an advertisement", "No"],
)  # fmt: skip


@pytest.mark.parametrize("profile", [True, False])
def test_whose_messages_of_linkedin_by_the_address_of_the_profile(profile):
    files = {"messages.csv": CORRESPONDENCE, "Profile.csv": linkedin()["Profile.csv"]}

    assert messages_of(files if profile else {"messages.csv": CORRESPONDENCE}) == 3


def test_whose_messages_of_linkedin_where_no_address_is_told():
    rows = [
        ["1", "", "Zoé T.", "Ann", DATES[0], "x"],
        ["2", "", "Bob", "Zoé T.", DATES[0], "x"],
        ["2", "", "Zoé T.", "Bob", DATES[1], "x"],
    ]

    assert messages_of({"messages.csv": table(MESSAGE_COLUMNS, *rows)}) == 2
    assert messages_of({"messages.csv": table(MESSAGE_COLUMNS, *rows[:1])}) is None


def test_quotes_that_nobody_escaped_cost_no_more_than_their_own_row():
    shares = f'Date,ShareLink,ShareCommentary\n{DATES[0]},a,"one "word" two"\n{DATES[1]},b,"on 2024-06-03, we met"\n'
    comments = f'Date,Link,Message\n{DATES[0]},l,"C:\\"\n{DATES[1]},l,"x"\n'
    quoting = f'Date,Link,Message\n{DATES[0]},l,"so:\n2024-06-03, then nothing"\n'

    found = counted(zipped({"Shares.csv": shares, "Comments.csv": comments}))

    assert totals(found) == {"linkedin.post": 2, "linkedin.comment": 2}
    assert totals(counted(zipped({"Comments.csv": quoting}))) == {"linkedin.comment": 1}


def test_articles_and_tables_of_others_are_not_taken_for_those_of_linkedin():
    site = {"articles/one.html": "<html>", "Articles/Articles/two.html": "<html>"}
    likes_of_others = {"Reactions.csv": table(["Date", "Emoji"], [DATES[0], "x"])}

    assert totals(counted(zipped(site))) == {}
    assert totals(counted(zipped(likes_of_others))) == {}
    post = counted(zipped({**site, "Reactions.csv": linkedin()["Reactions.csv"]})).of(
        "linkedin", "post"
    )
    assert (post.state, post.total, post.weeks) == ("undated", 2, {})
    assert totals(counted(("Complete_LinkedInDataExport_06-10-2024.zip", zipped(site)))) == {
        "linkedin.post": 2
    }


def test_two_files_of_a_complete_archive_prove_a_zero_whatever_their_number():
    files = {
        "Logins_123.csv": "x",
        "SearchQueries.csv": "x",
        "Comments_123.csv": linkedin()["Comments.csv"],
    }

    assert states(counted(zipped(files)))["linkedin.like"] == "zero"
    assert (
        states(counted(zipped({n: f for n, f in files.items() if n[0] != "L"})))["linkedin.like"]
        == "not_in_export"
    )


# X


def test_x_before_it_had_folders_and_years_before_that():
    early = script("tweet", [tweet(1), tweet(2, "RT @ann: x")])
    month = "Grailbird.data.tweets_2018_01 = " + json.dumps([
        {"id_str": "9", "created_at": "2018-01-31 10:00:00 +0000", "text": "x"},
        {"id_str": "8", "created_at": "2018-01-31 11:00:00 +0000", "text": "y", "in_reply_to_user_id_str": "3"},
    ])  # fmt: skip

    assert totals(counted(zipped({"twitter-2019/tweet.js": early}))) == {"x.post": 1, "x.share": 1}
    assert totals(counted(zipped({"data/js/tweets/2018_01.js": month}))) == {
        "x.post": 1,
        "x.reply": 1,
    }


def test_x_tells_whose_it_is_in_its_manifest_too():
    files = archive_of_x()
    del files["data/account.js"]
    files["data/manifest.js"] = (
        'window.__THAR_CONFIG = {"userInfo": {"accountId": "42"}, "archiveInfo": {}}'
    )

    found = counted(zipped(files))

    assert (found.of("x", "message").total, found.of("x", "reply").total) == (1, 1)


def test_x_after_its_messages_went_elsewhere_has_no_rate_of_them():
    """Weeks without any would look like weeks in which none was written."""
    files = archive_of_x()
    files["data/manifest.js"] = files["data/manifest.js"].replace("2024-06", "2025-12")

    message = counted(zipped(files)).of("x", "message")

    assert (message.state, message.total, message.weeks) == ("lower_bound", 1, {})


# YouTube, Mastodon, Bluesky, TikTok


def test_playlists_are_no_uploads():
    playlists = table(
        ["Playlist ID", "Height", "Title", "Create", "Update"],
        ["PLabcdefghijkl", "480", "x", AT, AT],
    )
    uploads = table(["id", "ms", "titre", "créée", "publiée"], ["dQw4w9WgXcQ", "480", "x", AT, AT])

    assert totals(counted(zipped({"Takeout/YouTube/playlists/x.csv": playlists}))) == {}
    assert totals(counted(zipped({"Takeout/YouTube/metadata/x.csv": uploads}))) == {
        "youtube.post": 1
    }


@pytest.mark.parametrize(
    "time", ["Aanmaaktijdstempel reactie", "Marca de tiempo de creación del comentario"]
)
def test_comments_whose_texts_are_plain_are_known_by_the_name_of_their_time(time):
    rows = [["ch", AT, "0", "c1", "", "v", "plain"], ["ch", AT, "0", "c2", "c1", "v", "plain"]]
    data = table(["Kanaal-ID", time, *"cdefg"], *rows)

    assert totals(counted(zipped({"Takeout/YouTube/reacties/reacties.csv": data}))) == {
        "youtube.comment": 1, "youtube.reply": 1,
    }  # fmt: skip


def test_liked_videos_below_what_is_said_of_the_list():
    data = (
        "Playlist ID,Channel ID,Time Created\nLL,c,2020-01-01 10:00:00 UTC\n\nVideo ID,Time Added\n"
        + ("a,2024-06-03 10:00:00 UTC\nb,2024-06-04 10:00:00 UTC\n")
    )

    assert totals(counted(zipped({"Takeout/YouTube/playlists/Liked videos.csv": data}))) == {
        "youtube.like": 2
    }


@pytest.mark.parametrize(
    "public", ["as:Public", "Public", "https://www.w3.org/ns/activitystreams#Public"]
)
def test_every_way_to_write_that_a_post_is_public(public):
    item = {"id": "1", "type": "Create", "actor": "https://m/u", "published": AT, "to": [public],
            "object": {"type": "Note", "inReplyTo": None}}  # fmt: skip

    assert totals(counted(zipped({"outbox.json": {"orderedItems": [item]}}))) == {
        "mastodon.post": 1
    }


def test_bluesky_threads_of_ones_own_are_posts():
    post, did = "app.bsky.feed.post", "did:plc:abc"
    replies = [{"$type": post, "createdAt": AT, "reply": {"parent": {"uri": f"at://{who}/{post}/1"}}}
               for who in (did, "did:plc:other")]  # fmt: skip
    commit = {"did": did, "rev": "3jzfcijpj2z2a", "version": 3, "data": None}

    assert totals(counted(("repo.car", car(commit, *replies)))) == {
        "bluesky.post": 1,
        "bluesky.reply": 1,
    }
    assert totals(counted(("repo.car", car(*replies)))) == {"bluesky.reply": 2}


def test_likes_of_tiktok_without_a_date_are_told_apart():
    rows = [
        {"Date": DATES[0], "Link": "a"},
        {"Date": "", "Link": "b"},
        {"Date": "N/A", "Link": "c"},
        {"Date": "soon", "Link": "d"},
    ]
    like = counted(zipped({"user_data.json": {"A": {"ItemFavoriteList": rows}}})).of(
        "tiktok", "like"
    )

    assert (like.state, like.dated, like.undated, like.invalid) == ("lower_bound", 1, 2, 1)


# Told while it is done


@pytest.mark.parametrize("pack", [zipped, tarred, lambda files: zipped({"x.zip": zipped(files)})])
def test_progress_never_falls_and_ends_at_the_end(pack, monkeypatch):
    monkeypatch.setattr("core.activity.archive._TOLD_EVERY", 1_000)
    data = pack(
        {
            **linkedin(),
            "Reactions.csv": table(
                ["Date", "Type", "Link"], *[[iso(NOON + n), "LIKE", ""] for n in range(3_000)]
            ),
        }
    )
    shares: list[float] = []

    measure([("a.zip", io.BytesIO(data))], RULES, progress=shares.append)

    assert shares == sorted(shares)
    assert (shares[0] >= 0, shares[-1]) == (True, 1)
    assert len({round(share, 1) for share in shares}) > 3


@pytest.mark.parametrize(
    "fault", [KeyboardInterrupt, OSError, RuntimeError, ValueError, RecursionError, EOFError]
)
@pytest.mark.parametrize("after", [0, 1, 3])
def test_whatever_the_one_who_is_told_raises_ends_it(fault, after, monkeypatch):
    monkeypatch.setattr("core.activity.archive._TOLD_EVERY", 100)
    told: list[float] = []

    def stop(share: float) -> None:
        told.append(share)
        if len(told) > after:
            raise fault("stop")

    with pytest.raises(fault, match="stop"):
        measure(
            [("a.zip", io.BytesIO(zipped({**linkedin(), **facebook("")})))], RULES, progress=stop
        )


def test_of_an_archive_only_the_files_that_count_are_opened(monkeypatch):
    files = {
        **instagram(""),
        **{f"media/posts/{n}.jpg": b"x" for n in range(50)},
        "ads/ads_viewed.json": [],
    }
    data, opened = zipped(files), list[str]()
    plain = zipfile.ZipFile.open
    monkeypatch.setattr(
        zipfile.ZipFile,
        "open",
        lambda self, entry, *more: opened.append(entry.filename) or plain(self, entry, *more),
    )

    counted(data)

    assert "likes/liked_posts.json" in opened
    assert not [name for name in opened if name.endswith(".jpg") or name.startswith("ads")]
