"""What a listener plays on Spotify in their lists, against the simulated Spotify."""

from __future__ import annotations

import time
from typing import Any

import httpx
import pytest

from humoresque.recommender.sentences import LANGUAGES, load_templates
from humoresque.spotify import errors as spotify
from humoresque.web.accounts.errors import (
    ConsentNeededError,
    NotLoggedInError,
    ReconnectNeededError,
    SpotifyOffError,
)
from humoresque.web.accounts.models import SpotifyAccount
from humoresque.web.api.problems import PROBLEMS
from humoresque.web.listening import making
from humoresque.web.listening.models import Playlist
from humoresque.web.taste import spotify_listening
from humoresque.web.taste.spotify_listening import TOO_SLOW
from tests.simulators.running import RunningSimulator
from tests.web.api.telling import CREATE, FAVOURITES, put
from tests.web.browsing import Browser
from tests.web.taste.listening import WISHES, create, named_in, songs_of

# Spotify is asked in a thread of its own, which does not see what a test has not committed.
pytestmark = pytest.mark.django_db(transaction=True)
TOP = "/v1/me/top/"


# --- High, medium, low ----------------------------------------------------------------------


def test_two_listeners_with_the_same_wishes_and_seed_get_lists_of_their_own(
    spotify_on: RunningSimulator,
) -> None:
    ana, ben, nobody = Browser(spotify_on), Browser(spotify_on), Browser(spotify_on)
    ana.connect("ana")
    ben.connect("ben")
    lists = {name: create(b.client) for name, b in (("ana", ana), ("ben", ben), ("-", nobody))}
    assert len({tuple(songs_of(made)) for made in lists.values()}) == 3
    for name in ("ana", "ben"):
        top = {artist["name"] for artist in _top(spotify_on, name, "artists")}
        assert set(lists[name]["seeds"]["artists"]) <= top
        assert named_in(lists[name])
        assert not lists[name]["relaxed"]
    assert not set(lists["ana"]["seeds"]["artists"]) & set(lists["ben"]["seeds"]["artists"])


def _top(simulator: RunningSimulator, listener: str, kind: str) -> list[Any]:
    token = simulator.access_token(listener, "user-top-read")
    answer = httpx.get(
        f"{simulator.api_url}/me/top/{kind}",
        params={"limit": 50},
        headers={"Authorization": f"Bearer {token}"},
    )
    items: list[Any] = answer.raise_for_status().json()["items"]
    return items


def test_high_starts_from_the_top_and_medium_from_further_down(at_spotify: Browser) -> None:
    at_spotify.connect("ana")
    ranks = {
        artist["name"]: place
        for place, artist in enumerate(_top(at_spotify.simulator, "ana", "artists"))
    }
    high, medium = (create(at_spotify.client, personalization=p) for p in ("high", "medium"))
    drawn = [sorted(ranks[name] for name in one["seeds"]["artists"]) for one in (high, medium)]
    assert sum(drawn[0]) / len(drawn[0]) < sum(drawn[1]) / len(drawn[1])
    assert len(drawn[0]) > len(drawn[1]) > 0


def test_low_makes_no_call(at_spotify: Browser) -> None:
    at_spotify.connect("ana")
    before = len(at_spotify.simulator.requests())
    made = create(at_spotify.client, personalization="low")
    assert len(at_spotify.simulator.requests()) == before
    assert made["seeds"] == {"artists": [], "songs": []}
    assert made["relaxed"] == []


def test_the_second_list_within_ten_minutes_makes_no_call(at_spotify: Browser) -> None:
    at_spotify.connect("ana")
    first = create(at_spotify.client)
    assert len(at_spotify.simulator.requests("GET", TOP)) == 2
    assert songs_of(create(at_spotify.client)) == songs_of(first)
    create(at_spotify.client, personalization="medium")
    assert len(at_spotify.simulator.requests("GET", TOP)) == 2


def test_after_ten_minutes_spotify_is_asked_again(
    at_spotify: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spotify_listening, "KEPT_S", 0)
    at_spotify.connect("ana")
    create(at_spotify.client)
    create(at_spotify.client)
    assert len(at_spotify.simulator.requests("GET", TOP)) == 4


def test_nobody_is_asked_for_a_visitor_who_is_not_connected(at_spotify: Browser) -> None:
    made = create(at_spotify.client)
    assert at_spotify.simulator.requests() == []
    assert made["relaxed"] == ["Nothing is known of what you like: the list is not personal."]


def test_a_new_account_without_plays_is_told_as_one_of_whom_nothing_is_known(
    at_spotify: Browser,
) -> None:
    at_spotify.connect("cleo")
    made = create(at_spotify.client)
    assert made["relaxed"] == ["Nothing is known of what you like: the list is not personal."]
    create(at_spotify.client)
    assert len(at_spotify.simulator.requests("GET", TOP)) == 2


def test_favourites_and_what_spotify_told_go_together(at_spotify: Browser) -> None:
    at_spotify.connect("ana")
    put(at_spotify.client, FAVOURITES, {"artists": ["Queen", "Nina Simone"]})
    create(at_spotify.client)
    taste = Playlist.objects.get().snapshot["taste"]
    assert taste["favourites"] == ["Queen", "Nina Simone"]
    assert taste["artists"] == []
    assert taste["spotify"]["artists"]
    assert taste["spotify"]["track_ids"]


# --- When Spotify does not tell ---------------------------------------------------------------

FAULTS = {
    "rate_limited": "this server has asked Spotify too much just now; try again in a minute",
    "rate_limited_text": "this server has asked Spotify too much just now; try again in a minute",
    "quota_exceeded": "what Spotify allows this server's app is used up for now",
    "http_500": "something is wrong at Spotify; try again later",
    "http_502": "something is wrong at Spotify; try again later",
    "http_503": "something is wrong at Spotify; try again later",
    "http_504": "something is wrong at Spotify; try again later",
    "not_reachable": "Spotify cannot be reached",
    "connection_lost": "Spotify cannot be reached",
    "insufficient_scope": "you have not allowed it; log in with Spotify again and agree",
}


@pytest.mark.parametrize(("fault", "why"), FAULTS.items())
def test_every_fault_still_gives_ten_songs_and_says_why(
    at_spotify: Browser, fault: str, why: str
) -> None:
    at_spotify.connect("ana")
    at_spotify.simulator.fault(fault, retry_after=30 if "limited" in fault else None)
    started = time.monotonic()
    made = create(at_spotify.client)
    assert time.monotonic() - started < making.LONGEST_WAIT_S + 1.5
    assert len(made["tracks"]) == 10
    assert made["relaxed"][-1] == f"What you play on Spotify was not used: {why}."


def test_spotify_that_answers_too_late_is_not_waited_for_and_heard_the_next_time(
    at_spotify: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "LONGEST_WAIT_S", 0.3)
    at_spotify.connect("ana")
    at_spotify.simulator.fault("slow", path=TOP, delay_s=0.5)
    started = time.monotonic()
    made = create(at_spotify.client)
    assert time.monotonic() - started < 1.0
    assert len(made["tracks"]) == 10
    assert made["relaxed"][-1] == (
        "What you play on Spotify was not used: Spotify took too long to answer."
    )
    deadline = time.monotonic() + 5
    while spotify_listening.last_heard(SpotifyAccount.objects.get().pk) is None:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert create(at_spotify.client)["seeds"]["artists"]
    assert len(at_spotify.simulator.requests("GET", TOP)) == 2


@pytest.mark.parametrize("fault", ["token_expired", "spurious_401"])
def test_a_passing_fault_of_the_token_is_not_even_noticed(at_spotify: Browser, fault: str) -> None:
    at_spotify.connect("ana")
    at_spotify.simulator.fault(fault, times=1)
    made = create(at_spotify.client)
    assert made["seeds"]["artists"]
    assert made["relaxed"] == []


def test_listeners_who_may_not_ask_are_told_so(at_spotify: Browser) -> None:
    at_spotify.connect("ana")
    at_spotify.simulator.listener("ana", allowlisted=False)
    made = create(at_spotify.client)
    assert len(made["tracks"]) == 10
    assert "not on the list of listeners of this server's app" in made["relaxed"][-1]


def test_an_owner_without_premium_is_told(at_spotify: Browser) -> None:
    at_spotify.connect("ana")
    at_spotify.simulator.app(owner_premium=False)
    made = create(at_spotify.client)
    assert len(made["tracks"]) == 10
    assert "has no Spotify Premium" in made["relaxed"][-1]


def test_a_log_in_that_spotify_took_back_is_told(at_spotify: Browser) -> None:
    at_spotify.connect("ana")
    at_spotify.simulator.revoke("ana")
    at_spotify.simulator.expire("ana")
    made = create(at_spotify.client)
    assert len(made["tracks"]) == 10
    assert "Spotify no longer accepts the log-in; log in" in made["relaxed"][-1]


def test_a_log_in_for_something_else_alone_is_told(at_spotify: Browser) -> None:
    at_spotify.connect("ana")
    SpotifyAccount.objects.update(scopes=["playlist-modify-private"])
    made = create(at_spotify.client)
    assert "you have not allowed it" in made["relaxed"][-1]
    assert at_spotify.simulator.requests("GET", TOP) == []


def test_nobody_is_asked_when_the_operator_has_taken_spotify_away(
    at_spotify: Browser, settings: Any
) -> None:
    at_spotify.connect("ana")
    asked = len(at_spotify.simulator.requests())
    settings.SPOTIFY_CLIENT = None
    made = create(at_spotify.client)
    assert made["relaxed"] == ["Nothing is known of what you like: the list is not personal."]
    assert len(at_spotify.simulator.requests()) == asked
    assert at_spotify.client.get("/api/taste").json()["spotify"]["connected"] is False


def test_a_list_in_polish_says_it_in_polish(at_spotify: Browser) -> None:
    at_spotify.connect("ana")
    at_spotify.simulator.fault("http_500")
    response = at_spotify.client.post(
        CREATE, WISHES, content_type="application/json", headers={"Accept-Language": "pl"}
    )
    assert response.json()["relaxed"][-1] == (
        "Nie użyto tego, czego słuchasz w Spotify: "
        "coś nie działa po stronie Spotify; spróbuj później."
    )


_OF_PLAYERS = (
    spotify.PremiumRequiredError,
    spotify.NoActiveDeviceError,
    spotify.DeviceNotFoundError,
    spotify.CommandRestrictedError,
)
_OF_ACCOUNTS = (SpotifyOffError, NotLoggedInError, ReconnectNeededError, ConsentNeededError)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_why_spotify_does_not_tell_has_words(language: str) -> None:
    told = {
        kind.slug
        for error, kind in PROBLEMS.items()
        if issubclass(error, spotify.SpotifyError) and not issubclass(error, _OF_PLAYERS)
    }
    assert len(told) > 10
    told |= {PROBLEMS[error].slug for error in _OF_ACCOUNTS} | {TOO_SLOW}
    assert told <= set(load_templates(language).words["why"])


# --- What the taste page shows ----------------------------------------------------------------


def test_the_taste_page_shows_what_was_last_seen_without_a_call(at_spotify: Browser) -> None:
    nothing = {"connected": False, "artists": None, "songs": None}
    assert at_spotify.client.get("/api/taste").json()["spotify"] == nothing
    at_spotify.connect("ana")
    asked = len(at_spotify.simulator.requests())
    assert at_spotify.client.get("/api/taste").json()["spotify"] == nothing | {"connected": True}
    assert len(at_spotify.simulator.requests()) == asked
    create(at_spotify.client)
    seen = at_spotify.client.get("/api/taste").json()["spotify"]
    assert seen == {"connected": True, "artists": 50, "songs": 50}
    at_spotify.client.delete("/api/logout")
    assert at_spotify.client.get("/api/taste").json()["spotify"] == nothing
