/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

/**
 * How well known the songs should be: near 100, 70 or 20 of Spotify's 0 to 100, or any.
 */
export type Popularity = typeof Popularity[keyof typeof Popularity];


export const Popularity = {
  mainstream: 'mainstream',
  medium: 'medium',
  low: 'low',
  any: 'any',
} as const;
