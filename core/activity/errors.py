"""Why an export, or a file of it, cannot be counted. Nothing of its content is in here."""

from __future__ import annotations

from typing import Literal

Reason = Literal[
    "empty", "not_an_export", "broken_archive", "encrypted", "unsupported", "link", "nested",
    "too_large", "too_many", "too_deep", "truncated", "structure", "table", "html", "language",
    "owner", "ambiguous", "no_valid_time", "invalid_rows", "some_undated", "part_missing",
    "encrypted_chats", "ephemeral", "partial_history", "time_zone", "weeks", "text_only", "no_file",
    "told_together", "web_page", "basic_archive", "nothing_here",
]  # fmt: skip

MEANING: dict[Reason, str] = {
    "empty": "the file is empty",
    "not_an_export": "not an export of a network known here",
    "nothing_here": "a part of an export with nothing in it that is counted",
    "broken_archive": "the archive is damaged or incomplete: download it again",
    "web_page": "a web page, not the archive: sign in to the network and download it again",
    "encrypted": "password protected: give it without a password",
    "unsupported": "packed in a way that cannot be read: pack it again as a plain zip",
    "link": "a link, not a file",
    "nested": "an archive inside an archive inside an archive: unpack it once",
    "too_large": "larger than is read: ask for it without media, or give only the files needed",
    "too_many": "more entries than are read",
    "too_deep": "nested too deeply to be an export",
    "truncated": "the file stops in the middle: download it again",
    "structure": "not built as exports of this network are",
    "table": "a table that cannot be told apart into rows",
    "html": "HTML, whose times have no zone: ask for the export as JSON",
    "language": "in a language that is not known here",
    "owner": "nothing tells which messages are yours: give the whole export, with the profile",
    "ambiguous": "fits several networks: give the whole export",
    "no_valid_time": "no entry has a time that can be true",
    "invalid_rows": "some entries cannot be read",
    "some_undated": "some entries have no time",
    "part_missing": "the main file of this is not in the export",
    "encrypted_chats": "end-to-end encrypted chats are not in this export",
    "ephemeral": "messages that vanish are not in this export",
    "partial_history": "the history in this export is not complete",
    "basic_archive": "not in the basic archive: ask for the complete one, the larger",
    "told_together": "counted with another action: the export does not tell them apart",
    "no_file": "expected files that can be opened",
    "time_zone": "expected a time zone such as Europe/Paris",
    "text_only": "TXT, which does not tell whose a message is: ask for the export as JSON",
    "weeks": "expected whole numbers of weeks, from 1 to 520",
}


class ActivityError(Exception):
    """Something that cannot be counted.

    Attributes:
        reason: The kind of fault, a key of `MEANING`. The text of the error is
            its meaning: what was read is never part of it.
    """

    def __init__(self, reason: Reason) -> None:
        self.reason: Reason = reason
        super().__init__(MEANING[reason])
