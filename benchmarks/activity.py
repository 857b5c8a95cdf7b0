"""What counting a large export costs: time of one core, memory, and how much of it is read.

    python -m benchmarks.activity

Makes an export of Instagram of 200 MB in a temporary file: 5,000 pictures and
100,000 events (likes, comments, posts, stories, messages in 200 conversations, the
owner's and others'). Then counts it in a process of its own, as often as RUNS says.
Prints lines to read, then JSON. Exit status 1 where it takes longer than 10 s of
processor time, more than 300 MB above an empty process, or opens a picture.
"""

from __future__ import annotations

import io
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from core.activity.measure import measure
from core.activity.rules import load_rules

MOST_SECONDS, MOST_MEGABYTES, RUNS = 10.0, 300.0, 3
MEDIA, MEDIA_BYTES = 5_000, 40_000
EVENTS = 100_000
CONVERSATIONS = 200
WEEK = 7 * 86_400
END = 1_750_000_000
ROOT = "instagram-owner-2025-06-15-abcd/your_instagram_activity"
OWNER = "Owner"


def main() -> int:
    """Make the export, count it, print, and return the exit status."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "instagram-owner-2025-06-15-abcd.zip"
        events = make(path)
        size = path.stat().st_size
        runs = [counted_apart(path) for _ in range(RUNS)]
    report = {
        "archive_mb": round(size / 1e6, 1),
        "members": runs[0]["members"],
        "events": events,
        **{key: runs[0][key] for key in ("counted", "opened", "media_opened", "read_mb")},
        "cpu_s": round(statistics.median(run["cpu_s"] for run in runs), 2),
        "grown_mb": round(max(run["grown_mb"] for run in runs), 1),
    }
    print("\n".join(f"{name:<14} {value}" for name, value in report.items()), end="\n\n")
    print(json.dumps(report, indent=1))
    right = report["counted"] == events["owner"] and report["media_opened"] == 0
    quick = report["cpu_s"] <= MOST_SECONDS and report["grown_mb"] <= MOST_MEGABYTES
    return 0 if right and quick else 1


def make(path: Path) -> dict[str, int]:
    """Write the export; return how many events it holds, and how many are the owner's."""
    chance = random.Random(1)
    picture = chance.randbytes(MEDIA_BYTES)
    owner = 0
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content, mine in files(chance):
            archive.writestr(f"{ROOT}/{name}", json.dumps(content))
            owner += mine
        for number in range(MEDIA):
            info = zipfile.ZipInfo(f"{ROOT}/media/posts/202506/{number}.jpg")
            archive.writestr(info, number.to_bytes(4, "big") + picture)
    return {"all": EVENTS, "owner": owner}


def files(chance: random.Random) -> Iterator[tuple[str, Any, int]]:
    """Yield (name, content, how many of its events are the owner's)."""
    likes, comments, own_posts, stories = 40_000, 15_000, 2_000, 3_000
    messages = EVENTS - likes - comments - own_posts - stories
    yield "likes/liked_posts.json", {"likes_media_likes": [like(n) for n in range(likes)]}, likes
    yield "comments/post_comments_1.json", [comment(n) for n in range(comments)], comments
    yield "media/posts_1.json", [post(n) for n in range(own_posts)], own_posts
    told = {
        "ig_stories": [{"uri": "x.jpg", "creation_timestamp": moment(n)} for n in range(stories)]
    }
    yield "media/stories.json", told, stories
    each = messages // CONVERSATIONS
    for number in range(CONVERSATIONS):
        friend = f"Friend {number}"
        said = [message(n, OWNER if n % 2 else friend, chance) for n in range(each)]
        thread = {"participants": [{"name": friend}, {"name": OWNER}], "messages": said}
        yield f"messages/inbox/friend_{number}/message_1.json", thread, each // 2


def moment(number: int) -> int:
    """Return the time of the n-th event, back from the end, some 300 a week."""
    return END - number * (WEEK // 300)


def like(number: int) -> dict[str, Any]:
    """Return a like as the export writes it."""
    link = {"href": f"https://www.instagram.com/p/{number:011d}/", "value": "👍"}
    return {
        "title": f"account_{number % 900}",
        "string_list_data": [{**link, "timestamp": moment(number)}],
    }


def comment(number: int) -> dict[str, Any]:
    """Return a comment as the export writes it."""
    said = {"Comment": {"value": "so true " * 8}, "Time": {"timestamp": moment(number)}}
    return {"media_list_data": [{"uri": ""}], "string_map_data": said}


def post(number: int) -> dict[str, Any]:
    """Return a post of three pictures as the export writes it."""
    media = {"uri": f"media/posts/{number}.jpg", "creation_timestamp": moment(number), "title": ""}
    return {"media": [media] * 3, "title": "words " * 30, "creation_timestamp": moment(number)}


def message(number: int, sender: str, chance: random.Random) -> dict[str, Any]:
    """Return a message as the export writes it."""
    words = "hello " * chance.randrange(1, 30)
    return {"sender_name": sender, "timestamp_ms": moment(number) * 1000, "content": words}


def counted_apart(path: Path) -> dict[str, Any]:
    """Count the export in a process of its own; return what that cost."""
    code = f"from benchmarks.activity import counted; counted({str(path)!r})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


class Watched(io.FileIO):
    """A file that counts the bytes read of it."""

    done = 0

    def readinto(self, target: Any) -> int | None:  # type: ignore[override]
        """Read, and count."""
        size = super().readinto(target)
        self.done += size or 0
        return size

    def read(self, size: int | None = -1) -> bytes:  # type: ignore[override]
        """Read, and count."""
        data = super().read(-1 if size is None else size) or b""
        self.done += len(data)
        return data


def counted(path: str) -> None:
    """Count the export and print what that cost, as JSON."""
    rules, opened = load_rules(), list[str]()
    plain = zipfile.ZipFile.open

    def watched(self: zipfile.ZipFile, name: Any, *more: Any, **named: Any) -> Any:
        opened.append(name.filename if isinstance(name, zipfile.ZipInfo) else str(name))
        return plain(self, name, *more, **named)

    zipfile.ZipFile.open = watched  # type: ignore[method-assign]
    before, start = megabytes("VmRSS"), time.process_time()
    with Watched(path) as file:
        activity = measure([(Path(path).name, file)], rules, zone="Europe/Paris")
        seconds, read = time.process_time() - start, file.done
        with zipfile.ZipFile(path) as archive:
            members = len(archive.infolist())
    print(json.dumps({
        "cpu_s": seconds,
        "grown_mb": megabytes("VmHWM") - before,
        "members": members,
        "opened": len(set(opened)),
        "media_opened": sum(name.endswith(".jpg") for name in opened),
        "read_mb": round(read / 1e6, 1),
        "counted": sum(m.total or 0 for m in activity.measured),
    }))  # fmt: skip


def megabytes(kind: str) -> float:
    """Return the memory of this process: resident (VmRSS) or the most it had (VmHWM)."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(kind)) / 1024


if __name__ == "__main__":
    sys.exit(main())
