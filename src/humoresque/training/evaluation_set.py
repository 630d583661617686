"""``--on SET:SPLIT``: the labelled faces that a model is judged on, by their published names."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from humoresque.affect import EMOTIONS
from humoresque.training.datasets.affectnet import read_affectnet
from humoresque.training.datasets.clean import CleanRows
from humoresque.training.datasets.dataset import FaceDataset, Split
from humoresque.training.datasets.ferplus import FERPLUS_LABELS, join_votes, majority_labels
from humoresque.training.datasets.folder import read_folder
from humoresque.training.datasets.kdef import read_kdef
from humoresque.training.datasets.prepared import is_prepared, read_manifest, read_prepared
from humoresque.training.datasets.rows import load_rows
from humoresque.training.errors import NoRowsError, UnknownSetError
from humoresque.training.metrics import Ints

_FER2013_SPLITS = {"private-test": Split.TEST, "public-test": Split.VALIDATION}
SPLITS: dict[str, dict[str, Split]] = {
    "fer2013": _FER2013_SPLITS,
    "ferplus": _FER2013_SPLITS,
    "thesis": {"test": Split.TEST, "validation": Split.VALIDATION},
    "affectnet": {"validation": Split.VALIDATION, "training": Split.TRAINING},
    "kdef": {},
    "folder": {},
}
"""Sets and their splits; the first split is meant when none is named."""


@dataclass(frozen=True, slots=True)
class EvaluationSet:
    """Labelled faces of one split.

    ``images`` (N, 48, 48) uint8; ``labels`` (N,) numbers into ``classes``; ``rows`` (N,) their
    numbers in what was read; ``unseen`` (N,) is true for rows without a copy in the training split,
    or None where copies are not known.
    """

    name: str
    classes: tuple[str, ...]
    images: npt.NDArray[np.uint8]
    labels: Ints
    rows: Ints
    unseen: npt.NDArray[np.bool_] | None = None


@dataclass(frozen=True, slots=True)
class EvaluationSets:
    """The split asked for, and the set's other splits where it has them.

    ``training`` are the cleaned training rows without offline copies; ``validation`` is what models
    are chosen on.
    """

    judged: EvaluationSet
    validation: EvaluationSet | None
    training: EvaluationSet | None


Splits = Collection[Split]


@dataclass(frozen=True, slots=True)
class _Source:
    data: FaceDataset
    rows: dict[Split, Ints]
    unseen: Ints | None = None
    classes: tuple[str, ...] = tuple(EMOTIONS)


def parse_name(name: str) -> tuple[str, str]:
    """``fer2013`` → ("fer2013", "private-test"); UnknownSetError names the choices."""
    source, _, split = name.partition(":")
    if source not in SPLITS:
        msg = f"unknown set {source!r}; choose {_choices()}"
        raise UnknownSetError(msg)
    splits = SPLITS[source]
    if split and split not in splits:
        known = (
            f"choose {' or '.join(f'{source}:{s}' for s in splits)}" if splits else "it has none"
        )
        msg = f"{source} has no split {split!r}; {known}"
        raise UnknownSetError(msg)
    return source, split or next(iter(splits), "")


def is_validation(name: str) -> bool:
    """Whether models may be chosen on the split of this name."""
    source, _, split = name.partition(":")
    return SPLITS.get(source, {}).get(split) is Split.VALIDATION


def load_set(name: str, path: Path, *, check_counts: bool = True) -> EvaluationSet:
    """Read the split that ``name`` (SET or SET:SPLIT) stands for from ``path``.

    Raises UnknownSetError for unknown names, NoRowsError for an empty split and what the readers
    raise. ``check_counts=False`` lets miniature sets through.
    """
    source, split_name = parse_name(name)
    split = SPLITS[source].get(split_name)
    found = _READERS[source](path, [split] if split is not None else [], check_counts)
    return _judged(found, source, split_name, path)


def load_sets(name: str, path: Path, *, check_counts: bool = True) -> EvaluationSets:
    """Read the split and, for models to be compared, the set's validation and training rows.

    Raises as :func:`load_set` does.
    """
    source, split_name = parse_name(name)
    validation = next((n for n, s in SPLITS[source].items() if s is Split.VALIDATION), None)
    wanted = {Split.TRAINING, *SPLITS[source].values()} if SPLITS[source] else ()
    found = _READERS[source](path, sorted(wanted), check_counts)
    return EvaluationSets(
        judged=_judged(found, source, split_name, path),
        validation=_select(found, Split.VALIDATION, f"{source}:{validation}")
        if validation
        else None,
        training=_select(found, Split.TRAINING, f"{source}:training")
        if Split.TRAINING in found.rows
        else None,
    )


def select_split(data: FaceDataset, rows: CleanRows, split: Split, name: str) -> EvaluationSet:
    """One split of cleaned FER2013 or prepared rows that are in memory already."""
    return _select(_cleaned(data, rows), split, name)


def _choices() -> str:
    return ", ".join(
        source if not splits else " or ".join(f"{source}:{split}" for split in splits)
        for source, splits in SPLITS.items()
    )


def _judged(found: _Source, source: str, split_name: str, path: Path) -> EvaluationSet:
    name = f"{source}:{split_name}" if split_name else source
    judged = _select(found, SPLITS[source].get(split_name), name)
    if not len(judged.rows):
        msg = f"{path}: {name} has no rows"
        raise NoRowsError(msg)
    return judged


def _select(found: _Source, split: Split | None, name: str) -> EvaluationSet:
    rows = np.arange(len(found.data)) if split is None else found.rows[split]
    unseen = found.unseen if split is Split.TEST else None
    return EvaluationSet(
        name=name,
        classes=found.classes,
        images=found.data.images[rows],
        labels=found.data.labels[rows],
        rows=rows,
        unseen=None if unseen is None else np.isin(rows, unseen),
    )


def _cleaned(data: FaceDataset, rows: CleanRows) -> _Source:
    splits = {
        Split.TRAINING: rows.originals,
        Split.VALIDATION: rows.validation,
        Split.TEST: rows.test,
    }
    return _Source(data, splits, rows.test_without_training_copy)


def _fer2013(path: Path, _: Splits, check_counts: bool) -> _Source:  # noqa: FBT001 - from a table
    if is_prepared(path) and (held := read_manifest(path).get("name")) != "fer2013":
        msg = f"{path} holds {held}, not FER2013 alone; evaluate it with --on thesis"
        raise UnknownSetError(msg)
    return _cleaned(*load_rows(path, check_counts=check_counts))


def _ferplus(path: Path, splits: Splits, check_counts: bool) -> _Source:  # noqa: FBT001
    """FER2013's rows that FER+'s majority gives one of its eight labels."""
    source = _fer2013(path, splits, check_counts)
    data = source.data
    if data.votes is None and is_prepared(path):
        msg = f"{path} holds no votes of FER+: prepare it with --ferplus"
        raise NoRowsError(msg)
    if data.votes is None:
        data = join_votes(data, path if path.is_dir() else path.parent)
    labels, kept = majority_labels(np.asarray(data.votes))
    return _Source(
        FaceDataset("ferplus", data.images, labels, data.splits, data.votes),
        {split: rows[kept[rows]] for split, rows in source.rows.items()},
        source.unseen,
        FERPLUS_LABELS,
    )


def _thesis(path: Path, _: Splits, __: bool) -> _Source:  # noqa: FBT001
    return _cleaned(*read_prepared(path))


def _affectnet(path: Path, splits: Splits, check_counts: bool) -> _Source:  # noqa: FBT001
    data = read_affectnet(path, splits=splits, check_counts=check_counts)
    return _Source(data, {split: data.rows(split) for split in splits})


def _kdef(path: Path, _: Splits, check_counts: bool) -> _Source:  # noqa: FBT001
    return _Source(read_kdef(path, check_counts=check_counts), {})


def _folder(path: Path, _: Splits, __: bool) -> _Source:  # noqa: FBT001
    return _Source(read_folder(path), {})


_READERS: dict[str, Callable[[Path, Splits, bool], _Source]] = {
    "fer2013": _fer2013,
    "ferplus": _ferplus,
    "thesis": _thesis,
    "affectnet": _affectnet,
    "kdef": _kdef,
    "folder": _folder,
}
