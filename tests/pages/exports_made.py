"""Exports made up for the screens: two networks with gaps, counted as the app counts them."""

from __future__ import annotations

import datetime

from core.activity.measure import Activity
from core.activity.use import SCREEN_WEEKS
from tests.core.activity.archives import DAY, NOON, WEEK, counted, table, zipped

LINKEDIN_NAME, INSTAGRAM_NAME = "Complete_LinkedInDataExport_05-31-2024.zip", "ig-2024-05-31.zip"
WEEKS_THERE = 30
LIKES, COMMENTS, POSTS = 4, 2, 1  # a week, every week


def times(each_week: int) -> list[int]:
    """Return so many moments in each of the weeks before the Monday of 3 June 2024."""
    return [
        NOON - week * WEEK + number * DAY
        for week in range(1, WEEKS_THERE + 1)
        for number in range(each_week)
    ]


def written(moment: int) -> str:
    return f"{datetime.datetime.fromtimestamp(moment, datetime.UTC):%Y-%m-%d %H:%M:%S}"


def linkedin(likes: int = LIKES) -> bytes:
    """Return LinkedIn's complete archive: a secret comment, no message, no share."""
    reactions = [[written(t), "LIKE", f"https://x.example/{n}"] for n, t in enumerate(times(likes))]
    comments = [[written(t), "https://x.example/", "SECRET"] for t in times(COMMENTS)]
    posts = [[written(t), "", "Bonjour", "", "", ""] for t in times(POSTS)]
    header = ["Date", "ShareLink", "ShareCommentary", "SharedUrl", "MediaUrl", "Visibility"]
    return zipped(
        {
            "Profile.csv": table(["First Name", "Last Name"], ["Secret", "Person"]),
            "Reactions.csv": table(["Date", "Type", "Link"], *reactions),
            "Comments.csv": table(["Date", "Link", "Message"], *comments),
            "Shares.csv": table(header, *posts),
        }
    )


def instagram() -> bytes:
    """Return Instagram's archive: likes, and comments as a page that cannot be counted."""
    folder = "your_instagram_activity"
    likes = [
        {"title": "x", "string_list_data": [{"href": f"h{n}", "value": "v", "timestamp": t}]}
        for n, t in enumerate(times(LIKES))
    ]
    return zipped(
        {
            f"{folder}/likes/liked_posts.json": {"likes_media_likes": likes},
            f"{folder}/comments/post_comments_1.html": "<html></html>",
        }
    )


def x() -> bytes:
    """Return X's archive with likes alone, which have no dates."""
    return zipped({"data/like.js": 'window.YTD.like.part0 = [{"like": {"tweetId": "1"}}]'})


def found(*exports: tuple[str, bytes]) -> Activity:
    """Return what the app counts in some exports, by default those of two networks."""
    given = exports or ((LINKEDIN_NAME, linkedin()), (INSTAGRAM_NAME, instagram()))
    return counted(*given, zone="Europe/Paris", weeks=SCREEN_WEEKS)
