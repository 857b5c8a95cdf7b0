"""Which files of an export are read, by which rules, and of which network they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from core.activity.archive import Member, Path
from core.activity.rules import ActivityRules, NetworkRules, Rule

FEW_PARTS = 40  # of a path; no export nests folders so deeply


@dataclass(frozen=True)
class Candidate:
    """A rule that a file may be read by.

    Attributes:
        whole: All of the rule's path fits, not just a file name given alone.
        empty: The file says that the folder holds nothing of what the rule is for.
    """

    network: NetworkRules
    rule: Rule
    whole: bool
    empty: bool = False


def candidates(path: Path, rules: ActivityRules) -> list[Candidate]:
    """Return the rules that a file may be read by; none for most files of an archive."""
    if len(path) > FEW_PARTS or not rules.may_name(path[-1]):
        return []
    found = [
        one
        for network in rules.networks.values()
        for rule in network.rules
        if (one := _candidate(path, network, rule)) is not None
    ]
    alone = len(path) == 1  # its folders, which tell networks apart, may have been lost
    best = [
        one
        for one in found
        if not one.rule.weak and (one.whole or (alone and not one.rule.names_anything))
    ] or found
    return [one for one in best if not one.rule.weak] or best


def _candidate(path: Path, network: NetworkRules, rule: Rule) -> Candidate | None:
    if path[-1] in network.empty:
        fits = bool(rule.actions) and any(
            1 < len(patterns) <= len(path)
            and all(
                p.fullmatch(n) for n, p in zip(path[-len(patterns) : -1], patterns, strict=False)
            )
            for patterns in rule.path_patterns
        )
        return Candidate(network, rule, whole=True, empty=True) if fits else None
    whole = _fits(path, rule)
    return None if whole is None else Candidate(network, rule, whole)


def _fits(path: Path, rule: Rule) -> bool | None:
    """Return whether a path ends as a rule's does; None if not. False: what there is of it does."""
    whole: bool | None = None
    for patterns in rule.path_patterns:
        length = min(len(path), len(patterns))
        ends = zip(path[-length:], patterns[-length:], strict=True)
        if all(pattern.fullmatch(part) for part, pattern in ends):
            whole = whole or length == len(patterns)
    return whole


class Chooser:
    """Says which network a file is of where its path alone fits several."""

    def __init__(self, names: Sequence[str], rules: ActivityRules) -> None:
        self.names, self.rules = names, rules
        self.sure: dict[tuple[int, Path], str] = {}  # (export, folder) to a network

    def learn(self, member: Member, found: Sequence[Candidate]) -> None:
        """Remember a file whose network is sure."""
        networks = {one.network.id for one in found}
        if len(networks) == 1 and all(
            one.whole and not (one.rule.weak or one.rule.accompanied) for one in found
        ):
            self.sure[member.export, member.path[:-1]] = networks.pop()

    def choose(self, member: Member, found: Sequence[Candidate]) -> list[Candidate]:
        """Return the candidates of the network that it most likely is of; all if none is."""
        networks = {one.network.id for one in found}
        if len(networks) > 1:
            chosen = self._marked(member, networks) or self._near(member, networks)
            found = [one for one in found if chosen in (None, one.network.id)]
        return [one for one in found if self._accompanied(member, one)]

    def _accompanied(self, member: Member, one: Candidate) -> bool:
        """Return whether a rule that needs the company of others of its network has it."""
        if not one.rule.accompanied or self._marked(member, {one.network.id}):
            return True
        sure = self.sure.items()
        return any(member.export == n and network == one.network.id for (n, _), network in sure)

    def _marked(self, member: Member, networks: set[str]) -> str | None:
        for place in ("/".join(member.path), self.names[member.export].casefold()):
            marked = {
                name
                for name in networks
                if any(mark in place for mark in self.rules.networks[name].markers)
            }
            if len(marked) == 1:
                return marked.pop()
        return None

    def _near(self, member: Member, networks: set[str]) -> str | None:
        scores: Counter[str] = Counter()
        for (export, folder), name in self.sure.items():
            if name in networks:
                near = 1 + _common(member.path[:-1], folder) if export == member.export else 0
                scores[name] = max(scores[name], 1 + near)
        ranked = scores.most_common(2)
        if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
            return None
        return ranked[0][0]


def _common(one: Path, other: Path) -> int:
    """Return how many folders two paths share, from the top."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count
