import numpy as np

from humoresque.catalog.catalog import Catalog
from humoresque.recommender.recommendation import Seeds
from humoresque.recommender.request import History
from humoresque.recommender.seeds import draw_seeds
from humoresque.recommender.tables import TasteLevel

PLAYED = History(
    artists=tuple(f"Artist {n}" for n in range(20)),
    track_ids=tuple(f"track{n:017d}" for n in range(10)),
)
TOP = TasteLevel(weight=0.3, share=(0.0, 0.5), artists=5, songs=2)
FURTHER_DOWN = TasteLevel(weight=0.1, share=(0.5, 1.0), artists=5, songs=2)


def drawn(catalog: Catalog, level: TasteLevel | None, history: History, seed: int = 0) -> Seeds:
    return draw_seeds(catalog, history, level, np.random.default_rng(seed))


def test_seeds_come_from_the_top_or_from_further_down(catalog: Catalog) -> None:
    for seed in range(10):
        top = drawn(catalog, TOP, PLAYED, seed)
        down = drawn(catalog, FURTHER_DOWN, PLAYED, seed)
        assert (len(top.artists), len(top.track_ids)) == (5, 2)
        assert set(top.artists) <= set(PLAYED.artists[:10])
        assert set(down.artists) <= set(PLAYED.artists[10:])
        assert set(top.track_ids) <= set(PLAYED.track_ids[:5])
        assert set(down.track_ids) <= set(PLAYED.track_ids[5:])


def test_seeds_are_drawn_at_random_and_the_same_for_a_seed(catalog: Catalog) -> None:
    assert drawn(catalog, TOP, PLAYED, 1) == drawn(catalog, TOP, PLAYED, 1)
    assert len({drawn(catalog, TOP, PLAYED, seed).artists for seed in range(5)}) > 1


def test_what_the_catalog_lacks_is_passed_over(catalog: Catalog) -> None:
    mixed = History(artists=("Nobody", "Artist 3", "No one"), track_ids=("none",))
    assert drawn(catalog, TOP, mixed) == Seeds(artists=("Artist 3",))


def test_a_short_history_is_used_whole(catalog: Catalog) -> None:
    few = History(artists=("Artist 1", "Artist 2", "Artist 3"))
    for level in (TOP, FURTHER_DOWN):
        assert set(drawn(catalog, level, few).artists) == set(few.artists)


def test_names_count_in_any_case_of_letters(catalog: Catalog) -> None:
    assert drawn(catalog, TOP, History(artists=("aRTIST 7",))).artists == ("aRTIST 7",)


def test_without_a_level_nothing_is_drawn_and_the_numbers_drawn_later_are_the_same(
    catalog: Catalog,
) -> None:
    rng = np.random.default_rng(4)
    assert draw_seeds(catalog, PLAYED, None, rng) == Seeds()
    assert rng.random() == np.random.default_rng(4).random()
