"""The one door through which YAML enters and leaves: strict, bounded, never evaluated.

The words are those of YAML 1.2: only true and false are booleans ("on" and
"no" are texts), 010 is ten, 1e-5 is a number, a date stays a text until
whoever knows what it is for has checked it.
"""

from __future__ import annotations

import re
from collections.abc import Hashable
from typing import Any

import yaml
from yaml.composer import Composer

MOST_LEVELS = 20

_WORDS = [
    ("null", r"~|null|Null|NULL|", "~nN"),
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    (
        "float",
        r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"
        r"|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)",
        "-+.0123456789",
    ),
]


class StrictLoader(Composer, yaml.CSafeLoader):
    """SafeLoader without aliases, tags, deep nesting, keys given twice or keys that are no texts.

    YAML keeps the last of two equal keys without a word; aliases let a small
    file unfold into a huge one; a tag asks for a conversion nobody checked.

    The C parser splits the text, eight times as fast as the one in Python;
    Python's composer stands before it, since the one in C cannot be told to
    refuse anything.
    """

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}

    def __init__(self, text: str) -> None:
        yaml.CSafeLoader.__init__(self, text)
        Composer.__init__(self)
        self.levels = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        """Compose a node, refusing aliases, tags and too many levels."""
        event: Any = self.peek_event()
        if isinstance(event, yaml.AliasEvent):
            raise _refused("aliases are not accepted", event.start_mark)
        if event.tag is not None:
            raise _refused("tags are not accepted", event.start_mark)
        if self.levels >= MOST_LEVELS:
            raise _refused(f"expected at most {MOST_LEVELS} levels", event.start_mark)
        self.levels += 1
        node = super().compose_node(parent, index)
        self.levels -= 1
        return node

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """Construct a mapping, refusing a key that is not a text or is given twice."""
        keys: set[str] = set()
        for key, _ in node.value:
            if key.tag != "tag:yaml.org,2002:str":
                raise _refused(f"expected a text as key, got {_shown(key)}", key.start_mark)
            if key.value in keys:
                raise _refused(f"key given twice: {key.value}", key.start_mark)
            keys.add(key.value)
        return super().construct_mapping(node, deep)


class StrictDumper(yaml.SafeDumper):
    """SafeDumper that also quotes the texts that StrictLoader would take for something else."""


for _tag, _pattern, _first in _WORDS:
    _words = (f"tag:yaml.org,2002:{_tag}", re.compile(rf"^(?:{_pattern})$"), [*_first])
    for _side in (StrictLoader, StrictDumper):
        _side.add_implicit_resolver(*_words)
        if _tag == "null":  # an empty value has no first character
            _side.add_implicit_resolver(*_words[:2], [""])


def read_yaml(text: str) -> Any:
    """Return what `text` holds, as dictionaries, lists, texts, numbers, booleans and None.

    Raises:
        yaml.YAMLError: If the text is not YAML, or uses what StrictLoader refuses;
            it names the line.
    """
    try:
        return StrictLoader(text).get_single_data()
    except yaml.MarkedYAMLError as error:
        line = f"line {error.problem_mark.line + 1}: " if error.problem_mark else ""
        raise yaml.YAMLError(f"{line}{error.problem}") from error
    except ValueError as error:  # a number of thousands of digits
        raise yaml.YAMLError(str(error)) from error


def write_yaml(value: Any) -> str:
    """Return `value` as YAML that `read_yaml` reads back as it is; keys stay in their order.

    Texts are taken to be of one line.
    """
    return yaml.dump(value, Dumper=StrictDumper, allow_unicode=True, sort_keys=False)


def _refused(why: str, where: Any) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(None, None, why, where)


def _shown(node: yaml.Node) -> str:
    return str(node.value) if isinstance(node, yaml.ScalarNode) else "a list or mapping"


def _integer(loader: Any, node: yaml.ScalarNode) -> int:
    return int(loader.construct_scalar(node))


def _number(loader: Any, node: yaml.ScalarNode) -> float:
    text = loader.construct_scalar(node).lower()
    return float(text[:-4] + text[-3:] if text.endswith((".inf", ".nan")) else text)


StrictLoader.add_constructor("tag:yaml.org,2002:int", _integer)
StrictLoader.add_constructor("tag:yaml.org,2002:float", _number)
