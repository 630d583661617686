/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

/**
 * What a listener is asked for, one after the other: only when it is needed.
 */
export type Purpose = typeof Purpose[keyof typeof Purpose];


export const Purpose = {
  'log-in': 'log-in',
  save: 'save',
  play: 'play',
} as const;
