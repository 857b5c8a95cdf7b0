"""The engine without a screen: `check`, `analyse ANSWERS` and `activity EXPORT…`."""

from __future__ import annotations

import argparse
import datetime
import json
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TypeVar

from core.activity.errors import ActivityError
from core.activity.measure import WEEKS, Activity, measure
from core.activity.report import as_data as activity_as_data
from core.activity.report import in_lines
from core.activity.rules import load_rules
from core.analysis import Analysis, analyse
from core.answers import MOST_BYTES, read_answers
from core.catalogue import DATA_FOLDER, Catalogue, load_catalogue
from core.crosschecks import stale_values
from core.errors import AnswersError, CatalogueError, Problem
from core.personas import load_personas
from core.report import as_data

Loaded = TypeVar("Loaded")


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
    _describe_activity(commands.add_parser("activity", help="count what one's own exports tell"))
    chosen = parser.parse_args(arguments)
    today = datetime.date.today()
    try:
        if chosen.command == "check":
            return check(chosen.data, today)
        if chosen.command == "activity":
            return print_activity(chosen, today)
        return print_analysis(chosen.answers, chosen.data, as_json=chosen.json)
    except CatalogueError as error:
        print(f"{len(error.problems)} problem(s):\n{error}", file=sys.stderr)
    except AnswersError as error:
        print(f"{chosen.answers}: {error}", file=sys.stderr)
    except ActivityError as error:
        print(error, file=sys.stderr)
    return 1


def _describe_activity(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("exports", type=Path, nargs="+", help="archives, or files out of them")
    parser.add_argument("--json", action="store_true", help="print everything, as JSON")
    parser.add_argument("--tz", default="UTC", help="time zone of the weeks, as Europe/Paris")
    parser.add_argument("--weeks", type=int, nargs="+", default=list(WEEKS), help="full weeks")
    parser.add_argument("--until", type=datetime.date.fromisoformat, help="day the exports end")


def check(folder: Path, today: datetime.date) -> int:
    """Check the catalogue and its personas; expired values are warnings.

    Raises:
        CatalogueError: If something is wrong; it lists everything.
    """
    problems: list[Problem] = []
    catalogue = _gather(problems, lambda: load_catalogue(folder))
    personas = _gather(problems, lambda: load_personas(catalogue, folder / "personas"))
    rules = _gather(problems, lambda: load_rules(folder))
    if catalogue is None or personas is None or rules is None:
        raise CatalogueError(problems)
    print("\n".join([*_warnings(catalogue, today), _found(catalogue, len(personas))]))
    return 0


def print_analysis(path: Path, folder: Path, *, as_json: bool) -> int:
    """Print the analysis of an answers file, in short or whole.

    Raises:
        AnswersError: If the file cannot be used.
        CatalogueError: If the catalogue cannot.
    """
    catalogue = load_catalogue(folder)
    analysis = analyse(read_answers(_read(path), catalogue), catalogue)
    if as_json:
        print(json.dumps(as_data(analysis, catalogue), allow_nan=False))
    else:
        print("\n".join(_in_short(analysis)))
    return 0


def print_activity(chosen: argparse.Namespace, today: datetime.date) -> int:
    """Print what exports tell; return 1 if no file of them could be counted.

    Raises:
        ActivityError: If an export cannot be opened, or the zone or weeks are none.
        CatalogueError: If the rules cannot be used.
    """
    rules = load_rules(chosen.data)
    with ExitStack() as stack:
        try:
            files = [(p.name, stack.enter_context(p.open("rb"))) for p in chosen.exports]
        except OSError:
            raise ActivityError("no_file") from None
        found = measure(
            files,
            rules,
            zone=chosen.tz,
            weeks=chosen.weeks,
            latest=_midnight(today) + datetime.timedelta(days=1),
            end=_midnight(chosen.until) if chosen.until else None,
            secret=os.urandom(16),
        )
    print(_activity_written(found, as_json=chosen.json))
    return 0 if any(note.reason is None for note in found.files) else 1


def _midnight(day: datetime.date) -> datetime.datetime:
    return datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.UTC)


def _activity_written(found: Activity, *, as_json: bool) -> str:
    return json.dumps(activity_as_data(found)) if as_json else "\n".join(in_lines(found))


def _read(path: Path) -> bytes:
    """Return what the file holds, up to one byte more than is accepted."""
    try:
        if str(path) == "-":
            return sys.stdin.buffer.read(MOST_BYTES + 1)
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise AnswersError(
            "unreadable", given=reason, expected="expected a readable file"
        ) from error


def _gather(problems: list[Problem], load: Callable[[], Loaded]) -> Loaded | None:
    try:
        return load()
    except CatalogueError as error:
        problems.extend(error.problems)
        return None


def _warnings(catalogue: Catalogue, today: datetime.date) -> list[str]:
    """Return one line for each file and date, with the keys that have expired."""
    keys: dict[tuple[str, datetime.date], list[str]] = {}
    for stale in stale_values(catalogue, today):
        keys.setdefault((stale.file, stale.expires), []).append(stale.key)
    return [
        f"warning: {file}: to be checked again since {expires}: {', '.join(found)}"
        for (file, expires), found in keys.items()
    ]


def _found(catalogue: Catalogue, personas: int) -> str:
    networks, sources = len(catalogue.networks), len(catalogue.sources)
    return f"ok: {networks} networks, {sources} sources, {personas} personas"


def _in_short(analysis: Analysis) -> list[str]:
    best, there = analysis.best, analysis.weekly_minutes
    if best is None:
        return [f"The networks to keep need {analysis.locked_minutes} min; {there} are there."]
    lines = [f"{len(best.kept)} network(s), {best.minutes} of {there} min a week"]
    for name, way in best.choice.items():
        worth = f"presence {way.presence.index:.0f}"
        lines.append(f"  {name:<16} {way.rung:<10} {way.mode:<7} {way.steps * 5:>4} min  {worth}")
    left_out = [f"{n.id} ({n.veto})" for n in analysis.networks.values() if n.veto]
    return [*lines, f"left out: {', '.join(left_out)}" if left_out else "nothing left out"]


if __name__ == "__main__":
    sys.exit(main())
