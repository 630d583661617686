/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */
import type { Genre } from './genre';

/**
 * A listener's own files: whether they are set up, and whether this visitor may hear them.
 *
 * Without both there are no songs.
 */
export interface OwnMusic {
  configured: boolean;
  allowed: boolean;
  songs: number;
  genres: Genre[];
}
