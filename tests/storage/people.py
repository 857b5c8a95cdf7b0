"""A cohort as the screens would let it act, at a moment that stands still."""

from __future__ import annotations

import datetime
import secrets

from core.workshop.codes import idempotency_key, participant_token
from core.workshop.sending import Sending
from core.workshop.settings import Settings

NOW = datetime.datetime(2026, 11, 26, 9, 0, tzinfo=datetime.UTC)


def later(**units):
    return NOW + datetime.timedelta(**units)


def token():
    return participant_token(secrets.token_bytes)


def key():
    return idempotency_key(secrets.token_bytes)


class Cohort:
    """A workshop, its facilitator's secret, and the devices of the people in it."""

    def __init__(self, workshops, **settings):
        self.workshops, self.tokens = workshops, []
        made = workshops.create(Settings(title="Essai", **settings), visitor="f", now=NOW)
        self.workshop, self.secret, self.id = made.workshop, made.secret, made.workshop.id

    def join(self):
        self.tokens.append(token())
        self.workshops.join(self.id, self.tokens[-1], now=NOW)
        return self.tokens[-1]

    def send(self, device, name=None, **said):
        sending = Sending(**said)
        return self.workshops.send(self.id, device, sending, key=name or key(), now=NOW)

    def arrive(self, *guesses, **said):
        """Let one person come for each guess of a number of networks; return their devices."""
        devices = [self.join() for _ in guesses]
        for device, guess in zip(devices, guesses, strict=True):
            self.send(device, guess_networks=guess, **said)
        return devices

    def show(self, shown=True):
        return self.workshops.show_results(self.secret, shown, now=NOW)

    @property
    def status(self):
        return self.workshops.status(self.id, now=NOW)

    @property
    def pictures(self):
        return {one.name: one for one in self.workshops.pictures(self.id, now=NOW)}

    def guessed(self):
        """Return (low, high, people) of what is shown of the first guess; nothing if it is not."""
        pictures = self.pictures
        table = pictures["before_after"].tables.get("guess_networks") if pictures else None
        return [(band.low, band.high, band.people) for band in table.bands] if table else []

    def sent_by(self, device):
        return self.workshops.join(self.id, device, now=NOW).sent
