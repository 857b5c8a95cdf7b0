"""A process of its own that draws charts: the drawing engine takes memory that must come back.

    python -m pages.papers.drawing_worker

Reads one order a line ({"chart": ..., "kind": "svg" or "png"}) and answers each with
one line ({"file": base64} or {"error": text}); ends with its input.
"""

from __future__ import annotations

import base64
import json
import sys
from typing import Any

import vl_convert

SCALE = 2.0  # dots for each point of a PNG: sharp on a slide


def main() -> None:
    """Answer orders until there are no more."""
    for line in sys.stdin:
        print(json.dumps(answered(line)), flush=True)


def answered(order: str) -> dict[str, str]:
    """Return the answer to one order; a chart that cannot be drawn is an answer too."""
    try:
        said = json.loads(order)
        return {"file": base64.b64encode(drawn(said["chart"], said["kind"])).decode("ascii")}
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}"}


def drawn(chart: dict[str, Any], kind: str) -> bytes:
    """Return a chart as a file; nothing is fetched from anywhere."""
    if kind == "png":
        return bytes(vl_convert.vegalite_to_png(chart, scale=SCALE, allowed_base_urls=[]))
    return vl_convert.vegalite_to_svg(chart, allowed_base_urls=[]).encode("utf-8")


if __name__ == "__main__":
    main()
