"""What was handed over, as members that can be read: bounded, in memory, never unpacked to disk."""

from __future__ import annotations

import datetime
import gzip
import io
import lzma
import stat
import struct
import tarfile
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import BinaryIO, TextIO, cast

from core.activity.errors import ActivityError, Reason

Path = tuple[str, ...]  # its parts, normalised
MEGABYTE = 1 << 20
MOST_MEMBER_BYTES = 512 * MEGABYTE
MOST_TOTAL_BYTES = 2048 * MEGABYTE
MOST_NESTED_BYTES = 64 * MEGABYTE  # of all archives inside archives, which are held in memory
MOST_DIRECTORY_BYTES = 16 * MEGABYTE
MOST_MEMBERS = 100_000
MOST_NESTED = 20
MOST_RATIO = 200
FREE_OF_RATIO_BYTES = 8 * MEGABYTE
_LISTING = 0.05  # the share of the work that finding what there is stands for
_TOLD_EVERY = 1 * MEGABYTE
ARCHIVES = (".zip", ".tgz", ".tar.gz", ".tar")

_BROKEN = (zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError,
           struct.error, gzip.BadGzipFile, OSError, ValueError)  # fmt: skip


class Pace:
    """Tells how much of the reading is done, as a share that never falls."""

    def __init__(self, tell: Callable[[float], None] | None = None) -> None:
        self.tell, self.expected, self.done, self.told = tell, 0, 0, 0.0

    def expect(self, size: int) -> None:
        """Take note of how many bytes there are to be read; listing was a twentieth of it all."""
        self.expected = size
        self._say(_LISTING)

    def read(self, size: int) -> None:
        """Take note of bytes that were read."""
        before, self.done = self.done, self.done + size
        if self.done // _TOLD_EVERY > before // _TOLD_EVERY:
            share = min(1.0, self.done / self.expected) if self.expected else 0.0
            self._say((0.99 - _LISTING) * share + _LISTING * bool(self.expected))

    def end(self) -> None:
        """Say that all is read."""
        self._say(1.0)

    def _say(self, share: float) -> None:
        self.told = max(self.told, share)
        if self.tell is not None:
            self.tell(self.told)


@dataclass
class Budget:
    """How many bytes may still be read from everything together."""

    left: int = field(default_factory=lambda: MOST_TOTAL_BYTES)
    nested_left: int = field(default_factory=lambda: MOST_NESTED_BYTES)
    pace: Pace = field(default_factory=Pace)

    def spend(self, size: int) -> None:
        """Take `size` bytes away.

        Raises:
            ActivityError: If they are more than are left.
        """
        self.pace.read(size)
        self.left -= size
        if self.left < 0:
            raise ActivityError("too_large")


@dataclass(frozen=True)
class Member:
    """One file handed over, or inside what was.

    Attributes:
        export: The number of the file that was handed over, from 0.
        path: Its normalised path inside; one part for a file handed over bare.
        day: The day its archive says it is of; None if that is not told.
        size: How many bytes it is said to have, unpacked.
        opened: Returns a new reader of it; both may raise `ActivityError`.
        fault: Why an archive inside an archive is not gone into.
    """

    export: int
    path: Path
    day: datetime.date | None
    size: int
    opened: Callable[[], BinaryIO]
    fault: Reason | None = None

    def text(self) -> TextIO:
        """Return it as text, whatever its encoding; what is no text becomes a sign for that."""
        stream = self.opened()
        head = stream.peek(4)[:4]  # type: ignore[attr-defined]
        encoding = "utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
        return io.TextIOWrapper(stream, encoding, errors="replace", newline="")


def normalised(path: str) -> Path:
    """Return the parts of a path, alike whoever wrote it: composed, folded, with no dots."""
    plain = unicodedata.normalize("NFC", path.replace("\\", "/").replace("\xa0", " ")).casefold()
    return tuple(part.strip() for part in plain.split("/") if part.strip() not in ("", ".", ".."))


def members_of(
    number: int, name: str, file: BinaryIO, budget: Budget, level: int = 0
) -> Iterator[Member]:
    """Yield the members of one file handed over: itself, if it is no archive.

    Raises:
        ActivityError: If it is empty, damaged or larger than is read.
    """
    file.seek(0)
    head = file.read(512)
    if not head:
        raise ActivityError("empty")
    if head.startswith((b"Rar!", b"7z\xbc\xaf")):
        raise ActivityError("unsupported")
    if name.casefold().endswith(ARCHIVES) and head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        raise ActivityError("web_page")
    if head.startswith(b"\x1f\x8b") or head[257:262] == b"ustar":
        yield from _of_tar(number, file, budget, packed=head.startswith(b"\x1f\x8b"))
    elif head.startswith(b"PK") or name.casefold().endswith(".zip"):
        yield from _of_zip(number, file, budget, level)
    else:
        size = file.seek(0, io.SEEK_END)
        yield Member(number, normalised(name)[-1:], None, size, lambda: _bare(file, budget))


def _bare(file: BinaryIO, budget: Budget) -> BinaryIO:
    file.seek(0)
    return _bounded(file, budget, None)


class _Bounded(io.RawIOBase):
    """A reader that stops at the bounds, and tells every fault of an archive in our words."""

    def __init__(self, inner: BinaryIO, budget: Budget, packed: int | None) -> None:
        self.inner, self.budget, self.packed, self.done = inner, budget, packed, 0

    def readable(self) -> bool:
        return True

    def readinto(self, target: memoryview) -> int:  # type: ignore[override]
        with faults_named():
            data = self.inner.read(len(target))
        self.done += len(data)
        self.budget.spend(len(data))
        inflated = self.done > FREE_OF_RATIO_BYTES and self.packed is not None
        if self.done > MOST_MEMBER_BYTES or (inflated and self.done > self._most()):
            raise ActivityError("too_large")
        target[: len(data)] = data
        return len(data)

    def _most(self) -> int:
        return (self.packed or 0) * MOST_RATIO


def _bounded(inner: BinaryIO, budget: Budget, packed: int | None) -> BinaryIO:
    return cast(BinaryIO, io.BufferedReader(_Bounded(inner, budget, packed), 65_536))


class faults_named:  # noqa: N801
    """A context in which what archives raise becomes an `ActivityError`."""

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: object
    ) -> None:
        if isinstance(error, ActivityError) or error is None:
            return
        if isinstance(error, NotImplementedError):
            raise ActivityError("unsupported") from None
        if isinstance(error, RuntimeError) and not isinstance(error, RecursionError):
            raise ActivityError("encrypted") from None
        if isinstance(error, _BROKEN):
            raise ActivityError("broken_archive") from None


def _of_zip(number: int, file: BinaryIO, budget: Budget, level: int) -> Iterator[Member]:
    _refuse_large_directory(file)
    with faults_named():
        archive = zipfile.ZipFile(file)
    entries = archive.infolist()
    if len(entries) > MOST_MEMBERS:
        raise ActivityError("too_many")
    nested = 0
    for entry in entries:
        path = normalised(_named(entry))
        if entry.is_dir() or not path or "__macosx" in path or path[-1].startswith("._"):
            continue
        member = Member(number, path, _day(entry), entry.file_size, _opener(archive, entry, budget))
        if not path[-1].endswith(ARCHIVES):
            yield member
            continue
        nested += 1
        yield from _inside(member, budget, level, nested)


def _named(entry: zipfile.ZipInfo) -> str:
    """Return the name of a member; of one written as UTF-8 without saying so, as it was meant."""
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return entry.filename


def _refuse_large_directory(file: BinaryIO) -> None:
    """Look at the size of the table of contents before it is read into memory."""
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - 65_557))
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 22:
        raise ActivityError("broken_archive")
    told = int(struct.unpack("<L", tail[at + 12 : at + 16])[0])
    at = tail.rfind(b"PK\x06\x06")
    if told == 0xFFFFFFFF and at >= 0 and len(tail) >= at + 56:
        told = int(struct.unpack("<Q", tail[at + 40 : at + 48])[0])
    if told > MOST_DIRECTORY_BYTES:
        raise ActivityError("too_many")


def _day(entry: zipfile.ZipInfo) -> datetime.date | None:
    try:
        day = datetime.date(*entry.date_time[:3])
    except ValueError:
        return None
    return day if day.year >= 2004 else None


def _opener(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, budget: Budget
) -> Callable[[], BinaryIO]:
    def opened() -> BinaryIO:
        kind = stat.S_IFMT(entry.external_attr >> 16)
        if kind not in (0, stat.S_IFREG):
            raise ActivityError("link")
        if entry.file_size > MOST_MEMBER_BYTES:
            raise ActivityError("too_large")
        with faults_named():
            return _bounded(cast(BinaryIO, archive.open(entry)), budget, entry.compress_size)

    return opened


def _inside(member: Member, budget: Budget, level: int, nested: int) -> Iterator[Member]:
    """Yield the members of an archive inside an archive; of one inside that, a fault."""
    try:
        if level > 0 or nested > MOST_NESTED:
            raise ActivityError("nested")
        data = member.opened().read(budget.nested_left + 1)
        budget.nested_left -= len(data)
        if budget.nested_left < 0:
            raise ActivityError("too_large")
        yield from members_of(member.export, member.path[-1], io.BytesIO(data), budget, level + 1)
    except ActivityError as error:
        budget.nested_left = max(0, budget.nested_left)
        yield replace(member, fault=error.reason)


def _of_tar(number: int, file: BinaryIO, budget: Budget, *, packed: bool) -> Iterator[Member]:
    """Yield the members of a tar; the whole is inflated once for the table of contents."""
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    inner: BinaryIO = file
    if packed:
        inner = cast(BinaryIO, _Inflated(file, size, budget.pace))
    with faults_named():
        archive = tarfile.open(fileobj=inner, mode="r:")  # noqa: SIM115
        count = 0
        while (entry := archive.next()) is not None:
            archive.members = []  # type: ignore[attr-defined]  # it would keep every one
            if (count := count + 1) > MOST_MEMBERS:
                raise ActivityError("too_many")
            path = normalised(entry.name)
            if entry.isdir() or not path or path[-1].startswith("._"):
                continue
            day = datetime.datetime.fromtimestamp(max(0, min(entry.mtime, 4e9)), datetime.UTC)
            yield Member(
                number, path, day.date() if day.year >= 2004 else None,
                entry.size, _tar_opener(archive, entry, budget),
            )  # fmt: skip


def _tar_opener(
    archive: tarfile.TarFile, entry: tarfile.TarInfo, budget: Budget
) -> Callable[[], BinaryIO]:
    def opened() -> BinaryIO:
        if not entry.isreg():
            raise ActivityError("link")
        with faults_named():
            inner = archive.extractfile(entry)
        assert inner is not None  # a regular file, as just seen
        return _bounded(cast(BinaryIO, inner), budget, None)

    return opened


class _Inflated(gzip.GzipFile):
    """What a gzip holds, up to a bound: reading on past it is refused."""

    def __init__(self, file: BinaryIO, packed: int, pace: Pace) -> None:
        super().__init__(fileobj=file, mode="rb")
        self.pace = pace
        self.most = max(FREE_OF_RATIO_BYTES, min(MOST_TOTAL_BYTES, packed * MOST_RATIO))

    def read(self, size: int | None = -1) -> bytes:
        """Return the next bytes.

        Raises:
            ActivityError: If there are more than are read.
        """
        if self.tell() > self.most:
            raise ActivityError("too_large")
        data = super().read(size)
        self.pace.read(len(data))
        return data

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place up to the bound.

        Raises:
            ActivityError: If it lies behind it.
        """
        if whence == io.SEEK_SET and offset > self.most:
            raise ActivityError("too_large")
        return super().seek(offset, whence)
