/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

/**
 * A genre, how many tracks have it, and the family it is shown under.
 */
export interface Genre {
  name: string;
  tracks: number;
  family: string;
}
