"""Every network of the lab, in order; then the exported students.

Teachers, their stored logits, students, the thesis' two networks.
``python scripts/train_all.py FER2013`` continues whatever was interrupted. It is meant for an
accelerator; ``--dry-run`` goes the same way with one epoch on 64 rows each, on any machine.
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
    """Train, store teachers' logits, train what learns from them, export the students."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", help="FER2013 in any layout, or a prepared folder")
    parser.add_argument("--runs", type=Path, default=Path("runs"))
    parser.add_argument("--dry-run", action="store_true")
    options = parser.parse_args()
    runs: Path = options.runs
    ending = "-dry-run" if options.dry_run else ""
    common = ["--data", options.data, *(["--dry-run"] if options.dry_run else [])]
    teachers = str(runs / f"teachers{ending}.npz")

    def train(name: str, *more: str) -> None:
        humoresque("train", name, "--out", str(runs / name), *more, *common)

    for name in TEACHERS:
        train(name)
    checkpoints = [str(runs / f"{name}{ending}" / "best.pt") for name in TEACHERS]
    humoresque("distill", *checkpoints, "--out", teachers, *common)
    for name in STUDENTS:
        train(name, "--teachers", teachers)
    for name in THESIS:
        train(name)
    for name in STUDENTS:
        best = str(runs / f"{name}{ending}" / "best.pt")
        humoresque("export", best, str(runs / f"{name}{ending}" / "model"), "--data", options.data)


if __name__ == "__main__":
    main()
