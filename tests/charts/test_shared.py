"""A specification in which nothing is said twice draws the same picture."""

from __future__ import annotations

import json

import pytest
import vl_convert

from core.analysis import analyse
from pages.charts import template
from pages.charts.palette import palette
from pages.charts.shared import shared
from pages.charts.table import Table
from pages.parts.speech import speech
from tests.charts.pictures import SPECS, TABLES, TEMPLATES, layers
from tests.core.strategies import CATALOGUE
from tests.pages.people import PERSONAS

X, Y, Z = ({"field": name, "type": "quantitative"} for name in "xyz")
BAR, RULE, TEXT = ({"type": name} for name in ("bar", "rule", "text"))
ANALYSIS = analyse(PERSONAS["lou"].answers, CATALOGUE)
PICTURES = sorted({name for name, _, _ in SPECS})


def layer(mark, **encoding):
    return {"data": {"name": "d"}, "mark": mark, "encoding": encoding}


def drawn(spec, name: str) -> bytes:
    table = TABLES[name](ANALYSIS, speech("fr"))
    frame = table.frame() if isinstance(table, Table) else table
    table = json.loads(frame.to_json(orient="records"))
    return vl_convert.vegalite_to_png({**spec, "datasets": {template.DATA: table}})


@pytest.mark.parametrize("name", PICTURES)
def test_every_picture_is_drawn_as_it_would_be_in_full(monkeypatch, name):
    monkeypatch.setattr(template, "shared", lambda spec: spec)
    in_full = TEMPLATES[name](speech("fr"), palette("light"), CATALOGUE)

    assert drawn(shared(in_full), name) == drawn(in_full, name)


def test_neighbours_on_the_same_axes_say_them_once():
    spec = {"layer": [layer(BAR, x=X, y=Y, color=Z), layer(RULE, x=X, y=Y), layer(TEXT, x=Z, y=Y)]}

    assert shared(spec) == {
        "data": {"name": "d"},
        "layer": [
            {
                "encoding": {"x": X, "y": Y},
                "layer": [{"mark": BAR, "encoding": {"color": Z}}, {"mark": RULE}],
            },
            {"mark": TEXT, "encoding": {"x": Z, "y": Y}},
        ],
    }


def test_nothing_is_lost_and_the_order_in_which_layers_are_drawn_is_kept():
    spec = {"layer": [layer(BAR, x=X), layer(RULE, x=Y), layer(TEXT, x=X), layer(BAR, x=X, y=Z)]}

    said = [(one["mark"], one["encoding"]) for one in layers(shared(spec))]

    assert said == [(one["mark"], one["encoding"]) for one in spec["layer"]]


def test_a_layer_with_a_table_of_its_own_keeps_it():
    other = {**layer(BAR, x=X), "data": {"name": "other"}}
    spec = {"layer": [layer(BAR, x=X), other]}

    assert "data" not in shared(spec)
    assert [one["data"]["name"] for one in layers(shared(spec))] == ["d", "other"]


def test_a_picture_of_one_layer_stays_as_it_is():
    spec = layer(BAR, x=X)
    assert shared(spec) == spec


def test_the_curves_take_half_the_words(monkeypatch):
    monkeypatch.setattr(template, "shared", lambda spec: spec)
    in_full = TEMPLATES["curve"](speech("fr"), palette("light"), CATALOGUE)

    assert len(json.dumps(shared(in_full))) < 0.6 * len(json.dumps(in_full))
