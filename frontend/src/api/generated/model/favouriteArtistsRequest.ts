/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

/**
 * All of them, dearest first; a name in any case of letters counts once.
 */
export interface FavouriteArtistsRequest {
  /**
     * @maxItems 50
     * @items.minLength 1
     * @items.maxLength 200
     */
  artists: string[];
}
