/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

/**
 * What a listener wants to do when they are asked to agree.
 */
export type Purpose = typeof Purpose[keyof typeof Purpose];


export const Purpose = {
  'log-in': 'log-in',
  save: 'save',
  play: 'play',
} as const;
