/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

/**
 * Spotify's audio features; on [0, 1] but for the first four.
 */
export interface TrackFeatures {
  /** Beats per minute */
  tempo: number;
  /**
     * Pitch class; C is 0
     * @minimum 0
     * @maximum 11
     */
  key: number;
  /**
     * 1 major, 0 minor
     * @minimum 0
     * @maximum 1
     */
  mode: number;
  /** dB relative to full scale */
  loudness: number;
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
  /**
     * @minimum 0
     * @maximum 1
     */
  danceability: number;
  /**
     * @minimum 0
     * @maximum 1
     */
  acousticness: number;
  /**
     * @minimum 0
     * @maximum 1
     */
  instrumentalness: number;
  /**
     * @minimum 0
     * @maximum 1
     */
  speechiness: number;
  /**
     * @minimum 0
     * @maximum 1
     */
  liveness: number;
}
