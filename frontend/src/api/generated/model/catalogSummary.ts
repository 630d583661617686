/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

/**
 * Which songs are there to choose from.
 */
export interface CatalogSummary {
  name: string;
  size: number;
  description: string;
}
