"""How far FER2013's single labels agree with the majority of FER+'s ten taggers.

``python benchmarks/fer2013_labels.py FER2013`` (the folder must hold FER+'s votes). Contempt,
unknown and not-a-face majorities count as disagreement.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from humoresque.affect import EMOTIONS
from humoresque.training.datasets.fer2013 import read_fer2013

# FER2013's label of each FER+ column; -1 where it has none.
LABEL_OF_COLUMN = np.array([6, 3, 5, 4, 0, 1, 2, -1, -1, -1])


def main() -> None:
    """Print the share of agreement over all rows and for each label."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("fer2013", type=Path)
    data = read_fer2013(parser.parse_args().fer2013)
    if data.votes is None:
        parser.error("there are no FER+ votes beside these images")
    agree = LABEL_OF_COLUMN[data.votes.argmax(axis=1)] == data.labels
    print(f"all       {agree.mean():.1%} of {len(agree):,}")
    for number, emotion in enumerate(EMOTIONS):
        chosen = data.labels == number
        print(f"{emotion:<9} {agree[chosen].mean():.1%} of {chosen.sum():,}")


if __name__ == "__main__":
    main()
