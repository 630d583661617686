/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */
import type { Emotion } from './emotion';
import type { Mode } from './mode';
import type { PersonalizationLevel } from './personalizationLevel';
import type { PlaylistTrack } from './playlistTrack';
import type { PopularityLevel } from './popularityLevel';
import type { Probabilities } from './probabilities';

/**
 * A saved list and everything needed to make it again.
 */
export interface Playlist {
  id: string;
  name: string;
  seed: number;
  engine: string;
  /** Which wishes could not be kept, in sentences */
  relaxed: string[];
  /** What the listener should know, in sentences */
  notices: string[];
  emotion: Emotion;
  probabilities: Probabilities;
  mode: Mode;
  profile: string;
  popularity: PopularityLevel;
  personalization: PersonalizationLevel;
  genres: string[];
  created_at: string;
  catalog: string;
  tracks: PlaylistTrack[];
}
