"""The examples: full sets of answers of people who could be real."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml
from pydantic import ValidationError

from core.answers import Answers, unknown_ids
from core.catalogue import DATA_FOLDER, Catalogue, validated
from core.errors import CatalogueError, Problem, described, shorten
from core.vocabulary import Entry, Id, Words
from core.yaml_reading import read_yaml


class Introduction(Entry):
    """Who a persona is: a first name and trade, and what they wonder."""

    id: Id
    name: Words
    summary: Words


class Persona(Entry):
    """A person in the catalogue of examples, with their full answers."""

    introduction: Introduction
    answers: Answers

    @property
    def id(self) -> str:
        """Return the id, as the file is named after its number."""
        return self.introduction.id


def load_personas(
    catalogue: Catalogue | None, folder: Path = DATA_FOLDER / "personas"
) -> tuple[Persona, ...]:
    """Read and check every persona, in the order of their file names.

    Args:
        catalogue: Where the ids they use must exist; None leaves that unchecked.
        folder: Where the files are, named like "01_ines.yaml": a number and the id.

    Raises:
        CatalogueError: If a file cannot be used; it lists every problem.
    """
    problems: list[Problem] = []
    personas: dict[str, Persona] = {}
    for path in sorted(folder.glob("*.yaml")):
        file = f"personas/{path.name}"
        persona = _persona(path, file, problems)
        if persona is not None:
            problems.extend(_problems(persona, path, file, catalogue))
            personas.setdefault(persona.id, persona)
    if problems:
        raise CatalogueError(problems)
    return tuple(personas.values())


def _persona(path: Path, file: str, problems: list[Problem]) -> Persona | None:
    try:
        return validated(read_yaml(path.read_text(encoding="utf-8")), Persona)
    except ValidationError as error:
        problems += [
            Problem(file, path.stem, key, expected, given)
            for _, key, expected, given in described(error)
        ]
    except (OSError, ValueError, yaml.YAMLError) as error:
        expected = f"expected readable YAML: {shorten(error, 200)}"
        problems.append(Problem(file, path.stem, "", expected))
    return None


def _problems(
    persona: Persona, path: Path, file: str, catalogue: Catalogue | None
) -> Iterator[Problem]:
    if path.stem.lstrip("0123456789").removeprefix("_") != persona.id:
        expected = f"expected the id in the file name, {path.stem!r}"
        yield Problem(file, persona.id, "introduction.id", expected, repr(persona.id))
    for where, given in unknown_ids(persona.answers, catalogue) if catalogue else ():
        yield Problem(
            file, persona.id, f"answers.{where}", "expected an id of the catalogue", repr(given)
        )
