"""Every network of the lab, in order: teachers, their logits, students, the thesis' two.

``python scripts/train_all.py FER2013`` continues whatever was interrupted; half an hour of one H100
is meant to be enough. ``--dry-run`` goes the same way with one epoch on 64 rows each, in a minute
or two on any machine, and exports what comes out.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

TEACHERS = ("teacher-resnet", "teacher-deep", "teacher-wide", "teacher-vgg")
STUDENTS = ("student", "student-slim")
THESIS = ("thesis-cnn", "thesis-resnet50")


def humoresque(*arguments: str) -> None:
    """Run one command; its progress is shown, its failure ends everything."""
    print("humoresque", *arguments, flush=True)
    subprocess.run([sys.executable, "-m", "humoresque.cli", *arguments], check=True)


def main() -> None:
    """Train, store teachers' logits, train what learns from them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", help="FER2013 in any layout, or a prepared folder")
    parser.add_argument("--runs", type=Path, default=Path("runs"))
    parser.add_argument("--dry-run", action="store_true")
    options = parser.parse_args()
    runs: Path = options.runs / "dry-run" if options.dry_run else options.runs
    common = ["--data", options.data, *(["--dry-run"] if options.dry_run else [])]
    teachers = str(runs / "teachers.npz")

    def train(name: str, *more: str) -> None:
        humoresque("train", name, "--out", str(runs / name), *more, *common)

    for name in TEACHERS:
        train(name)
    checkpoints = [str(runs / name / "best.pt") for name in TEACHERS]
    humoresque("distill", *checkpoints, "--out", teachers, *common)
    for name in STUDENTS:
        train(name, "--teachers", teachers)
    for name in THESIS:
        train(name)


if __name__ == "__main__":
    main()
