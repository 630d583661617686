/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

/**
 * Songs of the visitor's lists or of the catalog, in order.
 */
export interface QueueRequest {
  device_id?: string | null;
  /**
     * @minItems 1
     * @maxItems 50
     * @items.minLength 1
     * @items.maxLength 64
     */
  track_ids: string[];
}
