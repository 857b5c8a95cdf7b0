"""The words of links: a dictionary that sender and reader share, so that links are short.

A link holds references into it. It is therefore frozen for as long as links of its
version are to be read: whatever the catalogue gains or loses later, nothing here changes.
Words that are missing are spelled out in the link, and only make it longer. A better
dictionary is a new version of the link, beside this one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

GEOGRAPHIES = ["fr", "us"]
GOALS = [
    "be_known",
    "build_community",
    "find_clients",
    "find_missions",
    "find_partners",
    "local_visits",
    "raise_awareness",
    "send_to_site",
    "show_expertise",
]
AGES = ["15-24", "25-34", "35-49", "50+"]
FORMATS = ["audio", "carousel", "image", "live", "long_video", "short_video", "story", "text"]
TONES = ["committed", "expert", "factual", "inspiring", "playful", "warm"]
VALUES = ["craft", "inclusion", "local_roots", "openness", "privacy", "solidarity"]
RED_LINES = [
    "chinese_company",
    "divisive",
    "meta_group",
    "on_camera",
    "phone_number",
    "real_name",
    "us_company",
]
CRITERIA = ["audience", "formats", "goals", "tone_values"]
RUNGS = ["profile", "occasional", "light", "steady", "active", "intense"]
NETWORKS = [
    "bluesky",
    "discord",
    "facebook",
    "instagram",
    "linkedin",
    "malt",
    "mastodon",
    "pinterest",
    "reddit",
    "snapchat",
    "threads",
    "tiktok",
    "twitch",
    "viadeo",
    "whatsapp",
    "work_net_world",
    "x",
    "youtube",
]
CHECKLIST = [
    "avatar",
    "contact",
    "discord_welcome",
    "experiences",
    "facebook_page",
    "instagram_professional",
    "keywords",
    "language_fit",
    "linked_places",
    "linkedin_page",
    "linkedin_sections",
    "malt_rate_portfolio",
    "photo",
    "pinterest_boards",
    "pitch",
    "real_name",
    "recommendations",
    "reddit_rules",
    "skills",
    "twitch_schedule",
    "whatsapp_invitation",
    "youtube_channel",
]
TIMED = [
    "adapt.audio",
    "adapt.carousel",
    "adapt.image",
    "adapt.long_video",
    "adapt.short_video",
    "adapt.story",
    "adapt.text",
    "comment",
    "like",
    "message",
    "post",
    "post.audio",
    "post.carousel",
    "post.image",
    "post.live",
    "post.long_video",
    "post.short_video",
    "post.story",
    "post.text",
    "read",
    "reply",
    "share",
    "upkeep",
]
DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


def dictionary() -> bytes:
    """Return the dictionary of links of version 1. What is said most often comes last."""
    return "".join(map(_compact, _texts())).encode()


def _texts() -> Iterator[Any]:
    yield [*GEOGRAPHIES, *NETWORKS, "fr", "version", "introduction"]
    yield {"check_ins": [_a_week()]}
    yield {"minutes_per_action": dict.fromkeys(TIMED, 1.0)}
    yield {f"setup.linkedin_{item}": "monday" for item in CHECKLIST}
    yield {
        f"{name}.{number}": day
        for name, day in zip(NETWORKS, DAYS, strict=False)
        for number in (1, 2)
    }
    yield {
        "own_networks": [{"family": "professional", "format": "text", "id": "own_1", "name": ""}]
    }
    yield {"counts": {rung: dict.fromkeys(TIMED, 2.0) for rung in RUNGS}, "format": "image"}
    yield {"lock": "keep", "ratings": dict.fromkeys(CRITERIA, 0.5), "today_counts": {"like": 5.0}}
    yield {"lock": "never", "profile": dict.fromkeys(CHECKLIST, False), "since_year": 2020}
    yield {
        "profile": dict.fromkeys(CHECKLIST, True),
        "since_year": 2019,
        "state": "on",
        "today": "light",
    }
    yield _a_person()


def _a_week() -> dict[str, Any]:
    done = {"counts": {"comment": 3.0, "like": 10.0, "post": 1.0, "reply": 2.0, "share": 1.0}}
    return {
        "networks": {name: {**done, "minutes": 60} for name in ("linkedin", "instagram")},
        "week": "2026-11-23",
    }


def _a_person() -> dict[str, Any]:
    return {
        "ages": AGES,
        "block_days": {},
        "criterion_weights": dict.fromkeys(CRITERIA, 1.0),
        "formats": FORMATS,
        "goals": dict.fromkeys(GOALS, 2.0),
        "guess_minutes": 120,
        "intense": True,
        "minutes_by_day": dict.fromkeys(DAYS, 60),
        "networks": {name: {"state": "want", "today": "steady"} for name in NETWORKS},
        "only_named": True,
        "publics": ["b2b", "b2c"],
        "red_lines": RED_LINES,
        "tones": TONES,
        "values": VALUES,
        "version": 2,
        "weekly_minutes": 300,
    }


def _compact(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"))
