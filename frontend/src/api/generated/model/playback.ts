/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */
import type { Device } from './device';
import type { PlaybackKind } from './playbackKind';
import type { PlayingSong } from './playingSong';

/**
 * The state of the listener's player.
 */
export interface Playback {
  is_playing: boolean;
  progress_ms: number | null;
  kind: PlaybackKind;
  /** Null in advertisements and podcasts */
  song: PlayingSong | null;
  device: Device | null;
  /** Such as skipping_prev, pausing */
  disallows: string[];
}
