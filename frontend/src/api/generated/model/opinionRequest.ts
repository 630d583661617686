/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */
import type { OpinionKind } from './opinionKind';

/**
 * A word on a song; it replaces the one before.
 */
export interface OpinionRequest {
  opinion: OpinionKind;
}
