/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

/**
 * Whether the stored access token is still valid.
 */
export interface Authenticated {
  authenticated: boolean;
  needs_reconnect: boolean;
  expires_at: string | null;
}
