"""Many at once, and processes that die: what was acknowledged is kept, once."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import select

from core.workshop.sending import parsed
from pages.storage.publishing import due
from pages.storage.tables import participants, submissions
from tests.storage.people import NOW, Cohort

ROOT = Path(__file__).resolve().parents[2]


def senders(url, cohort, number, threads=1):
    """Start a process in which people send; its output is what was acknowledged."""
    where = url.render_as_string(hide_password=False)
    command = [sys.executable, "-m", "tests.storage.sender", where, cohort.id]
    return subprocess.Popen(
        [*command, str(number), str(threads)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )


def acknowledged(lines):
    """Return the minutes that each label was told are kept."""
    return {label: int(number) for label, number, _ in (line.split() for line in lines)}


def kept(engine):
    """Return the minutes and the revision that are kept for each label."""
    query = select(participants.c.label, submissions.c.content, submissions.c.revision).join(
        submissions, submissions.c.participant_id == participants.c.id
    )
    with engine.connect() as connection:
        return {
            row.label: (parsed(row.content).guess_minutes, row.revision)
            for row in connection.execute(query)
        }


@pytest.mark.parametrize("shown_meanwhile", [True, False])
def test_of_200_who_send_at_once_nobody_is_lost_and_nobody_counts_twice(
    shown_meanwhile, url, engine, workshops
):
    cohort = Cohort(workshops)
    cohort.show(shown_meanwhile)
    running = [senders(url, cohort, 100, threads=100) for _ in range(2)]
    told = {}
    for process in running:
        output, _ = process.communicate()
        assert process.returncode == 0
        told |= acknowledged(output.splitlines())  # labels are of one workshop, so unique

    status = cohort.status
    assert (len(told), status.joined, status.finished) == (200, 200, 200)
    assert kept(engine) == {label: (minutes, 1) for label, minutes in told.items()}
    assert Counter(told.values()) == dict.fromkeys(range(100), 2)

    if shown_meanwhile:
        workshops.look_if_due(cohort.id)  # as the wall does, should the last act have found it busy
    else:
        cohort.show()
    with engine.connect() as connection:
        assert not due(connection, cohort.id, cohort.workshop.settings.least)
    counted = sum(people for _, _, people in cohort.guessed())
    # A picture that is shown meanwhile may have to wait for more than came: it depends on who
    # came first, and chance decides that here.
    assert counted <= 200 if shown_meanwhile else counted == 200


def test_what_was_acknowledged_before_a_process_was_killed_is_kept(url, engine, workshops):
    cohort = Cohort(workshops)
    with senders(url, cohort, 0) as process:
        lines = [process.stdout.readline() for _ in range(15)]
        process.kill()
        lines += process.stdout.readlines()
    told = acknowledged(line for line in lines if line.endswith("\n"))

    found = kept(engine)
    assert len(told) >= 15
    assert {label: found[label] for label in told} == {
        label: (minutes, 1) for label, minutes in told.items()
    }
    assert len(found) <= len(told) + 1  # the one that was under way
    cohort.send(cohort.join(), guess_networks=1)  # and others go on
    assert cohort.workshops.status(cohort.id, now=NOW).finished == len(found) + 1
