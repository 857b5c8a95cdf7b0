"""The engine without a screen: `python -m core analyse ANSWERS [--json]`, `python -m core check`."""

from __future__ import annotations

import argparse
import datetime
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from core.analysis import Analysis, analyse
from core.answers import read_answers
from core.catalogue import DATA_FOLDER, load_catalogue
from core.crosschecks import stale_values
from core.errors import AnswersError, CatalogueError
from core.personas import load_personas
from core.report import as_data


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return 0, or 1 when what was given cannot be used."""
    parser = argparse.ArgumentParser(prog="python -m core", description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA_FOLDER, help="folder of the catalogue")
    commands = parser.add_subparsers(dest="command", required=True)
    analysing = commands.add_parser("analyse", help="print the analysis of an answers file")
    analysing.add_argument(
        "answers", type=Path, help="answers as JSON or YAML; - reads standard input"
    )
    analysing.add_argument("--json", action="store_true", help="print everything, as JSON")
    commands.add_parser("check", help="check every file of the catalogue")
    chosen = parser.parse_args(arguments)
    try:
        if chosen.command == "check":
            return check(chosen.data, datetime.date.today())
        return print_analysis(chosen.answers, chosen.data, as_json=chosen.json)
    except CatalogueError as error:
        print(f"{len(error.problems)} problem(s):\n{error}", file=sys.stderr)
    except AnswersError as error:
        print(f"{chosen.answers}: {error}", file=sys.stderr)
    except OSError as error:
        print(f"{chosen.answers}: expected a readable file: {error.strerror}", file=sys.stderr)
    return 1


def check(folder: Path, today: datetime.date) -> int:
    """Check the catalogue and its personas; expired values are warnings.

    Raises:
        CatalogueError: If something is wrong.
    """
    catalogue = load_catalogue(folder)
    personas = load_personas(catalogue, folder / "personas")
    for stale in stale_values(catalogue, today):
        print(f"warning: {stale.file}, {stale.key}: to be checked again since {stale.expires}")
    print(
        f"ok: {len(catalogue.networks)} networks, {len(catalogue.sources)} sources, "
        f"{len(personas)} personas"
    )
    return 0


def print_analysis(path: Path, folder: Path, *, as_json: bool) -> int:
    """Print the analysis of an answers file, in short or whole.

    Raises:
        AnswersError: If the file cannot be used.
    """
    catalogue = load_catalogue(folder)
    content = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
    analysis = analyse(read_answers(content, catalogue), catalogue)
    if as_json:
        print(json.dumps(as_data(analysis, catalogue), ensure_ascii=False, allow_nan=False))
    else:
        print("\n".join(_in_short(analysis)))
    return 0


def _in_short(analysis: Analysis) -> list[str]:
    best = analysis.best
    if best is None:
        return [
            f"The networks to keep need {analysis.locked_minutes} min; {analysis.weekly_minutes} are there."
        ]
    lines = [f"{len(best.kept)} network(s), {best.minutes} of {analysis.weekly_minutes} min a week"]
    for name, way in best.choice.items():
        worth = f"presence {way.presence.index:.0f}"
        lines.append(f"  {name:<16} {way.rung:<10} {way.mode:<7} {way.steps * 5:>4} min  {worth}")
    left_out = [f"{n.id} ({n.veto})" for n in analysis.networks.values() if n.veto]
    return [*lines, f"left out: {', '.join(left_out)}" if left_out else "nothing left out"]


if __name__ == "__main__":
    sys.exit(main())
