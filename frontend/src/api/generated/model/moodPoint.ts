/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

/**
 * A place on the mood map; percentile ranks of the catalog.
 */
export interface MoodPoint {
  /**
     * @minimum 0
     * @maximum 1
     */
  valence: number;
  /**
     * @minimum 0
     * @maximum 1
     */
  energy: number;
}
