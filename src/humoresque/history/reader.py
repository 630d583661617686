"""Files of listening history → what a listener plays: the door of this room."""

from __future__ import annotations

import hashlib
import io
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import IO, TYPE_CHECKING, Final, TextIO

from humoresque.history import archive, json_stream, values
from humoresque.history.errors import (
    BrokenHistoryError,
    EmptyHistoryError,
    NoHistoryFilesError,
    TooLargeHistoryError,
    UnrecognizedHistoryError,
)
from humoresque.history.listening import (
    FileReport,
    HistoryFormat,
    LeftOut,
    ListeningHistory,
    NamedBytes,
    Play,
)
from humoresque.history.record import read_record
from humoresque.history.table import TableError, plays_of_table
from humoresque.history.tally import Tally

if TYPE_CHECKING:
    from typing_extensions import Buffer

MOST_FILES: Final = 30
MOST_BYTES: Final = 100_000_000  # as they come
MOST_UNPACKED_BYTES: Final = 400_000_000  # after unpacking; ten years of Spotify have about 200 MB
MOST_ROWS: Final = 1_000_000  # 130 songs a day for twenty years
MOST_STRANGERS: Final = 10_000  # records of a file that are no plays
MOST_KEPT: Final = 500  # artists, and songs
_PIECE = 65_536
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def read_history(files: Sequence[NamedBytes]) -> ListeningHistory:
    """Count the plays in files of up to 100 MB in all, 400 MB unpacked, in memory only.

    The formats of :class:`HistoryFormat` and zips of them are told by content. A play counts
    unless :class:`LeftOut` says why not. Files that are given twice count once. Spotify's Account
    data (one year) is left out where the Extended history (all years) is there too. Raises a
    HistoryError, which never quotes a file.
    """
    if not files:
        raise NoHistoryFilesError
    if len(files) > MOST_FILES:
        raise TooLargeHistoryError(MOST_FILES, "files")
    if sum(len(file.content) for file in files) > MOST_BYTES:
        raise TooLargeHistoryError(MOST_BYTES, "bytes")
    reading = _Reading()
    seen: set[bytes] = set()
    for number, file in enumerate(files, start=1):
        digest = hashlib.sha256(file.content).digest()
        if digest not in seen:
            seen.add(digest)
            reading.read(file, number)
    return reading.finish()


class _Reading:
    """The state of one call."""

    def __init__(self) -> None:
        self._tallies: dict[HistoryFormat, Tally] = {}
        self._reports: list[FileReport] = []
        self._unpacked = 0
        self._rows = 0

    def read(self, file: NamedBytes, number: int) -> None:
        """Read one file, or all that a zip holds."""
        if not archive.is_zip(file.content):
            self._read_text(file.name, io.BytesIO(file.content), number)
            return
        for name, stream in archive.members(file.content, number):
            try:
                self._read_text(name, stream, number, inside=True)
            except archive.READING_ERRORS:
                problem = "it is a zip that is damaged inside"
                raise BrokenHistoryError(number, problem) from None

    def finish(self) -> ListeningHistory:
        """Rank what was counted."""
        if not self._tallies:
            raise UnrecognizedHistoryError
        account = self._tallies.get(HistoryFormat.SPOTIFY_ACCOUNT)
        if account is not None and HistoryFormat.SPOTIFY_EXTENDED in self._tallies:
            repeated = Tally(left_out=account.left_out)
            repeated.left_out[LeftOut.REPEATED] += account.plays
            self._tallies[HistoryFormat.SPOTIFY_ACCOUNT] = repeated
        whole = Tally()
        for kind in HistoryFormat:
            if kind in self._tallies:
                whole.merge(self._tallies[kind])
        if not whole.plays:
            raise EmptyHistoryError(whole.left_out.total())
        return ListeningHistory(
            artists=whole.top_artists(MOST_KEPT),
            songs=whole.top_songs(MOST_KEPT),
            plays=whole.plays,
            first=whole.first.date() if whole.first else None,
            last=whole.last.date() if whole.last else None,
            files=tuple(self._reports),
            left_out=dict(whole.left_out),
        )

    def _read_text(
        self, name: str, stream: IO[bytes], number: int, *, inside: bool = False
    ) -> None:
        kinds: Counter[HistoryFormat] = Counter()
        left_out: Counter[LeftOut] = Counter()
        plays = 0
        try:
            for kind, outcome in _outcomes(_Bounded(stream, self._count_bytes)):
                self._count_row()
                kinds[kind] += 1
                tally = self._tallies.setdefault(kind, Tally())
                if isinstance(outcome, Play):
                    tally.add(outcome)
                    plays += outcome.plays
                else:
                    tally.left_out[outcome] += 1
                    left_out[outcome] += 1
        except (json_stream.JsonStreamError, TableError) as error:
            # What breaks before its first play is no history but some other file.
            if kinds:
                raise BrokenHistoryError(number, str(error)) from None
        if inside and not kinds:
            return
        kind_of_most = kinds.most_common(1)[0][0] if kinds else None
        shown = values.printable(name[: values.LONGEST_NAME])
        self._reports.append(FileReport(shown, kind_of_most, plays, dict(left_out)))

    def _count_bytes(self, read: int) -> None:
        self._unpacked += read
        if self._unpacked > MOST_UNPACKED_BYTES:
            raise TooLargeHistoryError(MOST_UNPACKED_BYTES, "bytes after unpacking")

    def _count_row(self) -> None:
        self._rows += 1
        if self._rows > MOST_ROWS:
            raise TooLargeHistoryError(MOST_ROWS, "plays")


class _Bounded(io.RawIOBase):
    """A stream that tells how much of it was read; packed files may claim any size."""

    def __init__(self, stream: IO[bytes], count: Callable[[int], None]) -> None:
        self._stream = stream
        self._count = count

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Buffer) -> int:
        """Fill the buffer from the stream."""
        view = memoryview(buffer)
        data = self._stream.read(len(view))
        view[: len(data)] = data
        self._count(len(data))
        return len(data)


def _outcomes(raw: io.RawIOBase) -> Iterator[tuple[HistoryFormat, Play | LeftOut]]:
    """What every entry of a file says; nothing for a file that is no history."""
    buffered = io.BufferedReader(raw, _PIECE)
    encoding = "utf-16" if buffered.peek(2)[:2] in _UTF_16 else "utf-8-sig"
    # Names with replaced characters are counted as unreadable, each by itself.
    text = io.TextIOWrapper(buffered, encoding, errors="replace", newline="")
    start = buffered.peek(_PIECE)[:_PIECE].decode(encoding, errors="replace").lstrip()[:1]
    if start in {"[", "{"}:
        yield from _json_outcomes(text)
        return
    table = plays_of_table(text)
    if table is not None:
        kind, rows = table
        for row in rows:
            yield kind, row


def _json_outcomes(text: TextIO) -> Iterator[tuple[HistoryFormat, Play | LeftOut]]:
    strangers = 0
    for record in json_stream.records(text):
        outcome = read_record(record)
        if outcome is not None:
            yield outcome
            continue
        strangers += 1
        if strangers > MOST_STRANGERS:
            problem = "it holds too much that is no play"
            raise json_stream.JsonStreamError(problem)
