"""A link that holds a person's answers: a short text of letters, digits, "-" and "_".

Format, for good:

    text   = base64url, without padding, of: version, check, body
    version  1 byte; this file writes 2, and reads 1
    check    4 bytes, big-endian: CRC-32 of the version byte and the body
    body     raw deflate, with the preset dictionary of its version, of the answers'
             canonical JSON without spaces; from 2 on with its tables as rows
             (`core.link_rows`; `core.link_words` has the dictionary of 1)

Version and check stay where they are in every version to come, so that a link cut short
or mistyped is told from one of a newer app. The version of the answers is inside the
body: answers of an older version migrate as those of a file do.

Whatever a link says is hostile until `from_link` has checked it: lengths are bounded
before and after decompression, and what comes out is read like a file.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
import zlib
from functools import cache

from core import link_rows, link_words
from core.answers import MOST_BYTES, Answers, each_key_once, read_answers, to_json
from core.catalogue import Catalogue
from core.errors import AnswersError

VERSION = 2
OLDEST_VERSION = 1
MOST_CHARACTERS = 1_500  # with its address, far below the 2 000 that every mailer carries
MOST_READ = 8_000  # what may be read is more than what is written, in case that changes
HEADER = 5  # bytes: version and check
LETTERS = re.compile(r"[A-Za-z0-9_-]+")


class LinkTooLong(Exception):  # noqa: N818 (the name says it)
    """These answers do not fit into a link; a file holds them."""

    def __init__(self, characters: int) -> None:
        self.characters = characters
        super().__init__(f"expected at most {MOST_CHARACTERS} characters, got {characters}")


def to_link(answers: Answers, catalogue: Catalogue) -> str:
    """Return the text of a link that holds these answers, of at most `MOST_CHARACTERS`.

    Nothing is left out. Who would rather have a link without the weeks reported gives
    answers without them.

    Raises:
        LinkTooLong: If they need more.
        AnswersError: If the catalogue does not know what they name.
    """
    said = link_rows.shortened(json.loads(to_json(answers)))
    plain = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    text = _written(_deflated(plain.encode()))
    if len(text) > MOST_CHARACTERS:
        raise LinkTooLong(len(text))
    from_link(text, catalogue)  # no link leaves that this app would refuse
    return text


def from_link(text: str, catalogue: Catalogue) -> Answers:
    """Return the answers that a link holds.

    Raises:
        AnswersError: If it is too large, damaged, of a newer version, or says something
            that no file of answers may say.
    """
    version, body = _opened(text)
    if not OLDEST_VERSION <= version <= VERSION:
        raise AnswersError(
            "newer" if version > VERSION else "older", given=f"a link of version {version}"
        )
    plain = _inflated(body, version)
    return read_answers(plain if version == OLDEST_VERSION else _restored(plain), catalogue)


def _restored(plain: bytes) -> str:
    """Return the answers' JSON from what a body of version 2 holds."""
    try:
        said = json.loads(plain, object_pairs_hook=each_key_once)
        return json.dumps(link_rows.restored(said), ensure_ascii=False)
    except (ValueError, KeyError, RecursionError) as error:
        raise AnswersError("unreadable", given="a damaged link") from error


def _opened(text: str) -> tuple[int, bytes]:
    """Return the version and the body of a link whose check is right."""
    if len(text) > MOST_READ:
        raise AnswersError("too_large", expected=f"expected at most {MOST_READ} characters")
    packed = _unpacked(text)
    version, body = packed[:1], packed[HEADER:]
    # Written anew it must be the same: that compares the check, and admits one spelling only.
    if not body or _written(body, version) != text:
        raise AnswersError("unreadable", given="a damaged link")
    return version[0], body


def _unpacked(text: str) -> bytes:
    if not LETTERS.fullmatch(text):
        raise AnswersError("unreadable", given="a text that is no link")
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error as error:
        raise AnswersError("unreadable", given="a damaged link") from error


def _written(body: bytes, version: bytes = bytes([VERSION])) -> str:
    packed = version + _check(version + body) + body
    return base64.urlsafe_b64encode(packed).decode("ascii").rstrip("=")


def _check(content: bytes) -> bytes:
    return zlib.crc32(content).to_bytes(4, "big")


@cache
def _dictionary(version: int) -> bytes:
    return link_words.dictionary() if version == OLDEST_VERSION else link_rows.dictionary()


def _deflated(plain: bytes) -> bytes:
    words = _dictionary(VERSION)
    packer = zlib.compressobj(level=9, wbits=-zlib.MAX_WBITS, memLevel=9, zdict=words)
    return packer.compress(plain) + packer.flush()


def _inflated(body: bytes, version: int) -> bytes:
    """Return what a body holds, reading no more of it than answers can be long."""
    reader = zlib.decompressobj(wbits=-zlib.MAX_WBITS, zdict=_dictionary(version))
    try:
        plain = reader.decompress(body, MOST_BYTES + 1)
    except zlib.error as error:
        raise AnswersError("unreadable", given="a damaged link") from error
    if len(plain) > MOST_BYTES:
        raise AnswersError("too_large", expected=f"expected at most {MOST_BYTES // 1000} kB")
    if not reader.eof or reader.unused_data:
        raise AnswersError("unreadable", given="a damaged link")
    return plain
