/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */
import type { TrackFeatures } from './trackFeatures';

/**
 * A song in its place (from 1), and why it is there.
 */
export interface PlaylistTrack {
  position: number;
  track_id: string;
  title: string;
  artists: string[];
  album: string | null;
  genres: string[];
  /**
     * @minimum 0
     * @maximum 100
     */
  popularity: number;
  duration_ms: number;
  explicit: boolean;
  spotify_url: string;
  features: TrackFeatures;
  /**
     * @minimum 0
     * @maximum 1
     */
  score: number;
  reasons: string[];
}
