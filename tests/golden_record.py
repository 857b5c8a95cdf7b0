"""Record what the model says of every persona: `python -m tests.golden_record [--dry-run]`.

The figures are recorded, not proved. They say that something moved, and what.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

import yaml

from core.analysis import analyse
from core.catalogue import Catalogue, load_catalogue
from core.personas import Persona, load_personas
from core.report import as_data

GOLDEN = Path(__file__).parent / "golden" / "personas.yaml"
HEADER = """\
# What the model says of every persona, as it stood when it was last recorded.
# Recorded figures, not evidence: they show what a change moves, never that it is right.
# After a change that you meant, look at each difference, then record again:
#   python -m tests.golden_record --dry-run   shows what would change (and returns 1 if anything)
#   python -m tests.golden_record             writes it
# presence: the index, 100 = one perfectly fitting network at the reference rung.
# minutes: a week, in whole 5-minute steps. best_count: networks kept in the best plan.
# estimate_minutes: a week, to keep the persona's own list at the reference rung.
"""


def main(arguments: list[str] | None = None) -> int:
    """Print what moved and, unless told not to, write it; return 1 for a dry run with changes."""
    parser = argparse.ArgumentParser(prog="python -m tests.golden_record", description=__doc__)
    parser.add_argument("--dry-run", action="store_true", help="only print what would change")
    dry = parser.parse_args(arguments).dry_run
    found = all_figures(load_catalogue())
    changes = differences(recorded(), found)
    print("\n".join(changes) or "nothing changed")
    if not dry:
        GOLDEN.write_text(as_text(found), encoding="utf-8")
    return 1 if dry and changes else 0


def recorded() -> dict[str, Any]:
    """Return the figures on record by persona id; none where there is no record yet."""
    return yaml.safe_load(GOLDEN.read_text(encoding="utf-8")) if GOLDEN.exists() else {}


def all_figures(catalogue: Catalogue) -> dict[str, Any]:
    """Return the figures of today by persona id."""
    return {persona.id: figures(persona, catalogue) for persona in load_personas(catalogue)}


def figures(persona: Persona, catalogue: Catalogue) -> dict[str, Any]:
    """Return the figures that are recorded of one persona, from the JSON interface."""
    said = as_data(analyse(persona.answers, catalogue), catalogue)
    best, own, estimate = said["best"], said["own_list"], said["estimate_minutes_range"]
    return {
        "best": {name: f"{way['rung']} {way['mode']}" for name, way in best["choice"].items()},
        "minutes": best["minutes"],
        "presence": round(best["presence"], 1),
        "best_count": best["count"],
        "own_list": {"presence": round(own["presence"], 1), "minutes": own["minutes"]},
        "estimate_minutes": {name: round(minutes) for name, minutes in estimate.items()},
        "vetoes": {n["id"]: n["veto"] for n in said["networks"] if n["veto"]},
    }


def differences(before: dict[str, Any], after: dict[str, Any], where: str = "") -> list[str]:
    """Return one line for each recorded value that is new, gone or not the same."""
    lines: list[str] = []
    for name in {**before, **after}:
        old, new, place = before.get(name), after.get(name), f"{where}{name}"
        if isinstance(old, dict) or isinstance(new, dict):
            lines += differences(old or {}, new or {}, f"{place}.")
        elif old != new:
            lines.append(f"{place}: {_shown(old)} -> {_shown(new)}")
    return lines


def as_text(found: dict[str, Any]) -> str:
    """Return the record as it is written."""
    entries = (yaml.safe_dump({name: said}, sort_keys=False) for name, said in found.items())
    return HEADER + "".join(f"\n{entry}" for entry in entries)


def _shown(value: object) -> str:
    return "nothing" if value is None else str(value)


if __name__ == "__main__":
    sys.exit(main())
