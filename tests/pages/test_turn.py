"""Runs take turns: one at a time, first come, first served, and nobody held up by a wait."""

from __future__ import annotations

import ast
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pages.parts.turn import Line

MANY = 16
PATIENCE_SECONDS = 30


@pytest.fixture
def line():
    return Line(longest_seconds=PATIENCE_SECONDS)


@pytest.fixture
def threads():
    with ThreadPoolExecutor(MANY) as pool:
        yield pool


def until_waiting(line: Line, number: int) -> None:
    """Wait until so many stand in line."""
    while len(line._coming) + len(line._back) < number:
        threading.Event().wait(0.001)


def test_only_one_computes_at_a_time_and_everybody_does(line, threads):
    inside, most, done = [], [], []

    def run(number: int) -> None:
        for _ in range(50):
            with line.turn():
                inside.append(number)
                most.append(len(inside))
                inside.remove(number)
            done.append(number)

    for one in [threads.submit(run, number) for number in range(MANY)]:
        one.result(PATIENCE_SECONDS)
    assert set(most) == {1}
    assert len(done) == 50 * MANY


def test_the_first_to_come_is_the_first_to_go(line, threads):
    order: list[int] = []

    def run(number: int) -> None:
        with line.turn():
            order.append(number)

    with line.turn():
        runs = []
        for number in range(MANY - 1):
            runs.append(threads.submit(run, number))
            until_waiting(line, number + 1)
    for one in runs:
        one.result(PATIENCE_SECONDS)
    assert order == list(range(MANY - 1))


def test_a_part_of_a_page_has_the_turn_of_its_page(line, threads):
    def run() -> str:
        with line.turn(), line.turn():
            return "not stuck"

    assert threads.submit(run).result(PATIENCE_SECONDS) == "not stuck"


def test_while_one_waits_for_something_the_next_has_its_turn(line, threads):
    answered = threading.Event()

    def asks() -> bool:
        with line.turn(), line.aside(), line.aside():
            return answered.wait(PATIENCE_SECONDS)

    def answers() -> None:
        with line.turn():
            answered.set()

    asking = threads.submit(asks)
    threads.submit(answers).result(PATIENCE_SECONDS)
    assert asking.result(PATIENCE_SECONDS)


def test_after_waiting_aside_one_is_back_in_turn(line, threads):
    aside, back = threading.Event(), threading.Event()

    def run() -> None:
        with line.turn():
            with line.aside():
                aside.set()
                back.wait(PATIENCE_SECONDS)
            assert line._taken

    with ThreadPoolExecutor(1) as other:
        running = other.submit(run)
        assert aside.wait(PATIENCE_SECONDS)
        with line.turn():
            back.set()
            until_waiting(line, 1)  # it does not go on beside this one
        running.result(PATIENCE_SECONDS)


def test_who_stepped_aside_goes_on_before_those_who_have_not_begun(line, threads):
    order: list[str] = []
    aside, back = threading.Event(), threading.Event()

    def begun() -> None:
        with line.turn():
            with line.aside():
                aside.set()
                back.wait(PATIENCE_SECONDS)
            order.append("begun")

    def new() -> None:
        with line.turn():
            order.append("new")

    runs = [threads.submit(begun)]
    assert aside.wait(PATIENCE_SECONDS)
    with line.turn():
        runs.append(threads.submit(new))
        until_waiting(line, 1)
        back.set()
        until_waiting(line, 2)
    for one in runs:
        one.result(PATIENCE_SECONDS)
    assert order == ["begun", "new"]


def test_a_page_that_fails_gives_its_turn_back(line, threads):
    def fails() -> None:
        with pytest.raises(ZeroDivisionError), line.turn(), line.aside():
            raise ZeroDivisionError

    def run() -> str:
        with line.turn():
            return "its turn"

    threads.submit(fails).result(PATIENCE_SECONDS)
    assert threads.submit(run).result(PATIENCE_SECONDS) == "its turn"


def test_a_page_that_never_ends_stops_nobody(threads):
    line, ended = Line(longest_seconds=0.01), threading.Event()

    def never_ends() -> None:
        with line.turn():
            ended.wait(PATIENCE_SECONDS)

    def run() -> str:
        with line.turn(), line.turn():
            return "went on beside it"

    stuck = threads.submit(never_ends)
    while not line._taken:
        threading.Event().wait(0.001)
    assert threads.submit(run).result(PATIENCE_SECONDS) == "went on beside it"
    assert line._taken, "the turn still belongs to the page that has it"
    ended.set()
    stuck.result(PATIENCE_SECONDS)
    assert not line._taken


def test_a_long_line_is_no_reason_to_leave_it(threads):
    looks: list[float] = []
    line = Line(longest_seconds=0.001, clock=lambda: looks.append(0.0) or 0.0)  # nobody is slow
    order: list[str] = []

    def run() -> None:
        with line.turn():
            order.append("in turn")

    with line.turn():
        waiting = threads.submit(run)
        while len(looks) < 5:  # it has looked whether this turn does not end, and stayed
            threading.Event().wait(0.001)
        order.append("before")
    waiting.result(PATIENCE_SECONDS)
    assert order == ["before", "in turn"]


def test_every_fragment_takes_its_turn():
    """A fragment runs without its page, so it has to stand in line itself."""
    found = 0
    for file in Path("pages").rglob("*.py"):
        for part in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            decorators = [ast.unparse(one) for one in getattr(part, "decorator_list", ())]
            if any(one.startswith("st.fragment") for one in decorators):
                found += 1
                assert decorators[-1] == "turn.taken()", f"{file}: {part.name}"
    assert found
