"""`python -m core` tells what is wrong in a line, and never shows a traceback."""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
from pathlib import Path

import pytest

from core.__main__ import check
from core.catalogue import DATA_FOLDER
from core.errors import CatalogueError
from tests.core.copies import copy_of_data, edit

ROOT = DATA_FOLDER.parent
TODAY = datetime.date(2026, 12, 1)
GOOD = b'{"version": 1, "goals": {"be_known": 1}, "formats": ["image"], "weekly_minutes": 240}'


def run(*arguments: str | Path, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-W", "error", "-m", "core", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, input=given, capture_output=True, check=False)


def refused(*arguments: str | Path, given: bytes = b"") -> str:
    """Return what a refused command says: exit code 1, nothing printed as a result."""
    done = run(*arguments, given=given)
    said = done.stderr.decode("utf-8")
    assert (done.returncode, done.stdout) == (1, b""), said
    assert "Traceback" not in said
    return said


# Check.


def test_the_real_data_is_in_order():
    done = run("check")

    assert done.returncode == 0
    assert b"ok: 18 networks, " in done.stdout
    assert done.stderr == b""


def test_a_broken_catalogue_is_told_whole(tmp_path):
    """Files, entries between files and personas: all in one pass."""
    folder = copy_of_data(tmp_path)
    edit(folder, "criteria.yaml", "value: 0.4", "value: .nan")
    edit(folder, "networks/bluesky.yaml", "crosses: [us_company]", "crosses: [us_companies]")
    edit(folder, "personas/01_ines.yaml", "guess_minutes", "gess_minutes")

    said = refused("--data", folder, "check")

    assert said.splitlines()[0] == "3 problem(s):"
    assert "criteria.yaml, goals, weight.value: expected to be a finite number, got nan" in said
    assert "networks/bluesky.yaml, bluesky, crosses: expected one of us_company" in said
    assert "personas/01_ines.yaml, 01_ines, answers.gess_minutes: expected no such key" in said


def test_a_folder_that_is_not_there_is_told(tmp_path):
    said = refused("--data", tmp_path / "nowhere", "check")

    assert "goals.yaml: expected a readable file: No such file or directory" in said


def test_an_expired_value_is_a_warning_and_never_a_stop(folder, capsys):
    edit(
        folder,
        "criteria.yaml",
        "checked: 2026-11-23, expires: 2027-11-23",
        "checked: 2020-01-01, expires: 2021-01-01",
    )

    assert check(folder, TODAY) == 0

    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == (
        "warning: criteria.yaml: to be checked again since 2021-01-01: goals.weight"
    )
    assert lines[1].startswith("ok: 18 networks")


def test_a_value_is_good_on_its_last_day(capsys):
    assert check(DATA_FOLDER, datetime.date(2027, 5, 26)) == 0  # the first to expire

    assert "warning" not in capsys.readouterr().out


def test_everything_expired_is_one_line_for_each_file_and_date(capsys):
    """A year without care must not bury the reader under a thousand lines."""
    assert check(DATA_FOLDER, datetime.date(2127, 1, 1)) == 0

    *warnings, last = capsys.readouterr().out.splitlines()
    assert last.startswith("ok")
    networks = [line for line in warnings if line.startswith("warning: networks/linkedin.yaml")]
    assert len(networks) == 1
    assert "linkedin.status" in networks[0]
    assert "linkedin.scoring.goals.find_clients" in networks[0]
    assert len({line.split(": ")[1] for line in warnings}) >= 20


def test_a_broken_persona_stops_the_check(folder):
    edit(folder, "personas/01_ines.yaml", "goals: {", "goals: {fame: 1, ")

    with pytest.raises(CatalogueError, match=r"personas/01_ines.yaml, ines, answers.goals"):
        check(folder, TODAY)


# Analyse.


@pytest.mark.parametrize("content", [GOOD, GOOD.replace(b"{", b"\n{"), b"\xef\xbb\xbf" + GOOD])
def test_answers_are_analysed(tmp_path, content):
    file = tmp_path / "answers.json"
    file.write_bytes(content)

    done = run("analyse", file, "--json")

    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["weekly_minutes"] == 240
    assert found["best"]["minutes"] <= 240


def test_answers_in_yaml_come_through_standard_input():
    done = run("analyse", "-", given=b"version: 1\ngoals: {be_known: 1}\nweekly_minutes: 120\n")

    assert done.returncode == 0, done.stderr
    assert b"of 120 min a week" in done.stdout
    assert b"viadeo (closed)" in done.stdout


def test_a_week_too_short_for_what_must_be_kept_is_told(tmp_path):
    said = (
        b'{"version": 1, "goals": {"be_known": 1}, "weekly_minutes": 5, '
        b'"networks": {"linkedin": {"lock": "keep"}, "instagram": {"lock": "keep"}}}'
    )

    done = run("analyse", "-", given=said)

    assert done.returncode == 0, done.stderr
    assert b"The networks to keep need " in done.stdout
    assert b"5 are there." in done.stdout


HOSTILE = {
    "nothing": (b"", "expected answers as JSON or YAML, got nothing"),
    "a list": (b"[1]", "expected answers as JSON or YAML, got [1]"),
    "brackets": (b"[" * 90_000, "got too many levels"),
    "too large": (b" " * 100_001, "expected at most 100 kB"),
    "another edition": (b'{"version": 3}', "version: expected version 1 or 2"),
    "a misspelt key": (b'{"version": 1, "gaols": {}}', "gaols: expected no such key"),
    "an unknown network": (b'{"version": 1, "networks": {"orkut": {}}}', "got orkut"),
    "a negative week": (b'{"version": 1, "weekly_minutes": -1}', "weekly_minutes: expected"),
    "a picture": (b"\x89PNG\r\n\x1a\n", "expected answers as JSON or YAML, got text that is not"),
    "a terminal escape": (b'{"version": 1, "geography": "\\u001b[2J"}', "\ufffd[2J"),
    "a python tag": (b"version: !!python/name:os.system", "tags are not accepted"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_answers_are_refused_in_one_line(name, tmp_path):
    content, message = HOSTILE[name]
    file = tmp_path / "answers"
    file.write_bytes(content)

    said = refused("analyse", file, "--json")

    assert message in said
    assert said.startswith(f"{file}: ")
    assert len(said.splitlines()) == 1


@pytest.mark.parametrize("name", ["missing.json", "."])
def test_a_file_that_cannot_be_opened_is_told(name, tmp_path):
    said = refused("analyse", tmp_path / name)

    assert "expected a readable file, got " in said
    assert len(said.splitlines()) == 1


def test_a_broken_catalogue_stops_the_analysis_too(tmp_path):
    folder = copy_of_data(tmp_path)
    edit(folder, "model.yaml", "low: 1.2", "low: one")

    said = refused("--data", folder, "analyse", "-", given=GOOD)

    assert "model.yaml, model, relay_discount.low: expected" in said


def test_the_engine_says_the_same_in_a_terminal_of_another_language(tmp_path, monkeypatch):
    """JSON is written in ASCII: no terminal can refuse it."""
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")

    done = run("analyse", "-", "--json", given=GOOD)

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.decode("ascii"))["best"]
