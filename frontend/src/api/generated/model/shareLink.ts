/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

/**
 * A link by which anyone sees the name and the songs, until it is taken back.
 */
export interface ShareLink {
  share_url: string;
}
