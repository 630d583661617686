/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

/**
 * The process answers.
 */
export const LiveValue = {
  status: 'live',
} as const;
export type Live = typeof LiveValue;
