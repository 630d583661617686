/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */
import type { Artist } from './artist';

/**
 * Best matches first.
 */
export interface ArtistList {
  artists: Artist[];
}
