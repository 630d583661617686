"""KDEF, the Karolinska Directed Emotional Faces (Lundqvist, Flykt & Öhman 1998).

70 people, two sessions, seven posed expressions, five views: 4,900 JPEG files of 562x762 pixels
named like ``AF01ANS.JPG`` (session, sex, person, expression, view), in a folder per person or all
in one. Only the three views that show both eyes are read: half left, straight, half right. Two of
their 2,940 files have truncated names (``AF31V.JPG``, ``AM31H.JPG``), which leaves 2,938.
"""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import numpy as np

from humoresque.affect import EMOTIONS, Emotion
from humoresque.training.datasets.dataset import FaceDataset, Split
from humoresque.training.datasets.picture import (
    central_square,
    list_pictures,
    read_grey,
    stack_tiles,
    to_tile,
)
from humoresque.training.errors import DatasetMismatchError, DatasetNotFoundError

EXPRESSIONS = {
    "AF": Emotion.FEAR,
    "AN": Emotion.ANGRY,
    "DI": Emotion.DISGUST,
    "HA": Emotion.HAPPY,
    "NE": Emotion.NEUTRAL,
    "SA": Emotion.SAD,
    "SU": Emotion.SURPRISE,
}
VIEWS = ("HL", "S", "HR")
PEOPLE = 35  # of each sex

# Published as AF31V.JPG and AM31H.JPG. Copies that repaired the names are read like the others.
TRUNCATED = frozenset({"AF31SAHL", "AM31SUHR"})
EXPECTED = "KDEF's JPEG files (AF01ANS.JPG, …), in a folder per person or in one folder"
_NAME = re.compile(r"[AB][FM]\d\d(AF|AN|DI|HA|NE|SA|SU)(FL|HL|S|HR|FR)", re.IGNORECASE)
_SHOWN = 5


def expected_names() -> frozenset[str]:
    """The 2,938 names that are read, without ending."""
    people = (f"{n:02d}" for n in range(1, PEOPLE + 1))
    names = map("".join, product("AB", "FM", people, EXPRESSIONS, VIEWS))
    return frozenset(names) - TRUNCATED


def read_kdef(folder: Path, *, check_counts: bool = True) -> FaceDataset:
    """Read the three views as grey 48x48 tiles, ordered by name; every row is UNSPLIT.

    A tile is the central square of the portrait (562x562, so the rows 100 to 662), averaged
    down: head and hair are in it, and the face is smaller than in FER2013's crops. Raises
    DatasetNotFoundError for a folder without such names, and DatasetMismatchError for a name
    that occurs twice or, with ``check_counts``, when pictures are missing.
    """
    files: dict[str, Path] = {}
    for path in list_pictures(folder) if folder.is_dir() else ():
        name = path.stem.upper()
        match = _NAME.fullmatch(name)
        if match is None or match[2].upper() not in VIEWS or name in TRUNCATED:
            continue
        if name in files:
            raise DatasetMismatchError(folder, f"{path.name} is here twice: keep one copy of KDEF")
        files[name] = path
    if not files:
        raise DatasetNotFoundError(folder, EXPECTED)
    if check_counts:
        _check_names(folder, frozenset(files))
    names = sorted(files)
    tiles = []
    for name in names:
        portrait = read_grey(files[name])
        tiles.append(to_tile(portrait, central_square(portrait)))
    labels = [EMOTIONS.index(EXPRESSIONS[name[4:6]]) for name in names]
    return FaceDataset(
        name="kdef",
        images=stack_tiles(tiles),
        labels=np.array(labels, np.int64),
        splits=np.full(len(names), Split.UNSPLIT, np.int64),
    )


def _check_names(folder: Path, found: frozenset[str]) -> None:
    expected = expected_names()
    for names, what in ((expected - found, "missing"), (found - expected, "unknown")):
        if names:
            shown = ", ".join(sorted(names)[:_SHOWN]) + (", …" if len(names) > _SHOWN else "")
            difference = f"{len(names):,} pictures {what} ({shown}); KDEF has {len(expected):,}"
            raise DatasetMismatchError(folder, f"{difference} in the views {', '.join(VIEWS)}")
