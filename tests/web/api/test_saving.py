from __future__ import annotations

from typing import Any

import httpx
import pytest
from django.db.models import Value
from django.db.models.functions import Concat

from humoresque.spotify.breaker import Breaker
from humoresque.web import wiring
from humoresque.web.listening import saving
from humoresque.web.listening.models import Song, SpotifyPlaylist
from tests.web.api.spotify_lists import CREATE, LOOK, Listener, uris
from tests.web.api.telling import refusal
from tests.web.browsing import Browser

pytestmark = pytest.mark.django_db

FILL = {"method": "PUT", "path": "/items$"}
VERIFY = {"method": "GET", "path": "/items$"}
RENAME = {"method": "PUT", "path": "^/v1/playlists/[^/]+$"}
at_each_step = pytest.mark.parametrize(
    "step", [CREATE, FILL, VERIFY, RENAME], ids=["create", "fill", "verify", "rename"]
)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was given up is known to be carried out no more."""
    monkeypatch.setattr(saving, "SETTLED", saving.SETTLED * 0)


def _let_the_pause_pass() -> None:
    """As if the time were over that Spotify asked to leave it alone for."""
    wiring.spotify().transport._breaker = Breaker()  # noqa: SLF001


def _is_saved_once(listener: Listener, created: Any, **look: Any) -> None:
    there = {"id": SpotifyPlaylist.objects.get().spotify_id, **LOOK, "uris": uris(created)}
    assert listener.on_spotify() == [there | look]


def test_a_list_is_on_spotify_in_order_and_the_answer_links_to_it(
    listener: Listener, created: Any
) -> None:
    answer = listener.save(created)
    assert answer.status_code == 201
    saved = answer.json()
    _is_saved_once(listener, created)
    assert saved["spotify_url"].startswith(listener.simulator.address)
    assert saved["spotify_url"].endswith(listener.on_spotify()[0]["id"])
    assert (saved["playlist_id"], saved["name"]) == (created["id"], LOOK["name"])
    assert (saved["songs"], saved["not_found"], saved["waiting"]) == (10, [], 0)
    assert not saved["public"]
    assert created["saved"] is None
    assert listener.read(created)["saved"] == saved


def test_a_catalog_list_costs_four_calls(listener: Listener, created: Any) -> None:
    before = len(listener.simulator.requests())
    listener.save(created)
    made = [(one["method"], one["status"]) for one in listener.simulator.requests()[before:]]
    assert made == [("POST", 201), ("PUT", 200), ("GET", 200), ("PUT", 200)]


def test_saving_again_costs_three_calls_however_many_playlists_there_are(
    listener: Listener, created: Any
) -> None:
    listener.save(created)
    listener.make_by_hand(60, name="Another")
    before = len(listener.simulator.requests())
    assert listener.save(created).status_code == 200
    made = listener.simulator.requests()[before:]
    assert [(one["method"], one["path"].rpartition("/")[2]) for one in made] == [
        ("GET", "contains"),
        ("GET", "items"),
        ("PUT", SpotifyPlaylist.objects.get().spotify_id),
    ]


@pytest.mark.parametrize("fault", ["insufficient_scope", "text_body_200"])
def test_where_spotify_does_not_say_what_is_saved_the_playlists_are_looked_through(
    listener: Listener, created: Any, fault: str
) -> None:
    listener.save(created)
    listener.simulator.fault(fault, path="/me/library/contains$")
    assert listener.save(created).status_code == 200
    _is_saved_once(listener, created)


def test_saving_again_brings_it_up_to_date(listener: Listener, created: Any) -> None:
    listener.save(created)
    answer = listener.save(created, name="For the bus", description="", public=True)
    assert answer.status_code == 200
    assert (answer.json()["name"], answer.json()["public"]) == ("For the bus", True)
    assert listener.read(created)["saved"]["description"] == ""
    (there,) = listener.on_spotify()
    assert (there["name"], there["description"], there["public"]) == ("For the bus", " ", True)
    assert there["uris"] == uris(created)


def test_what_the_listener_has_put_in_there_stays_while_no_song_is_missing(
    listener: Listener, created: Any, wishes: dict[str, Any]
) -> None:
    listener.save(created)
    others = uris(listener.create(wishes | {"genres": ["jazz"]}))
    listener.change_items("POST", {"uris": others, "position": 0})
    answer = listener.save(created, name="For the bus")
    assert (answer.status_code, answer.json()["songs"]) == (200, 10)
    assert listener.on_spotify()[0]["uris"] == others + uris(created)
    listener.change_items("DELETE", {"items": [{"uri": uris(created)[3]}]})
    assert listener.save(created).status_code == 200
    _is_saved_once(listener, created)


@at_each_step
@pytest.mark.parametrize("fault", ["connection_lost", "not_reachable"])
@pytest.mark.usefixtures("impatient")
def test_a_lost_connection_leaves_one_playlist_after_a_retry(
    listener: Listener, created: Any, step: dict[str, str], fault: str
) -> None:
    listener.simulator.fault(fault, times=1, **step)
    first = listener.save(created)
    assert first.status_code == 201 or refusal(first) == (504, "spotify-unreachable")
    assert listener.save(created).status_code in {200, 201}
    _is_saved_once(listener, created)


@at_each_step
@pytest.mark.parametrize("fault", ["connection_lost", "not_reachable", "http_503"])
@pytest.mark.usefixtures("impatient")
def test_whatever_step_goes_on_failing_the_next_save_goes_on(
    listener: Listener, created: Any, step: dict[str, str], fault: str
) -> None:
    listener.simulator.fault(fault, **step)
    assert listener.save(created).status_code in {201, 502, 504}
    assert len(listener.on_spotify()) <= 1
    listener.simulator.no_faults()
    assert listener.save(created).status_code in {200, 201}
    _is_saved_once(listener, created)


@at_each_step
def test_an_answer_that_comes_too_late_leaves_one_playlist(
    listener: Listener, created: Any, step: dict[str, str]
) -> None:
    wiring.spotify().transport._http.timeout = httpx.Timeout(0.4)  # noqa: SLF001
    listener.simulator.fault("slow", times=1, delay_s=0.8, **step)
    assert listener.save(created).status_code == 201
    _is_saved_once(listener, created)


def test_for_apps_from_before_the_changes_it_is_the_same(listener: Listener, created: Any) -> None:
    listener.simulator.app(mode="legacy")
    assert listener.save(created).status_code == 201
    assert listener.save(created).status_code == 200
    _is_saved_once(listener, created)


def test_a_creation_whose_answer_was_lost_is_found_at_once(
    listener: Listener, created: Any
) -> None:
    listener.simulator.fault("connection_lost", times=1, **CREATE)
    assert listener.save(created).status_code == 201
    _is_saved_once(listener, created)


@pytest.mark.parametrize("status", [500, 502, 503, 504])
@pytest.mark.usefixtures("impatient")
def test_a_fault_of_spotify_while_it_is_made_is_told_and_the_next_save_makes_it(
    listener: Listener, created: Any, status: int
) -> None:
    listener.simulator.fault(f"http_{status}", times=1, **CREATE)
    assert refusal(listener.save(created)) == (502, "spotify-failing")
    assert listener.save(created).status_code == 201
    _is_saved_once(listener, created)


@at_each_step
def test_a_pause_that_spotify_asks_for_is_told_with_its_length(
    listener: Listener, created: Any, step: dict[str, str]
) -> None:
    listener.simulator.fault("rate_limited", retry_after=120, times=1, **step)
    answer = listener.save(created)
    assert refusal(answer) == (503, "spotify-rate-limited")
    assert answer.headers["Retry-After"] == "120"
    _let_the_pause_pass()
    assert listener.save(created).status_code == 201
    _is_saved_once(listener, created)


@at_each_step
def test_a_pause_of_unknown_length_does_not_make_it_twice(
    listener: Listener, created: Any, step: dict[str, str]
) -> None:
    listener.simulator.fault("rate_limited_text", times=1, **step)
    assert listener.save(created).status_code in {201, 503}
    listener.save(created)
    _is_saved_once(listener, created)


@at_each_step
def test_a_token_that_ends_on_the_way_is_renewed(
    listener: Listener, created: Any, step: dict[str, str]
) -> None:
    listener.simulator.fault("token_expired", times=1, **step)
    assert listener.save(created).status_code == 201
    _is_saved_once(listener, created)


@at_each_step
def test_after_the_access_is_taken_back_on_the_way_a_new_log_in_goes_on(
    listener: Listener, created: Any, step: dict[str, str]
) -> None:
    listener.simulator.fault("token_expired", times=1, **step)
    listener.simulator.revoke("ana")
    assert refusal(listener.save(created)) == (401, "spotify-reconnect-needed")
    listener.browser.connect("ana", "save")
    assert listener.save(created).status_code == 201
    _is_saved_once(listener, created)


@at_each_step
def test_a_consent_that_turns_out_to_be_missing_is_asked_for(
    listener: Listener, created: Any, step: dict[str, str]
) -> None:
    listener.simulator.fault("insufficient_scope", times=1, **step)
    answer = listener.save(created)
    assert refusal(answer) == (403, "spotify-consent-needed")
    assert answer.json()["consent"] == "save"
    assert listener.save(created).status_code == 201
    _is_saved_once(listener, created)


@at_each_step
def test_a_quota_that_is_used_up_stops_it_where_it_is(
    listener: Listener, created: Any, step: dict[str, str]
) -> None:
    listener.simulator.fault("quota_exceeded", times=1, retry_after=3600, **step)
    for _ in range(2):
        answer = listener.save(created)
        assert refusal(answer) == (503, "spotify-quota-exceeded")
    assert len(listener.on_spotify()) <= 1
    _let_the_pause_pass()
    assert listener.save(created).status_code == 201
    _is_saved_once(listener, created)


def test_what_spotify_has_no_more_is_left_out_and_named(listener: Listener, created: Any) -> None:
    gone = [created["tracks"][2], created["tracks"][6]]
    listener.simulator.withdraw(*(track["track_id"] for track in gone))
    answer = listener.save(created)
    assert answer.status_code == 201
    assert answer.json()["songs"] == 8
    assert answer.json()["not_found"] == [
        {name: track[name] for name in ("position", "title", "artists")} for track in gone
    ]
    missing = {f"spotify:track:{track['track_id']}" for track in gone}
    (there,) = listener.on_spotify()
    assert there["uris"] == [uri for uri in uris(created) if uri not in missing]
    before = len(listener.simulator.requests())
    assert listener.save(created).json()["songs"] == 8
    assert len(listener.simulator.requests()) - before == 3


def test_a_long_list_of_own_songs_takes_several_saves(
    listener: Listener, wishes: dict[str, Any]
) -> None:
    created = listener.create(wishes | {"size": 15})
    Song.objects.update(track_id=Concat(Value("own:"), "track_id"))
    first = listener.save(created)
    assert (first.status_code, first.json()["songs"], first.json()["waiting"]) == (201, 10, 5)
    assert listener.read(created)["saved"]["waiting"] == 5
    second = listener.save(created)
    assert (second.status_code, second.json()["songs"], second.json()["waiting"]) == (200, 15, 0)
    _is_saved_once(listener, created)


def test_a_list_of_which_spotify_has_nothing_is_not_saved(listener: Listener, created: Any) -> None:
    listener.simulator.withdraw(*(track["track_id"] for track in created["tracks"]))
    assert refusal(listener.save(created)) == (422, "nothing-to-save")
    assert listener.read(created)["saved"] is None


@pytest.mark.parametrize(("method", "path"), [("PUT", r"/playlists/\w+$"), ("POST", "/playlists$")])
def test_words_that_spotify_does_not_take_can_be_changed(
    listener: Listener, created: Any, method: str, path: str
) -> None:
    listener.simulator.fault("refused", method=method, path=path, times=1)
    refused = listener.save(created)
    assert refusal(refused) == (422, "spotify-words-refused")
    assert "Change them and save again" in refused.json()["detail"]
    assert listener.save(created, name="Other words").status_code == 201
    _is_saved_once(listener, created, name="Other words")


def test_a_playlist_that_the_listener_deleted_on_spotify_is_made_anew(
    listener: Listener, created: Any
) -> None:
    listener.save(created)
    first = SpotifyPlaylist.objects.get().spotify_id
    listener.delete_on_spotify(first)
    assert listener.on_spotify() == []
    answer = listener.save(created)
    assert answer.status_code == 201
    assert SpotifyPlaylist.objects.get().spotify_id != first
    _is_saved_once(listener, created)


def test_each_list_is_a_playlist_of_its_own(
    listener: Listener, created: Any, wishes: dict[str, Any]
) -> None:
    other = listener.create(wishes | {"seed": 8})
    listener.save(created)
    listener.save(other, name="Another")
    assert [there["name"] for there in listener.on_spotify()] == ["Another", LOOK["name"]]
    assert listener.read(created)["saved"]["name"] == LOOK["name"]


def test_after_a_log_out_a_list_is_no_more_known_to_be_saved(
    listener: Listener, created: Any
) -> None:
    listener.save(created)
    listener.browser.client.delete("/api/logout")
    assert listener.read(created)["saved"] is None
    assert refusal(listener.save(created)) == (401, "spotify-login-needed")


def test_only_who_agreed_to_it_saves(at_spotify: Browser, wishes: dict[str, Any]) -> None:
    listener = Listener(at_spotify)
    created = listener.create(wishes)
    assert refusal(listener.save(created)) == (401, "spotify-login-needed")
    at_spotify.connect("ana")
    answer = listener.save(created)
    assert refusal(answer) == (403, "spotify-consent-needed")
    assert answer.json()["consent"] == "save"
    assert listener.simulator.requests("POST", "/v1/me/playlists") == []


def test_lists_of_others_are_not_there(listener: Listener, created: Any) -> None:
    other = Listener(Browser(listener.simulator), "ben")
    other.browser.connect("ben", "save")
    assert refusal(other.save(created)) == (404, "unknown-playlist")
    assert refusal(other.save({"id": "00000000-0000-4000-8000-000000000000"})) == (
        404,
        "unknown-playlist",
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "   "},
        {"name": "x" * 101},
        {"name": "two\nlines"},
        {"name": "\u200b"},
        {"description": "x" * 301},
        {"description": "two\nlines"},
        {"description": "\u202eturned"},
        {"public": "yes"},
        {"playlist_id": "none"},
        {"more": 1},
    ],
)
def test_what_spotify_does_not_take_is_refused_before_it_is_asked(
    listener: Listener, created: Any, wrong: dict[str, Any]
) -> None:
    assert refusal(listener.save(created, **wrong)) == (422, "invalid-request")
    assert listener.on_spotify() == []


def test_names_of_all_scripts_arrive_as_they_are(listener: Listener, created: Any) -> None:
    listener.save(created, name="Zażółć & <夜> 🎧" + "x" * 80, description='"x" & <y>' * 30)
    (there,) = listener.on_spotify()
    assert there["name"] == "Zażółć & <夜> 🎧" + "x" * 80
    assert there["description"] == '"x" & <y>' * 30
