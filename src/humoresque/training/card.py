"""The model card (Mitchell et al. 2019), written from the manifest and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from humoresque.emotion.manifest import ModelManifest
from humoresque.training.metrics import wilson_interval

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
- Among its training images are copies of test images; they were left out here. Figures of others
  that keep them are a little too good.
- It was not collected to represent ages, skin tones, cultures, head coverings or disabilities
  evenly, and no such attributes are annotated: we cannot report results by group.
- Many of its expressions are posed or acted. How it does on spontaneous everyday faces, in strong
  side light, in profile or behind hands was not measured.
- A class with few rows has a wide interval above; disgust has 55 in the test split."""

_ORIGIN = """\
Written by `humoresque export` from `manifest.json`; the same figures are printed by
`humoresque evaluate`."""


def write_card(manifest: ModelManifest, path: Path) -> None:
    """Write the card as Markdown."""
    metrics, tested_on = manifest.metrics, manifest.data["reported_on"]
    sections = [
        f"# Model card: {manifest.name} {manifest.version}",
        _facts(manifest),
        _INTENDED_USE,
        _data(manifest.data),
        f"## Results on {tested_on}\n\n" + _results(metrics),
        _heads(manifest),
        "## Per class\n\n" + _per_class(metrics["private_test"]),
        _shown(manifest),
        _calibration(manifest),
        _int8(manifest),
        _LIMITS,
        _ORIGIN,
    ]
    path.write_text("\n\n".join(filter(None, sections)) + "\n", encoding="utf-8")


def _facts(manifest: ModelManifest) -> str:
    return (
        f"{_architecture(manifest.data['recipe'])} It reads one of seven expressions from a grey "
        f"{manifest.input.side} x {manifest.input.side} crop of a face.\n\n"
        f"- {manifest.parameters:,} trainable parameters\n"
        f"- weights: `{manifest.weights.name}`, sha256 `{manifest.sha256}`\n"
        f"- licence of the weights: {manifest.licence}\n"
        f"- labels in order: {', '.join(manifest.labels)}"
    )


def _architecture(recipe: dict[str, Any]) -> str:
    widths = ", ".join(map(str, recipe["widths"]))
    blocks = ", ".join(map(str, recipe["blocks"]))
    match recipe["architecture"]:
        case "slim-resnet":
            return f"A residual network of stages {widths} wide with {blocks} basic blocks."
        case "vgg":
            return f"A plain network of stages {widths} wide with {blocks} convolutions."
        case "thesis-cnn":
            return "The plain convolutional network of the 2024 thesis, rebuilt."
        case "thesis-resnet50":
            return "The ResNet50 of the 2024 thesis, rebuilt; it enlarges the crop to 224 x 224."
        case other:
            return f"A network of the kind {other}."


def _data(data: dict[str, Any]) -> str:
    dropped = [f"{count:,} x {why}" for why, count in data["dropped_rows"].items() if count]
    left_out = f" Left out of training: {'; '.join(dropped)}." if dropped else ""
    return (
        "## Data\n\n"
        f"Trained on {data['training']}: {data['training_rows']:,} rows.{left_out} Training "
        f"started from {data['started_from']}. The epoch ({data['epoch']}), temperature, "
        "threshold and 8-bit ranges were chosen on training rows "
        f"and {data['chosen_on']}; {data['reported_on']} was only reported. FER2013 has no clear "
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
        f"| {name} | {metrics[key]['rows']:,} | {_percent(metrics[key])} "
        f"| {metrics[key]['macro']['f1']:.3f} | {metrics[key]['ece']:.3f} |"
        for name, key in rows
        if metrics.get(key)
    ]
    return "\n".join(lines)


def _heads(manifest: ModelManifest) -> str:
    """The bare heads, where they are not what is shown."""
    heads, text = manifest.metrics["heads"], []
    if manifest.decision["rule"] != "fer2013":
        text.append(f"The FER2013 head alone reads {_percent(heads['fer2013'])} of all rows.")
    if ferplus := heads.get("ferplus"):
        text.append(
            f"The FER+ head reads {_percent(ferplus)} of the {ferplus['rows']:,} rows that have a "
            "majority among FER+'s taggers, in eight labels."
        )
    return " ".join(text)


def _per_class(evaluation: dict[str, Any]) -> str:
    """Precision, recall with Wilson's 95 % interval, F1 and support, one row a class."""
    lines = [
        "| | precision | recall (95 % interval) | F1 | support |",
        "|---|---|---|---|---|",
    ]
    for name, row in evaluation["classes"].items():
        interval = ""
        if support := row["support"]:
            low, high = wilson_interval(round(row["recall"] * support), support)
            interval = f" ({low:.2f} to {high:.2f})"
        lines.append(_class_row(name, row, interval))
    lines += [_class_row(f"{kind} average", evaluation[kind], "") for kind in ("macro", "weighted")]
    return "\n".join(lines)


def _class_row(name: str, row: dict[str, Any], interval: str) -> str:
    return (
        f"| {name} | {row['precision']:.2f} | {row['recall']:.2f}{interval} | {row['f1']:.2f} "
        f"| {row['support']:,} |"
    )


def _shown(manifest: ModelManifest) -> str:
    """The decision, and the photos outside FER2013 that it was chosen on."""
    decision = manifest.decision
    text = f"## What is shown\n\n{_rule_in_words(decision)}"
    measured = decision.get("measured")
    if not measured:
        return text
    text += f" {measured['reason']}\n\n"
    sets = list(measured["rows"][0]["sets"])
    titles = [f"{name}: accuracy, mean recall" for name in sets]
    lines = ["| rule | " + " | ".join(titles) + " | PublicTest |", "|---" * (len(sets) + 2) + "|"]
    for row in measured["rows"]:
        name = f"**{row['rule']}**" if row["rule"] == decision["rule"] else row["rule"]
        figures = [
            f"{row['sets'][s]['accuracy']:.1%}, {row['sets'][s]['mean_recall']:.2f}" for s in sets
        ]
        lines.append(f"| {name} | " + " | ".join(figures) + f" | {row['public_test']:.1%} |")
    first = measured["rows"][0]["sets"]
    counts = ", ".join(f"{first[name]['photos']} of {name}" for name in sets)
    return (
        f"{text}Whole photos outside FER2013 ({counts}), from file to label. They are few, and "
        "nobody rated them, so differences of a few points mean nothing.\n\n" + "\n".join(lines)
    )


def _rule_in_words(decision: dict[str, Any]) -> str:
    share = decision["ferplus_weight"]
    if share == 0:
        heads = "The app shows the FER2013 head"
    elif share == 1:
        heads = "The app shows the FER+ head without contempt"
    else:
        heads = (
            f"The app shows a log-linear mixture of the FER2013 head ({1 - share:g}) and the FER+ "
            f"head without contempt ({share:g})"
        )
    if correction := decision["prior_correction"]:
        return f"{heads}, less {correction:g} of the log share of each label in training."
    return f"{heads}."


def _calibration(manifest: ModelManifest) -> str:
    threshold = manifest.metrics["uncertain"]
    return (
        "## Calibration\n\n"
        f"Logits are divided by {manifest.temperature} before the softmax (temperature scaling, "
        "Guo et al. 2017). A face whose top probability is below "
        f"{threshold['value']:.2f} is called uncertain and its owner is asked: on "
        f"{manifest.data['chosen_on']} that is {threshold['share']:.1%} of the faces, where the "
        f"top label is right {threshold['accuracy_below']:.0%} of the time; on the others it is "
        f"right {threshold['accuracy_above']:.0%} of the time."
    )


def _int8(manifest: ModelManifest) -> str:
    found = manifest.metrics["int8"]
    loss = 100 * (found["fp32_accuracy"] - found["int8_accuracy"])
    change = f"{abs(loss):.2f} points {'fewer' if loss >= 0 else 'more'}"
    text = (
        "## 8-bit weights\n\n"
        f"Quantized to 8 bits (static, QDQ), the network reads {found['int8_accuracy']:.1%} of "
        f"{manifest.data['chosen_on']}, {change} than with 32. "
    )
    if manifest.int8 is None:
        return f"{text}More than .3 points are lost, so that file is not shipped."
    return (
        f"{text}`{manifest.int8.weights.name}` has {manifest.int8.bytes / 1e6:.1f} MB instead of "
        f"{found['fp32_bytes'] / 1e6:.1f}; {manifest.data['reported_on']}: "
        f"{_percent(found['private_test'])}. sha256 `{manifest.int8.sha256}`"
    )


def _percent(evaluation: dict[str, Any]) -> str:
    """Accuracy with its 95 % interval, as text."""
    low, high = evaluation["interval"]
    return f"{evaluation['accuracy']:.1%} ({low:.1%} to {high:.1%})"
