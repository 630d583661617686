"""Files → songs on several cores, in processes that a broken file may bring down."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from humoresque.own_music.analysis import measure
from humoresque.own_music.decode import decode
from humoresque.own_music.errors import SongError
from humoresque.own_music.store import Song
from humoresque.own_music.tags import read_tags

CRASHED = "brought the decoder down"
_AHEAD = 2  # files handed out for each process

Outcome = Song | str
"""A song, or the reason why there is none."""


def analyse_file(path: Path) -> Outcome:
    """Decode, measure and read the tags of one file; never raises for what is in the file."""
    try:
        sound = decode(path)
        return Song(read_tags(path), sound.duration_s, measure(sound))
    except SongError as error:
        return str(error)
    except OSError as error:
        return f"cannot be read ({error.strerror})"
    except Exception as error:  # noqa: BLE001 - decoders of foreign files fail in unlisted ways
        return f"cannot be analysed ({type(error).__name__})"


def analyse_files(paths: Sequence[Path], jobs: int) -> Iterator[tuple[Path, Outcome]]:
    """Outcomes as they come, from ``jobs`` new processes, or from this one when it is 0.

    A file that kills its process gets :data:`CRASHED` as outcome, and the others go on.
    """
    if jobs == 0:
        yield from ((path, analyse_file(path)) for path in paths)
        return
    left = list(paths)
    while left:
        suspects = yield from _until_broken(left, jobs)
        for path in suspects:
            broken = yield from _until_broken([path], 1)
            if broken:
                yield path, CRASHED


def _until_broken(left: list[Path], jobs: int) -> Generator[tuple[Path, Outcome], None, list[Path]]:
    """Take files from ``left``; the answer is those that were in work when a process died."""
    pool = ProcessPoolExecutor(
        min(jobs, len(left)), multiprocessing.get_context("spawn"), initializer=_start_worker
    )
    pending: dict[Future[Outcome], Path] = {}
    try:
        while left or pending:
            while left and len(pending) < _AHEAD * jobs:
                path = left.pop(0)
                pending[pool.submit(analyse_file, path)] = path
            for done in wait(pending, return_when=FIRST_COMPLETED).done:
                outcome = done.result()
                yield pending.pop(done), outcome
    except BrokenProcessPool:
        return list(pending.values())
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
    return []


def _start_worker() -> None:
    """Leave Ctrl-C to the parent, and keep the decoders' own warnings off its terminal."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
