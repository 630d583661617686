/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

/**
 * Where to play on; ``play`` false keeps playing or paused as it is.
 */
export interface TransferRequest {
  /**
     * @minLength 1
     * @maxLength 200
     */
  device_id: string;
  play?: boolean;
}
