"""Counting in a process of its own: it ends well, it can be ended, and nothing stays behind."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from pages.parts import counting
from pages.parts.counting import ROOT, Counting
from pages.parts.counting_worker import ACTIVITY
from tests.pages.exports_made import INSTAGRAM_NAME, LINKEDIN_NAME, found, instagram, linkedin

FILES = [(LINKEDIN_NAME, linkedin()), (INSTAGRAM_NAME, instagram())]
SLEEPER = (sys.executable, "-c", "import sys, time; sys.stdin.buffer.read(); time.sleep(600)")


def speaker(line: str) -> tuple[str, ...]:
    """Return a worker that takes everything, says one line, and ends."""
    return (sys.executable, "-c", f"import sys; sys.stdin.buffer.read(); print({line!r})")


def ended(files=FILES, zone="Europe/Paris", **settings) -> Counting:
    count = Counting(files, zone, **settings)
    count.wait()
    return count


def test_a_count_in_another_process_is_the_count():
    count = ended()

    assert (count.fault, count.share, count.started) == (None, 1.0, True)
    assert count.activity == found(*FILES)
    assert count.names == (LINKEDIN_NAME, INSTAGRAM_NAME)


def test_nothing_of_the_files_comes_back_or_stays():
    count = ended()
    said = json.dumps(ACTIVITY.dump_python(count.activity, mode="json"))

    assert not [word for word in ("SECRET", "Secret", "Person", "x.example") if word in said]
    assert count._files == []
    assert count.worker_id is None


def test_a_file_that_is_none_is_told_and_the_others_are_counted():
    count = ended([("a.zip", b"PK and no more"), *FILES])

    assert count.activity.measured == found(*FILES).measured
    assert count.activity.files[0].reason == "broken_archive"


def test_a_time_zone_that_does_not_exist_is_a_fault():
    assert ended(zone="Mars/Phobos").fault == "time_zone"


def wait_for_worker(count: Counting) -> None:
    while count.worker_id is None and not count.over:
        count._thread.join(0.01)


def test_cancelling_ends_the_process_at_once():
    count = Counting(FILES, "UTC", command=SLEEPER)
    wait_for_worker(count)

    count.cancel()
    count.wait()

    assert (count.fault, count.activity, count.worker_id) == ("cancelled", None, None)
    assert count._files == []


def test_a_count_that_takes_too_long_is_ended():
    assert ended(longest_seconds=0.05, command=SLEEPER).fault == "too_long"


def test_one_count_waits_for_another_and_may_leave_the_queue():
    first = Counting(FILES, "UTC", command=SLEEPER)
    wait_for_worker(first)
    second, third = Counting(FILES, "UTC"), Counting(FILES, "UTC", command=SLEEPER)

    assert (second.started, third.started) == (False, False)
    third.cancel()
    first.cancel()
    second.wait()
    third.wait()

    assert second.activity is not None
    assert (third.fault, third.started) == ("cancelled", False)


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('{"error": "too_large"}', "too_large"),
        ('{"error": "a secret text"}', "failed"),
        ('{"activity": {"zone": 1}}', "failed"),
        ("no JSON", "failed"),
        ("", "failed"),
    ],
)
def test_a_worker_that_goes_wrong_is_one_fault(line, fault):
    assert ended(command=speaker(line)).fault == fault


def test_a_worker_that_cannot_start_is_one_fault():
    assert ended(command=("a-program-that-is-not-there",)).fault == "failed"
    assert counting._ONE_AT_A_TIME.acquire(timeout=0)  # and the next may begin
    counting._ONE_AT_A_TIME.release()


def test_memory_beyond_the_bound_is_refused_where_the_system_knows_how():
    """A worker that asks for more than its files and the bound ends; the server does not."""
    code = (
        "from pages.parts import counting_worker as worker\n"
        "worker._bound_memory(0)\n"
        "bytearray(2 * worker.MOST_BYTES_BESIDE)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False)

    assert (b"MemoryError" in done.stderr) == Path("/proc/self/statm").exists()
