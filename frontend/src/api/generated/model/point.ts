/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

/**
 * A position in pixels of the upright image; the origin is the top left corner.
 */
export interface Point {
  x: number;
  y: number;
}
