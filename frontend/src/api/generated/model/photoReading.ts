/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */
import type { Emotion } from './emotion';
import type { FaceReading } from './faceReading';
import type { ImageSize } from './imageSize';
import type { ModelName } from './modelName';
import type { Probabilities } from './probabilities';
import type { Question } from './question';

/**
 * The largest face's reading, and all faces, largest first; nulls without a face.
 */
export interface PhotoReading {
  emotion: Emotion | null;
  uncertain: boolean;
  question: Question | null;
  probabilities: Probabilities | null;
  valence: number | null;
  arousal: number | null;
  faces: FaceReading[];
  image: ImageSize;
  model: ModelName;
}
