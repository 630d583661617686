/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */
import type { SharedSong } from './sharedSong';

/**
 * Name and songs; nothing of the expression, the wishes or the person.
 */
export interface SharedPlaylist {
  name: string;
  songs: SharedSong[];
}
