"""How start, memory, ten songs and a search for artists grow with the catalog.

``python benchmarks/scaling.py [--catalog FILE] [--figure FILE]`` makes synthetic catalogs of
10,000 to 1,000,000 songs: rows drawn from the real catalog (by default the starter) with a little
noise, so that features, genres and popularity keep their joint distribution; artists grow with the
songs. Each is measured in a process of its own, one thread, file in the page cache.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

import numpy as np
import pyarrow as pa
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from humoresque.affect import EMOTIONS, EmotionScores
from humoresque.catalog.catalog import Catalog, CatalogInfo
from humoresque.catalog.schema import CATEGORIES, FACTS, FEATURES
from humoresque.recommender.profiles import built_in_profiles
from humoresque.recommender.recommend import recommend
from humoresque.recommender.request import (
    Mode,
    Personalization,
    Popularity,
    RecommendationRequest,
)

SIZES = (10_000, 30_000, 75_000, 200_000, 500_000, 1_000_000)
TARGETS_MS = {75_000: 3.0, 1_000_000: 40.0}  # ten songs, median
LISTS = 120
SEARCHES = ("a", "the b", "tay", "queen", "minaj", "e 7", "no such artist")
NOISE = 0.01  # of a feature's range
INFO = CatalogInfo("synthetic", "Resampled songs.", "benchmarks/scaling.py")
CASES = {
    f"{mode.value}, {count} genre{'s' if count > 1 else ''}": (mode, count)
    for mode in Mode
    for count in (1, 3)
}

Measured = dict[str, dict[str, float]]
Answer = TypeVar("Answer")


def synthetic(base: Catalog, size: int, seed: int = 0) -> Catalog:
    """Songs drawn from ``base`` with replacement and a little noise, ranked anew."""
    rng = np.random.default_rng(seed)
    rows = rng.integers(0, base.size, size)
    table = base.table.select(FACTS.names).take(pa.array(rows))
    columns = {name: table[name] for name in FACTS.names}
    columns["track_id"] = pa.array([f"{number:022d}" for number in range(size)])
    copies = max(size // base.size, 1)
    columns["artists"] = pa.array(
        [
            [f"{name} {copy}" if copy else name for name in names]
            for names, copy in zip(
                table["artists"].to_pylist(), rng.integers(0, copies, size).tolist(), strict=True
            )
        ]
    )
    for name in FEATURES:
        if name not in CATEGORIES:
            values = table[name].to_numpy()
            low, high = values.min(), values.max()
            noisy = values + rng.normal(0, NOISE * (high - low), size)
            columns[name] = pa.array(noisy.clip(low, high).astype(np.float32))
    return Catalog.from_facts(pa.table(columns), INFO)


def measure(path: Path) -> Measured:
    """Milliseconds (median and p95) and megabytes of one catalog file, in this process."""
    Catalog.load(path)  # pages into the cache
    before = resident()
    loading, catalog = timed(lambda: Catalog.load(path))
    after = resident()
    found: Measured = {
        "start": {"median": loading},
        "memory": {kind: after[kind] - before[kind] for kind in after},
    }
    for case, (mode, genres) in CASES.items():
        found[case] = summary(lists(catalog, mode, genres))
    catalog.search_artists("x", 10)
    found["search"] = summary(
        [
            timed(partial(catalog.search_artists, text, 10))[0]
            for text in SEARCHES
            for _ in range(20)
        ]
    )
    return found


def lists(catalog: Catalog, mode: Mode, genres: int) -> list[float]:
    """Milliseconds of each of :data:`LISTS` lists of ten, every request another."""
    rng = np.random.default_rng(1)
    profiles = built_in_profiles()
    times = []
    for number in range(LISTS + 5):
        request = RecommendationRequest(
            scores=EmotionScores.certain(EMOTIONS[number % len(EMOTIONS)]),
            popularity=tuple(Popularity)[number % len(Popularity)],
            personalization=Personalization.LOW,
            genres=tuple(rng.choice(catalog.genres, genres, replace=False).tolist()),
            mode=mode,
        )
        times.append(timed(partial(recommend, request, catalog, rng, profiles))[0])
    return times[5:]


def timed(call: Callable[[], Answer]) -> tuple[float, Answer]:
    """Milliseconds of a call, and its answer."""
    start = time.perf_counter()
    answer = call()
    return (time.perf_counter() - start) * 1e3, answer


def summary(times: list[float]) -> dict[str, float]:
    return {"median": float(np.median(times)), "p95": float(np.percentile(times, 95))}


def resident() -> dict[str, float]:
    """Megabytes of this process: its own, and those it shares with the file."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    facts = dict(line.split(":", 1) for line in lines)
    return {
        name: int(facts[key].split()[0]) / 1024
        for name, key in (("own", "RssAnon"), ("file", "RssFile"))
    }


def measured_apart(path: Path) -> Measured:
    """Measure in a new process with one thread."""
    one = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "ARROW_NUM_THREADS": "1"}
    answer = subprocess.run(
        [sys.executable, __file__, "--measure", path],
        check=True,
        stdout=subprocess.PIPE,
        env={**os.environ, **one},
    )
    found: Measured = json.loads(answer.stdout)
    return found


def print_table(results: dict[int, Measured]) -> None:
    """One row a size, in Markdown; docs/scaling.md holds it."""
    print(f"| songs | start | own memory | {' | '.join(CASES)} | artist search |")
    print(f"|{'---:|' * (len(CASES) + 4)}")
    for size, found in results.items():
        times = [
            f"{found[case]['median']:.2g} ({found[case]['p95']:.2g})" for case in (*CASES, "search")
        ]
        start, own = found["start"]["median"], found["memory"]["own"]
        print(f"| {size:,} | {start:.0f} ms | {own:.0f} MB | {' | '.join(times)} |")
    print("\nms: median (p95), one thread")
    sizes = np.log(np.array([*results]))
    for case in (*CASES, "start", "search"):
        medians = np.log([found[case]["median"] for found in results.values()])
        slope, _ = np.polyfit(sizes[-3:], medians[-3:], 1)
        print(f"{case}: grows as songs ** {slope:.2f} over the largest three")


def draw(results: dict[int, Measured], path: Path) -> None:
    """Medians over size, both logarithmic, with a straight line of slope 1."""
    figure = Figure(figsize=(7, 4.5), layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    sizes = np.array([*results])
    for case in (*CASES, "start", "search"):
        times = [found[case]["median"] for found in results.values()]
        style = "-" if case in CASES else "--"
        axes.loglog(sizes, times, style, marker="o", markersize=4, label=case)
    largest = max(found[case]["median"] for found in [results[int(sizes[-1])]] for case in CASES)
    axes.loglog(sizes, largest * sizes / sizes[-1], ":", color="grey", label="linear")
    for size, target in TARGETS_MS.items():
        axes.plot(size, target, "v", color="black", markersize=7)
        axes.annotate(
            f"target {target:g} ms",
            (size, target),
            xytext=(-6, 6),
            textcoords="offset points",
            ha="right",
            fontsize=8,
        )
    axes.set_xlabel("songs in the catalog")
    axes.set_ylabel("milliseconds, median")
    axes.grid(visible=True, which="major", alpha=0.3)
    axes.legend(fontsize=8)
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=150, metadata={"Date": None} if path.suffix == ".svg" else None)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--catalog", type=Path, help="to draw from; by default the starter")
    parser.add_argument("--figure", type=Path, default=Path("docs/figures/scaling.svg"))
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        json.dump(measure(options.measure), sys.stdout)
        return
    base = Catalog.load(options.catalog) if options.catalog else Catalog.starter()
    results = {}
    with tempfile.TemporaryDirectory() as folder:
        for size in options.sizes:
            path = Path(folder) / "catalog.arrow"
            synthetic(base, size).save(path)
            results[size] = measured_apart(path)
            print(f"{size:,} done", file=sys.stderr)
    print_table(results)
    draw(results, options.figure)


if __name__ == "__main__":
    main()
