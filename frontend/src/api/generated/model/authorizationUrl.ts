/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

/**
 * Where the browser goes to log in and agree.
 */
export interface AuthorizationUrl {
  url: string;
}
