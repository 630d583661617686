/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

/**
 * A name, how many tracks there are, and the popularity of the best known one.
 */
export interface Artist {
  name: string;
  tracks: number;
  /**
     * @minimum 0
     * @maximum 100
     */
  popularity: number;
}
