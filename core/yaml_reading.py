"""The one door through which YAML enters: strict, bounded, never evaluated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from typing import Any

import yaml


class StrictLoader(yaml.SafeLoader):
    """SafeLoader that refuses a key given twice, an alias, and a word that YAML turns into a bool.

    YAML keeps the last of two equal keys without a word; aliases let a small
    file unfold into a huge one.
    """

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        """Compose a node, refusing aliases."""
        if self.check_event(yaml.AliasEvent):
            event = self.peek_event()
            raise yaml.composer.ComposerError(
                None, None, "aliases are not accepted", event.start_mark
            )
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """Construct a mapping, refusing a key given twice."""
        keys = Counter(key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode))
        if twice := [str(key) for key, times in keys.items() if times > 1]:
            raise yaml.constructor.ConstructorError(
                None, None, f"key given twice: {', '.join(twice)}", node.start_mark
            )
        return super().construct_mapping(node, deep)


def read_yaml(text: str) -> Any:
    """Return what `text` holds, as plain Python values.

    Raises:
        yaml.YAMLError: If the text is not YAML, gives a key twice, or uses aliases.
    """
    try:
        return yaml.load(text, StrictLoader)  # noqa: S506 (a SafeLoader)
    except (RecursionError, ValueError, TypeError, AttributeError) as error:
        raise yaml.YAMLError(f"cannot be read: {error}") from error
