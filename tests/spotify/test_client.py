from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest

from humoresque.spotify.client import SpotifyApi
from humoresque.spotify.errors import (
    CommandRestrictedError,
    DeviceNotFoundError,
    EndpointWithdrawnError,
    ForbiddenError,
    NoActiveDeviceError,
    NotFoundOnSpotifyError,
    PremiumRequiredError,
    ScopeMissingError,
    SpotifyUnreachableError,
    TokenRejectedError,
)
from humoresque.spotify.matching import WantedSong, resolve
from humoresque.spotify.recommendations import Attribute, Wish
from humoresque.spotify.retry import Retry
from humoresque.spotify.scopes import LOG_IN, PLAY, SAVE, Scope
from humoresque.spotify.transport import Transport
from tests.simulators.running import RunningSimulator
from tests.spotify.conftest import Clock, Tokens

Opened = Callable[..., SpotifyApi]


@pytest.fixture
def opened(
    simulator: RunningSimulator, http: httpx.Client, retry: Retry, clock: Clock, tokens: Tokens
) -> Opened:
    """The API of a listener who has consented to everything, or to the scopes named."""

    def make(key: str = "ana", *scopes: Scope) -> SpotifyApi:
        tokens.token = simulator.access_token(key, *(scopes or LOG_IN | SAVE | PLAY))
        return SpotifyApi(
            Transport(http, simulator.api_url, retry=retry), tokens, sleep=clock.sleep
        )

    return make


def test_a_listener_has_a_name_that_never_changes(opened: Opened) -> None:
    me = opened("ana").me()
    assert me.account_id
    assert me.display_name
    assert me.page


def test_favourites_are_the_listeners_own(opened: Opened) -> None:
    ana = opened("ana", Scope.USER_TOP_READ)
    hers = {artist.id for artist in ana.top_artists()}
    assert len(hers) == 50
    assert len(ana.top_tracks(limit=3, time_range="long_term")) == 3
    his = {artist.id for artist in opened("ben", Scope.USER_TOP_READ).top_artists()}
    assert len(hers & his) < 25
    assert opened("cleo", Scope.USER_TOP_READ).top_artists() == ()


@pytest.mark.parametrize("limit", [0, 51])
def test_no_more_is_asked_for_than_spotify_gives(limit: int, opened: Opened) -> None:
    with pytest.raises(ValueError, match="1 to 50"):
        opened().top_tracks(limit)
    with pytest.raises(ValueError, match="1 to 10"):
        opened().search_tracks("x", 11)


def test_a_song_is_found_by_title_number_and_id(opened: Opened) -> None:
    api = opened()
    favourite = api.top_tracks(1)[0]
    assert favourite.id
    assert api.track(favourite.id) == favourite
    assert favourite.isrc
    by_number = WantedSong("other", ("nobody",), isrc=favourite.isrc)
    assert resolve(by_number, api) == favourite.uri
    named = WantedSong(
        favourite.name.upper(),
        tuple(artist.name for artist in favourite.artists),
        favourite.duration_ms,
    )
    assert resolve(named, api) == favourite.uri
    assert resolve(WantedSong("No such song at all", ("Nobody",)), api) is None
    assert len(api.search_tracks("a")) <= 10


def test_a_song_that_is_not_there_is_named(opened: Opened) -> None:
    with pytest.raises(NotFoundOnSpotifyError):
        opened().track("0" * 22)


def test_a_list_is_made_filled_read_and_renamed(
    opened: Opened, simulator: RunningSimulator
) -> None:
    api = opened()
    uris = [track.uri for track in api.top_tracks(10)]
    made = api.create_playlist("Evening", "marker", public=False)
    for _ in range(2):
        api.replace_items(made.id, uris)
    api.change_details(made.id, name="Morning", description="Ten songs", public=True)
    page = api.playlist_items(made.id)
    assert [place.song.uri for place in page.items if place.song] == uris
    (kept,) = api.my_playlists().items
    assert (kept.id, kept.name, kept.page) == (made.id, "Morning", made.page)
    assert kept.description == "Ten songs"
    playlists = simulator.state()["listeners"]["ana"]["playlists"]
    assert [(playlist["name"], playlist["uris"]) for playlist in playlists] == [("Morning", uris)]


def test_a_list_of_lists_is_read_page_by_page(opened: Opened) -> None:
    api = opened()
    made = {api.create_playlist(f"List {number}", "", public=True).id for number in range(3)}
    first, rest = api.my_playlists(limit=2), api.my_playlists(limit=2, offset=2)
    assert {playlist.id for playlist in (*first.items, *rest.items)} == made
    assert first.next
    assert rest.next is None


def test_a_list_of_spotifys_own_among_the_listeners_is_a_hole(
    opened: Opened, simulator: RunningSimulator
) -> None:
    api = opened()
    made = api.create_playlist("Evening", "", public=False)
    token = simulator.access_token("ana", Scope.PLAYLIST_MODIFY_PUBLIC)
    httpx.put(
        f"{simulator.api_url}/me/library",
        params={"uris": f"spotify:playlist:{'3' * 22}"},
        headers={"Authorization": f"Bearer {token}"},
    ).raise_for_status()
    mine = api.my_playlists()
    assert [playlist.id for playlist in mine.items] == [made.id]


def test_details_not_named_stay(opened: Opened) -> None:
    api = opened()
    made = api.create_playlist("Evening", "Ten songs", public=True)
    api.change_details(made.id, name="Morning")
    (kept,) = api.my_playlists().items
    assert (kept.name, kept.description) == ("Morning", "Ten songs")


def test_a_description_is_emptied_by_a_space_as_spotify_refuses_none(
    opened: Opened, simulator: RunningSimulator
) -> None:
    api = opened()
    made = api.create_playlist("Evening", "Ten songs", public=True)
    api.change_details(made.id, description="")
    (kept,) = simulator.state()["listeners"]["ana"]["playlists"]
    assert kept["description"] == " "


def test_a_list_is_saved_until_it_is_deleted(opened: Opened) -> None:
    made = opened("ana").create_playlist("Hers", "", public=True)
    assert opened("ana").has_saved(made.uri)
    assert not opened("ben").has_saved(made.uri)


def test_more_than_a_hundred_songs_are_not_sent(opened: Opened) -> None:
    with pytest.raises(ValueError, match="At most 100"):
        opened().replace_items("1", ["spotify:track:1"] * 101)


def test_a_list_of_somebody_elses_is_forbidden(opened: Opened) -> None:
    made = opened("ana").create_playlist("Hers", "", public=True)
    with pytest.raises(ForbiddenError):
        opened("ben").replace_items(made.id, [])


def test_a_list_that_is_not_there_is_named(opened: Opened) -> None:
    with pytest.raises(NotFoundOnSpotifyError):
        opened().playlist_items("0" * 22)


def test_a_list_lost_on_the_way_was_made_all_the_same(
    opened: Opened, simulator: RunningSimulator
) -> None:
    api = opened()
    simulator.fault("connection_lost", method="POST", path="/me/playlists$", times=1)
    with pytest.raises(SpotifyUnreachableError) as caught:
        api.create_playlist("Evening", "marker", public=False)
    assert caught.value.ambiguous
    assert [playlist.description for playlist in api.my_playlists().items] == ["marker"]


@pytest.mark.parametrize(
    "act",
    [
        lambda api: api.top_artists(),
        lambda api: api.create_playlist("List", "", public=False),
        lambda api: api.my_playlists(),
        lambda api: api.playback(),
        lambda api: api.pause(),
    ],
)
def test_what_was_not_consented_to_is_named(
    act: Callable[[SpotifyApi], object], simulator: RunningSimulator, opened: Opened
) -> None:
    api = opened("ana")
    simulator.fault("insufficient_scope")
    with pytest.raises(ScopeMissingError):
        act(api)


def device_of(api: SpotifyApi) -> str:
    return next(device.id for device in api.devices() if device.id and not device.is_restricted)


def test_a_player_plays_skips_and_stops(opened: Opened, simulator: RunningSimulator) -> None:
    api = opened()
    uris = [track.uri for track in api.top_tracks(4)]
    device = device_of(api)
    api.play(device, uris[:3], offset=1, position_ms=2000)
    playing = api.playback()
    assert playing is not None
    assert playing.is_playing
    assert playing.item is not None
    assert playing.item.uri == uris[1]
    assert playing.progress_ms is not None
    assert playing.progress_ms >= 2000
    assert playing.device is not None
    assert playing.device.id == device
    api.queue(uris[3])
    api.set_volume(40)
    api.next()
    api.seek(30_000)
    simulator.advance(1)
    playing = api.playback()
    assert playing is not None
    assert playing.item is not None
    assert playing.item.uri == uris[3]
    assert (playing.progress_ms or 0) >= 30_000
    assert playing.device is not None
    assert playing.device.volume_percent == 40
    api.pause()
    paused = api.playback()
    assert paused is not None
    assert not paused.is_playing
    with pytest.raises(CommandRestrictedError):
        api.pause()
    api.play()
    assert (api.playback() or paused).is_playing
    api.previous()


def test_playback_moves_to_another_device(opened: Opened) -> None:
    api = opened()
    first, second = [d.id for d in api.devices() if d.id and not d.is_restricted][:2]
    api.play(first, [api.top_tracks(1)[0].uri])
    api.transfer(second, play=True)
    playing = api.playback()
    assert playing is not None
    assert playing.device is not None
    assert playing.device.id == second


def test_an_answer_in_odd_text_is_a_command_carried_out(
    opened: Opened, simulator: RunningSimulator
) -> None:
    api = opened()
    simulator.fault("text_body_200")
    api.play(device_of(api), [api.top_tracks(1)[0].uri])
    playing = api.playback()
    assert playing is not None
    assert playing.is_playing


def test_nothing_playing_is_nothing(opened: Opened) -> None:
    assert opened().playback() is None


def test_no_player_and_a_wrong_one_are_told_apart(opened: Opened) -> None:
    api = opened()
    with pytest.raises(NoActiveDeviceError):
        api.play()
    with pytest.raises(DeviceNotFoundError):
        api.play("0" * 40, [api.top_tracks(1)[0].uri])


def test_a_player_is_for_premium_listeners(opened: Opened) -> None:
    with pytest.raises(PremiumRequiredError):
        opened("ben").next()


WISH = Wish(
    genres=("soul",),
    limit=10,
    targets={Attribute.VALENCE: 0.9, Attribute.MODE: 1},
)


def test_spotifys_own_recommendations_are_for_old_apps(
    opened: Opened, simulator: RunningSimulator
) -> None:
    api = opened()
    with pytest.raises(EndpointWithdrawnError):
        api.recommendations(WISH)
    simulator.app(mode="legacy")
    assert 1 <= len(api.recommendations(WISH)) <= 10


# Tokens ---------------------------------------------------------------------------------------


def test_an_expired_token_is_renewed_once(
    opened: Opened, simulator: RunningSimulator, tokens: Tokens
) -> None:
    api = opened("ana")
    expired = tokens.token
    simulator.expire("ana")
    tokens.ready = [simulator.access_token("ana")]
    assert api.me().display_name
    assert tokens.rejected == [expired]


def test_a_spurious_refusal_of_a_good_token_is_waited_out(
    opened: Opened, simulator: RunningSimulator, tokens: Tokens, clock: Clock
) -> None:
    api = opened("ana")
    tokens.ready = [simulator.access_token("ana")]
    simulator.fault("spurious_401", times=2)
    assert api.me().display_name
    assert clock.slept == [1.0]
    assert len(tokens.rejected) == 1


def test_a_refused_token_was_not_used_so_that_even_a_list_is_asked_for_again(
    opened: Opened, simulator: RunningSimulator, tokens: Tokens
) -> None:
    api = opened("ana")
    tokens.ready = [tokens.token]
    simulator.fault("spurious_401", method="POST", times=1)
    api.create_playlist("Evening", "", public=False)
    assert len(simulator.state()["listeners"]["ana"]["playlists"]) == 1


def test_a_token_refused_three_times_is_given_up(
    opened: Opened, simulator: RunningSimulator, tokens: Tokens
) -> None:
    api = opened("ana")
    simulator.fault("spurious_401")
    with pytest.raises(TokenRejectedError):
        api.me()
    assert len(tokens.rejected) == 1
    assert len(simulator.requests("GET", "/v1/me")) == 3
