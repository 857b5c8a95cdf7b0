"""Charts as files: every one, for paper, with its description, drawn by a process of its own."""

from __future__ import annotations

import io
import json
import os
import struct
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile

import pytest

from core.vocabulary import LANGUAGES
from pages.papers.charts_files import (
    WIDTH,
    all_charts,
    chart_file,
    charts,
    file_name,
    specification,
)
from pages.papers.drawing import ROOT, Drawer, DrawingError
from tests.pages.tongues import strangers
from tests.papers.dossiers import WITH_A_PLAN, dossier_of

SVG = "{http://www.w3.org/2000/svg}"


class Scribe(Drawer):
    """A drawer that only notes what it is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[str, str]] = []

    def draw(self, chart, kind):
        self.asked.append((json.dumps(chart), kind))
        return b"<svg ></svg>"


@pytest.fixture(scope="module")
def drawer():
    one = Drawer()
    yield one
    one.end()


@pytest.fixture(scope="module")
def archive(drawer):
    return zipfile.ZipFile(io.BytesIO(all_charts(dossier_of("ines"), drawer)))


def test_each_chart_is_there_twice_and_in_words(archive):
    names = archive.namelist()

    assert len(names) == 2 * len(list(charts(dossier_of("ines")))) + 1 >= 2 * 7 + 1
    assert {name.rpartition(".")[0] for name in names if name.endswith(".png")} == {
        name.rpartition(".")[0] for name in names if name.endswith(".svg")
    }
    words = archive.read("en-mots.txt").decode("utf-8-sig")
    for chart in charts(dossier_of("ines")):
        assert chart.title in words
        assert chart.alternative in words


def test_a_png_is_twice_as_wide_as_the_chart_and_white_underneath(archive):
    for name in archive.namelist():
        if name.endswith(".png"):
            content = archive.read(name)
            assert content.startswith(b"\x89PNG\r\n\x1a\n")
            width, height = struct.unpack(">II", content[16:24])
            assert width >= 2 * WIDTH
            assert height > 200


def test_an_svg_says_what_it_shows_in_words_of_one_language(archive):
    drawn = {
        name: ET.fromstring(archive.read(name))
        for name in archive.namelist()
        if name.endswith(".svg")
    }

    for chart, (name, root) in zip(charts(dossier_of("ines")), drawn.items(), strict=True):
        assert file_name(chart.title) in name
        assert root.get("role") == "img"
        assert root.findtext(f"{SVG}title") == chart.title
        assert root.findtext(f"{SVG}desc") == chart.alternative
        texts = [one.text or "" for one in root.iter(f"{SVG}text")]
        assert len(texts) > 3
        assert strangers(texts, "fr") == set()
        assert "#ffffff" in ET.tostring(root, encoding="unicode").lower()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("who", WITH_A_PLAN)
def test_everybody_has_charts_with_something_to_show_and_to_say(who, language):
    dossier = dossier_of(who, language)
    found = list(charts(dossier))

    assert len(found) >= 5
    for chart in found:
        assert len(chart.table)
        assert len(chart.alternative) > 20
        asked = specification(chart, dossier)
        assert asked["width"] == WIDTH
        assert json.loads(json.dumps(asked, allow_nan=False)) == asked
        assert '"url"' not in json.dumps({k: v for k, v in asked.items() if k != "$schema"})


def test_a_chart_can_be_had_alone_in_either_kind():
    scribe, dossier = Scribe(), dossier_of("ines")
    first = next(charts(dossier))

    assert b"<desc>" in chart_file(first, "svg", dossier, scribe)
    assert b"<desc>" not in chart_file(first, "png", dossier, scribe)
    assert [kind for _, kind in scribe.asked] == ["svg", "png"]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Où passent les minutes", "ou-passent-les-minutes"),
        ("Et avec plus d’heures\u00a0?", "et-avec-plus-d-heures"),
        ("../../etc", "etc"),
    ],
)
def test_a_file_name_has_letters_that_every_system_takes(title, name):
    assert file_name(title) == name


# The worker -----------------------------------------------------------------------------------

BAR = {
    "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
    "data": {"values": [{"a": 1}]},
    "mark": "bar",
    "encoding": {"x": {"field": "a", "type": "quantitative"}},
}


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_the_worker_starts_with_the_first_chart_and_serves_the_next(drawer):
    fresh = Drawer()
    assert fresh.worker_id is None

    drawer.draw(BAR, "svg")
    first = drawer.worker_id
    drawer.draw(BAR, "svg")

    assert first is not None
    assert drawer.worker_id == first
    assert first != os.getpid()


def test_what_cannot_be_drawn_is_said_and_the_worker_goes_on(drawer):
    with pytest.raises(DrawingError):
        drawer.draw({"$schema": BAR["$schema"], "mark": {"type": "no such mark"}}, "svg")

    assert drawer.draw(BAR, "png").startswith(b"\x89PNG")


def test_nothing_is_fetched_from_anywhere(drawer):
    elsewhere = {**BAR, "data": {"url": "http://localhost:9/data.json"}}

    with pytest.raises(DrawingError):
        drawer.draw(elsewhere, "svg")


def test_the_worker_ends_after_as_many_charts_as_it_may_draw():
    drawer = Drawer(most_charts=2)
    drawer.draw(BAR, "svg")
    process = drawer.worker_id
    drawer.draw(BAR, "svg")

    assert process is not None
    assert drawer.worker_id is None
    assert not is_running(process)


def test_the_worker_ends_when_nobody_needs_it_and_another_comes():
    drawer = Drawer(idle_seconds=0)
    drawer.draw(BAR, "svg")
    timer = drawer._timer
    if timer is not None:
        timer.join()
    assert drawer.worker_id is None

    assert drawer.draw(BAR, "svg").startswith(b"<svg")
    drawer.end()


def test_a_worker_that_was_killed_is_replaced(drawer):
    drawer.draw(BAR, "svg")
    assert drawer._worker is not None
    drawer._worker.kill()
    drawer._worker.wait()

    assert drawer.draw(BAR, "svg").startswith(b"<svg")


def test_a_worker_that_ends_in_the_middle_is_an_error_not_a_wait(monkeypatch):
    ends_at_once = (sys.executable, "-c", "import sys; sys.stdin.readline()")
    monkeypatch.setattr("pages.papers.drawing.COMMAND", ends_at_once)

    with pytest.raises(DrawingError):
        Drawer().draw(BAR, "svg")


def test_the_server_never_loads_the_drawing_engine():
    code = (
        "import sys; from pages.papers import charts_files, pdf, spreadsheet; "
        "sys.exit('vl_convert' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False)

    assert done.returncode == 0
