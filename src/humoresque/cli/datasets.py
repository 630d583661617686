"""``humoresque prepare``: data sets → one folder to train on."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from humoresque.cli.lab import require


class Kind(StrEnum):
    """Which set is made."""

    THESIS = "thesis"
    CLEAN = "clean"


def prepare(
    kind: Annotated[
        Kind, typer.Argument(help="thesis: three sets, augmented. clean: FER2013 without copies.")
    ],
    *,
    out: Annotated[Path, typer.Option(help="Folder to be written; must not exist yet.")],
    fer2013: Annotated[
        Path,
        typer.Option(
            envvar="HUMORESQUE_FER2013",
            help="fer2013.csv, icml_face_data.csv, image folders or a folder of mosaics.",
        ),
    ],
    ferplus: Annotated[Path | None, typer.Option(help="FER+'s fer2013new.csv.")] = None,
    kdef: Annotated[Path | None, typer.Option(help="KDEF's folder (thesis).")] = None,
    affectnet: Annotated[Path | None, typer.Option(help="AffectNet's folder (thesis).")] = None,
    affectnet_list: Annotated[
        Path | None, typer.Option(help="Names of the chosen AffectNet pictures, one a line.")
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="Seed of split and augmentation.")] = 0,
    allow_partial: Annotated[
        bool, typer.Option("--allow-partial", help="Go on without KDEF or AffectNet.")
    ] = False,
) -> None:
    """Join, split, clean or augment data sets; write arrays, a manifest and charts."""
    require("cv2", "matplotlib")
    from rich.console import Console  # noqa: PLC0415

    from humoresque.training.datasets.prepared import (  # noqa: PLC0415
        read_manifest,
        require_free,
        write_prepared,
    )
    from humoresque.training.distribution import draw_distribution  # noqa: PLC0415
    from humoresque.training.prepare import Sources, prepare_clean, prepare_thesis  # noqa: PLC0415

    if kind is Kind.CLEAN and (kdef or affectnet or affectnet_list):
        msg = "clean is FER2013 alone; KDEF and AffectNet belong to thesis"
        raise typer.BadParameter(msg)
    require_free(out)
    sources = Sources(fer2013, ferplus, kdef, affectnet, affectnet_list)
    with Console(stderr=True).status("Reading", spinner="dots") as status:
        if kind is Kind.THESIS:
            prepared = prepare_thesis(sources, seed=seed, allow_partial=allow_partial)
        else:
            prepared = prepare_clean(sources)
        status.update("Writing")
        manifest = read_manifest(write_prepared(prepared, out))
        draw_distribution(manifest, out / "charts")
    _report(manifest)
    typer.echo(f"written: {out}")


def _report(manifest: dict[str, Any]) -> None:
    for reason, count in manifest["dropped"].items():
        typer.echo(f"left out of training, {reason}: {count:,}")
    if manifest.get("partial"):
        typer.echo(f"not the thesis' whole set: {', '.join(manifest['partial'])}")
    before = manifest.get("counts_before_augmentation", {})
    for split, sets in manifest["counts"].items():
        rows = sum(_sum(counts) for counts in sets.values())
        parts = ", ".join(
            f"{name} {_sum(before[split][name] if before else counts):,}"
            for name, counts in sets.items()
        )
        originals = sum(_sum(counts) for counts in before[split].values()) if before else rows
        grown = f", with augmented copies {rows:,}" if rows != originals else ""
        typer.echo(f"{split}: {originals:,} ({parts}){grown}")
    for name, count in manifest.get("test_rows_with_training_copy", {}).items():
        typer.echo(f"test images of {name} with an exact copy in training: {count:,}")


def _sum(counts: dict[str, int]) -> int:
    return sum(counts.values())
