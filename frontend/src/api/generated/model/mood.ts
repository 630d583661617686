/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */
import type { Emotion } from './emotion';
import type { Mode } from './mode';
import type { MoodPoint } from './moodPoint';
import type { NamedPoint } from './namedPoint';

/**
 * Where an expression lies on the mood map, and where ``shift`` leads from it.
 *
 * ``mode`` is used when none is asked for. Nulls where the profile has no place or no shift.
 */
export interface Mood {
  emotion: Emotion;
  point: MoodPoint | null;
  mode: Mode;
  shift: NamedPoint | null;
}
