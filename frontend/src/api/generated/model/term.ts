/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

/**
 * One part of a song's score: its value against the range asked for, and what it adds.
 */
export interface Term {
  feature: string;
  value: number;
  low: number;
  high: number;
  weight: number;
  contribution: number;
}
