"""Spotify's own recommendations, for apps from before 27 November 2024 that still have them.

They are asked for the thesis' targets (profile ``thesis-2024``), an aim in popularity, and five
seeds at most: the genres that Spotify has under the same names, then the listener's artists and
songs (Spotify: Get Recommendations).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from humoresque.catalog.track import Track
from humoresque.recommender.request import (
    Mode,
    Personalization,
    Popularity,
    RecommendationRequest,
)
from humoresque.spotify.recommendations import (
    MOST_RECOMMENDED,
    MOST_SEEDS,
    Attribute,
    Wish,
)
from humoresque.spotify.scopes import Purpose
from humoresque.web import wiring
from humoresque.web.accounts.spotify import listener_api
from humoresque.web.listening.models import Playlist
from humoresque.web.listening.source import Source
from humoresque.web.patience import Patience
from humoresque.web.taste.spotify_listening import Heard, Unanswered, unless_refused

if TYPE_CHECKING:
    import numpy as np

    from humoresque.catalog.catalog import Catalog
    from humoresque.recommender.recommendation import Message, Recommendation
    from humoresque.spotify.models import Artist
    from humoresque.spotify.models import Track as SpotifyTrack

ENGINE = "spotify"
PROFILE = "thesis-2024"
ENGINE_UNUSED = "spotify-engine-unused"
# Songs asked for, as a multiple of the list: some are left out, and artists come once.
_SPARE = 5

# Spotify's genre seeds (its page "Get Available Genre Seeds") that a catalog may have too.
GENRES = frozenset(
    """acoustic afrobeat alt-rock alternative ambient anime black-metal bluegrass blues bossanova
    brazil breakbeat british cantopop chicago-house children chill classical club comedy country
    dance dancehall death-metal deep-house detroit-techno disco disney drum-and-bass dub dubstep
    edm electro electronic emo folk forro french funk garage german gospel goth grindcore groove
    grunge guitar happy hard-rock hardcore hardstyle heavy-metal hip-hop holidays honky-tonk house
    idm indian indie indie-pop industrial iranian j-dance j-idol j-pop j-rock jazz k-pop kids latin
    latino malay mandopop metal metal-misc metalcore minimal-techno movies mpb new-age new-release
    opera pagode party philippines-opm piano pop pop-film post-dubstep power-pop progressive-house
    psych-rock punk punk-rock r-n-b rainy-day reggae reggaeton road-trip rock rock-n-roll
    rockabilly romance sad salsa samba sertanejo show-tunes singer-songwriter ska sleep songwriter
    soul soundtracks spanish study summer swedish synth-pop tango techno trance trip-hop turkish
    work-out world-music""".split()  # noqa: SIM905 - read as a paragraph
)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Songs in Spotify's order, what they were asked with, and which wishes they do not keep."""

    tracks: tuple[Track, ...]
    seeds: dict[str, Any]
    relaxed: tuple[Message, ...]

    @property
    def track_ids(self) -> tuple[str, ...]:
        """Spotify's ids, which the catalog's songs have too."""
        return tuple(track.track_id for track in self.tracks)

    def appraised(
        self, request: RecommendationRequest, catalog: Catalog, seed: int
    ) -> Recommendation:
        """What our engine says, by the thesis' targets, of the songs that the catalog has."""
        import numpy as np  # noqa: PLC0415 - keeps the start fast

        from humoresque.recommender.recommend import appraise  # noqa: PLC0415

        by_thesis = replace(request, profile=PROFILE)
        return appraise(by_thesis, catalog, self.track_ids, np.random.default_rng(seed))


@dataclass(frozen=True, slots=True)
class _Seeds:
    genres: tuple[str, ...]
    artists: tuple[Artist, ...]
    songs: tuple[SpotifyTrack, ...]

    @property
    def are_personal(self) -> bool:
        return bool(self.artists or self.songs)


def suggest(
    playlist: Playlist, request: RecommendationRequest, heard: Heard | None, patience: Patience
) -> Suggestion | Unanswered | None:
    """Ask Spotify; where it does not answer, or not with enough songs, say why.

    None for wishes that it has no words for: own files, a way to elsewhere, novelty, and taste
    that it did not tell itself. The list's seed draws the artists and songs to start from; Spotify
    answers differently from day to day.
    """
    import numpy as np  # noqa: PLC0415 - keeps the start fast

    if not _has_words_for(request, Source(playlist.source)):
        return None
    seeds = _draw(request, heard, np.random.default_rng(playlist.seed))
    if not seeds.are_personal:
        if request.history and request.personalization is not Personalization.LOW:
            return None
        if not seeds.genres:
            return Unanswered("no-common-genre")
    wish = Wish(
        artists=tuple(artist.id for artist in seeds.artists if artist.id),
        tracks=tuple(song.id for song in seeds.songs if song.id),
        genres=seeds.genres,
        limit=min(MOST_RECOMMENDED, _SPARE * request.size),
        targets=_targets(request),
    )
    answer = unless_refused(
        patience, lambda: listener_api(playlist.visitor_id, Purpose.LOG_IN).recommendations(wish)
    )
    if isinstance(answer, Unanswered):
        return answer
    tracks = _chosen(answer, request)
    if len(tracks) < request.size:
        return Unanswered("too-few-songs")
    return Suggestion(tracks, _named(seeds), _relaxed(request, tracks))


def not_again(playlist: Playlist) -> list[Message]:
    """What to say of a list that is made again: of one of Spotify's that the songs are others."""
    from humoresque.recommender.recommendation import Message  # noqa: PLC0415 - loads numpy

    return [Message("spotify-not-again", {})] if playlist.engine == ENGINE else []


def _has_words_for(wished: RecommendationRequest, source: Source) -> bool:
    from humoresque.recommender.target import resolve_mode  # noqa: PLC0415 - loads numpy

    profile = wiring.profiles().named(wished.profile)
    mode = resolve_mode(profile, wished.scores, wished.mode, wished.destination)
    return source is Source.CATALOG and mode is Mode.MATCH and wished.novelty is None


def _draw(request: RecommendationRequest, heard: Heard | None, rng: np.random.Generator) -> _Seeds:
    """Genres first; what is left of five is shared by artists and songs."""
    from humoresque.recommender.seeds import draw_share  # noqa: PLC0415 - loads numpy

    genres = tuple(genre for genre in request.genres if genre in GENRES)
    level = wiring.profiles().listener.taste.get(request.personalization)
    if heard is None or level is None:
        return _Seeds(genres, (), ())
    songs = {song.id: song for song in heard.songs if song.id}
    artists = {artist.id: artist for artist in heard.artists if artist.id}
    left = MOST_SEEDS - len(genres)
    by_artist = draw_share([*artists], level.share, left - left // 2, artists.__contains__, rng)
    by_song = draw_share([*songs], level.share, left - len(by_artist), songs.__contains__, rng)
    return _Seeds(
        genres, tuple(artists[name] for name in by_artist), tuple(songs[name] for name in by_song)
    )


def _targets(request: RecommendationRequest) -> dict[Attribute, float]:
    """The thesis' targets for the likeliest expression, in Spotify's units."""
    from humoresque.recommender.profiles import built_in_profiles  # noqa: PLC0415 - loads numpy

    ranges = built_in_profiles().named(PROFILE).emotions[request.scores.top].ranges
    aims = {Attribute(name): sum(ends) / 2.0 for name, ends in ranges.items()}
    popularity = wiring.profiles().level(request.popularity).target
    if popularity is not None:
        aims[Attribute.POPULARITY] = popularity
    return aims


def _chosen(answer: Sequence[SpotifyTrack], request: RecommendationRequest) -> tuple[Track, ...]:
    """The first songs that the wishes admit, one an artist; lately heard ones only in need."""
    tracks = [track for told in answer if (track := _track(told)) is not None]
    admitted = [
        track
        for track in tracks
        if track.track_id not in request.excluded and (request.explicit or not track.explicit)
    ]
    admitted.sort(key=lambda track: track.track_id in request.avoided)
    by_artist: dict[str, Track] = {}
    for track in admitted:
        by_artist.setdefault(track.artists[0].casefold(), track)
    return tuple(by_artist.values())[: request.size]


def _track(told: SpotifyTrack) -> Track | None:
    """A song as the catalog would have it, but for what Spotify does not say of it."""
    if not (told.id and told.artists) or told.duration_ms is None or told.popularity is None:
        return None
    return Track(
        track_id=told.id,
        title=told.name,
        artists=tuple(artist.name for artist in told.artists),
        album=told.album.name if told.album else None,
        genres=(),
        popularity=told.popularity,
        duration_ms=told.duration_ms,
        explicit=bool(told.explicit),
        features={},
    )


def _named(seeds: _Seeds) -> dict[str, Any]:
    return {
        "artists": [artist.name for artist in seeds.artists],
        "songs": [
            {
                "track_id": song.id,
                "title": song.name,
                "artists": [artist.name for artist in song.artists],
            }
            for song in seeds.songs
        ],
    }


def _relaxed(request: RecommendationRequest, tracks: Sequence[Track]) -> tuple[Message, ...]:
    from humoresque.recommender.recommendation import Message  # noqa: PLC0415 - loads numpy

    messages = []
    unknown = tuple(genre for genre in request.genres if genre not in GENRES)
    if unknown:
        messages.append(Message("spotify-genres-unknown", {"genres": unknown}))
    low, high = wiring.profiles().level(request.popularity).band
    outside = [track.popularity for track in tracks if not low <= track.popularity <= high]
    if outside:
        ends = sorted({min(outside), max(outside)})
        named = isinstance(request.popularity, Popularity)
        messages.append(
            Message(
                "spotify-popularity",
                {
                    "level": str(request.popularity) if named else "chosen",
                    "low": round(low),
                    "high": round(high),
                    "count": len(outside),
                    "span": "–".join(map(str, ends)),  # noqa: RUF001 - a span
                },
            )
        )
    heard = sum(track.track_id in request.avoided for track in tracks)
    if heard:
        messages.append(Message("heard-lately", {"count": heard}))
    return tuple(messages)
