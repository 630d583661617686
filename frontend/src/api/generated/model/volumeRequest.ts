/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

/**
 * How loud, in percent.
 */
export interface VolumeRequest {
  device_id?: string | null;
  /**
     * @minimum 0
     * @maximum 100
     */
  volume_percent: number;
}
