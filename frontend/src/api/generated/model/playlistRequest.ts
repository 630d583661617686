/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */
import type { Emotion } from './emotion';
import type { Mode } from './mode';
import type { PersonalizationLevel } from './personalizationLevel';
import type { PopularityLevel } from './popularityLevel';
import type { Probabilities } from './probabilities';

/**
 * Exactly one of ``emotion`` and ``probabilities``, and the wishes.
 */
export interface PlaylistRequest {
  emotion?: Emotion | null;
  probabilities?: Probabilities | null;
  popularity: PopularityLevel;
  personalization: PersonalizationLevel;
  /**
     * Names from /api/genres
     * @minItems 1
     * @maxItems 3
     */
  genres: string[];
  /** Stay with the emotion or lead away from it; null: the profile decides */
  mode?: Mode | null;
  profile?: string;
  /**
     * @minimum 5
     * @maximum 50
     */
  size?: number;
  /** Same seed, same list; null: a new one */
  seed?: number | null;
}
