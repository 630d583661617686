/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

export type ImportHistoryBody = {
  /**
     * @minItems 1
     * @maxItems 30
     */
  files: (Blob | File)[];
};
