"""Copies of the real data, for tests to break."""

from __future__ import annotations

import shutil
from pathlib import Path

from core.catalogue import DATA_FOLDER
from core.errors import CatalogueError, Problem


def copy_of_data(folder: Path) -> Path:
    """Return a new folder inside `folder` that holds all of data/."""
    copy = folder / "data"
    shutil.copytree(DATA_FOLDER, copy)
    return copy


def edit(folder: Path, file: str, old: str, new: str) -> None:
    """Replace the first `old` in a file. It must be there: an edit that misses proves nothing."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{file} holds no {old!r}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def places(error: CatalogueError) -> set[tuple[str, str, str]]:
    """Return (file, entry, key) of every problem."""
    return {(problem.file, problem.entry, problem.key) for problem in error.problems}


def only(error: CatalogueError) -> Problem:
    """Return the only problem."""
    assert len(error.problems) == 1, str(error)
    return error.problems[0]
