/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

/**
 * Where to go on in the song.
 */
export interface SeekRequest {
  device_id?: string | null;
  /**
     * @minimum 0
     * @maximum 86400000
     */
  position_ms: number;
}
