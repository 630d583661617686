/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */
import type { Mood } from './mood';

/**
 * All seven, in their usual order.
 */
export interface MoodList {
  profile: string;
  moods: Mood[];
}
