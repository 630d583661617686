"""How long ten songs take, one thread: every kind of wish, first to stay and then to lead.

    python benchmarks/recommend.py [--catalog FILE] [--requests 1000]

FILE is a catalog of ours; by default the embedded starter. What the lists are worth is measured by
``humoresque evaluate-recommender``.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import numpy as np

from humoresque.catalog.catalog import Catalog
from humoresque.offline_evaluation.grid import Asked, requests
from humoresque.recommender.recommend import recommend
from humoresque.recommender.request import Mode


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--catalog", type=Path, help="a catalog file of ours")
    arguments.add_argument("--requests", type=int, default=1_000)
    given = arguments.parse_args()
    catalog = Catalog.load(given.catalog) if given.catalog else Catalog.starter()
    print(f"{catalog.name}: {catalog.size:,} songs")
    every = requests(catalog, genre_sets=12, seed=0)
    chosen = np.random.default_rng(0).permutation(len(every))[: given.requests]
    asked = [every[place] for place in chosen.tolist()]
    for name in Mode:
        for level in ("low", "high"):
            some = [one for one in asked if one.request.personalization == level]
            taken = milliseconds(catalog, some, name)
            median, late = np.percentile(taken, [50.0, 95.0])
            print(
                f"{name}, {level} personalization: median {median:.2f} ms, "
                f"95th percentile {late:.2f} ms ({len(some)} requests)"
            )


def milliseconds(catalog: Catalog, asked: list[Asked], mode: Mode) -> list[float]:
    recommend(asked[0].request, catalog, np.random.default_rng(0))
    taken = []
    for one in asked:
        request = one.request if mode is Mode.MATCH else one.shifted()
        rng = np.random.default_rng(one.seed)
        start = time.perf_counter()
        recommend(request, catalog, rng)
        taken.append((time.perf_counter() - start) * 1e3)
    return taken


if __name__ == "__main__":
    main()
