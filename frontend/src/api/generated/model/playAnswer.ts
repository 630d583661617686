/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */
import type { NotFoundSong } from './notFoundSong';

/**
 * How many songs were handed over, and those that Spotify does not have.
 */
export interface PlayAnswer {
  songs: number;
  not_found: NotFoundSong[];
}
