/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

/**
 * A song as those see it who were given the link.
 */
export interface SharedSong {
  position: number;
  title: string;
  artists: string[];
  album: string | null;
  duration_ms: number;
  explicit: boolean;
  spotify_url: string | null;
}
