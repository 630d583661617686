/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

/**
 * A song by name.
 */
export interface SongTitle {
  title: string;
  artists: string[];
}
