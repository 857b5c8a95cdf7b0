"""Take what people sent into the group's pictures, when `core.workshop.disclosure` lets it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, func, insert, select, update

from core.workshop.disclosure import Course, Shown, look, rows_tell_nothing, rule_for
from core.workshop.group import Question
from core.workshop.sending import Sending, parsed
from pages.storage.tables import courses, participants, submissions, workshops

Questions = Mapping[str, Question]
Courses = dict[str, tuple[Course, int]]  # by table, with the look at which it was last counted


@dataclass(slots=True)
class _Person:
    """Somebody who has sent: when they last acted, their cells now and as counted."""

    id: str
    act: int
    cells: dict[str, int]
    counted: dict[str, int]
    counted_before: dict[str, int]
    consent: bool


def due(connection: Connection, workshop_id: str, least: int) -> bool:
    """Return whether `least` people acted since the last look at the pictures."""
    acted = select(func.count()).where(
        participants.c.workshop_id == workshop_id,
        workshops.c.id == workshop_id,
        participants.c.act > workshops.c.looks,
    )
    return int(connection.execute(acted).scalar_one()) >= least


def look_at(connection: Connection, workshop: Row[Any], tables: Questions, least: int) -> None:
    """Look at every table of a workshop, whose row is locked, and keep what it comes to."""
    people = _people(connection, workshop.id, tables)
    known = _courses(connection, workshop.id)
    after: Courses = {}
    for name, question in tables.items():
        course, since = known.get(name, (Course(), 0))
        found, settled = _looked(course, since, people, name=name, question=question, least=least)
        if settled:
            _count(people, name)
        if settled or found != course:
            after[name] = (found, workshop.looks + 1 if settled else since)
    _keep(connection, workshop.id, after, known)
    _keep_counted(connection, people)
    seen = {name: (course.shown, course.nearly) for name, (course, _) in known.items()}
    changed = any(
        (course.shown, course.nearly) != seen.get(name, (None, 0))
        for name, (course, _) in after.items()
    )
    connection.execute(
        update(workshops)
        .where(workshops.c.id == workshop.id)
        .values(
            looks=workshop.looks + 1,
            pictures_version=workshops.c.pictures_version + int(changed),
        )
    )


def _looked(
    course: Course, since: int, people: list[_Person], *, name: str, question: Question, least: int
) -> tuple[Course, bool]:
    """Return the course of one table after a look, and whether people are counted by it."""
    acted = sum(p.act > since and (name in p.cells or name in p.counted) for p in people)
    return look(
        course,
        {p.id: p.counted[name] for p in people if name in p.counted},
        {p.id: p.cells[name] for p in people if name in p.cells},
        acted=acted + sum(course.gone),
        size=question.size,
        rule=rule_for(least),
    )


def forget(connection: Connection, workshop_id: str, participant_id: str) -> bool:
    """Delete what somebody sent; return whether there was anything.

    Of what was counted only a number stays: how many left each band.
    """
    of_theirs = submissions.c.participant_id == participant_id
    counted = connection.execute(select(submissions.c.counted).where(of_theirs)).scalar()
    if counted is None:
        return False
    known = _courses(connection, workshop_id)
    changed = {
        name: (known[name][0].without(cell), known[name][1])
        for name, cell in json.loads(counted).items()
    }
    _keep(connection, workshop_id, changed, known)
    connection.execute(delete(submissions).where(of_theirs))
    return True


def published(connection: Connection, workshop_id: str) -> dict[str, Course]:
    """Return the course of every table that was looked at, by name."""
    return {name: course for name, (course, _) in _courses(connection, workshop_id).items()}


def rows_are_safe(connection: Connection, workshop_id: str, tables: Questions, least: int) -> bool:
    """Return whether the rows of those who agreed keep the answers of those who did not."""
    people = _people(connection, workshop_id, tables)
    silent = [person.counted for person in people if not person.consent]
    told = [person.cells for person in people if person.consent]
    rule = rule_for(least)
    return all(
        rows_tell_nothing(course, _in(name, silent), _in(name, told), rule)
        for name, course in published(connection, workshop_id).items()
        if silent or course.shown  # who has left may be counted in what is shown
    )


def _in(name: str, cells: list[dict[str, int]]) -> list[int]:
    """Return the cells in one table of those who have one."""
    return [of_one[name] for of_one in cells if name in of_one]


def _people(connection: Connection, workshop_id: str, tables: Questions) -> list[_Person]:
    rows = connection.execute(
        select(
            submissions.c.participant_id,
            participants.c.act,
            submissions.c.content,
            submissions.c.counted,
        )
        .join(participants, participants.c.id == submissions.c.participant_id)
        .where(submissions.c.workshop_id == workshop_id)
    )
    found = []
    for row in rows:
        sending = parsed(row.content)
        cells = _cells(sending, tables)
        counted = json.loads(row.counted)
        person = _Person(
            id=row.participant_id,
            act=row.act,
            cells=cells,
            counted=dict(counted),
            counted_before=counted,
            consent=sending.consent,
        )
        found.append(person)
    return found


def _cells(sending: Sending, tables: Questions) -> dict[str, int]:
    found = {name: question.cell(sending) for name, question in tables.items()}
    return {name: cell for name, cell in found.items() if cell is not None}


def _count(people: list[_Person], name: str) -> None:
    for person in people:
        person.counted.pop(name, None)
        if name in person.cells:
            person.counted[name] = person.cells[name]


def _keep_counted(connection: Connection, people: list[_Person]) -> None:
    rows = [
        {"person": person.id, "cells": json.dumps(person.counted, sort_keys=True)}
        for person in people
        if person.counted != person.counted_before
    ]
    if rows:
        theirs = submissions.c.participant_id == bindparam("person")
        statement = update(submissions).where(theirs).values(counted=bindparam("cells"))
        connection.execute(statement, rows)


def _courses(connection: Connection, workshop_id: str) -> Courses:
    rows = connection.execute(select(courses).where(courses.c.workshop_id == workshop_id))
    return {
        row.name: (
            Course(
                _read_shown(row.shown),
                held=row.held,
                gone=tuple(json.loads(row.gone)),
                nearly=row.nearly,
                mingled=row.mingled,
            ),
            row.since,
        )
        for row in rows
    }


def _read_shown(text: str | None) -> Shown | None:
    if text is None:
        return None
    starts, people = json.loads(text)
    return Shown(tuple(starts), tuple(people))


def _keep(connection: Connection, workshop_id: str, changed: Courses, known: Courses) -> None:
    """Keep courses, those known in the place of what they were: two statements for all."""
    rows: list[dict[str, Any]] = [
        {
            "of": workshop_id,
            "called": name,
            "shown": course.shown and json.dumps([course.shown.starts, course.shown.people]),
            "held": course.held,
            "gone": json.dumps(course.gone),
            "nearly": course.nearly,
            "mingled": course.mingled,
            "since": since,
        }
        for name, (course, since) in changed.items()
    ]
    kept = ("shown", "held", "gone", "nearly", "mingled", "since")
    values: dict[str, Any] = {name: bindparam(name) for name in kept}
    it = (courses.c.workshop_id == bindparam("of")) & (courses.c.name == bindparam("called"))
    old = [row for row in rows if row["called"] in known]
    new = [row for row in rows if row["called"] not in known]
    if old:
        connection.execute(update(courses).where(it).values(values), old)
    if new:
        placed = {**values, "workshop_id": bindparam("of"), "name": bindparam("called")}
        connection.execute(insert(courses).values(placed), new)
