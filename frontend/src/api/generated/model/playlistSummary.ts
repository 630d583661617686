/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */
import type { Emotion } from './emotion';
import type { Mode } from './mode';

/**
 * A list in the history of lists; ``songs`` is how many it has.
 */
export interface PlaylistSummary {
  id: string;
  name: string;
  created_at: string;
  emotion: Emotion;
  mode: Mode;
  genres: string[];
  songs: number;
  shared: boolean;
}
