/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */
import type { Emotion } from './emotion';
import type { Mode } from './mode';
import type { MoodPoint } from './moodPoint';
import type { NamedPoint } from './namedPoint';
import type { Personalization } from './personalization';
import type { PlaylistTrack } from './playlistTrack';
import type { Popularity } from './popularity';
import type { Probabilities } from './probabilities';
import type { SavedPlaylist } from './savedPlaylist';
import type { Seeds } from './seeds';
import type { Source } from './source';

/**
 * A saved list and everything needed to make it again.
 */
export interface Playlist {
  id: string;
  name: string;
  seed: number;
  /** What chose the songs: one of ours, or `spotify` */
  engine: string;
  /** Which wishes could not be kept, in sentences */
  relaxed: string[];
  emotion: Emotion;
  probabilities: Probabilities;
  mode: Mode;
  /** A point of the mood map for every place */
  path: MoodPoint[];
  /** Where a shift leads to */
  destination: NamedPoint | null;
  profile: string;
  popularity: Popularity | number;
  personalization: Personalization;
  genres: string[];
  /** How many songs were asked for */
  size: number;
  explicit: boolean;
  novelty: number | null;
  source: Source;
  seeds: Seeds;
  created_at: string;
  catalog: string;
  shared: boolean;
  share_url: string | null;
  /** In the listener's Spotify account */
  saved: SavedPlaylist | null;
  tracks: PlaylistTrack[];
}
