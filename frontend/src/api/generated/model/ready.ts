/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

/**
 * Model, catalog and targets are loaded.
 */
export const ReadyValue = {
  status: 'ready',
} as const;
export type Ready = typeof ReadyValue;
