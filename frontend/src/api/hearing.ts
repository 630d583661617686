import type { PlaylistTrack } from "./generated/model";

/**
 * How a song of a list is heard: in this page's audio element, in Spotify's player within this
 * page, by a link to Spotify, or not at all. A list with own files keeps Spotify's player out: the
 * two are never mixed, so its songs of the catalog open in Spotify itself.
 */
export type Hearing = "page" | "spotify" | "link" | "nowhere";

type Heard = Pick<PlaylistTrack, "track_id" | "audio_url" | "spotify_url">;

export function isOwn(track: Pick<Heard, "track_id">): boolean {
  return track.track_id.startsWith("own:");
}

export function hearingOf(track: Heard, list: readonly Heard[]): Hearing {
  if (track.audio_url !== null) {
    return "page";
  }
  if (track.spotify_url === null) {
    return "nowhere";
  }
  return list.some(isOwn) ? "link" : "spotify";
}

/** Whether own files and songs of the catalog stand in one list. */
export function isMixed(list: readonly Pick<Heard, "track_id">[]): boolean {
  return list.some(isOwn) && !list.every(isOwn);
}
