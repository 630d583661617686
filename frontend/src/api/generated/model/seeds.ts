/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */
import type { SongTitle } from './songTitle';

/**
 * What was drawn from the listener's history.
 */
export interface Seeds {
  artists: string[];
  songs: SongTitle[];
}
