/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */
import type { NotFoundSong } from './notFoundSong';

/**
 * How many songs were handed over, and those that Spotify does not have.
 */
export interface PlayAnswer {
  songs: number;
  /** By their place in the list or the request */
  not_found: NotFoundSong[];
  /** Not handed over yet: own songs to be looked up, songs after a fault of a queue */
  waiting: number;
}
