"""Say once what several layers of a picture say alike: a shorter specification, the same picture.

A specification goes to the browser each time its picture has new values, and Streamlit writes
and reads it on the way; half of that of curves was the same axes over and over.
"""

from __future__ import annotations

from itertools import groupby
from typing import Any

Spec = dict[str, Any]


def shared(spec: Spec) -> Spec:
    """Return the specification of the same picture with nothing said twice among its layers.

    Neighbours that have a channel (an axis, a colour) alike become one layer that says it, with
    those layers in it; so does the table that all of them draw. Vega-Lite hands both down.
    """
    layers = spec.get("layer")
    if not layers:
        return spec
    data = layers[0].get("data")
    if data is not None and all(layer.get("data") == data for layer in layers):
        layers = [_without(layer, "data") for layer in layers]
        spec = {**spec, "data": data}
    return {**spec, "layer": [_together(list(run)) for _, run in groupby(layers, _axes)]}


def _axes(layer: Spec) -> str:
    """Return what neighbours must have alike to go together: where they are drawn."""
    encoding = layer.get("encoding", {})
    return repr([encoding.get("x"), encoding.get("y")])


def _together(layers: list[Spec]) -> Spec:
    """Return some layers as one that says what all of them say."""
    first, *others = (layer.get("encoding", {}) for layer in layers)
    alike = {
        channel: said
        for channel, said in first.items()
        if all(other.get(channel) == said for other in others)
    }
    if not others or not alike:
        return layers[0] if not others else {"layer": layers}
    return {"encoding": alike, "layer": [_less(layer, alike) for layer in layers]}


def _less(layer: Spec, alike: Spec) -> Spec:
    own = {name: said for name, said in layer.get("encoding", {}).items() if name not in alike}
    rest = _without(layer, "encoding")
    return {**rest, "encoding": own} if own else rest


def _without(layer: Spec, name: str) -> Spec:
    return {key: value for key, value in layer.items() if key != name}
