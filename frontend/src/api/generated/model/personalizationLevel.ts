/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

/**
 * How much the listening history counts.
 */
export type PersonalizationLevel = typeof PersonalizationLevel[keyof typeof PersonalizationLevel];


export const PersonalizationLevel = {
  High: 'High',
  Medium: 'Medium',
  Low: 'Low',
} as const;
