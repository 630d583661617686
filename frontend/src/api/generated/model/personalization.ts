/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

/**
 * Where in the listener's history the seeds are: at its top, further down, or nowhere.
 */
export type Personalization = typeof Personalization[keyof typeof Personalization];


export const Personalization = {
  high: 'high',
  medium: 'medium',
  low: 'low',
} as const;
