/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */
import type { CatalogSummary } from './catalogSummary';
import type { Genre } from './genre';

/**
 * Sorted by name.
 */
export interface GenreList {
  genres: Genre[];
  catalog: CatalogSummary;
}
