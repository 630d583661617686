/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

/**
 * When the refreshed access token ends.
 */
export interface TokenExpiry {
  expires_at: string;
}
