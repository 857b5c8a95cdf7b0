"""Take what people sent into the group's pictures, when `core.workshop.disclosure` lets it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from core.workshop.disclosure import Course, Shown, look, rows_tell_nothing, rule_for
from core.workshop.group import Question
from core.workshop.sending import Sending, parsed
from pages.storage.tables import courses, participants, submissions, workshops

Questions = Mapping[str, Question]


@dataclass(slots=True)
class _Person:
    """Somebody who has sent: when they last acted, their cells now and as counted."""

    id: str
    act: int
    cells: dict[str, int]
    counted: dict[str, int]
    consent: bool


def due(connection: Connection, workshop_id: str, least: int) -> bool:
    """Return whether `least` people acted since the last look at the pictures."""
    acted = select(func.count()).where(
        participants.c.workshop_id == workshop_id,
        workshops.c.id == workshop_id,
        participants.c.act > workshops.c.looks,
    )
    return int(connection.execute(acted).scalar_one()) >= least


def look_at(connection: Connection, workshop_id: str, tables: Questions, least: int) -> None:
    """Look at every table, and keep what it comes to. The row of the workshop is locked."""
    number = (
        1
        + connection.execute(
            select(workshops.c.looks).where(workshops.c.id == workshop_id)
        ).scalar_one()
    )
    people = _people(connection, workshop_id, tables)
    known = _courses(connection, workshop_id)
    changed = counts = False
    for name, question in tables.items():
        course, since = known.get(name, (Course(), 0))
        counted = {p.id: p.counted[name] for p in people if name in p.counted}
        now = {p.id: p.cells[name] for p in people if name in p.cells}
        acted = sum(p.act > since and (name in p.cells or name in p.counted) for p in people)
        after, settled = look(
            course,
            counted,
            now,
            acted=acted + sum(course.gone),
            size=question.size,
            rule=rule_for(least),
        )
        if settled:
            _count(people, name)
            counts = True
        if after != course or settled:
            changed |= (after.shown, after.nearly) != (course.shown, course.nearly)
            _keep(connection, workshop_id, name, after, number if settled else since)
    if counts:
        _keep_counted(connection, people)
    connection.execute(
        update(workshops)
        .where(workshops.c.id == workshop_id)
        .values(looks=number, pictures_version=workshops.c.pictures_version + int(changed))
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
    for name, cell in json.loads(counted).items():
        course, since = known[name]
        _keep(connection, workshop_id, name, course.without(cell), since)
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
    return not silent or all(
        rows_tell_nothing(course, _in(name, silent), _in(name, told), rule)
        for name, course in published(connection, workshop_id).items()
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
        person = _Person(
            row.participant_id, row.act, cells, json.loads(row.counted), sending.consent
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
    statement = update(submissions).where(submissions.c.participant_id == bindparam("person"))
    kept = [{"person": p.id, "counted": json.dumps(p.counted, sort_keys=True)} for p in people]
    if kept:
        connection.execute(statement.values(counted=bindparam("counted")), kept)


def _courses(connection: Connection, workshop_id: str) -> dict[str, tuple[Course, int]]:
    rows = connection.execute(select(courses).where(courses.c.workshop_id == workshop_id))
    return {
        row.name: (
            Course(_read_shown(row.shown), row.held, tuple(json.loads(row.gone)), row.nearly),
            row.since,
        )
        for row in rows
    }


def _read_shown(text: str | None) -> Shown | None:
    if text is None:
        return None
    starts, people = json.loads(text)
    return Shown(tuple(starts), tuple(people))


def _keep(connection: Connection, workshop_id: str, name: str, course: Course, since: int) -> None:
    shown = course.shown
    values = {
        "shown": None if shown is None else json.dumps([shown.starts, shown.people]),
        "held": course.held,
        "gone": json.dumps(course.gone),
        "nearly": course.nearly,
        "since": since,
    }
    of_it = (courses.c.workshop_id == workshop_id) & (courses.c.name == name)
    if not connection.execute(update(courses).where(of_it).values(values)).rowcount:
        connection.execute(insert(courses).values(workshop_id=workshop_id, name=name, **values))
