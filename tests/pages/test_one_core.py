"""The server stays on one core: an empty one, and only as long as nobody else crowds it."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
from itertools import product

import pytest

from pages.parts import one_core
from pages.parts.one_core import Linux, Load, OneCore, where

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets a thread choose")
SHARES = (0.0, 0.2, 0.3, 0.6, 1.0)


def after(seconds: float, own: float, *busy: float) -> Load:
    """Return what has been computed after some seconds, by shares of a core."""
    return Load(seconds, seconds * own, {core: seconds * one for core, one in enumerate(busy)})


START = after(0, 0, 0, 0, 0)


class Machine:
    """A machine of our own: a process that asks for `own`, and others on every core."""

    def __init__(self, own: float, others: list[float]) -> None:
        self.cores = frozenset(range(len(others)))
        self.own, self.others = own, others
        self.moved: list[set[int]] = []
        self.at = 0.0
        self._now = Load(0.0, 0.0, dict.fromkeys(self.cores, 0.0))

    def pass_by(self, seconds: float) -> None:
        on = self.moved[-1] if self.moved else self.cores
        busy = {
            core: self._now.busy[core]
            + seconds * (self.others[core] + (self.own / len(on) if core in on else 0.0))
            for core in self.cores
        }
        self._now = Load(self._now.at + seconds, self._now.own + seconds * self.own, busy)

    def load(self) -> Load:
        return self._now

    def move(self, cores: set[int]) -> None:
        self.moved.append(set(cores))


def looked(machine: Machine, times: int = 1) -> OneCore:
    keeper = OneCore(machine, random.Random(1))
    for _ in range(times):
        keeper.look(machine.pass_by)
    return keeper


@pytest.mark.parametrize("own", SHARES)
def test_a_process_settles_on_the_core_that_others_use_least(own):
    assert looked(Machine(own, [0.3, 0.1, 0.2])).core == 1


@pytest.mark.parametrize(("core", "own"), [*product(range(3), SHARES)])
def test_its_own_work_never_drives_it_away(core, own):
    busy = [own if one == core else 0.0 for one in range(3)]
    assert where(START, after(0.5, own, *busy), core) == core


@pytest.mark.parametrize("core", range(3))
def test_others_who_crowd_its_core_drive_it_to_the_emptiest(core):
    busy = [0.2, 0.2, 0.2]
    busy[core] = 0.9
    busy[core - 1] = 0.1
    assert where(START, after(0.5, 0.5, *busy), core) == (core - 1) % 3


def test_where_every_core_is_crowded_it_goes_anywhere():
    assert where(START, after(0.5, 0.4, 0.9, 0.9, 0.9), 0) is None
    assert where(START, after(0.5, 0.4, 0.9, 0.9, 0.9), None) is None


def test_a_few_who_look_in_do_not_make_it_move():
    machine = Machine(0.5, [0.1, 0.0])
    machine.others = [one_core.CROWDED - 0.01, 0.0]
    keeper = OneCore(machine, random.Random(1))
    keeper.core = 0
    machine.moved.append({0})
    keeper.look(machine.pass_by)
    assert keeper.core == 0
    assert machine.moved == [{0}]


def test_it_moves_once_and_stays_while_nothing_changes():
    machine = Machine(0.8, [0.1, 0.3])
    looked(machine, times=20)
    assert machine.moved == [{0}]


def test_two_that_share_a_core_part_once_one_of_them_looks():
    here, there = Machine(0.5, [0.5, 0.0]), Machine(0.5, [0.5, 0.0])
    for machine in (here, there):
        machine.moved.append({0})
    first, second = OneCore(here, random.Random(1)), OneCore(there, random.Random(2))
    first.core = second.core = 0
    first.look(here.pass_by)
    there.others = [0.0, 0.5]  # the first has left
    second.look(there.pass_by)
    assert (first.core, second.core) == (1, 0)


def test_one_that_has_left_may_use_every_core_again():
    machine = Machine(0.5, [0.0, 0.0])
    keeper = looked(machine)
    keeper.leave()
    assert keeper.core is None
    assert machine.moved[-1] == {0, 1}
    keeper.keep()
    assert machine.moved[-1] == {0, 1}, "it no longer looks"


@pytest.mark.parametrize("fault", [OSError("not allowed"), ValueError("/proc/stat is empty")])
def test_a_machine_that_does_not_tell_is_left_alone(fault):
    class Silent(Machine):
        def load(self) -> Load:
            raise fault

    machine = Silent(0.5, [0.0, 0.0])
    OneCore(machine, random.Random(1)).keep()
    assert machine.moved == []


@pytest.mark.parametrize("cores", [[], [0.0]])
def test_where_there_is_no_choice_it_does_not_even_look(cores):
    class Watched(Machine):
        def load(self) -> Load:
            raise AssertionError("looked")

    OneCore(Watched(0.5, cores), random.Random(1)).keep()


@on_linux
def test_linux_tells_what_this_process_and_every_core_have_computed():
    system = Linux()
    before = system.load()
    while (now := system.load()).own - before.own < 0.05:
        sum(range(10_000))
    assert system.cores == os.sched_getaffinity(0)
    assert now.busy.keys() == system.cores
    assert now.at > before.at
    assert sum(now.busy.values()) > sum(before.busy.values())


KEPT = """
import os, random, subprocess, sys, threading
from pages.parts.one_core import Linux, OneCore

keeper, told, over = OneCore(Linux(), random.Random(1)), [], threading.Event()
before = os.sched_getaffinity(0)
thread = threading.Thread(target=lambda: (over.wait(), told.append(os.sched_getaffinity(0))))
thread.start()
Linux().move({min(before)})
keeper.core = min(before)
over.set()
thread.join()
assert told == [{min(before)}], "a thread that was there"
later = threading.Thread(target=lambda: told.append(os.sched_getaffinity(0)))
later.start()
later.join()
assert told[1] == {min(before)}, "a thread that came later"
ask = [sys.executable, "-c", "import os; print(len(os.sched_getaffinity(0)))"]
with keeper.elsewhere():
    assert os.sched_getaffinity(0) == before
    assert int(subprocess.check_output(ask)) == len(before), "a process of its own"
assert os.sched_getaffinity(0) == {min(before)}
keeper.leave()
assert os.sched_getaffinity(0) == before
"""


@on_linux
def test_threads_go_along_and_a_process_that_counts_or_draws_does_not():
    subprocess.run([sys.executable, "-c", KEPT], check=True)


def test_it_lasts_as_long_as_the_server(monkeypatch):
    started, left = threading.Event(), []
    monkeypatch.setattr(one_core._here, "keep", started.set)
    monkeypatch.setattr(one_core._here, "leave", lambda: left.append(True))
    with one_core.kept():
        assert started.wait(30)
        assert left == []
    assert left == [True]
