"""Any folder of pictures whose labels stand in folder or file names."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np

from humoresque.affect import EMOTIONS, Emotion
from humoresque.training.datasets.dataset import FaceDataset, Split
from humoresque.training.datasets.picture import (
    SUFFIXES,
    central_square,
    list_pictures,
    read_grey,
    stack_tiles,
    to_tile,
)
from humoresque.training.errors import DatasetMismatchError, DatasetNotFoundError

_SYNONYMS = {
    Emotion.ANGRY: ("anger",),
    Emotion.DISGUST: ("disgusted",),
    Emotion.FEAR: ("fearful", "afraid", "scared"),
    Emotion.HAPPY: ("happiness", "joy"),
    Emotion.SAD: ("sadness",),
    Emotion.SURPRISE: ("surprised",),
    Emotion.NEUTRAL: (),
}
_LABELS = {
    word: EMOTIONS.index(emotion)
    for emotion, synonyms in _SYNONYMS.items()
    for word in (emotion.value, *synonyms)
}
_CLASSES = ", ".join(emotion.value for emotion in EMOTIONS)
_PHOTO_SUFFIXES = SUFFIXES | {".heic", ".heif", ".gif"}
_FIRST_WORD = re.compile(r"[a-z]+")


def label_of(word: str) -> int | None:
    """Our label of a folder's name (``happy``, ``Happiness``, ``joy``); None for other words."""
    return _LABELS.get(word.strip().lower())


def read_folder(folder: Path) -> FaceDataset:
    """Read class folders of face pictures: turned upright, grey, central square, 48x48.

    Every row is UNSPLIT. Raises DatasetNotFoundError where there is no class folder, and
    DatasetMismatchError for a folder of pictures with another name or a picture that cannot be
    read.
    """
    classes = sorted(path for path in folder.glob("*") if path.is_dir())
    if not any(label_of(path.name) is not None for path in classes):
        raise DatasetNotFoundError(folder, f"class folders ({_CLASSES}) with pictures")
    tiles = []
    labels = []
    for path in classes:
        pictures = list_pictures(path)
        label = label_of(path.name)
        if label is None:
            if pictures:
                difference = f"not one of the seven labels ({_CLASSES}): rename or remove it"
                raise DatasetMismatchError(path, difference)
            continue
        for picture in pictures:
            image = read_grey(picture)
            tiles.append(to_tile(image, central_square(image)))
            labels.append(label)
    return FaceDataset(
        name=folder.name,
        images=stack_tiles(tiles),
        labels=np.array(labels, np.int64),
        splits=np.full(len(labels), Split.UNSPLIT, np.int64),
    )


def list_labelled_photos(folder: Path) -> list[tuple[Path, int]]:
    """List photos with their labels, ordered by path.

    The nearest class folder above a photo says its label, or the first word of its own name
    (``happy_01.jpg``); photos with neither are left out. Nothing is opened.

    Raises DatasetNotFoundError when no photo has a label.
    """
    photos = [
        (path, label)
        for path in sorted(folder.rglob("*"))
        if path.suffix.lower() in _PHOTO_SUFFIXES
        and path.is_file()
        and (label := _label_of_photo(path.relative_to(folder))) is not None
    ]
    if not photos:
        expected = f"photos in class folders ({_CLASSES}), or with names like happy_01.jpg"
        raise DatasetNotFoundError(folder, expected)
    return photos


def _label_of_photo(path: Path) -> int | None:
    for parent in reversed(path.parent.parts):
        label = label_of(parent)
        if label is not None:
            return label
    word = _FIRST_WORD.match(path.name.lower())
    return label_of(word[0]) if word else None
