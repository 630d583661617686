/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */
import type { CatalogStatus } from './catalogStatus';
import type { ModelStatus } from './modelStatus';

/**
 * What is running; null for a part that cannot be loaded.
 */
export interface Status {
  version: string;
  model: ModelStatus | null;
  catalog: CatalogStatus | null;
}
