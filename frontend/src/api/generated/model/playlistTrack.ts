/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */
import type { MoodPoint } from './moodPoint';
import type { OpinionKind } from './opinionKind';
import type { Term } from './term';
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
  spotify_url: string | null;
  /** Of a listener's own file, where it may be played */
  audio_url: string | null;
  /** Null where Spotify chose a song that the catalog does not have */
  features: TrackFeatures | null;
  /** Null where there are no features */
  score: number | null;
  /** Sum up to the score, largest contribution first */
  terms: Term[];
  /** Where the song lies on the mood map; null where there are no features */
  mood: MoodPoint | null;
  /** What its place in the list asked for */
  target: MoodPoint;
  reasons: string[];
  opinion: OpinionKind | null;
}
