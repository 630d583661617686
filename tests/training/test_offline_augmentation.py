from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from humoresque.training.offline_augmentation import change_copies, choose_originals, count_copies


def test_every_class_gets_its_copies() -> None:
    originals = np.array([100, 100, 100, 101, 100, 100, 100])
    assert count_copies(originals).tolist() == [100, 200, 100, 45, 100, 100, 100]


def test_the_published_number_is_reached() -> None:
    # FER2013 and KDEF are known. Of AffectNet's 1,296 only the sum is published; 300 of disgust
    # and none of happy are one way among others to the published 57,952.
    fer2013 = np.array([3719, 409, 3824, 6761, 4571, 2985, 4642])
    kdef = np.array([315, 315, 315, 315, 314, 314, 315])
    assert (fer2013 + kdef).sum() == 29_114
    assert count_copies(fer2013 + kdef).sum() == 25_946
    affectnet = np.array([200, 300, 200, 0, 200, 200, 196])
    train = fer2013 + kdef + affectnet
    assert train.sum() == 30_410
    assert train.sum() + count_copies(train).sum() == 57_952


@given(st.lists(st.integers(0, 6), max_size=200), st.integers(0, 9))
def test_originals_are_chosen_among_the_rows_as_often_as_counted(
    classes: list[int], seed: int
) -> None:
    labels = np.array([*classes, 0, 1, 3], np.int64)
    rows = np.arange(len(classes))  # the last three are of another split
    chosen = choose_originals(labels, rows, np.random.default_rng(seed))
    expected = count_copies(np.bincount(labels[rows], minlength=7))
    assert np.bincount(labels[chosen], minlength=7).tolist() == expected.tolist()
    assert set(chosen) <= set(rows)
    times = np.bincount(chosen, minlength=len(classes))[: len(classes)]
    assert (times[labels[rows] == 1] == 2).all()
    assert (times[labels[rows] == 3] <= 1).all()
    assert (times[(labels[rows] != 1) & (labels[rows] != 3)] == 1).all()


def test_the_same_seed_changes_copies_in_the_same_way() -> None:
    images = np.random.default_rng(1).integers(0, 256, (8, 48, 48), dtype=np.uint8)
    first = change_copies(images, np.random.default_rng(4))
    assert np.array_equal(first, change_copies(images, np.random.default_rng(4)))
    assert not np.array_equal(first, change_copies(images, np.random.default_rng(5)))


def test_brightness_alone_changes_an_even_picture() -> None:
    images = np.full((400, 48, 48), 200, np.uint8)
    values = change_copies(images, np.random.default_rng(0)).reshape(400, -1)
    assert (values.min(axis=1) == values.max(axis=1)).all()
    means = values[:, 0]
    assert means.min() == pytest.approx(100, abs=2)
    assert means.max() == 255  # 300 is cut off


def test_half_of_the_copies_are_mirrored_and_none_is_turned_beyond_sixty_degrees() -> None:
    image = np.zeros((48, 48), np.uint8)
    image[20:28, 32:] = 100  # to the right of the middle
    copies = change_copies(np.repeat(image[None], 400, axis=0), np.random.default_rng(0))
    columns = np.arange(48) - 23.5
    weights = copies.astype(float)
    across = (weights * columns).sum(axis=(1, 2)) / weights.sum(axis=(1, 2))
    assert 0.4 < (across < 0).mean() < 0.6
    assert (np.abs(across) > 5).all()
