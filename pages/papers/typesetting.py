"""A process of its own that sets one paper in type: what typst keeps in memory ends with it.

    python -m pages.papers.typesetting

Reads one order as JSON ({"file", "data", "day", "system"}) and writes the PDF; where
typst refuses, it writes why to its error output and ends with status 1.
"""

from __future__ import annotations

import datetime
import json
import sys
from pathlib import Path

import typst

FOLDER = Path(__file__).resolve().parent / "typst"


def main() -> int:
    """Set one paper, and return the exit status."""
    order = json.load(sys.stdin)
    day = datetime.date.fromisoformat(order["day"])
    try:
        made = typst.compile(
            FOLDER / order["file"],
            root=FOLDER,
            format="pdf",
            font_paths=typst.Fonts(include_system_fonts=order["system"]),
            ignore_system_fonts=not order["system"],
            sys_inputs={"data": order["data"]},
            pdf_standards="ua-1",
            timestamp=datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.UTC),
        )
    except typst.TypstError as error:
        sys.stderr.write(error.diagnostic)
        return 1
    assert isinstance(made, bytes)  # one file is asked for
    sys.stdout.buffer.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
