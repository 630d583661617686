/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

/**
 * Why a play does not count.
 */
export type LeftOut = typeof LeftOut[keyof typeof LeftOut];


export const LeftOut = {
  short: 'short',
  skipped: 'skipped',
  private: 'private',
  'not-music': 'not-music',
  'now-playing': 'now-playing',
  unreadable: 'unreadable',
  repeated: 'repeated',
} as const;
