/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */
import type { OpinionKind } from './opinionKind';

/**
 * What was said of which song, and when.
 */
export interface Opinion {
  track_id: string;
  opinion: OpinionKind;
  title: string;
  artists: string[];
  created_at: string;
}
