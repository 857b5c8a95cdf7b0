"""The rules by which exports are read: data of `data/activity/`, one file per network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import AfterValidator, Field, ValidationError, model_validator

from core.activity.errors import MEANING, Reason
from core.activity.walker import pattern_of
from core.catalogue import DATA_FOLDER, validated
from core.errors import CatalogueError, Problem, described, shorten
from core.vocabulary import Entry, Id
from core.yaml_reading import read_yaml

Action = Literal["like", "comment", "reply", "share", "post", "story", "message"]
Reader = Literal["rows", "thread", "tweet", "x_message", "snap", "tiktok_message",
                 "linkedin_message", "linkedin_share", "facebook_post", "youtube_table", "outbox",
                 "my_activity", "owner", "ended", "known", "refused"]  # fmt: skip
FORMATS = ("json", "js", "csv", "txt", "car", "html")
# How networks, browsers and people number the parts and copies of a file.
_NUMBERED = r"(?:[ _-]*(?:part|partie|teil|parte|deel)?[ _-]*\d+)?(?: ?\(\d+\))?"


def _expression(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError("expected a regular expression") from error
    return text


Expression = Annotated[str, Field(max_length=2_500), AfterValidator(_expression)]
Texts = tuple[Annotated[str, Field(min_length=1, max_length=120)], ...]


class Limit(Entry):
    """Why a count of this is a lower bound.

    Attributes:
        since: From which day on.
        unless: The rule by which a file that completes it is read.
        ceased: From that day on the network exports none of it: there is no rate.
    """

    reason: Literal["encrypted_chats", "ephemeral", "partial_history"]
    since: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")] = "2004-01-01"
    unless: Id | None = None
    ceased: bool = False


class Rule(Entry):
    """How one kind of file, or one section of it, is counted.

    Attributes:
        id: The kind, unique in the network; files are reported under it.
        actions: What an entry may count as; none for files that only tell something else.
        part: What it is told apart as, when it is not the main file of its action.
        paths: Ends of paths; `*` stands for anything inside one part, numbers of
            parts and copies are understood.
        format: How the file is written.
        reader: How an entry is understood; "refused": not at all, as it is in another form.
        rows: Places of the entries, "a.*[]"; a leading ^ means the root.
        bare: Keys of which one marks the root itself as the only entry.
        time: Keys of the time, looked for from the outside in.
        key: Keys that together name an entry once and for all.
        columns: Column names of which the header must hold all, by table.
        undated: The export tells no time, so there is a total and no rate.
        weak: A guess by the content: no problem if the file is something else.
        accompanied: Its path is one of many things: it counts only where another file
            of the network is in the same export.
    """

    id: Id
    actions: tuple[Action, ...] = ()
    part: Id | None = None
    paths: Annotated[Texts, Field(min_length=1)]
    format: Literal["json", "js", "csv", "txt", "car", "html"]
    reader: Reader = "rows"
    rows: Texts = ()
    bare: Texts = ()
    time: Texts = ()
    key: Texts = ()
    columns: Texts = ()
    backslash_quotes: bool = False
    undated: bool = False
    weak: bool = False
    accompanied: bool = False
    limit: Limit | None = None

    @model_validator(mode="after")
    def _complete(self) -> Rule:
        if self.format in ("json", "js") and not (self.rows or self.bare):
            raise ValueError("expected rows, for a file of JSON")
        if (
            self.reader == "rows"
            and self.format != "car"
            and self.actions
            and len(self.actions) != 1
        ):
            raise ValueError("expected one action, where entries are not told apart")
        return self

    @cached_property
    def path_patterns(self) -> tuple[tuple[re.Pattern[str], ...], ...]:
        """Return for each path the patterns of its parts."""
        return tuple(tuple(_parts(path)) for path in self.paths)

    @property
    def names_anything(self) -> bool:
        """Return whether its paths say nothing of a file's own name."""
        return all(path.rpartition("/")[2].startswith("*.") for path in self.paths)

    @property
    def places(self) -> tuple[tuple[str, ...], ...]:
        """Return the places of the entries, as the walker names them."""
        return tuple(pattern_of(text) for text in self.rows)


class NetworkRules(Entry):
    """All rules of one network.

    Attributes:
        id: The network; "threads" too, though its likes lie in Instagram's export.
        markers: Words in a path that tell the network.
        never: Actions that no export of it tells.
        together: Actions that its exports count in with another, by that other.
        complete: Files of which two prove that a missing one is an empty one.
        empty: Files that say that there is nothing in their folder.
        system: What messages written by the network look like.
        liked, disliked, other_verbs: How its history tells what was done.
        link_titles: How it tells that a link or a post was shared.
    """

    id: Id
    markers: Texts = ()
    never: tuple[Action, ...] = ()
    together: dict[Action, tuple[Action, ...]] = {}
    complete: Texts = ()
    empty: Texts = ()
    system: Expression = "(?!)"
    liked: Expression = "(?!)"
    disliked: Expression = "(?!)"
    other_verbs: Expression = "(?!)"
    link_titles: Expression = "(?!)"
    rules: Annotated[tuple[Rule, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _rules_fit(self) -> NetworkRules:
        ids = [rule.id for rule in self.rules]
        if len(set(ids)) < len(ids):
            raise ValueError("expected each rule id once")
        unknown = {r.limit.unless for r in self.rules if r.limit and r.limit.unless} - set(ids)
        if unknown:
            raise ValueError("expected limits to name a rule of this network")
        return self

    @property
    def actions(self) -> tuple[Action, ...]:
        """Return the actions that an export of it can tell, in the order of the rules."""
        return tuple(dict.fromkeys(action for rule in self.rules for action in rule.actions))

    def of(self, action: Action) -> tuple[Rule, ...]:
        """Return the rules of an action."""
        return tuple(rule for rule in self.rules if action in rule.actions)

    def proof(self, name: str) -> str | None:
        """Return which of the files that only a complete export has this is; None if none."""
        return next((one for one, p in self._complete_patterns if p.fullmatch(name)), None)

    @cached_property
    def _complete_patterns(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        return tuple((one, pattern) for one in self.complete for pattern in _parts(one))


@dataclass(frozen=True)
class ActivityRules:
    """The rules of all networks, by id."""

    networks: dict[str, NetworkRules]

    def may_name(self, name: str) -> bool:
        """Return whether a file of this name may be read by any rule; quick."""
        return self._names.fullmatch(name) is not None

    @cached_property
    def _names(self) -> re.Pattern[str]:
        ends = [
            p[-1].pattern for n in self.networks.values() for r in n.rules for p in r.path_patterns
        ]
        empty = [re.escape(name) for n in self.networks.values() for name in n.empty]
        return re.compile("|".join(dict.fromkeys([*ends, *empty])))


def load_rules(folder: Path = DATA_FOLDER) -> ActivityRules:
    """Read and check every file of `folder`/activity.

    Raises:
        CatalogueError: If a file cannot be used; it lists every problem.
    """
    problems: list[Problem] = []
    found: dict[str, NetworkRules] = {}
    paths = sorted((folder / "activity").glob("*.yaml"))
    if not paths:
        problems.append(Problem("activity/", "", "", "expected at least one file of rules"))
    for path in paths:
        file = f"activity/{path.name}"
        network = _network(path, file, problems)
        if network is not None and network.id != path.stem:
            expected = f"expected {path.stem!r}, as the file is named"
            problems.append(Problem(file, network.id, "id", expected))
        elif network is not None:
            found[network.id] = network
    if problems:
        raise CatalogueError(problems)
    return ActivityRules(found)


def _network(path: Path, file: str, problems: list[Problem]) -> NetworkRules | None:
    try:
        return validated(_content(path), NetworkRules)
    except OSError as error:
        expected = f"expected a readable file: {error.strerror}"
        problems.append(Problem(file, "", "", expected))
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        problems.append(Problem(file, "", "", f"expected readable YAML: {shorten(error, 200)}"))
    except ValidationError as error:
        for _, key, expected, given in described(error):
            problems.append(Problem(file, path.stem, key, expected, given))
    except ValueError as error:
        problems.append(Problem(file, path.stem, "", f"expected other values: {shorten(error)}"))
    return None


def _content(path: Path) -> Any:
    return read_yaml(path.read_text(encoding="utf-8"))


def _parts(path: str) -> Iterator[re.Pattern[str]]:
    *folders, name = path.casefold().split("/")
    for folder in folders:
        yield re.compile(_glob(folder))
    stem, _, ending = name.rpartition(".")
    endings = f"(?:{ending}|html)" if ending == "json" else re.escape(ending)
    yield re.compile(f"{_glob(stem)}{_NUMBERED}\\.{endings}")


def _glob(text: str) -> str:
    return re.escape(text).replace(r"\*", "[^/]*")


def meaning(reason: Reason | None) -> str:
    """Return what a reason says to people; empty for none."""
    return "" if reason is None else MEANING[reason]
