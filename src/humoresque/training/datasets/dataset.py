"""What every reader answers: labelled grey faces in memory, with their splits."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt

SIDE = 48


class Split(IntEnum):
    """The part a row belongs to; the first three are FER2013's, with the codes of its files.

    FER2013 calls validation PublicTest and test PrivateTest. Sets without published splits
    (KDEF, a folder of class folders) are all UNSPLIT.
    """

    TRAINING = 0
    VALIDATION = 1
    TEST = 2
    UNSPLIT = 3


USAGES = {"Training": Split.TRAINING, "PublicTest": Split.VALIDATION, "PrivateTest": Split.TEST}
"""The splits by the names that FER2013's and FER+'s files give them."""


@dataclass(frozen=True, slots=True)
class FaceDataset:
    """Rows in the order of their source.

    ``images`` is uint8 (N, 48, 48); ``labels`` int64 (N,) in FER2013's order; ``splits``
    int64 (N,), values of :class:`Split`; ``votes`` int64 (N, 10), FER+'s ten taggers in FER+'s
    own column order, or None where the source has none. ``in_published_order`` is False where the
    rows of a published table have lost their order, so nothing can be joined to them by row.
    """

    name: str
    images: npt.NDArray[np.uint8]
    labels: npt.NDArray[np.int64]
    splits: npt.NDArray[np.int64]
    votes: npt.NDArray[np.int64] | None = None
    in_published_order: bool = True

    def __len__(self) -> int:
        return len(self.labels)

    def rows(self, split: Split) -> npt.NDArray[np.int64]:
        """Row numbers of one split, ascending."""
        return np.flatnonzero(self.splits == split)
