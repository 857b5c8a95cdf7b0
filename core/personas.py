"""The examples: full sets of answers of people who could be real."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml
from pydantic import ValidationError

from core.answers import Answers, read_answers
from core.catalogue import DATA_FOLDER, Catalogue, validated
from core.errors import AnswersError, CatalogueError, Problem, shorten
from core.vocabulary import Entry, Id, Words
from core.yaml_reading import read_yaml


class Introduction(Entry):
    """Who a persona is: a first name and trade, and what they wonder."""

    id: Id
    name: Words
    summary: Words


@dataclass(frozen=True)
class Persona:
    """A person in the catalogue of examples, with their full answers."""

    introduction: Introduction
    answers: Answers

    @property
    def id(self) -> str:
        """Return the id, as the file is named."""
        return self.introduction.id


def load_personas(
    catalogue: Catalogue, folder: Path = DATA_FOLDER / "personas"
) -> tuple[Persona, ...]:
    """Read and check every persona, in the order of their file names.

    Raises:
        CatalogueError: If a file cannot be used; it lists every problem.
    """
    problems: list[Problem] = []
    personas = tuple(_readable(catalogue, folder, problems))
    if problems:
        raise CatalogueError(problems)
    return personas


def _readable(catalogue: Catalogue, folder: Path, problems: list[Problem]) -> Iterator[Persona]:
    for path in sorted(folder.glob("*.yaml")):
        try:
            yield _persona(path, catalogue)
        except (
            OSError,
            UnicodeDecodeError,
            yaml.YAMLError,
            KeyError,
            TypeError,
            ValidationError,
        ) as error:
            expected = f"expected 'introduction' and 'answers': {shorten(error, 200)}"
            problems.append(Problem(f"personas/{path.name}", path.stem, "", expected))
        except AnswersError as error:
            problems.append(
                Problem(f"personas/{path.name}", path.stem, error.where, error.reason, error.given)
            )


def _persona(path: Path, catalogue: Catalogue) -> Persona:
    content = read_yaml(path.read_text(encoding="utf-8"))
    introduction = validated(content["introduction"], Introduction)
    return Persona(introduction, read_answers(yaml.safe_dump(content["answers"]), catalogue))
