/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */
import type { Playback } from './playback';

/**
 * Null when nothing plays anywhere.
 */
export interface CurrentlyPlaying {
  playing: Playback | null;
}
