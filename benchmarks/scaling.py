"""How start, memory, ten songs and a search for artists grow with the catalog.

``python benchmarks/scaling.py [--catalog FILE] [--figure FILE]`` makes synthetic catalogs of
10,000 to 1,000,000 songs: rows drawn from the real catalog (by default the starter) with a little
noise, so that features, genres and popularity keep their joint distribution; artists grow with the
songs. Each is measured in a process of its own, one thread, file in the page cache.

``--database DSN`` (an empty one for this alone) also pushes the largest catalog into PostgreSQL and
compares its candidates and lists with those from memory.
"""

from __future__ import annotations

import argparse
import contextlib
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
from humoresque.catalog.postgres.address import DatabaseAddress
from humoresque.catalog.postgres.push import push_catalog
from humoresque.catalog.postgres.source import PostgresCatalog
from humoresque.catalog.schema import CATEGORIES, FACTS, FEATURES
from humoresque.recommender.profiles import built_in_profiles
from humoresque.recommender.recommend import recommend
from humoresque.recommender.recommendation import Recommendation
from humoresque.recommender.request import (
    History,
    Mode,
    Personalization,
    Popularity,
    RecommendationRequest,
)
from humoresque.recommender.wanted import wanted

SIZES = (10_000, 30_000, 75_000, 200_000, 500_000, 1_000_000)
TARGETS_MS = {75_000: 3.0, 1_000_000: 40.0}  # ten songs, median
LISTS = 60
ROUNDS = 5  # of which the quietest counts: the machine may have other work
SLOPE_OVER = 3  # largest sizes
COMPARED = 60  # lists from the database
SEARCHES = ("a", "the b", "tay", "queen", "minaj", "e 7", "no such artist")
NOISE = 0.01  # of a feature's range
INFO = CatalogInfo("synthetic", "Resampled songs.", "benchmarks/scaling.py")
CASES = {
    f"{mode.value}, {count} genre{'s' if count > 1 else ''}": (mode, count, Personalization.LOW)
    for mode in Mode
    for count in (1, 3)
} | {"match, 1 genre, taste": (Mode.MATCH, 1, Personalization.HIGH)}
PLAYED = 30  # artists of a history, from the best known
KNOWN = 1_000

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
    loading, catalog = min((timed(partial(Catalog.load, path)) for _ in range(ROUNDS)), key=first)
    after = resident()
    found: Measured = {
        "start": {"median": loading},
        "memory": {kind: after[kind] - before[kind] for kind in after},
    }
    for case, wishes in CASES.items():
        rounds = [summary(lists(catalog, *wishes)) for _ in range(ROUNDS)]
        found[case] = min(rounds, key=lambda times: times["median"])
    catalog.search_artists("x", 10)
    found["search"] = summary(
        [
            timed(partial(catalog.search_artists, text, 10))[0]
            for text in SEARCHES
            for _ in range(20)
        ]
    )
    return found


def lists(
    catalog: Catalog, mode: Mode, genres: int, personalization: Personalization
) -> list[float]:
    """Milliseconds of each of :data:`LISTS` lists of ten, every request another."""
    rng = np.random.default_rng(1)
    profiles = built_in_profiles()
    times = []
    for number in range(LISTS + 5):
        request = a_request(catalog, mode, genres, personalization, number=number, rng=rng)
        times.append(timed(partial(recommend, request, catalog, rng, profiles))[0])
    return times[5:]


def a_request(
    catalog: Catalog,
    mode: Mode,
    genres: int,
    personalization: Personalization,
    *,
    number: int,
    rng: np.random.Generator,
) -> RecommendationRequest:
    known = catalog.artist_table["name"].slice(0, KNOWN).to_pylist()
    history = History(artists=tuple(rng.choice(known, PLAYED, replace=False).tolist()))
    return RecommendationRequest(
        scores=EmotionScores.certain(EMOTIONS[number % len(EMOTIONS)]),
        popularity=tuple(Popularity)[number % len(Popularity)],
        personalization=personalization,
        history=history,
        genres=tuple(rng.choice(catalog.genres, genres, replace=False).tolist()),
        mode=mode,
    )


def timed(call: Callable[[], Answer]) -> tuple[float, Answer]:
    """Milliseconds of a call, and its answer."""
    start = time.perf_counter()
    answer = call()
    return (time.perf_counter() - start) * 1e3, answer


def compare(catalog: Catalog, database: str) -> None:
    """Push a catalog into a database, and print how its lists differ from those in memory."""
    pushing, _ = timed(partial(push_catalog, catalog, DatabaseAddress.parse(database)))
    print(f"\n{catalog.size:,} songs pushed in {pushing / 1e3:.0f} s")
    rng = np.random.default_rng(2)
    found: dict[str, list[float]] = {}
    with contextlib.closing(PostgresCatalog(database)) as source:
        for number in range(COMPARED):
            wishes = [*CASES.values()][number % len(CASES)]
            request = a_request(catalog, *wishes, number=number, rng=rng)
            fetching, candidates = timed(partial(source.narrowed, wanted(request)))
            choosing, near = timed(
                partial(recommend, request, candidates, np.random.default_rng(number))
            )
            full = recommend(request, catalog, np.random.default_rng(number))
            near_ids = {candidates.track(row).track_id for row in range(candidates.size)}
            for name, value in (
                ("candidates", candidates.size),
                ("fetching, ms", fetching),
                ("choosing, ms", choosing),
                ("songs of the list in memory among the candidates", share(full, near_ids)),
                ("mean score of the list in memory", mean_score(full)),
                ("mean score of the list from the database", mean_score(near)),
                ("searching an artist, ms", timed(partial(source.search_artists, "tay", 10))[0]),
            ):
                found.setdefault(name, []).append(value)
    for name, values in found.items():
        median, mean, p95 = np.median(values), np.mean(values), np.percentile(values, 95)
        print(f"{name}: median {median:.3f}, mean {mean:.3f}, p95 {p95:.3f}")


def share(found: Recommendation, ids: set[str]) -> float:
    return float(np.mean([song.track.track_id in ids for song in found.tracks]))


def mean_score(found: Recommendation) -> float:
    return float(np.mean([song.score for song in found.tracks]))


def first(pair: tuple[float, object]) -> float:
    return pair[0]


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
    if len(sizes) < SLOPE_OVER:
        return
    for case in (*CASES, "start", "search"):
        medians = np.log([found[case]["median"] for found in results.values()])
        slope, _ = np.polyfit(sizes[-SLOPE_OVER:], medians[-SLOPE_OVER:], 1)
        print(f"{case}: grows as songs ** {slope:.2f} over the largest {SLOPE_OVER}")


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
    parser.add_argument("--database")
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
        if options.database:
            compare(Catalog.load(path), options.database)
    print_table(results)
    draw(results, options.figure)


if __name__ == "__main__":
    main()
