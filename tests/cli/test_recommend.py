import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from humoresque.catalog.location import catalog_path
from humoresque.cli.recommend import recommend
from humoresque.recommender import profiles
from humoresque.recommender.errors import (
    GenreCountError,
    NoveltyError,
    PointError,
    PopularityError,
    SizeError,
    UnknownGenreError,
)
from tests.catalog.made_up import made_up_catalog

app = typer.Typer()
app.command("recommend")(recommend)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder: the starter is in use."""
    monkeypatch.setenv("HUMORESQUE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "200")
    return tmp_path / "home"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_ten_songs_are_shown_with_their_reasons() -> None:
    result = run("--emotion", "happy", "--genre", "pop", "--seed", "3")
    assert result.exit_code == 0
    assert "humoresque-circumplex/2, match, seed 3" in result.stdout
    assert "Brighter in mood than" in result.stdout
    assert " 10 " in result.stdout


def test_a_script_gets_json() -> None:
    answer = json.loads(run("--emotion", "sad", "--genre", "rock", "--json").stdout)
    assert (answer["mode"], answer["profile"], len(answer["tracks"])) == ("match", "circumplex", 10)
    song = answer["tracks"][0]
    assert set(song) == {
        *("position", "track_id", "title", "artists", "album", "genres", "popularity"),
        *("duration_ms", "explicit", "spotify_url", "features", "score", "terms"),
        *("mood", "target", "reasons"),
    }
    assert sum(term["contribution"] for term in song["terms"]) == pytest.approx(
        song["score"], abs=1e-3
    )
    assert len(answer["path"]) == 10
    assert answer["seeds"] == {"artists": [], "track_ids": []}
    assert song["position"] == 1
    assert "rock" in song["genres"]


def test_the_printed_seed_gives_the_same_list_again() -> None:
    first = json.loads(run("--emotion", "angry", "--genre", "metal", "--json").stdout)
    seed = str(first["seed"])
    again = run("--emotion", "angry", "--genre", "metal", "--json", "--seed", seed)
    assert json.loads(again.stdout) == first


def test_every_wish_reaches_the_list() -> None:
    result = run(
        *("--probabilities", '{"fear": 0.75, "sad": 0.25}', "--genre", "pop", "--genre", "soul"),
        *("--popularity", "Low", "--personalization", "High", "--mode", "match"),
        *("--profile", "thesis-2024", "--size", "12", "--json"),
    )
    answer = json.loads(result.stdout)
    assert (answer["engine"], answer["mode"]) == ("humoresque-thesis-2024/2", "match")
    assert len(answer["tracks"]) == 12
    assert all({"pop", "soul"} & set(song["genres"]) for song in answer["tracks"])


def test_what_was_relaxed_is_said_below_the_table() -> None:
    result = run("--emotion", "happy", "--genre", "gospel")
    assert "no song of gospel with mainstream popularity (70 to 100)" in result.stdout


def test_wishes_about_ones_own_music_reach_the_list() -> None:
    plain = json.loads(run("--emotion", "happy", "--genre", "pop", "--json", "--seed", "1").stdout)
    artist, unwanted = plain["tracks"][0]["artists"][0], plain["tracks"][1]["track_id"]
    result = run(
        *("--emotion", "happy", "--genre", "pop", "--json", "--seed", "1", "--no-explicit"),
        *("--favourite-artist", artist, "--novelty", "0", "--exclude", unwanted),
    )
    answer = json.loads(result.stdout)
    assert answer["seeds"]["artists"] == [artist]
    assert not any(song["explicit"] for song in answer["tracks"])
    assert unwanted not in {song["track_id"] for song in answer["tracks"]}
    assert {"taste", "novelty"} <= {term["feature"] for term in answer["tracks"][0]["terms"]}


def test_a_destination_and_a_number_of_popularity_may_be_named() -> None:
    result = run(
        *("--emotion", "sad", "--genre", "pop", "--popularity", "40", "--destination", "0.7, 0.5"),
        "--json",
    )
    answer = json.loads(result.stdout)
    assert (answer["mode"], answer["destination"]) == ("shift", "chosen")
    assert answer["path"][-1] == {"valence": 0.7, "energy": 0.5}


def test_sentences_are_told_in_polish() -> None:
    result = run("--emotion", "happy", "--genre", "gospel", "--language", "pl")
    assert "Pogodniejszy niż" in result.stdout
    assert "Nie ma do wyboru utworów o dużej popularności" in result.stdout


def test_another_catalog_may_be_named(tmp_path: Path) -> None:
    path = tmp_path / "mine.parquet"
    made_up_catalog(300).save(path)
    result = run("--emotion", "happy", "--genre", "folk", "--catalog", path, "--json")
    assert json.loads(result.stdout)["tracks"][0]["title"].startswith("Song ")


def test_the_imported_catalog_is_used_by_default(home: Path) -> None:
    made_up_catalog(300).save(catalog_path(home))
    answer = json.loads(run("--emotion", "happy", "--genre", "folk", "--json").stdout)
    assert answer["tracks"][0]["title"].startswith("Song ")


def test_a_targets_file_of_ones_own_may_be_named(tmp_path: Path) -> None:
    text = Path(profiles.__file__).with_name("profiles.toml").read_text(encoding="utf-8")
    path = tmp_path / "mine.toml"
    path.write_text(text.replace("[circumplex", "[mine"), encoding="utf-8")
    result = run(
        *("--emotion", "happy", "--genre", "pop"),
        *("--profiles", path, "--profile", "mine", "--json"),
    )
    assert json.loads(result.stdout)["engine"] == "humoresque-mine/2"


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        ((), "Give either --emotion or --probabilities"),
        (("--emotion", "sad", "--probabilities", "{}"), "Give either"),
        (("--emotion", "bored"), "bored"),
        (("--probabilities", "{"), "--probabilities"),
        (("--probabilities", "[]"), "--probabilities"),
        (("--probabilities", '{"bored": 1}'), "bored"),
        (("--probabilities", '{"happy": 0.5}'), "must sum to 1"),
        (("--emotion", "sad", "--popularity", "huge"), "huge"),
        (("--emotion", "sad", "--destination", "there"), "there"),
        (("--emotion", "sad", "--destination", "0.5"), "valence,energy"),
    ],
)
def test_a_mistaken_option_is_named(arguments: tuple[str, ...], problem: str) -> None:
    result = run(*arguments, "--genre", "pop")
    assert result.exit_code == 2
    assert problem in result.output


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ((), GenreCountError),
        (("--genre", "polka"), UnknownGenreError),
        (("--genre", "pop", "--size", "51"), SizeError),
        (("--genre", "pop", "--popularity", "101"), PopularityError),
        (("--genre", "pop", "--destination", "2,0"), PointError),
        (("--genre", "pop", "--novelty", "2"), NoveltyError),
    ],
)
def test_a_request_that_cannot_be_served_says_why(
    arguments: tuple[str, ...], error: type[Exception]
) -> None:
    assert isinstance(run("--emotion", "sad", *arguments).exception, error)
