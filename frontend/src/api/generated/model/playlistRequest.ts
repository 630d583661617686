/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */
import type { Emotion } from './emotion';
import type { Mode } from './mode';
import type { MoodPoint } from './moodPoint';
import type { Personalization } from './personalization';
import type { Popularity } from './popularity';
import type { Probabilities } from './probabilities';
import type { Source } from './source';

/**
 * Exactly one of ``emotion`` and ``probabilities``, and the wishes.
 */
export interface PlaylistRequest {
  emotion?: Emotion | null;
  probabilities?: Probabilities | null;
  /** A level, or a value aimed at from 0 to 100 */
  popularity: Popularity | number;
  personalization: Personalization;
  /**
     * Names from /api/genres
     * @minItems 1
     * @maxItems 3
     */
  genres: string[];
  /** Stay with the emotion or lead away from it; null: the profile decides */
  mode?: Mode | null;
  /** Where to lead to; makes the mode shift. null: the profile's place */
  destination?: MoodPoint | null;
  profile?: string;
  /**
     * @minimum 5
     * @maximum 50
     */
  size?: number;
  /** Same seed, same list; null: a new one */
  seed?: number | null;
  /** False leaves explicit songs out */
  explicit?: boolean;
  /** From the listener's own artists (0) to new ones (1); null: the profile's */
  novelty?: number | null;
  /** Avoid songs of the latest lists; null: yes, unless a seed is given */
  avoid_recent?: boolean | null;
  source?: Source;
  /** Ask when probabilities are hard to tell; false goes on with the blend */
  ask?: boolean;
}
