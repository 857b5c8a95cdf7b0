"""Every network, version and dialect: made by hand, counted by hand."""

# ruff: noqa: E501 - rows of made-up exports are read across, not down
from __future__ import annotations

import datetime

import pytest

from tests.core.activity.archives import (
    DAY,
    NOON,
    car,
    content_id,
    counted,
    mojibake,
    reasons,
    states,
    table,
    tarred,
    totals,
    zipped,
)


def iso(seconds: int, form: str = "%Y-%m-%d %H:%M:%S") -> str:
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC).strftime(form)


DATES = [iso(NOON), iso(NOON + DAY), iso(NOON + 2 * DAY)]
MESSAGE_COLUMNS = ["CONVERSATION ID", "CONVERSATION TITLE", "FROM", "TO", "DATE", "CONTENT"]

# LinkedIn


def linkedin(numbered: str = "") -> dict:
    return {
        "Profile.csv": table(["First Name", "Last Name"], ["Zoé", "Tester"]),
        f"Reactions{numbered}.csv": table(
            ["Date", "Type", "Link"], *[[d, "LIKE", ""] for d in DATES]
        ),
        f"Comments{numbered}.csv": (
            f'Date,Link,Message\n{DATES[0]},l,"said \\"so\\", twice"\n{DATES[1]},l,"two\nlines"\n,l,x\n'
        ),
        f"Shares{numbered}.csv": table(
            ["Date", "ShareLink", "ShareCommentary"], [DATES[0], "a", "text"], [DATES[1], "b", ""]
        ),
        "InstantReposts.csv": table(["Date", "Link"], [DATES[2], "c"]),
        "messages.csv": table(
            MESSAGE_COLUMNS,
            ["1", "", "Zoé Tester", "Ann", f"{DATES[0]} UTC", "hello"],
            ["1", "", "Ann", "Zoé Tester", f"{DATES[1]} UTC", "hello"],
        ),
        "guide_messages.csv": table(MESSAGE_COLUMNS, ["1", "", "Zoé Tester", "", DATES[0], "ai"]),
        "Shares_backup.csv": table(["Date", "ShareLink", "ShareCommentary"], [DATES[0], "z", "z"]),
        "Votes.csv": table(["Date", "Link", "OptionText"], [DATES[0], "z", "z"]),
    }


LINKEDIN = {
    "linkedin.like": 3,
    "linkedin.comment": 3,
    "linkedin.post": 1,
    "linkedin.share": 2,
    "linkedin.message": 1,
}


@pytest.mark.parametrize("numbered", ["", "_123456789", " (1)"])
@pytest.mark.parametrize("folder", ["", "Complete_LinkedInDataExport_06-10-2024/", "Été/x/"])
def test_linkedin(numbered, folder):
    files = {folder + name: value for name, value in linkedin(numbered).items()}

    found = counted(zipped(files))

    assert totals(found) == LINKEDIN
    assert found.of("linkedin", "comment").undated == 1
    assert states(found)["linkedin.comment"] == "lower_bound"


@pytest.mark.parametrize(
    "date",
    [
        "2024-06-03 12:00:00", "2024-06-03 12:00:00 UTC", "06/03/2024 12:00:00", "2024-06-03",
        "3 Jun 2024", "6/3/24, 12:00 PM", "Mon Jun 03 12:00:00 UTC 2024", "2024-06-03T14:00:00+02:00",
    ],
)  # fmt: skip
def test_linkedin_dates_of_every_kind(date):
    found = counted(
        ("Reactions_1.csv", table(["Date", "Type", "Link"], [date, "LIKE", "x"]).encode())
    )

    assert found.of("linkedin", "like").first.isoformat() == "2024-06-03T12:00:00+00:00"


def test_linkedin_header_below_notes_with_a_mark_of_order():
    text = (
        '\ufeffNotes:\n"When you export,\nsome is missing"\n\nType,DATE\nLIKE,2024-06-03 10:00:00\n'
    )

    assert totals(counted(zipped({"Reactions.csv": text}))) == {"linkedin.like": 1}


def test_linkedin_of_a_spreadsheet():
    utf16 = "Date\tType\tLink\n2024-06-03 10:00:00\tLIKE\tx\n".encode("utf-16")
    semicolons = "\ufeffDate;Type;Link\r\n2024-06-03 10:00:01;LIKE;x\r\n"

    assert totals(counted(("Reactions.csv", utf16))) == {"linkedin.like": 1}
    assert totals(counted(("Reactions.csv", semicolons.encode()))) == {"linkedin.like": 1}


def test_linkedin_absent_is_zero_only_in_a_complete_archive():
    basic = zipped(
        {"messages.csv": linkedin()["messages.csv"], "Profile.csv": linkedin()["Profile.csv"]}
    )
    complete = zipped({"Profile.csv": "First Name,Last Name\nA,B\n", "Logins.csv": "x", "SearchQueries.csv": "x",
                       "Comments.csv": linkedin()["Comments.csv"]})  # fmt: skip

    assert states(counted(basic))["linkedin.like"] == "not_in_export"
    assert counted(basic).of("linkedin", "like").total is None
    assert states(counted(complete))["linkedin.like"] == "zero"


# Instagram


def liked(root: str, *seconds: int) -> dict:
    return {
        root: [
            {"title": "t", "string_list_data": [{"href": f"h{s}", "timestamp": s}]} for s in seconds
        ]
    }


def labelled(*seconds: int) -> list:
    return [{"timestamp": s, "media": [], "label_values": [], "fbid": str(s)} for s in seconds]


def remark(seconds: int, label: str, time: str) -> dict:
    return {
        "media_list_data": [{"uri": ""}],
        "string_map_data": {
            mojibake(label): {"value": "x"},
            mojibake(time): {"timestamp": seconds},
        },
    }


def instagram(root: str, *, sticker: str = "", media: str = "content", label: str = "Comment", time: str = "Time") -> dict:  # fmt: skip
    return {
        f"{root}likes/liked_posts.json": liked("likes_media_likes", NOON, NOON + 1),
        f"{root}likes/liked_comments.json": liked("likes_comment_likes", NOON),
        f"{root}story_{sticker}interactions/story_likes.json": liked(
            "story_activities_story_likes", NOON
        ),
        f"{root}comments/post_comments_1.json": remark(NOON, label, time),
        f"{root}comments/reels_comments.json": {
            "comments_reels_comments": [remark(NOON, label, time)]
        },
        f"{root}{media}/posts_1.json": [
            {"media": [{"creation_timestamp": NOON}, {"creation_timestamp": NOON}]},
            {"media": [{"creation_timestamp": NOON + 5}], "creation_timestamp": NOON + 9},
        ],
        f"{root}{media}/reels.json": {
            "ig_reels_media": [{"media": [{"creation_timestamp": NOON}]}]
        },
        f"{root}subscriptions/reels.json": {"subscriptions_reels": [{"timestamp": NOON}]},
        f"{root}{media}/stories.json": {"ig_stories": [{"uri": "u", "creation_timestamp": NOON}]},
        f"{root}{media}/reposts.json": {
            "profile_media_reposts": [remark(NOON, "a", "Time of repost")]
        },
        f"{root}messages/inbox/ann_1/message_1.json": thread("Zoé", "Ann"),
        f"{root}messages/inbox/bob_2/message_1.json": thread("Zoé", "Bob"),
        f"{root}messages/reported_conversations.json": {"x": []},
        "personal_information/personal_information/personal_information.json": {
            "profile_user": [{"string_map_data": {"Nom": {"value": mojibake("Zoé")}}}]
        },
    }


def thread(owner: str, friend: str) -> dict:
    return {
        "participants": [{"name": friend}, {"name": mojibake(owner)}],
        "messages": [
            {"sender_name": mojibake(owner), "timestamp_ms": NOON * 1000 + 7, "content": "hello"},
            {
                "sender_name": mojibake(owner),
                "timestamp_ms": NOON * 1000,
                "content": "Liked a message",
            },
            {"sender_name": mojibake(owner), "timestamp_ms": NOON * 1000, "call_duration": 4},
            {"sender_name": friend, "timestamp_ms": NOON * 1000, "content": "hi"},
        ],
    }


INSTAGRAM = {
    "instagram.like": 4,
    "instagram.comment": 2,
    "instagram.post": 3,
    "instagram.story": 1,
    "instagram.share": 1,
    "instagram.message": 2,
}


@pytest.mark.parametrize(
    ("root", "more"),
    [
        ("", {}),
        ("instagram/", {}),
        ("your_instagram_activity/", {"sticker": "sticker_"}),
        ("instagram-zoe-2024-06-10-x/your_instagram_activity/", {"media": "media"}),
        ("a/", {"label": "Commentaire", "time": "Heure"}),
        ("a/", {"label": "Kommentar", "time": "Zeit"}),
        ("a/", {"label": "Comentario", "time": "Hora"}),
        ("a/", {"label": "Opmerking", "time": "Tijd"}),
    ],
)
def test_instagram(root, more):
    assert totals(counted(zipped(instagram(root, **more)))) == INSTAGRAM


def test_instagram_of_2026():
    base = "your_instagram_activity/"
    files = {
        f"{base}likes/liked_posts.json": labelled(NOON, NOON + 1),
        f"{base}comments/post_comments_1.json": labelled(NOON),
        f"{base}media/posts_1.json": labelled(NOON),
        f"{base}threads/liked_threads.json": labelled(NOON),
    }

    assert totals(counted(zipped(files))) == {
        "instagram.like": 2, "instagram.comment": 1, "instagram.post": 1, "threads.like": 1,
    }  # fmt: skip


def test_instagram_of_2018():
    files = {
        "likes.json": {"media_likes": [[DATES[0], "ann"]], "comment_likes": [[DATES[1] + "+00:00", "bob"]]},
        "comments.json": {"media_comments": [[DATES[0], "text", "ann"]]},
        "media.json": {
            "photos": [{"taken_at": DATES[0].replace(" ", "T"), "path": "p"}],
            "stories": [{"taken_at": DATES[1].replace(" ", "T"), "path": "p"}],
        },
    }  # fmt: skip

    assert totals(counted(zipped(files))) == {
        "instagram.like": 2, "instagram.comment": 1, "instagram.post": 1, "instagram.story": 1,
    }  # fmt: skip


def test_instagram_in_both_dialects_counts_once():
    old = zipped({"likes/liked_posts.json": liked("likes_media_likes", NOON, NOON + 1)})
    new = zipped({"likes/liked_posts.json": labelled(NOON, NOON + 1, NOON + 2)})

    assert totals(counted(old, new)) == {"instagram.like": 3}


# Facebook


def facebook(root: str) -> dict:
    title = {"title": mojibake("Zoé a partagé un lien.")}
    return {
        f"{root}comments_and_reactions/likes_and_reactions_1.json": [
            {"timestamp": NOON, "data": [{"reaction": {"reaction": "LIKE"}}]},
            {"timestamp": NOON, "data": [{"reaction": {"reaction": "LOVE"}}]},
        ],
        f"{root}comments_and_reactions/likes_and_reactions.json": labelled(NOON, NOON + 1),
        f"{root}comments_and_reactions/comments.json": {
            "comments_v2": [{"timestamp": NOON, "data": [{"comment": {"timestamp": NOON}}]}]
        },
        f"{root}comments_and_reactions/your_comment_edits.json": {"edits": [{"timestamp": NOON}]},
        f"{root}groups/your_comments_in_groups.json": {"group_comments_v2": [{"timestamp": NOON}]},
        f"{root}groups/group_posts_and_comments.json": {"group_posts_v2": [{"timestamp": NOON}]},
        f"{root}posts/your_posts__check_ins__photos_and_videos_1.json": [
            {"timestamp": NOON},
            {
                "timestamp": NOON + 1,
                "attachments": [{"data": [{"external_context": {"url": "u"}}]}],
            },
            {"timestamp": NOON + 2, **title},
        ],
        f"{root}stories/story_reactions.json": {"stories_feedback_v2": [{"title": "no time"}]},
        f"{root}messages/inbox/ann_1234/message_1.json": thread("Zoé Tester", "Ann"),
        f"{root}messages/e2ee_cutover/ann_1234/message_1.json": thread("Zoé Tester", "Ann"),
        "personal_information/profile_information/profile_information.json": {
            "profile_v2": {"name": {"full_name": mojibake("Zoé Tester")}}
        },
    }


FACEBOOK = {
    "facebook.like": 4,  # two of one second, one more, and one without a time
    "facebook.comment": 2,
    "facebook.post": 2,
    "facebook.share": 2,
    "facebook.message": 1,
}


@pytest.mark.parametrize(
    "root", ["", "your_facebook_activity/", "facebook-zoe/your_activity_across_facebook/"]
)
def test_facebook(root):
    found = counted(zipped(facebook(root)))

    assert totals(found) == FACEBOOK
    assert found.of("facebook", "message").reason == "encrypted_chats"
    assert found.of("facebook", "like").undated == 1


def test_facebook_owner_with_another_name_is_who_is_in_every_thread():
    files = facebook("")
    files["messages/inbox/bob_9/message_1.json"] = thread("Zoé T.", "Bob")
    files["messages/inbox/ann_1234/message_1.json"] = thread("Zoé T.", "Ann")
    del files["messages/e2ee_cutover/ann_1234/message_1.json"]

    assert totals(counted(zipped(files)))["facebook.message"] == 2


def test_facebook_encrypted_chats_complete_the_messages():
    secure = {
        "participants": ["Ann", "Zoé Tester"],
        "threadName": "Ann_3",
        "messages": [{"senderName": "Zoé Tester", "text": "x", "timestamp": NOON * 1000 + 99, "type": "text"}],
    }  # fmt: skip

    found = counted(zipped(facebook("")), zipped({"messages/Ann_3.json": secure}))

    assert found.of("facebook", "message").total == 2
    assert found.of("facebook", "message").state == "measured"


# X


def script(name: str, rows: object) -> str:
    import json  # noqa: PLC0415

    return f"window.YTD.{name}.part0 = {json.dumps(rows)}"


def tweet(number: int, text: str = "a = b; window.x = [", **more: object) -> dict:
    at = iso(NOON + number, "%a %b %d %H:%M:%S +0000 %Y")
    return {"id_str": str(number), "created_at": at, "full_text": text, **more}


TWEETS = [
    tweet(1),
    tweet(2, "RT @ann: hello"),
    tweet(3, in_reply_to_user_id_str="77", in_reply_to_status_id_str="5"),
    tweet(4, in_reply_to_user_id_str="42", in_reply_to_status_id_str="1"),
    tweet(6, edit_info={"initial": {"editTweetIds": ["6", "7"]}}),
    tweet(7, edit_info={"edit": {"initialTweetId": "6", "editControlInitial": {"editTweetIds": ["6", "7"]}}}),
]  # fmt: skip
X = {"x.like": 2, "x.post": 3, "x.reply": 1, "x.share": 1, "x.message": 1}


def archive_of_x(*, wrapped: bool = True, name: str = "tweets") -> dict:
    rows = [{"tweet": one} if wrapped else one for one in TWEETS]
    message = {"createdAt": iso(NOON, "%Y-%m-%dT%H:%M:%S.123Z")}
    messages = [
        {"messageCreate": {**message, "id": "1", "senderId": "42", "text": "x"}},
        {"messageCreate": {**message, "id": "2", "senderId": "9", "text": "x"}},
        {"joinConversation": message},
    ]
    conversations = [{"dmConversation": {"conversationId": "42-9", "messages": messages}}]
    return {
        "data/account.js": script("account", [{"account": {"accountId": "42"}}]),
        f"data/{name}.js": script("tweet", rows[:4]),
        f"data/{name}-part1.js": script("tweet", rows[4:]) + ";",
        "data/like.js": script("like", [{"like": {"tweetId": "1"}}, {"like": {"tweetId": "2"}}]),
        "data/direct-messages.js": script("direct_messages", conversations),
        "data/direct-message-headers.js": script("direct_message_headers", conversations),
        "data/deleted-tweets.js": script("deleted_tweets", rows),
        "data/note-tweet.js": script("note_tweet", [{"noteTweet": {"noteTweetId": "1"}}]),
        "data/grok-chat-item.js": script("grok", [{"x": 1}]),
        "data/manifest.js": 'window.__THAR_CONFIG = {"archiveInfo": {"generationDate": "2024-06-20T10:00:00.000Z"}}',
    }  # fmt: skip


@pytest.mark.parametrize(("wrapped", "name"), [(True, "tweets"), (False, "tweet")])
@pytest.mark.parametrize("root", ["", "twitter-2024-06-20-abc/"])
def test_x(wrapped, name, root):
    files = archive_of_x(wrapped=wrapped, name=name)

    found = counted(zipped({root + path: value for path, value in files.items()}))

    assert totals(found) == X
    likes = found.of("x", "like")
    assert (likes.state, likes.undated, likes.weeks) == ("undated", 2, {})
    assert states(found)["x.comment"] == "not_in_export"
    assert found.of("x", "message").state == "measured"
    assert found.ends["x"][0].isoformat() == "2024-06-20T10:00:00+00:00"


def test_x_messages_after_the_encrypted_ones_are_a_lower_bound():
    files = archive_of_x()
    files["data/manifest.js"] = files["data/manifest.js"].replace("2024-06", "2025-12")

    assert counted(zipped(files)).of("x", "message").reason == "encrypted_chats"


# TikTok


def tiktok(likes: dict, comments: dict, shares: dict, posts: dict, profile: str) -> dict:
    chats = {"Chat History with ann:": [
        {"Date": DATES[0], "From": "zoe", "Content": "x"}, {"Date": DATES[0], "From": "ann", "Content": "x"},
    ]}  # fmt: skip
    live = {"1": {"Comments": [{"CommentTime": DATES[2], "CommentContent": "x"}]}}
    return {
        **likes, **shares, **posts, "Comment": {"Comments": {"CommentsList": [comments]}},
        "Tiktok Live": {"Watch Live History": {"WatchLiveMap": live}},
        "Profile": {profile: {"ProfileMap": {"userName": "zoe"}}},
        "Direct Message": {"Direct Messages": {"ChatHistory": chats}},
        "Video Browsing": {"Watch History": {"VideoList": [{"Date": DATES[0], "Link": "x"}]}},
    }  # fmt: skip


def under(root: str, section: str, leaf: str, rows: object) -> dict:
    return {root: {section: {leaf: rows}}}


TIKTOK = {
    "tiktok.like": 2,
    "tiktok.comment": 2,
    "tiktok.share": 1,
    "tiktok.post": 1,
    "tiktok.message": 1,
}
LOWER = [{"date": date, "link": date} for date in DATES[:2]]
UPPER = [{"Date": date, "VideoLink": date} for date in DATES[:2]]


@pytest.mark.parametrize(
    ("root", "likes", "posts", "profile"),
    [
        ("Activity", UPPER, ("Video", "Videos"), "Profile Information"),
        ("Activity", LOWER, ("Video", "Videos"), "Profile Information"),
        ("Your Activity", LOWER, ("Post", "Posts"), "Profile Info"),
        ("Likes and Favorites", LOWER, ("Post", "Posts"), "Profile Info"),
    ],
)
@pytest.mark.parametrize(
    "name", ["user_data.json", "user_data_tiktok.json", "user_data_tiktok (1).json"]
)
def test_tiktok(root, likes, posts, profile, name):
    data = tiktok(
        under(root, "Like List", "ItemFavoriteList", likes),
        {"date": DATES[0], "comment": "x"},
        under(f"{root} ", "Share History", "ShareHistoryList", [{"Date": f"{DATES[0]} UTC"}]),
        under(posts[0], posts[1], "VideoList", [{"Date": f"{DATES[0]} +0000 UTC", "Likes": "3"}]),
        profile,
    )

    assert totals(counted(zipped({f"x/{name}": data}))) == TIKTOK


@pytest.mark.parametrize("nothing", [None, "None", "N/A", []])
def test_tiktok_lists_of_nothing_are_zero(nothing):
    data = under("Activity", "Like List", "ItemFavoriteList", nothing)

    found = counted(zipped({"user_data.json": data}))

    assert states(found)["tiktok.like"] == "zero"
    assert states(found)["tiktok.comment"] == "not_in_export"


@pytest.mark.parametrize(
    ("names", "key"),
    [
        (["Like List", "Comments", "Share History", "Posts", "Direct Messages"], "Date"),
        (
            ["Likelijst", "Reacties", "Geschiedenis delen", "Berichten", "Directe berichten"],
            "Datum",
        ),
    ],
)
def test_tiktok_in_plain_text(names, key):
    entry = f"{key}: {DATES[0]} UTC\nLink: x\n\n{key}: {DATES[1]} UTC\nLink: y\n"
    empty = "You have no data in this section"
    files = dict(
        zip(
            [f"TikTok/{name}.txt" for name in names],
            [entry, entry, empty, entry, entry],
            strict=True,
        )
    )

    found = counted(zipped(files))

    assert totals(found) == {"tiktok.like": 2, "tiktok.comment": 2, "tiktok.post": 2}
    assert states(found)["tiktok.share"] == "zero"
    assert found.of("tiktok", "message").reason == "text_only"


# Snapchat


def snap(number: int, **more: object) -> dict:
    return {"Media Type": "TEXT", "Created": f"{iso(NOON + number)} UTC", **more}


def test_snapchat_of_both_generations():
    first = {
        "Sent Saved Chat History": [snap(1, To="a")],
        "Received Saved Chat History": [snap(2, From="a")],
    }
    second = {"ann": [
        snap(3, IsSender=True, **{"Created(microseconds)": (NOON + 3) * 1000}),
        snap(4, IsSender=True, **{"Created(microseconds)": (NOON + 4) * 1_000_000}),
        snap(5, IsSender=False),
        {**snap(6, IsSender=True), "Media Type": "STATUSERASEDMESSAGE"},
    ]}  # fmt: skip
    files = {"json/chat_history.json": {**first, **second}, "json/snap_history.json": {"Sent Snap History": [snap(9)]},
             "json/story_history.json": {"Your Story Views": [{"Story Date": DATES[0]}]}}  # fmt: skip

    found = counted(zipped({f"mydata~1/{name}": data for name, data in files.items()}))

    assert totals(found) == {"snapchat.message": 4, "snapchat.story": 1}
    assert found.of("snapchat", "message").parts == {"": 3, "snap": 1}
    assert found.of("snapchat", "message").reason == "ephemeral"
    assert states(found)["snapchat.like"] == "not_in_export"


# YouTube

OLD = [
    "Comment ID",
    "Channel ID",
    "Comment Create Timestamp",
    "Price",
    "Parent Comment ID",
    "Video ID",
    "Comment Text",
]
NEW = [
    "Channel ID",
    "Comment Create Timestamp",
    "Price",
    "Comment ID",
    "Parent Comment ID",
    "Video ID",
    "Comment Text",
    "Top-Level Comment ID",
]
AT = iso(NOON, "%Y-%m-%dT%H:%M:%S.123456+00:00")
SAID = '{"text":"hi"},{"text":"there"}'


def comments(header: list, time: str, *, old: bool) -> str:
    rows = []
    for number, parent in (("c1", ""), ("c2", "c1"), ("c3", "")):
        if old:
            rows.append([number, "ch", AT, "0", parent, "v", SAID])
        else:
            rows.append(["ch", AT, "0", number, parent, "v", SAID, ""])
    names = header if time == "" else [f"{name} {time}" for name in header]
    return table(names, *rows) + "\n\n"


@pytest.mark.parametrize(
    ("folder", "name", "word"),
    [
        ("YouTube and YouTube Music/comments", "comments.csv", ""),
        ("YouTube et YouTube\u00a0Music/commentaires", "commentaires.csv", "fr"),
        ("YouTube und YouTube Music/Kommentare", "Kommentare.csv", "de"),
        ("YouTube y YouTube\u00a0Music/comentarios", "comentarios.csv", "es"),
        ("YouTube en YouTube Music/reacties", "reacties(1).csv", "nl"),
        ("YouTube e YouTube Music/xyz", "unknown words.csv", "it"),
    ],
)
@pytest.mark.parametrize("old", [True, False])
def test_youtube_comments(folder, name, word, old):
    files = {f"Takeout/{folder}/{name}": comments(OLD if old else NEW, word, old=old)}

    assert totals(counted(zipped(files))) == {"youtube.comment": 2, "youtube.reply": 1}


def test_youtube_uploads_and_live_chat():
    video = ["v", "123456", "fr", "Titre", "Public", AT, AT]
    files = {
        "Takeout/YouTube/metadata/video_s.csv": table(list("abcdefg"), video, [*video[:6], AT]),
        "Takeout/YouTube/metadata/videoteksten.csv": table(["a", "b"], ["v", "x"]),
        "Takeout/YouTube/chat/mensajes del chat en directo.csv": table(
            list("abcdef"), ["x", "c", AT, "0", "v", '{"text":"x"}']
        ),
    }

    found = counted(zipped(files))

    assert totals(found) == {"youtube.post": 2, "youtube.comment": 1}
    assert found.of("youtube", "comment").parts == {"live": 1}


@pytest.mark.parametrize(
    ("path", "liked", "disliked", "watched"),
    [
        ("My Activity/YouTube/MyActivity.json", "Liked X", "Disliked X", "Watched X"),
        ("Mon activité/YouTube/MonActivité.json", "A aimé X", "N'a pas aimé X", "A regardé X"),
        ("Meine Aktivitäten/YouTube/MeineAktivitäten.json", "X gefällt mir", "X gefällt mir nicht", "X angesehen"),
        ("Mi actividad/YouTube/MiActividad.json", "Te ha gustado X", "No te ha gustado X", "Has visto X"),
        ("Mijn activiteit/YouTube/MijnActiviteit.json", "Je vond X leuk", "Je vond X niet leuk", "X bekeken"),
    ],
)  # fmt: skip
def test_youtube_likes_of_the_history(path, liked, disliked, watched):
    rows = [
        {"title": title, "time": f"2024-06-03T10:00:00.{n}Z"}
        for n, title in enumerate([liked, disliked, watched])
    ]

    found = counted(zipped({f"Takeout/{path}": rows}))

    assert totals(found) == {"youtube.like": 1}
    assert found.of("youtube", "like").state == "lower_bound"


def test_youtube_history_in_an_unknown_language_is_not_a_zero():
    found = counted(zipped({"YouTube/MyActivity.json": [{"title": "Obejrzano X", "time": AT}]}))

    assert found.of("youtube", "like").reason == "language"
    assert found.of("youtube", "like").total is None


def test_youtube_comments_of_2022_as_a_page():
    page = "<li>Sent at 2022-06-03 10:00:00 UTC on X</li>" * 3 + "2022-01-01 10:00:00 UTC"

    assert totals(counted(zipped({"Takeout/YouTube/my-comments/my-comments.html": page}))) == {
        "youtube.comment": 3
    }


# Mastodon


def test_mastodon_in_both_containers():
    me, public = "https://m.example/users/zoe", "https://www.w3.org/ns/activitystreams#Public"

    def note(number: int, to: str = public, reply: str | None = None) -> dict:
        made = {"type": "Note", "inReplyTo": reply}
        at = iso(NOON + number, "%Y-%m-%dT%H:%M:%SZ")
        return {
            "id": f"{me}/{number}",
            "type": "Create",
            "actor": me,
            "published": at,
            "to": [to],
            "object": made,
        }

    items = [
        note(1), note(2, f"{me}/followers"), note(3, reply="https://o.example/users/ann/1"),
        note(4, reply=f"{me}/statuses/1"), note(5, "https://o.example/users/ann"),
        {"id": "a", "type": "Announce", "actor": me, "published": iso(NOON, "%Y-%m-%dT%H:%M:%SZ"), "object": "x"},
    ]  # fmt: skip
    files = {
        "actor.json": {"preferredUsername": "zoe"},
        "outbox.json": {"totalItems": 99, "orderedItems": items},
        "likes.json": {"orderedItems": ["https://o.example/1", "https://o.example/2"]},
    }
    expected = {
        "mastodon.post": 3,
        "mastodon.reply": 1,
        "mastodon.message": 1,
        "mastodon.share": 1,
        "mastodon.like": 2,
    }

    for archive in (
        zipped(files),
        tarred(files),
        zipped({f"archive/{n}": d for n, d in files.items()}),
    ):
        assert totals(counted(archive)) == expected
    assert counted(tarred(files)).of("mastodon", "like").state == "undated"
    assert not reasons(counted(zipped(files)))


# Bluesky


def test_bluesky():
    at = "2024-06-03T12:00:00.123-07:00"
    undated = {"$type": "app.bsky.feed.like", "subject": {}}
    repository = car(
        {"$type": "app.bsky.feed.like", "createdAt": at},
        {"$type": "app.bsky.feed.vote", "direction": "up", "createdAt": at},
        {"$type": "app.bsky.feed.vote", "direction": "down", "createdAt": at},
        {"$type": "app.bsky.feed.post", "createdAt": at},
        {"$type": "app.bsky.feed.post", "createdAt": at, "reply": {"root": {}}},
        {"$type": "app.bsky.feed.repost", "createdAt": at},
        {"$type": "app.bsky.graph.follow", "createdAt": at},
        undated,
        {
            "e": [{"p": 0, "k": b"app.bsky.feed.like/3jzfcijpj2z2a", "v": (content_id(7),)}],
            "l": None,
        },
    )

    found = counted(("repo.car", repository))

    assert totals(found) == {
        "bluesky.like": 3,
        "bluesky.post": 1,
        "bluesky.reply": 1,
        "bluesky.share": 1,
    }
    assert found.of("bluesky", "like").undated == 0
    assert found.of("bluesky", "like").first.year == 2023
    assert found.of("bluesky", "post").first.isoformat() == "2024-06-03T19:00:00+00:00"
    assert states(found)["bluesky.message"] == "not_in_export"
