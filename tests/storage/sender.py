"""A process of its own: people who join and send at once, each acknowledged on a line.

    python -m tests.storage.sender ADDRESS WORKSHOP NUMBER THREADS

Each sends twice with one key, as a phone does that did not hear the answer.
NUMBER 0: one after the other, until this process is killed.
"""

from __future__ import annotations

import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from itertools import count

from core.workshop.sending import Sending
from pages.storage.database import Database
from pages.storage.engine import address, engine_for
from pages.storage.errors import PASSING, Trouble
from pages.storage.workshops import Workshops
from tests.storage.people import NOW, key, token

ONE_BY_ONE = threading.Lock()  # lines are not to run into each other


def insist(call):
    """Try again for as long as the database is only busy, as the screens do."""
    while True:
        try:
            return call()
        except Trouble as trouble:
            if trouble.reason not in PASSING:
                raise


def take_part(workshops, workshop_id, number):
    device, name = token(), key()
    insist(lambda: workshops.join(workshop_id, device, now=NOW))
    sending = Sending(guess_networks=number % 10, guess_minutes=number)
    for _ in range(2):
        receipt = insist(lambda: workshops.send(workshop_id, device, sending, key=name, now=NOW))
    with ONE_BY_ONE:
        print(receipt.label, number, receipt.revision, flush=True)


def main(url, workshop_id, number, threads):
    workshops = Workshops(Database(engine_for(address(url))), ["linkedin"])
    numbers = range(int(number)) if int(number) else count()
    if not int(number):
        for one in numbers:
            take_part(workshops, workshop_id, one)
    with ThreadPoolExecutor(int(threads)) as pool:
        list(pool.map(lambda one: take_part(workshops, workshop_id, one), numbers))


if __name__ == "__main__":
    main(*sys.argv[1:])
