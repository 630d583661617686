/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

/**
 * Seven calibrated probabilities that sum to one.
 */
export interface Probabilities {
  /**
     * @minimum 0
     * @maximum 1
     */
  angry: number;
  /**
     * @minimum 0
     * @maximum 1
     */
  disgust: number;
  /**
     * @minimum 0
     * @maximum 1
     */
  fear: number;
  /**
     * @minimum 0
     * @maximum 1
     */
  happy: number;
  /**
     * @minimum 0
     * @maximum 1
     */
  sad: number;
  /**
     * @minimum 0
     * @maximum 1
     */
  surprise: number;
  /**
     * @minimum 0
     * @maximum 1
     */
  neutral: number;
}
