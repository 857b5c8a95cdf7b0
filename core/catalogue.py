"""Everything the application knows before a person answers, read from `data/`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from core.crosschecks import Draft, reference_problems
from core.errors import CatalogueError, Problem, described, shorten
from core.vocabulary import (
    Action,
    ChecklistItem,
    Criterion,
    Entry,
    ExportGuide,
    Format,
    Model,
    Network,
    Rung,
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
    exports: Mapping[str, ExportGuide]
    sources: Mapping[str, Source]
    networks: Mapping[str, Network]
    model: Model

    def rungs_of(self, network_id: str) -> dict[str, Rung]:
        """Return the ladder of a network from the lightest rung up; the general one by default."""
        network = self.networks.get(network_id)
        scoring = network.scoring if network else None
        ladder = scoring.ladder if scoring else self.model.generic_ladder
        return {rung.rung: rung for rung in ladder.rungs}

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
    "exports": ("exports.yaml", ExportGuide),
    "sources": ("sources.yaml", Source),
}


def load_catalogue(folder: Path = DATA_FOLDER) -> Catalogue:
    """Read and check every file of `folder`.

    Raises:
        CatalogueError: If a file cannot be read or breaks a rule. It lists
            every problem of every file, and between the entries that are right
            by themselves, so that an author mends them in one pass.
    """
    reader = _Reader(folder)
    entries: dict[str, dict[str, Any]] = {
        name: reader.table(file, name, kind) for name, (file, kind) in TABLES.items()
    }
    entries["networks"] = reader.networks()
    model = reader.model()
    reader.refuse_other_keys()
    files = {name: file for name, (file, _) in TABLES.items()}
    draft = Draft(entries=entries, model=model, ids=reader.ids, files=files)
    if problems := [*reader.problems, *reference_problems(draft)]:
        raise CatalogueError(problems)
    assert model is not None  # a missing model is a problem, and stopped above
    return Catalogue(**entries, model=model)


class _Reader:
    """Reads the files of one folder and gathers what is wrong with them.

    `ids` holds the ids of every table, those of broken entries too; a table
    that cannot be read, or with an id that is none, is left out.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self.ids: dict[str, list[str]] = {}
        self._contents: dict[str, dict[str, Any] | None] = {}

    def table(self, file: str, key: str, kind: type[Item]) -> dict[str, Item]:
        content = self._content(file)
        if content is None:
            return {}
        entries = content.get(key)
        if not isinstance(entries, list) or not entries:
            shown = "nothing" if entries is None else shorten(entries)
            self._wrong(file, "", key, "expected a list of entries", shown)
            return {}
        self.ids[key] = [e["id"] for e in entries if isinstance(e, dict) and _is_text(e.get("id"))]
        self._refuse_twice(file, self.ids[key])
        before = len(self.problems)
        items = [
            self._entry(file, _name_of(entry, f"entry {number}"), entry, kind)
            for number, entry in enumerate(entries, 1)
        ]
        if any(problem.key == "id" for problem in self.problems[before:]):
            del self.ids[key]  # who cannot be named cannot be held against the others
        return {item.id: item for item in items if item is not None}  # type: ignore[attr-defined]

    def networks(self) -> dict[str, Network]:
        found: dict[str, Network] = {}
        paths = sorted((self.folder / "networks").glob("*.y*ml"))
        self.ids["networks"] = [path.stem for path in paths]
        if not paths:
            self._wrong("networks/", "", "", "expected at least one network file")
        for path in paths:
            file = f"networks/{path.name}"
            if path.suffix != ".yaml":
                self._wrong(file, "", "", "expected a file name that ends in .yaml")
            network = self._network(file, path.stem)
            if network is not None:
                found[network.id] = network
        return {name: found[name] for name in sorted(found, key=_network_rank)}

    def model(self) -> Model | None:
        content = self._content("model.yaml")
        if content is None:
            return None
        return self._entry("model.yaml", "model", content.get("model"), Model)

    def refuse_other_keys(self) -> None:
        """Note every key at the top of a file that no table is read from."""
        known: dict[str, set[str]] = {"model.yaml": {"model"}}
        for key, (file, _) in TABLES.items():
            known.setdefault(file, set()).add(key)
        for file, keys in known.items():
            for key in sorted((self._contents.get(file) or {}).keys() - keys):
                expected = f"expected no key but {', '.join(sorted(keys))} (is it misspelt?)"
                self._wrong(file, "", key, expected)

    def _network(self, file: str, stem: str) -> Network | None:
        content = self._content(file)
        if content is None:
            return None
        network = self._entry(file, _name_of(content, stem), content, Network)
        if network is not None and network.id != stem:
            self._wrong(file, network.id, "id", f"expected {stem!r}, as the file is named")
            return None
        return network

    def _content(self, file: str) -> dict[str, Any] | None:
        if file not in self._contents:
            self._contents[file] = self._parsed(file)
        return self._contents[file]

    def _parsed(self, file: str) -> dict[str, Any] | None:
        try:
            content = read_yaml((self.folder / file).read_text(encoding="utf-8"))
        except OSError as error:
            self._wrong(file, "", "", f"expected a readable file: {error.strerror}")
        except (UnicodeDecodeError, yaml.YAMLError) as error:
            self._wrong(file, "", "", f"expected readable YAML: {shorten(error, 200)}")
        else:
            if isinstance(content, dict):
                return content
            shown = "nothing" if content is None else shorten(content)
            self._wrong(file, "", "", "expected keys with values", shown)
        return None

    def _entry(self, file: str, name: str, entry: Any, kind: type[Item]) -> Item | None:
        if not isinstance(entry, dict):
            shown = "nothing" if entry is None else shorten(entry)
            self._wrong(file, name, "", "expected an entry with keys", shown)
            return None
        try:
            return validated(entry, kind)
        except ValidationError as error:
            for _, key, expected, given in described(error):
                self._wrong(file, name, key, expected, given)
        except ValueError as error:
            self._wrong(file, name, "", f"expected other values: {shorten(error)}")
        return None

    def _refuse_twice(self, file: str, ids: Iterable[str]) -> None:
        for name, times in Counter(ids).items():
            if times > 1:
                self._wrong(file, name, "id", "expected each id once", f"it {times} times")

    def _wrong(self, file: str, entry: str, key: str, expected: str, given: str = "") -> None:
        self.problems.append(Problem(file, entry, key, expected, given))


def validated(content: Any, kind: type[Item]) -> Item:
    """Return `content` as a `kind`.

    It goes through JSON because pydantic's strict mode accepts lists and ISO
    dates there, and nothing else that YAML or a person may have meant.

    Raises:
        ValidationError: If it does not fit.
        ValueError: If it holds what JSON cannot write, such as a number of
            thousands of digits.
    """
    return kind.model_validate_json(json.dumps(content))


def _name_of(entry: Any, otherwise: str) -> str:
    name = entry.get("id") if isinstance(entry, dict) else None
    return shorten(name) if _is_text(name) else otherwise


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and value != ""


def _network_rank(network_id: str) -> tuple[int, str]:
    known = network_id in NETWORK_ORDER
    return (NETWORK_ORDER.index(network_id) if known else len(NETWORK_ORDER), network_id)
