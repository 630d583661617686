/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

/**
 * A song of the list (its place from 1) that Spotify does not have.
 */
export interface NotFoundSong {
  position: number;
  title: string;
  artists: string[];
}
