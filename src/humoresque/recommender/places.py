"""Places of the mood map: percentile ranks of the catalog, whatever a profile compares in."""

from __future__ import annotations

import numpy as np

from humoresque.catalog.catalog import Catalog
from humoresque.recommender.request import MoodPoint
from humoresque.recommender.tables import Profile
from humoresque.recommender.target import MOOD, Target


def on_scale(catalog: Catalog, profile: Profile, point: MoodPoint | None) -> MoodPoint | None:
    """Turn a place of the map into the profile's own scale."""
    if point is None or profile.percentile or not catalog.size:
        return point
    shares = (point.valence, point.energy)
    values = (
        float(np.quantile(catalog.feature(name), share))
        for name, share in zip(MOOD, shares, strict=True)
    )
    return MoodPoint(*values)


def map_points(
    catalog: Catalog, profile: Profile, target: Target, size: int
) -> tuple[MoodPoint, ...]:
    """Where on the map each of ``size`` places of a list should be."""
    points = target.mood
    if not profile.percentile:
        points = np.array(
            [
                [float((catalog.feature(name) < value).mean()) for value in values]
                for name, values in zip(MOOD, points.tolist(), strict=True)
            ]
        )
    places = tuple(MoodPoint(valence, energy) for valence, energy in points.T.tolist())
    return places * size if target.places == 1 else places
