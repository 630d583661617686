/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

/**
 * Null is the active device.
 */
export interface OnDevice {
  device_id?: string | null;
}
