/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

/**
 * With a list: plays it from ``position`` (from 1). Without either: goes on where it was.
 */
export interface PlayRequest {
  device_id?: string | null;
  playlist_id?: string | null;
  position?: number | null;
  position_ms?: number | null;
}
