/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

/**
 * How well known the songs are.
 */
export type PopularityLevel = typeof PopularityLevel[keyof typeof PopularityLevel];


export const PopularityLevel = {
  Mainstream: 'Mainstream',
  Medium: 'Medium',
  Low: 'Low',
} as const;
