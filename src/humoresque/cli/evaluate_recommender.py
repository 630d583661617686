"""``humoresque evaluate-recommender``: how good the lists are, beside simpler ways."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from humoresque.cli.catalog import DataFolder, resolve_data_folder

if TYPE_CHECKING:
    from humoresque.catalog.catalog import Catalog
    from humoresque.offline_evaluation.labels import LabelledSongs
    from humoresque.offline_evaluation.listening import Listener
    from humoresque.offline_evaluation.plan import Plan
    from humoresque.offline_evaluation.report import Report
    from humoresque.recommender.profiles import Profiles

_NONE = "none"

LabelsOption = Annotated[
    Path | None,
    typer.Option(
        help="Songs with valence and arousal, or a mood, by others: CSV, may be gzipped.",
        show_default=False,
    ),
]
ListenersOption = Annotated[
    Path | None,
    typer.Option(
        help="Artists of real listeners (user_id, artist, plays): CSV, may be gzipped.",
        show_default=False,
    ),
]
BaselinesOption = Annotated[
    list[str] | None,
    typer.Option(
        help="thesis-2024, nearest, nearest-in-level, popular, keyword, random (repeat the "
        "option), or none. All by default.",
        show_default=False,
    ),
]
ProfilesOption = Annotated[
    Path | None, typer.Option(help="A targets file of your own (TOML).", show_default=False)
]
JsonOption = Annotated[
    Path | None,
    typer.Option(
        "--json",
        help="Write the figures as JSON.",
        dir_okay=False,
        writable=True,
        show_default=False,
    ),
]
PlotsOption = Annotated[
    Path | None,
    typer.Option(help="Folder for figures, as PNG.", file_okay=False, show_default=False),
]
GenreOption = Annotated[
    str | None, typer.Option(help="Genre of the mood maps; pop by default.", show_default=False)
]


def evaluate_recommender(
    *,
    catalog: Annotated[
        Path | None, typer.Option(help="A catalog file; by default yours, else the starter.")
    ] = None,
    labels: LabelsOption = None,
    listeners: ListenersOption = None,
    quick: Annotated[bool, typer.Option(help="A fifth of the requests.")] = False,
    baselines: BaselinesOption = None,
    profiles: ProfilesOption = None,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same figures.")] = 0,
    json_file: JsonOption = None,
    plots: PlotsOption = None,
    genre: GenreOption = None,
    data_folder: DataFolder = None,
) -> None:
    """Judge the recommender's lists over the whole grid of wishes, with baselines beside them."""
    from humoresque.catalog.catalog import Catalog  # noqa: PLC0415
    from humoresque.catalog.location import open_catalog  # noqa: PLC0415
    from humoresque.offline_evaluation.labels import read_labels  # noqa: PLC0415
    from humoresque.offline_evaluation.listening import read_listeners  # noqa: PLC0415
    from humoresque.offline_evaluation.tables import print_report  # noqa: PLC0415
    from humoresque.recommender.candidates import check_genres  # noqa: PLC0415
    from humoresque.recommender.profiles import built_in_profiles, load_profiles  # noqa: PLC0415

    if plots and find_spec("matplotlib") is None:
        msg = "figures need Matplotlib: pip install matplotlib, or leave the option out"
        raise typer.BadParameter(msg, param_hint="--plots")
    songs = Catalog.load(catalog) if catalog else open_catalog(resolve_data_folder(data_folder))
    if genre:
        check_genres(songs, (genre,))
    tables = load_profiles(profiles) if profiles else built_in_profiles()
    report = _evaluate(
        songs,
        _plan(baselines, seed, quick=quick),
        tables,
        read_labels(labels, songs) if labels else None,
        read_listeners(listeners, songs) if listeners else None,
    )
    print_report(report)
    if json_file:
        json_file.parent.mkdir(parents=True, exist_ok=True)
        json_file.write_text(json.dumps(report.as_dict(), indent=2) + "\n", encoding="utf-8")
    if plots:
        _plot(songs, tables, report, genre, plots)


def _plan(baselines: list[str] | None, seed: int, *, quick: bool) -> Plan:
    """Read the names; UnknownBaselineError for one that there is not."""
    from humoresque.offline_evaluation.baselines import BASELINES, check_names  # noqa: PLC0415
    from humoresque.offline_evaluation.plan import Plan  # noqa: PLC0415

    names = tuple(baselines) if baselines else BASELINES
    names = () if names == (_NONE,) else names
    check_names(names)
    return Plan.quick(names, seed) if quick else Plan(baselines=names, seed=seed)


def _evaluate(
    catalog: Catalog,
    plan: Plan,
    profiles: Profiles,
    labels: LabelledSongs | None,
    listeners: tuple[Listener, ...] | None,
) -> Report:
    from rich import progress  # noqa: PLC0415
    from rich.console import Console  # noqa: PLC0415

    from humoresque.offline_evaluation.protocol import evaluate  # noqa: PLC0415

    with progress.Progress(
        progress.TextColumn("{task.description}"),
        progress.BarColumn(),
        progress.MofNCompleteColumn(),
        progress.TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    ) as bar:
        task = bar.add_task("Requests")
        return evaluate(
            catalog,
            plan,
            profiles,
            labels=labels,
            listeners=listeners,
            on_progress=lambda done, total: bar.update(task, completed=done, total=total),
        )


def _plot(
    catalog: Catalog, profiles: Profiles, report: Report, genre: str | None, folder: Path
) -> None:
    from humoresque.offline_evaluation.plots import (  # noqa: PLC0415
        plot_mood_maps,
        plot_precision,
    )

    usual = "pop" if "pop" in catalog.genres else catalog.genres[0]
    plot_mood_maps(
        catalog,
        profiles,
        genre or usual,
        folder / "recommender-mood-map.png",
        profile=report.profile,
        seed=report.seed,
    )
    plot_precision(report, folder / "recommender-precision.png")
