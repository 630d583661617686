/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */
import type { Box } from './box';
import type { Emotion } from './emotion';
import type { Landmarks } from './landmarks';
import type { Probabilities } from './probabilities';
import type { Question } from './question';

/**
 * One face; ``score`` is how sure the detector is that it is one.
 */
export interface FaceReading {
  box: Box;
  landmarks: Landmarks;
  /**
     * @minimum 0
     * @maximum 1
     */
  score: number;
  emotion: Emotion;
  /** True when the person should be asked instead */
  uncertain: boolean;
  /** What to ask; null when not uncertain */
  question: Question | null;
  probabilities: Probabilities;
  /**
     * @minimum -1
     * @maximum 1
     */
  valence: number;
  /**
     * @minimum -1
     * @maximum 1
     */
  arousal: number;
}
