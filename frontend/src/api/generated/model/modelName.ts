/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

/**
 * Which model read the face.
 */
export interface ModelName {
  name: string;
  version: string;
}
