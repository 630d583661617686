/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */
import type { CatalogSummary } from './catalogSummary';
import type { Genre } from './genre';

/**
 * Genres by name; ``families`` are those that occur, in the order to show them.
 */
export interface GenreList {
  genres: Genre[];
  families: string[];
  catalog: CatalogSummary;
}
