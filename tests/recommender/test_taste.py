import csv
import gzip
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest

from humoresque.catalog.catalog import Catalog
from humoresque.recommender.catalog_map import catalog_map
from humoresque.recommender.profiles import built_in_profiles
from humoresque.recommender.recommendation import Message, Seeds
from humoresque.recommender.request import History, Personalization
from humoresque.recommender.seeds import draw_seeds
from humoresque.recommender.taste import explain_taste, likeness, taste_of, taste_scores


def every(catalog: Catalog) -> "np.ndarray[tuple[int], np.dtype[np.int32]]":
    return np.arange(catalog.size, dtype=np.int32)


def test_taste_lies_between_zero_and_one_and_own_artists_suit_it(catalog: Catalog) -> None:
    seeds = Seeds(artists=("Artist 1", "Artist 2"), track_ids=("track" + "0" * 16 + "9",))
    scores = taste_scores(catalog, seeds, every(catalog))
    own = catalog.first_artists == catalog.first_artists[9]
    assert ((scores >= 0.0) & (scores <= 1.0)).all()
    assert scores[own].mean() > scores.mean() + 0.1


def test_seeds_that_the_catalog_lacks_say_nothing(catalog: Catalog) -> None:
    assert not taste_scores(catalog, Seeds(), every(catalog)).any()
    assert not taste_scores(catalog, Seeds(artists=("Nobody",)), every(catalog)).any()
    assert taste_scores(catalog, Seeds(artists=("Artist 1",)), every(catalog)[:0]).shape == (0,)


def test_genres_near_the_seeds_suit_better_than_far_ones() -> None:
    starter = Catalog.starter()
    row = int(starter.rows_of(("metal",))[0])
    seeds = Seeds(artists=starter.track(row).artists)
    scores = taste_scores(starter, seeds, every(starter))
    metal, classical = (
        scores[starter.rows_of((genre,))].mean() for genre in ("metal", "classical")
    )
    assert metal > classical + 0.2


def test_a_seed_near_in_genre_and_sound_is_named() -> None:
    """Two seeds, one near a song and one far off; then the song's own genre with neither near."""
    starter = Catalog.starter()
    known = catalog_map(starter)
    rows, artists = starter.rows_of(("classical",)), starter.first_artists
    sound = known.sound[artists[rows]]
    alike = likeness(sound, sound)
    alike[artists[rows][:, None] == artists[rows][None, :]] = 0.0
    pair = divmod(int(alike.argmax()), len(rows))
    song, near = (int(rows[at]) for at in pair)
    far_at = int(np.where(alike[pair[0]] > 0.0, alike[pair[0]], 1.0).argmin())
    far, foreign = int(rows[far_at]), int(starter.rows_of(("metal",))[0])
    assert alike.max() > 0.6
    assert alike[pair[0], far_at] < 0.1

    def told(*seeds: int) -> Message | None:
        names = tuple(starter.track(row).artists[0] for row in seeds)
        taste = taste_of(starter, Seeds(artists=names))
        assert taste is not None
        return explain_taste(starter, taste, song, 0.9)

    nearest = Message("like-own-artist", {"artist": starter.track(near).artists[0]})
    assert told(foreign, near) == told(near, far) == nearest
    assert told(foreign, far) == Message("own-genre", {})
    assert told(foreign) is None
    assert told(song, near) == Message("own-artist", {"artist": starter.track(song).artists[0]})


def test_a_song_far_from_a_taste_is_not_said_to_suit_it(catalog: Catalog) -> None:
    taste = taste_of(catalog, Seeds(track_ids=(catalog.track(9).track_id,)))
    assert taste is not None
    told = {row: explain_taste(catalog, taste, row, 0.1) for row in range(50)}
    codes = {message.code for message in told.values() if message is not None}
    assert codes <= {"own-artist", "like-own-song"}


@pytest.mark.data
def test_artists_left_out_of_real_histories_are_found_again_the_better_the_more_personal(
    full_catalog: Catalog, data_sets: Path
) -> None:
    plays: dict[str, list[str]] = defaultdict(list)
    path = data_sets / "listening" / "lastfm-hetrec-dev-users.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in csv.DictReader(file):
            plays[line["user_id"]].append(line["artist"])
    levels = built_in_profiles().listener.taste
    rows = every(full_catalog)
    areas: dict[Personalization, list[float]] = {level: [] for level in levels}
    for number, user in enumerate(sorted(plays)[::20]):
        rng = np.random.default_rng(number)
        known = [name for name in plays[user] if len(full_catalog.artist_rows(name))]
        held = set(rng.permutation(known)[: len(known) // 5].tolist())
        history = History(tuple(name for name in known if name not in held))
        for level, wanted in levels.items():
            scores = taste_scores(
                full_catalog, draw_seeds(full_catalog, history, wanted, rng), rows
            )
            own = [scores[full_catalog.artist_rows(name)].mean() for name in held]
            others = rng.choice(scores, 500)
            areas[level] += [float((others < score).mean()) for score in own]
    high, medium = (
        np.mean(areas[level]) for level in (Personalization.HIGH, Personalization.MEDIUM)
    )
    assert high > 0.8
    assert high > medium + 0.02 > 0.65
