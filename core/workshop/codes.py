"""Codes to type and secrets to carry. Chance is an argument: a source of random bytes.

A join code is typed by people, so it is short, and guessing it is slowed down by
the storage; everything else is carried by links and has 128 bits.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from collections.abc import Callable

TokenSource = Callable[[int], bytes]

# No vowels, hence no words; of each set of look-alikes one at most (0 O Q, 1 I L, 2 Z,
# 5 S, 6 G, 8 B, U V).
ALPHABET = "CDFGHJKMNPRTVWXY3479"
CODE_LENGTH = 8  # 20 ** 8 codes: 34.6 bits
LABEL_LENGTH = 4
SECRET_BYTES = 16
SECRET = re.compile(r"[A-Za-z0-9_-]{22}")  # 16 bytes
LONGEST_TYPED = 40  # with spaces and dashes


def join_code(source: TokenSource) -> str:
    """Return a new join code, each as likely as any other."""
    return _drawn(source, CODE_LENGTH)


def label(source: TokenSource) -> str:
    """Return a new label for a slip: short, and good for nothing but to point at it."""
    return _drawn(source, LABEL_LENGTH)


def shown(code: str) -> str:
    """Return a join code as it is shown and read out: two groups of four."""
    return f"{code[:4]}-{code[4:]}"


def tidied(typed: str) -> str | None:
    """Return what somebody typed as a join code; None if it cannot be one.

    Small letters, spaces, dashes and dots are forgiven. Signs outside the
    alphabet are not guessed at: each could stand for several.
    """
    if len(typed) > LONGEST_TYPED:
        return None
    signs = "".join(sign for sign in typed.upper() if sign not in "-–—._" and not sign.isspace())
    return signs if len(signs) == CODE_LENGTH and set(signs) <= set(ALPHABET) else None


def participant_token(source: TokenSource) -> str:
    """Return a new secret of a participant's device: 22 characters, 128 bits."""
    return _secret(source)


def facilitator_secret(source: TokenSource) -> str:
    """Return a new secret of a facilitator's link: 22 characters, 128 bits."""
    return _secret(source)


def link_key(source: TokenSource) -> str:
    """Return a new key for the link and picture to join with: 22 characters, 128 bits."""
    return _secret(source)


def new_id(source: TokenSource) -> str:
    """Return a new id that tells nothing, not even the order of things."""
    return _secret(source)


def idempotency_key(source: TokenSource) -> str:
    """Return a new name for one act, so that trying it again does nothing more."""
    return _secret(source)


def is_secret(text: str) -> bool:
    """Return whether a text has the form of our secrets, whatever it opens."""
    return SECRET.fullmatch(text) is not None


def digest(secret: str) -> str:
    """Return what is kept of a secret: its SHA-256, as 64 characters.

    A plain hash is enough for 128 random bits: there is no list of likely ones to try.
    """
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def same(first: str, second: str) -> bool:
    """Return whether two digests are equal, in a time that does not tell where they differ."""
    return hmac.compare_digest(first.encode(), second.encode())


def _secret(source: TokenSource) -> str:
    return base64.urlsafe_b64encode(source(SECRET_BYTES)).decode("ascii").rstrip("=")


def _drawn(source: TokenSource, length: int) -> str:
    """Return `length` signs of the alphabet. Bytes of 240 and more would favour some: redrawn."""
    signs = ""
    fair = 256 - 256 % len(ALPHABET)
    while len(signs) < length:
        signs += "".join(ALPHABET[byte % len(ALPHABET)] for byte in source(length) if byte < fair)
    return signs[:length]
