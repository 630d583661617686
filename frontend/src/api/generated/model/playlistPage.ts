/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */
import type { PlaylistSummary } from './playlistSummary';

/**
 * Newest first; ``next`` is what to send as ``before`` for older ones, null at the end.
 */
export interface PlaylistPage {
  playlists: PlaylistSummary[];
  next: string | null;
}
