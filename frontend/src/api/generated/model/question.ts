/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */
import type { Emotion } from './emotion';

/**
 * What to ask when an expression is hard to tell between two.
 */
export interface Question {
  /** In the language of Accept-Language */
  text: string;
  /**
     * @minItems 2
     * @maxItems 2
     */
  options: Emotion[];
}
