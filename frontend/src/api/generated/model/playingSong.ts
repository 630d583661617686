/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

/**
 * What plays.
 */
export interface PlayingSong {
  uri: string;
  title: string;
  artists: string[];
  album: string | null;
  image_url: string | null;
  duration_ms: number;
  spotify_url: string | null;
}
