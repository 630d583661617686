/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

/**
 * A place on the mood map that has a name.
 */
export interface NamedPoint {
  name: string;
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
