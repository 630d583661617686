/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

/**
 * Whether what a listener plays on Spotify counts for their lists; Spotify is not asked.
 *
 * ``artists`` and ``songs`` are how many the catalog has of those that Spotify told in the last
 * ten minutes; null when it was not asked.
 */
export interface SpotifyListening {
  connected: boolean;
  artists: number | null;
  songs: number | null;
}
