"""Everything the application knows before a person answers, read from `data/`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from core.crosschecks import reference_problems
from core.errors import CatalogueError, Problem, shorten
from core.vocabulary import (
    Action,
    ChecklistItem,
    Criterion,
    Entry,
    Format,
    Model,
    Network,
    RungKind,
    Source,
    Term,
)
from core.yaml_reading import read_yaml

DATA_FOLDER = Path(__file__).resolve().parent.parent / "data"
Item = TypeVar("Item", bound=Entry)

# The order in which networks are shown and in which ties are broken.
NETWORK_ORDER = [
    "linkedin",
    "malt",
    "viadeo",
    "work_net_world",
    "facebook",
    "instagram",
    "x",
    "tiktok",
    "snapchat",
    "youtube",
    "threads",
    "bluesky",
    "mastodon",
    "pinterest",
    "whatsapp",
    "discord",
    "reddit",
    "twitch",
]


@dataclass(frozen=True)
class Catalogue:
    """The facts: every table by id, in the order of its file."""

    criteria: Mapping[str, Criterion]
    goals: Mapping[str, Term]
    ages: Mapping[str, Term]
    publics: Mapping[str, Term]
    geographies: Mapping[str, Term]
    tones: Mapping[str, Term]
    values: Mapping[str, Term]
    red_lines: Mapping[str, Term]
    actions: Mapping[str, Action]
    formats: Mapping[str, Format]
    rungs: Mapping[str, RungKind]
    checklist: Mapping[str, ChecklistItem]
    sources: Mapping[str, Source]
    networks: Mapping[str, Network]
    model: Model

    def checklist_of(self, network_id: str, family: str) -> tuple[ChecklistItem, ...]:
        """Return the checklist items that apply to a network of `family`."""
        return tuple(
            item
            for item in self.checklist.values()
            if (not item.networks or network_id in item.networks) and item.family in (None, family)
        )


TABLES: dict[str, tuple[str, type[Entry]]] = {
    "criteria": ("criteria.yaml", Criterion),
    "goals": ("goals.yaml", Term),
    "ages": ("audiences.yaml", Term),
    "publics": ("audiences.yaml", Term),
    "geographies": ("audiences.yaml", Term),
    "tones": ("tones.yaml", Term),
    "values": ("values.yaml", Term),
    "red_lines": ("red_lines.yaml", Term),
    "actions": ("actions.yaml", Action),
    "formats": ("formats.yaml", Format),
    "rungs": ("rungs.yaml", RungKind),
    "checklist": ("checklist.yaml", ChecklistItem),
    "sources": ("sources.yaml", Source),
}


def load_catalogue(folder: Path = DATA_FOLDER) -> Catalogue:
    """Read and check every file of `folder`.

    Raises:
        CatalogueError: If a file cannot be read or breaks a rule. It lists
            every problem of every file, so that an author mends them in one pass.
    """
    reader = _Reader(folder)
    tables = {name: reader.table(file, name, kind) for name, (file, kind) in TABLES.items()}
    networks = reader.networks()
    model = reader.model()
    reader.stop_if_broken()
    assert model is not None  # a missing model is a problem, and stopped above
    catalogue = Catalogue(**tables, networks=networks, model=model)  # type: ignore[arg-type]
    if problems := tuple(reference_problems(catalogue)):
        raise CatalogueError(problems)
    return catalogue


class _Reader:
    """Reads the files of one folder and gathers what is wrong with them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self._read: dict[str, Any] = {}

    def stop_if_broken(self) -> None:
        if self.problems:
            raise CatalogueError(self.problems)

    def table(self, file: str, key: str, kind: type[Item]) -> dict[str, Item]:
        entries = self._content(file).get(key)
        if not isinstance(entries, list) or not entries:
            self._missing_list(file, key, entries)
            return {}
        items = [self._entry(file, number, entry, kind) for number, entry in enumerate(entries, 1)]
        self._refuse_twice(file, entries)
        return {item.id: item for item in items if item is not None}  # type: ignore[attr-defined]

    def networks(self) -> dict[str, Network]:
        found: dict[str, Network] = {}
        for path in sorted((self.folder / "networks").glob("*.yaml")):
            file = f"networks/{path.name}"
            network = self._entry(file, 1, self._content(file), Network)
            if network and network.id != path.stem:
                self.problems.append(
                    Problem(file, network.id, "id", f"expected {path.stem!r}, as the file is named")
                )
            if network:
                found[network.id] = network
        if not found and not self.problems:
            self.problems.append(Problem("networks/", "", "", "expected at least one network file"))
        return {name: found[name] for name in sorted(found, key=_network_rank)}

    def model(self) -> Model | None:
        return self._entry("model.yaml", 1, self._content("model.yaml").get("model"), Model)

    def _content(self, file: str) -> dict[str, Any]:
        if file not in self._read:
            self._read[file] = self._parse(file)
        content = self._read[file]
        return content if isinstance(content, dict) else {}

    def _parse(self, file: str) -> Any:
        try:
            content = read_yaml((self.folder / file).read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
            self.problems.append(
                Problem(file, "", "", f"expected readable YAML: {shorten(error, 200)}")
            )
            return {}
        if not isinstance(content, dict):
            self.problems.append(
                Problem(file, "", "", "expected keys with values", shorten(content))
            )
        return content

    def _missing_list(self, file: str, key: str, given: object) -> None:
        if self._read.get(file):  # an unreadable file has been reported already
            shown = "nothing" if given is None else shorten(given)
            self.problems.append(Problem(file, "", key, "expected a list of entries", shown))

    def _entry(self, file: str, number: int, entry: Any, kind: type[Item]) -> Item | None:
        if entry is None or entry == {}:
            if not any(problem.file == file for problem in self.problems):
                self.problems.append(
                    Problem(file, f"entry {number}", "", "expected an entry", "nothing")
                )
            return None
        try:
            return validated(entry, kind)
        except ValidationError as error:
            name = (
                entry.get("id", f"entry {number}") if isinstance(entry, dict) else f"entry {number}"
            )
            self.problems.extend(_described(file, str(name), error))
            return None

    def _refuse_twice(self, file: str, entries: Iterable[Any]) -> None:
        ids = Counter(str(entry.get("id")) for entry in entries if isinstance(entry, dict))
        for name, times in ids.items():
            if times > 1:
                self.problems.append(
                    Problem(file, name, "id", "expected each id once", f"{times} times")
                )


def validated(content: Any, kind: type[Item]) -> Item:
    """Return `content` as a `kind`.

    It goes through JSON because pydantic's strict mode accepts lists and ISO
    dates there, and nothing else that YAML or a person may have meant.

    Raises:
        ValidationError: If it does not fit.
    """
    return kind.model_validate_json(json.dumps(content, default=str))


def _described(file: str, entry: str, error: ValidationError) -> Iterator[Problem]:
    for detail in error.errors(include_url=False):
        key = ".".join(str(part) for part in detail["loc"])
        given = "" if detail["type"] in ("missing", "extra_forbidden") else shorten(detail["input"])
        message = detail["msg"].removeprefix("Value error, ")
        if detail["type"] == "extra_forbidden":
            message = "expected no such key (is it misspelt?)"
        if detail["type"] == "missing":
            message = "expected this key, which is missing"
        yield Problem(file, entry, key, message, "" if ", got " in message else given)


def _network_rank(network_id: str) -> tuple[int, str]:
    known = network_id in NETWORK_ORDER
    return (NETWORK_ORDER.index(network_id) if known else len(NETWORK_ORDER), network_id)
