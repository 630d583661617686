/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

/**
 * Of the upright image, in pixels.
 */
export interface ImageSize {
  width: number;
  height: number;
}
