/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

export type ExportPlaylist200Three = { [key: string]: unknown };
