"""Visits to the app as a person makes them, and all that a screen shows."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
from google.protobuf.message import Message
from streamlit.proto.RootContainer_pb2 import RootContainer
from streamlit.testing.v1 import AppTest

from core.analysis import Analysis, analyse
from core.answers import Answers
from core.vocabulary import Language
from pages.parts import store
from pages.parts.cards import Card
from pages.parts.folded import UNFOLDED
from tests.core.strategies import CATALOGUE

ROOT = Path(__file__).resolve().parents[2]
NO_SCREENS = {"charts", "papers", "parts", "storage"}  # folders of pages/ that hold no page

# Every page there is on disk, whatever the menu says.
PAGES = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (ROOT / "pages").glob("*/*.py")
    if path.parent.name not in NO_SCREENS and path.name != "__init__.py"
)
START = "pages/home/start.py"
FEWER, FIT, EFFORT = (f"pages/results/{name}.py" for name in ("fewer", "fit", "effort"))
ROBUSTNESS, ASSUMPTIONS, COMPARE = (
    f"pages/results/{name}.py" for name in ("robustness", "assumptions", "compare")
)
PROJECT, TIME, NETWORKS, PROFILES = (
    f"pages/assessment/{name}.py" for name in ("project", "time", "networks", "profiles")
)

NOON = datetime.datetime(2026, 11, 25, 12, tzinfo=datetime.UTC)  # when every visit takes place
MONDAY = "2026-11-23"

# Long enough for the first visit, which imports everything.
PATIENCE_SECONDS = 60


def arrive(
    locale: str | None = "fr",
    answers: Answers | None = None,
    *,
    seen: bool = True,
    unfolded: bool = True,
    theme: str = "light",
    **link: str,
) -> AppTest:
    """Return the app as a visitor first sees it; `link` is what their link asks for.

    `locale` is the language that their browser tells. With `answers`, they said all
    that before, and have seen an estimate unless `seen` is false. All that is folded is
    `unfolded`, so that everything a page can show is looked at.
    """
    at = AppTest.from_file(ROOT / "app.py", default_timeout=PATIENCE_SECONDS)
    at.context = {"locale": locale, "theme": theme}
    at.query_params = dict(link)
    at.session_state[UNFOLDED] = unfolded
    if answers is not None:
        at.session_state[store.ANSWERS] = answers
        at.session_state[store.GUESS_SKIPPED] = seen
    return run(at)


def visit(page: str, answers: Answers | None = None, language: Language = "fr") -> AppTest:
    """Return a page as somebody sees it who gave these answers."""
    return go(arrive(language, answers), page)


def go(at: AppTest, page: str) -> AppTest:
    """Return the visit after a click on a page of the menu; a page not there is refused."""
    return run(at.switch_page(page))


def run(step: Any) -> AppTest:
    """Return the visit after a step (a widget changed, a page asked for), which must not crash."""
    at: AppTest = step.run()
    assert not at.exception, at.exception[0].message
    return at


# What was said, and what follows from it ------------------------------------------


def answers_of(at: AppTest) -> Answers:
    """Return what the app took the visitor to have said."""
    found: Answers = at.session_state[store.ANSWERS]
    return found


def analysis_of(at: AppTest) -> Analysis:
    """Return what the core makes of the visitor's answers, computed anew."""
    return analyse(answers_of(at), CATALOGUE)


def key(at: AppTest, name: str) -> str:
    """Return the key of a question."""
    return f"q{at.session_state.get(store.REVISION, 0)}.{name}"


# What is on the screen -------------------------------------------------------------

# Fields of Streamlit's messages that nobody reads. What is not here is taken for text.
NOT_READ = {
    *("id", "form_id", "icon", "type", "tag", "url", "page", "page_script_hash", "theme"),
    *(
        "format",
        "spec",
        "name",
        "color",
        "language",
        "anchor",
        "element_id",
        "deferred_file_id",
        "autocomplete",
    ),
    *("component_name", "html_content", "css_content", "js_content", "json"),
}
TYPE_STRING, TYPE_MESSAGE = 9, 11


def texts(at: AppTest) -> list[str]:
    """Return every text of the page: words, labels, options, hints, tables and pictures."""
    nodes = [*at.main, *_bottom(at)]
    found = [text for node in nodes for text in _of_message(getattr(node, "proto", None))]
    for table in tables(at):
        found += [*map(str, table.columns), *table.astype(str).to_numpy().ravel().tolist()]
    for picture in pictures(at):
        found += picture.texts()
    for card in cards(at):
        found += [card.name, card.time, card.task]
    return [text for text in found if text.strip()]


def _bottom(at: AppTest) -> Iterator[Any]:
    """Yield what stays at the bottom of the screen, which AppTest gives no name to."""
    block = at._tree.children.get(RootContainer.BOTTOM)
    yield from block or ()


def words(at: AppTest) -> str:
    """Return every text of the page in one piece."""
    return "\n".join(texts(at))


def _of_message(message: Message | None) -> Iterator[str]:
    for field, value in message.ListFields() if message is not None else ():
        if field.name in NOT_READ or field.type not in (TYPE_STRING, TYPE_MESSAGE):
            continue
        for one in value if field.is_repeated else [value]:
            if field.type == TYPE_STRING:
                yield one
            else:
                yield from _of_message(one)


def cards(at: AppTest) -> list[Card]:
    """Return the cards of the networks to keep."""
    given = [json.loads(one.proto.json or "{}") for one in at.get("bidi_component")]
    return [Card(*card) for one in given for card in one.get("cards", ())]


def tables(at: AppTest) -> list[pd.DataFrame]:
    """Return every table of the page."""
    return [table.value for table in at.table]


@dataclass(frozen=True)
class Picture:
    """A picture on a page: its text alternative, its specification and what it draws."""

    alternative: str
    spec: dict[str, Any]
    table: pd.DataFrame

    def texts(self) -> list[str]:
        """Return the words of axes, legends and tooltips, and of the columns shown as words."""
        found = list(_titles(self.spec))
        for field in {field for field in _shown(self.spec) if field in self.table}:
            found += [str(value) for value in self.table[field] if isinstance(value, str)]
        return found


def pictures(at: AppTest) -> list[Picture]:
    """Return every picture of the page."""
    protos = [chart.proto for chart in at.get("vega_lite_chart")]
    return [Picture(p.alt, json.loads(p.spec), _decoded(p.datasets[0].data.data)) for p in protos]


def _decoded(arrow: bytes) -> pd.DataFrame:
    return pa.ipc.open_stream(arrow).read_pandas()


def _titles(part: object) -> Iterator[str]:
    if isinstance(part, dict):
        for name, value in part.items():
            if name == "title" and isinstance(value, str):
                yield value
            elif name != "datasets":
                yield from _titles(value)
    for child in part if isinstance(part, list) else ():
        yield from _titles(child)


def _shown(part: object) -> Iterator[str]:
    """Yield the columns whose values are read as words: on axes, in legends, texts and tooltips."""
    if isinstance(part, dict):
        for channel, entry in part.get("encoding", {}).items():
            for one in entry if isinstance(entry, list) else [entry]:
                hidden = one.get("axis", 1) is None or one.get("legend", 1) is None
                if "field" in one and not hidden and channel not in ("order", "opacity"):
                    yield one["field"]
        for value in part.values():
            yield from _shown(value)
    for child in part if isinstance(part, list) else ():
        yield from _shown(child)
