/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */
import type { Purpose } from './purpose';

/**
 * Whose Spotify account is connected.
 */
export interface SpotifyListener {
  display_name: string | null;
  image_url: string | null;
  profile_url: string | null;
  /** What the listener has agreed to */
  granted: Purpose[];
  /** Spotify no longer accepts the log-in; log in again */
  needs_reconnect: boolean;
  /** Six months after the log-in */
  authorization_expires_at: string;
  /** Within 30 days */
  expires_soon: boolean;
}
