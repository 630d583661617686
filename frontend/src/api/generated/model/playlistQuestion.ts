/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */
import type { Question } from './question';

/**
 * Nothing was chosen yet: ask this, then send ``emotion``, or ``ask: false``.
 */
export interface PlaylistQuestion {
  question: Question;
}
