/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

/**
 * A genre and how many tracks have it.
 */
export interface Genre {
  name: string;
  tracks: number;
}
