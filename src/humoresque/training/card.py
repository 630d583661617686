"""The model card (Mitchell et al. 2019), written from the manifest and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from humoresque.emotion.manifest import ModelManifest

_INTENDED_USE = """\
## Intended use

Suggesting music that fits the expression a person shows on purpose, where the person sees the
guess and can correct it. An expression is not a feeling: people smile when sad and frown when
thinking.

Not for work, school, policing, health or any decision about a person; not for diagnosis; not for
people who did not ask for it. Those uses are out of scope whatever the accuracy."""

_LIMITS = """\
## Limits

- FER2013 consists of photos collected from the web with one label each. That label agrees with the
  majority of FER+'s ten taggers on 62 % of the images, on fear on 13 %
  (`benchmarks/fer2013_labels.py`); people reach about 65 ± 5 % (Goodfellow et al. 2013).
- It was not collected to represent ages, skin tones, cultures, head coverings or disabilities
  evenly, and no such attributes are annotated: we cannot report results by group.
- Many of its expressions are posed or acted. How it does on spontaneous everyday faces, in strong
  side light, in profile or behind hands was not measured."""


_ORIGIN = """\
Written by `humoresque export` from `manifest.json`; the same figures are printed by
`humoresque evaluate`."""


def write_card(manifest: ModelManifest, path: Path) -> None:
    """Write the card as Markdown."""
    metrics = manifest.metrics
    sections = [
        f"# Model card: {manifest.name} {manifest.version}",
        _facts(manifest),
        _INTENDED_USE,
        _data(manifest.data),
        "## Results on FER2013 PrivateTest\n\n" + _results(metrics),
        "## Per class\n\n" + per_class_table(metrics["private_test"]),
        _calibration(manifest),
        _LIMITS,
        _ORIGIN,
    ]
    path.write_text("\n\n".join(sections) + "\n", encoding="utf-8")


def per_class_table(evaluation: dict[str, Any]) -> str:
    """Precision, recall, F1 and support, one row a class, then the averages."""
    lines = ["| | precision | recall | F1 | support |", "|---|---|---|---|---|"]
    rows = [*evaluation["classes"].items()]
    rows += [("macro average", evaluation["macro"]), ("weighted average", evaluation["weighted"])]
    lines += [
        f"| {name} | {row['precision']:.2f} | {row['recall']:.2f} | {row['f1']:.2f} "
        f"| {row['support']:,} |"
        for name, row in rows
    ]
    return "\n".join(lines)


def percent(evaluation: dict[str, Any]) -> str:
    """Accuracy with its 95 % interval, as text."""
    low, high = evaluation["interval"]
    return f"{evaluation['accuracy']:.1%} ({low:.1%} to {high:.1%})"


def _facts(manifest: ModelManifest) -> str:
    widths = ", ".join(map(str, manifest.data["recipe"]["widths"]))
    return (
        "A residual network that reads one of seven expressions from a grey "
        f"{manifest.input.side} x {manifest.input.side} crop of a face.\n\n"
        f"- {manifest.parameters:,} trainable parameters; four stages of widths {widths}\n"
        f"- weights: `{manifest.weights.name}`, sha256 `{manifest.sha256}`\n"
        f"- licence of the weights: {manifest.licence}\n"
        f"- labels in order: {', '.join(manifest.labels)}"
    )


def _data(data: dict[str, Any]) -> str:
    dropped = "; ".join(f"{count:,} rows: {why}" for why, count in data["dropped_rows"].items())
    return (
        "## Data\n\n"
        f"Trained on {data['training']}: {data['training_rows']:,} rows. Left out of training: "
        f"{dropped}. The epoch ({data['epoch']}), temperature and threshold were chosen on "
        f"{data['chosen_on']}; {data['reported_on']} was only reported. FER2013 has no clear "
        "licence and is not part of this repository."
    )


def _results(metrics: dict[str, Any]) -> str:
    rows = [
        ("all rows", "private_test"),
        ("rows without a copy in the training split", "private_test_without_training_copy"),
        ("all rows, mean of both mirror images", "private_test_flipped"),
    ]
    lines = ["| | rows | accuracy (95 % interval) | macro F1 | ECE |", "|---|---|---|---|---|"]
    lines += [
        f"| {name} | {metrics[key]['rows']:,} | {percent(metrics[key])} "
        f"| {metrics[key]['macro']['f1']:.3f} | {metrics[key]['ece']:.3f} |"
        for name, key in rows
        if metrics.get(key)
    ]
    return "\n".join(lines)


def _calibration(manifest: ModelManifest) -> str:
    threshold = manifest.metrics["uncertain"]
    return (
        "## Calibration\n\n"
        f"Logits are divided by {manifest.temperature} before the softmax (temperature scaling, "
        "Guo et al. 2017). A face whose top probability is below "
        f"{threshold['value']:.2f} is called uncertain and its owner is asked: on PublicTest that "
        f"are {threshold['share']:.1%} of the faces, where the top label is right "
        f"{threshold['accuracy_below']:.0%} of the time; on the others it is right "
        f"{threshold['accuracy_above']:.0%} of the time."
    )
