"""What archives made to harm cost before they are refused, or counted: time and memory.

    python -m benchmarks.hostile

Makes each in memory, writes it to a temporary file and counts it in a process of
its own. Prints lines to read: size, seconds of processor time, megabytes above an
empty process, what was said of it. Exit status 1 where one takes more than 300 MB.
"""

# ruff: noqa: E501 - cases are read across, not down
from __future__ import annotations

import io
import json
import subprocess
import sys
import tarfile
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

from benchmarks.activity import megabytes
from core.activity.measure import measure
from core.activity.rules import load_rules

MOST_MEGABYTES = 300.0
MEGABYTE = 1 << 20
LIKES = "likes/liked_posts.json"
ROW = b'{"Date":"2024-06-03 10:00:00","Link":"x"},'


def zipped(members: Iterable[tuple[str, bytes]], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip of these members."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", packing) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return target.getvalue()


def tarred(name: str, content: bytes) -> bytes:
    """Return a tar.gz of one member."""
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w:gz") as archive:
        info = tarfile.TarInfo(name)
        info.size = len(content)
        archive.addfile(info, io.BytesIO(content))
    return target.getvalue()


CASES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "200 MB of spaces in 200 kB": ("a.zip", lambda: zipped([(LIKES, b"[" + b" " * 200 * MEGABYTE)])),
    "150 MB of spaces in a tar.gz": ("a.tgz", lambda: tarred(LIKES, b"[" + b" " * 150 * MEGABYTE)),
    "a million levels": ("liked_posts.json", lambda: b"[" * 1_000_000),
    "five million empty lists": ("liked_posts.json", lambda: b"[" + b"[]," * 5_000_000 + b"0]"),
    "a text of 100 MB": ("liked_posts.json", lambda: b'["' + b"x" * 100 * MEGABYTE + b'"]'),
    "a million keys": ("liked_posts.json", lambda: b"{" + b",".join(b'"%d":{}' % n for n in range(1_000_000)) + b"}"),
    "a million rows nobody asks for": (
        "user_data.json",
        lambda: b'{"Watch":{"VideoList":[' + ROW * 1_000_000 + b'{}]},"Like":{"ItemFavoriteList":[]}}',
    ),
    "600,000 likes": (
        "user_data.json",
        lambda: b'{"A":{"ItemFavoriteList":[' + b",".join(b'{"date":"2024-06-03","link":"%d"}' % n for n in range(600_000)) + b"]}}",
    ),
    "a table of one endless row": ("Reactions.csv", lambda: b"Date,Type,Link\n" + b'"a\n",' * 5_000_000),
    "a table of commas": ("Reactions.csv", lambda: b"Date,Type,Link\n" + (b"," * 900_000 + b"\n") * 50),
    "a list of a million lines": ("Like List.txt", lambda: b"Date: 2024-06-03 10:00:00\n" * 1_000_000),
    "99,000 empty members": ("a.zip", lambda: zipped(((f"{n}/likes.json", b"") for n in range(99_000)), zipfile.ZIP_STORED)),
    "100 archives of 5 MB inside": ("a.zip", lambda: zipped(((f"{n}.zip", b"PK" * 2_500_000) for n in range(100)), zipfile.ZIP_STORED)),
    "a length of 2^63": ("repo.car", lambda: b"\xff" * 9 + b"\x01" + b"x" * 100),
}  # fmt: skip


def main() -> int:
    """Make and count each, print, and return the exit status."""
    most = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for case, (name, make) in CASES.items():
            path = Path(folder) / name
            path.write_bytes(make())
            code = f"from benchmarks.hostile import told; told({str(path)!r})"
            done = subprocess.run(
                [sys.executable, "-c", code], capture_output=True, check=True, text=True
            )
            found = json.loads(done.stdout)
            most = max(most, found["grown_mb"])
            size = path.stat().st_size / 1e6
            print(f"{case:<32} {size:>6.1f} MB  {found['cpu_s']:>5.1f} s  {found['grown_mb']:>5.0f} MB  {found['said']}", flush=True)  # fmt: skip
    return 0 if most <= MOST_MEGABYTES else 1


def told(path: str) -> None:
    """Count one file and print what that cost and what was said, as JSON."""
    rules = load_rules()
    before, start = megabytes("VmRSS"), time.process_time()
    with Path(path).open("rb") as file:
        activity = measure([(Path(path).name, file)], rules)
    said = sorted({note.reason or "counted" for note in activity.files})
    grown, seconds = megabytes("VmHWM") - before, time.process_time() - start
    print(json.dumps({"cpu_s": seconds, "grown_mb": grown, "said": ", ".join(said)}))


if __name__ == "__main__":
    sys.exit(main())
