import type { Playback } from "@/api/generated/model";
import type { PlayedTrack, PlayerState } from "./engine";
import type { SdkImage, SdkState, SdkTrack } from "./webPlayback";

/** Enough for a small picture that is sharp on any screen, in pixels. */
const pictureWidth = 200;

/** What the SDK tells of this page's own playing. */
export function fromSdk(
  track: SdkTrack,
  state: SdkState,
  tracks: readonly PlayedTrack[],
): Partial<PlayerState> {
  const { paused, position, duration, track_window } = state;
  return {
    position: positionOf(tracks, [track.uri, track.linked_from?.uri], track.name),
    isPlaying: !paused,
    hasPrevious: track_window.previous_tracks.length > 0,
    hasNext: track_window.next_tracks.length > 0,
    song: {
      title: track.name,
      artists: track.artists.map(({ name }) => name),
      imageUrl: pictureOf(track.album.images),
      spotifyUrl: track.id === null ? null : `https://open.spotify.com/track/${track.id}`,
    },
    clock: { progress: position, duration, at: performance.now() },
    device: null,
  };
}

/** What the server tells of the playing on another device. */
export function fromElsewhere(
  { song, device, is_playing, progress_ms, disallows }: Playback,
  tracks: readonly PlayedTrack[],
): Partial<PlayerState> {
  return {
    position: song && positionOf(tracks, [song.uri], song.title),
    isPlaying: is_playing,
    hasPrevious: !disallows.includes("skipping_prev"),
    hasNext: !disallows.includes("skipping_next"),
    song: song && {
      title: song.title,
      artists: song.artists,
      imageUrl: song.image_url,
      spotifyUrl: song.spotify_url,
    },
    clock: song && {
      progress: progress_ms ?? 0,
      duration: song.duration_ms,
      at: performance.now(),
    },
    volume: device?.supports_volume === true ? device.volume_percent : null,
    device: device?.name ?? "another device",
  };
}

/**
 * Position in the list of the song that plays; null when it is none of the list's. Spotify may
 * play another edition of a song, which it then names too, or one that was found by its words.
 */
function positionOf(
  tracks: readonly PlayedTrack[],
  uris: readonly (string | null | undefined)[],
  title: string,
): number | null {
  const known =
    tracks.find(({ track_id }) => uris.includes(`spotify:track:${track_id}`)) ??
    tracks.find((track) => plain(track.title) === plain(title));
  return known?.position ?? null;
}

function pictureOf(images: readonly SdkImage[]): string | null {
  const bySize = [...images].sort((a, b) => (a.width ?? 0) - (b.width ?? 0));
  const picture = bySize.find(({ width }) => (width ?? 0) >= pictureWidth) ?? bySize.at(-1);
  return picture?.url ?? null;
}

function plain(title: string): string {
  return title.toLocaleLowerCase().trim();
}
