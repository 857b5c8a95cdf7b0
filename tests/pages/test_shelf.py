"""What everybody shares is made once, kept while it is used, and let go when it is not."""

from __future__ import annotations

import threading
import weakref
from concurrent.futures import ThreadPoolExecutor

import pytest

from pages.parts.shelf import Shelf


class Clock:
    """A clock that stands until somebody moves it."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Made:
    """A value that can be watched going."""


def test_a_value_is_made_once_for_all_who_ask():
    shelf, made = Shelf(10), []

    found = [shelf.get("key", lambda: made.append(1) or "value") for _ in range(3)]

    assert found == ["value"] * 3
    assert made == [1]


def test_even_nothing_is_kept_as_a_value():
    shelf, made = Shelf(10), []

    assert [shelf.get("key", lambda: made.append(1)) for _ in range(2)] == [None, None]
    assert made == [1]


def test_those_who_ask_at_once_wait_for_the_first():
    shelf, made, all_ask = Shelf(10), [], threading.Barrier(4)

    def ask(_: int) -> object:
        all_ask.wait()
        return shelf.get("key", lambda: made.append(1) or Made())

    with ThreadPoolExecutor(4) as people:
        found = set(people.map(ask, range(4)))

    assert len(found) == len(made) == 1


def test_who_makes_one_thing_does_not_hold_up_another():
    shelf, begun, may_end = Shelf(10), threading.Event(), threading.Event()

    def slow() -> str:
        begun.set()
        may_end.wait()
        return "slow"

    with ThreadPoolExecutor(1) as people:
        waiting = people.submit(shelf.get, "slow", slow)
        begun.wait()
        assert shelf.get("quick", lambda: "quick") == "quick"
        may_end.set()
        assert waiting.result() == "slow"


def test_a_making_that_was_cut_short_leaves_nothing_behind():
    shelf = Shelf(10)

    def fail() -> str:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        shelf.get("key", fail)

    assert shelf.get("key", lambda: "value") == "value"


def test_there_are_at_most_so_many_and_the_longest_unused_goes_first():
    shelf = Shelf(2)
    for key in ("first", "second", "first", "third"):
        shelf.get(key, lambda key=key: key)

    assert len(shelf) == 2
    assert shelf.get("first", lambda: "anew") == "first"
    assert shelf.get("second", lambda: "anew") == "anew"


def test_what_nobody_asked_for_in_a_while_goes_and_what_somebody_uses_stays():
    clock = Clock()
    shelf = Shelf(10, clock)
    unused = weakref.ref(shelf.get("unused", Made))
    used = weakref.ref(shelf.get("used", Made))
    clock.now = 100
    shelf.get("used", Made)
    clock.now = 150

    shelf.forget(100)

    assert unused() is None
    assert used() is not None


def test_everything_can_be_forgotten_at_once():
    shelf = Shelf(10)
    kept = weakref.ref(shelf.get("key", Made))

    shelf.forget()

    assert len(shelf) == 0
    assert kept() is None
