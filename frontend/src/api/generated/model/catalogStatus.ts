/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

/**
 * ``is_starter`` is true while no full catalog was imported.
 */
export interface CatalogStatus {
  name: string;
  size: number;
  description: string;
  is_starter: boolean;
}
