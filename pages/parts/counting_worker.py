"""A process of its own that counts one visitor's exports: slow or hostile, it harms nobody else.

    python -m pages.parts.counting_worker

Reads one line ({"zone": ..., "weeks": [...], "files": [{"name": ..., "size": bytes}, ...]}),
then the bytes of the files one after the other. Answers with lines: {"share": 0 to 1} while it
counts, at the end {"activity": ...} or {"error": a code}. Nothing is written to disk.
"""

from __future__ import annotations

import datetime
import io
import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

from pydantic import TypeAdapter

from core.activity.errors import ActivityError
from core.activity.measure import Activity, measure
from core.activity.rules import load_rules

ACTIVITY = TypeAdapter(Activity)
MOST_BYTES_BESIDE = 400 << 20  # that counting may take beside the files themselves
STEP = 0.01  # a share that has grown less is not worth a line


def main() -> None:
    """Answer the one order on standard input."""
    _after_visitors()
    order = json.loads(sys.stdin.buffer.readline())
    _bound_memory(sum(file["size"] for file in order["files"]))
    print(json.dumps(answered(order, sys.stdin.buffer, _teller())), flush=True)


def answered(order: dict[str, Any], source: BinaryIO, tell: Callable[[float], None]) -> Any:
    """Return the last line of the answer."""
    try:
        files = [(file["name"], io.BytesIO(source.read(file["size"]))) for file in order["files"]]
        found = measure(
            files,
            load_rules(),
            zone=order["zone"],
            weeks=order["weeks"],
            latest=datetime.datetime.now(datetime.UTC),
            secret=os.urandom(16),
            progress=tell,
        )
    except ActivityError as error:
        return {"error": error.reason}
    except MemoryError:
        return {"error": "too_large"}
    return {"activity": ACTIVITY.dump_python(found, mode="json")}


def _teller() -> Callable[[float], None]:
    last = 0.0

    def tell(share: float) -> None:
        nonlocal last
        if share >= last + STEP:
            last = share
            print(json.dumps({"share": share}), flush=True)

    return tell


def _after_visitors() -> None:
    """Let whoever waits for a page go first, where the system knows how."""
    with suppress(AttributeError, OSError):
        os.nice(10)


def _bound_memory(size: int) -> None:
    """Have the system refuse memory beyond the bound, where it knows how."""
    with suppress(ImportError, AttributeError, OSError, ValueError):
        import resource  # noqa: PLC0415 (not on every system)

        held = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
        most = held + size + MOST_BYTES_BESIDE
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


if __name__ == "__main__":
    main()
