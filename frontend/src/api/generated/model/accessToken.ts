/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

/**
 * A fresh access token, for Spotify's player in this page alone.
 */
export interface AccessToken {
  access_token: string;
  expires_at: string;
}
