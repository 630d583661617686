/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

/**
 * A bounding box in pixels of the upright image.
 */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}
