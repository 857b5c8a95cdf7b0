"""What the storage hands to the screens."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from core.workshop.group import Picture
from core.workshop.sending import Sending
from core.workshop.settings import Settings, Step


@dataclass(frozen=True, slots=True)
class Workshop:
    """A workshop as everybody in it may know it.

    Attributes:
        id: Its id, for the other calls; never shown.
        code: The code to type, without dash.
        link_key: What the join link and its picture carry instead of the code.
        settings: What the facilitator decided.
        step: The step it is at.
        joining_open: Whether new participants are let in.
        results_shown: Whether the group's pictures are shown.
        screen: The number of the wall's screen.
        created_at: When it was made, UTC.
        expires_at: When everything is deleted, UTC.
    """

    id: str
    code: str
    link_key: str
    settings: Settings
    step: Step
    joining_open: bool
    results_shown: bool
    screen: int
    created_at: datetime.datetime
    expires_at: datetime.datetime


@dataclass(frozen=True, slots=True)
class Created:
    """A new workshop and the secret of its facilitator, which is told this once."""

    workshop: Workshop
    secret: str


@dataclass(frozen=True, slots=True)
class Status:
    """What the wall asks for every few seconds.

    joined: places taken, by phones that joined and by sheets that were typed in;
    who joins again from another phone takes another. finished, guessed_again:
    from how many of them something was sent, and a second guess.
    pictures_version: changes when the pictures do.
    """

    step: Step
    joining_open: bool
    results_shown: bool
    screen: int
    joined: int
    finished: int
    guessed_again: int
    pictures_version: int
    expires_at: datetime.datetime


@dataclass(frozen=True, slots=True)
class Participant:
    """One participant, for their own device: their label, and what they have sent, if anything."""

    label: str
    sent: Sending | None
    revision: int


@dataclass(frozen=True, slots=True)
class Receipt:
    """The acknowledgement of a sending: it is kept. `revision` counts from 1."""

    label: str
    revision: int


@dataclass(frozen=True, slots=True)
class Slip:
    """A participant as the facilitator sees them: by label, without any answer."""

    label: str
    sent: bool
    revision: int
    paper: bool


@dataclass(frozen=True, slots=True)
class Desk:
    """What a facilitator's link opens."""

    workshop: Workshop
    link_id: str


@dataclass(frozen=True, slots=True)
class Link:
    """A facilitator's link that works; `own` is the one this was asked with."""

    id: str
    created_at: datetime.datetime
    own: bool


@dataclass(frozen=True, slots=True)
class Export:
    """What a facilitator may take away.

    Attributes:
        workshop: The workshop.
        pictures: The group's pictures as published, shown or hidden.
        rows: Single answers of those who agreed, without label, in no order.
        rows_refused: Whether rows are held back because they would tell, by
            subtraction, what the others answered.
    """

    workshop: Workshop
    pictures: tuple[Picture, ...]
    rows: tuple[Sending, ...]
    rows_refused: bool
