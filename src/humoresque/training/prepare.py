"""Two sets to train on: FER2013 without what flatters, and the thesis' join of three sets."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from humoresque.affect import EMOTIONS
from humoresque.training import offline_augmentation
from humoresque.training.datasets.affectnet import read_affectnet, read_list
from humoresque.training.datasets.clean import clean_rows, without_copies
from humoresque.training.datasets.dataset import FaceDataset, Split
from humoresque.training.datasets.fer2013 import read_fer2013, require_official_splits
from humoresque.training.datasets.ferplus import VOTE_COLUMNS, join_votes
from humoresque.training.datasets.kdef import read_kdef
from humoresque.training.datasets.prepared import PreparedSet
from humoresque.training.errors import DatasetMismatchError, IncompleteSetError

VALIDATION_PERCENT = 15
TEST_PERCENT = 10
THESIS_AFFECTNET = 1_730
SPLIT_NAMES = {Split.TRAINING: "train", Split.VALIDATION: "validation", Split.TEST: "test"}

# Fixed, so that a set's split does not depend on which other sets are there.
_STREAMS = {"fer2013": 0, "kdef": 1, "affectnet": 2, "augmentation": 3}

Counts = dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the sets lie. Without ``check_counts`` miniature sets are let through."""

    fer2013: Path
    ferplus: Path | None = None
    kdef: Path | None = None
    affectnet: Path | None = None
    affectnet_list: Path | None = None
    check_counts: bool = True


def prepare_clean(sources: Sources) -> PreparedSet:
    """FER2013 with its official splits, less the training rows that :func:`clean_rows` drops.

    It keeps the name ``fer2013``: whatever is trained or judged on it quotes FER2013's splits.

    Raises DatasetNotFoundError or DatasetMismatchError for what lies at the given places.
    """
    data = _read_fer2013(sources)
    rows = clean_rows(data)
    kept = np.sort(np.concatenate([rows.train, rows.validation, rows.test]))
    chosen = _take(data, kept)
    return PreparedSet(
        data=chosen,
        source=np.zeros(len(chosen), np.uint8),
        sources=(data.name,),
        test_without_training_copy=np.searchsorted(kept, rows.test_without_training_copy),
        facts={
            "kind": "clean",
            "read": {data.name: _per_class(data.labels)},
            "dropped": rows.dropped,
            "counts": _count(chosen, np.zeros(len(chosen), np.uint8), (data.name,)),
        },
    )


def prepare_thesis(sources: Sources, *, seed: int, allow_partial: bool = False) -> PreparedSet:
    """FER2013, KDEF and 1,730 pictures of AffectNet, split 75/15/10 per class, then augmented.

    FER2013's PrivateTest is its test; the rest of it is split anew. Nothing is dropped, as in the
    thesis. Validation and test parts are rounded up in every class, which gives its published
    numbers. The copies stand behind all other rows.

    Raises IncompleteSetError when KDEF or AffectNet is absent and ``allow_partial`` is not set,
    DatasetNotFoundError or DatasetMismatchError for what lies at the given places.
    """
    partial = _partial(sources, allow_partial=allow_partial)
    parts = [_split_fer2013(_read_fer2013(sources), _rng(seed, "fer2013"))]
    if sources.kdef:
        kdef = read_kdef(sources.kdef, check_counts=sources.check_counts)
        parts.append(_split_evenly(kdef, _rng(seed, "kdef")))
    if sources.affectnet and sources.affectnet_list:
        affectnet = _read_affectnet(sources.affectnet, sources.affectnet_list, allow_partial)
        parts.append(_split_evenly(affectnet, _rng(seed, "affectnet")))
        if len(affectnet) != THESIS_AFFECTNET:
            partial.append(f"{len(affectnet):,} affectnet pictures, not {THESIS_AFFECTNET:,}")
    joined = _join(parts)
    names = tuple(part.name for part in parts)
    source = np.repeat(np.arange(len(parts), dtype=np.uint8), [len(part) for part in parts])

    rng = _rng(seed, "augmentation")
    train = joined.rows(Split.TRAINING)
    originals = offline_augmentation.choose_originals(joined.labels, train, rng)
    copies = _take(joined, originals)
    copies = replace(copies, images=offline_augmentation.change_copies(copies.images, rng))
    data = replace(_join([joined, copies]), name="thesis")
    all_sources = np.concatenate([source, source[originals]])
    test = joined.rows(Split.TEST)
    unseen = without_copies(joined, test, train)
    seen = np.bincount(source[np.setdiff1d(test, unseen)], minlength=len(names))
    return PreparedSet(
        data=data,
        source=all_sources,
        sources=names,
        test_without_training_copy=unseen,
        copies=np.arange(len(joined), len(data)),
        facts={
            "kind": "thesis",
            "seed": seed,
            "partial": partial,
            "settings": _settings(),
            "read": {part.name: _per_class(part.labels) for part in parts},
            "dropped": {},
            "test_rows_with_training_copy": dict(zip(names, seen.tolist(), strict=True)),
            "counts_before_augmentation": _count(joined, source, names),
            "augmented_copies": len(originals),
            "counts": _count(data, all_sources, names),
        },
    )


def stratify(
    labels: npt.NDArray[np.int64], totals: npt.NDArray[np.int64], rng: np.random.Generator
) -> npt.NDArray[np.int64]:
    """Splits (N,): 15 % of each class' ``totals`` (7,) go to validation, rounded up, at random.

    The rest is TRAINING. ``totals`` counts rows that are elsewhere, too (FER2013's own test).
    """
    splits = np.full(len(labels), Split.TRAINING, np.int64)
    for label, total in enumerate(totals):
        rows = rng.permutation(np.flatnonzero(labels == label))
        splits[rows[: _share(int(total), VALIDATION_PERCENT)]] = Split.VALIDATION
    return splits


def stratify_with_test(
    labels: npt.NDArray[np.int64], rng: np.random.Generator
) -> npt.NDArray[np.int64]:
    """Splits (N,): of each class 15 % VALIDATION, 10 % TEST, both rounded up, the rest TRAINING."""
    splits = np.full(len(labels), Split.TRAINING, np.int64)
    for label in range(len(EMOTIONS)):
        rows = rng.permutation(np.flatnonzero(labels == label))
        validation = _share(len(rows), VALIDATION_PERCENT)
        test = _share(len(rows), TEST_PERCENT)
        splits[rows[:validation]] = Split.VALIDATION
        splits[rows[validation : validation + test]] = Split.TEST
    return splits


def _share(total: int, percent: int) -> int:
    return -(-total * percent // 100)


def _rng(seed: int, stream: str) -> np.random.Generator:
    return np.random.default_rng([seed, _STREAMS[stream]])


def _partial(sources: Sources, *, allow_partial: bool) -> list[str]:
    """What the set lacks, in words."""
    if sources.affectnet and not sources.affectnet_list:
        msg = (
            f"The thesis chose {THESIS_AFFECTNET:,} pictures of AffectNet by hand: name them in a "
            "list file with --affectnet-list."
        )
        raise IncompleteSetError(msg)
    places = {"kdef": sources.kdef, "affectnet": sources.affectnet}
    missing = [name for name, place in places.items() if place is None]
    if missing and not allow_partial:
        options = " and ".join(f"--{name}" for name in missing)
        msg = (
            f"The thesis' set needs FER2013, KDEF and AffectNet: {options} must say where it is. "
            "With --allow-partial the set is made of what there is, and its manifest says so."
        )
        raise IncompleteSetError(msg)
    return [f"without {name}" for name in missing]


def _read_fer2013(sources: Sources) -> FaceDataset:
    data = read_fer2013(sources.fer2013, check_counts=sources.check_counts)
    require_official_splits(data, sources.fer2013)
    return join_votes(data, sources.ferplus) if sources.ferplus else data


def _read_affectnet(folder: Path, list_file: Path, allow_partial: bool) -> FaceDataset:  # noqa: FBT001
    names = read_list(list_file)
    if len(names) != THESIS_AFFECTNET and not allow_partial:
        difference = f"{len(names):,} names, the thesis chose {THESIS_AFFECTNET:,}"
        raise DatasetMismatchError(list_file, f"{difference} (--allow-partial takes them)")
    return read_affectnet(folder, chosen=names)


def _split_fer2013(data: FaceDataset, rng: np.random.Generator) -> FaceDataset:
    splits = data.splits.copy()
    pool = np.flatnonzero(splits != Split.TEST)
    totals = np.bincount(data.labels, minlength=len(EMOTIONS))
    splits[pool] = stratify(data.labels[pool], totals, rng)
    return replace(data, splits=splits)


def _split_evenly(data: FaceDataset, rng: np.random.Generator) -> FaceDataset:
    return replace(data, splits=stratify_with_test(data.labels, rng))


def _take(data: FaceDataset, rows: npt.NDArray[np.int64]) -> FaceDataset:
    return FaceDataset(
        name=data.name,
        images=data.images[rows],
        labels=data.labels[rows],
        splits=data.splits[rows],
        votes=None if data.votes is None else data.votes[rows],
        in_published_order=False,
    )


def _join(parts: list[FaceDataset]) -> FaceDataset:
    """One behind the other; rows of sets without votes get zeros if any set has votes."""
    votes = None
    if any(part.votes is not None for part in parts):
        width = len(VOTE_COLUMNS)
        votes = np.concatenate(
            [
                np.zeros((len(part), width), np.int64) if part.votes is None else part.votes
                for part in parts
            ]
        )
    return FaceDataset(
        name="joined",
        images=np.concatenate([part.images for part in parts]),
        labels=np.concatenate([part.labels for part in parts]),
        splits=np.concatenate([part.splits for part in parts]),
        votes=votes,
        in_published_order=False,
    )


def _per_class(labels: npt.NDArray[np.int64]) -> dict[str, int]:
    counts = np.bincount(labels, minlength=len(EMOTIONS))
    return {emotion.value: int(n) for emotion, n in zip(EMOTIONS, counts, strict=True)}


def _count(
    data: FaceDataset, source: npt.NDArray[np.uint8], names: tuple[str, ...]
) -> dict[str, Counts]:
    """Rows by split, then by set, then by class."""
    return {
        name: {
            set_name: _per_class(data.labels[(data.splits == split) & (source == number)])
            for number, set_name in enumerate(names)
        }
        for split, name in SPLIT_NAMES.items()
    }


def _settings() -> dict[str, Any]:
    return {
        "validation_percent": VALIDATION_PERCENT,
        "test_percent": TEST_PERCENT,
        "rotation_degrees": offline_augmentation.ROTATION_DEGREES,
        "shift": offline_augmentation.SHIFT,
        "zoom": list(offline_augmentation.ZOOM),
        "brightness": list(offline_augmentation.BRIGHTNESS),
        "happy_percent": offline_augmentation.HAPPY_PERCENT,
    }
