/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

/**
 * ``logged_out`` is false when nobody was logged in.
 */
export interface LoggedOut {
  logged_out: boolean;
  /** Where to log out of Spotify itself */
  logout_url: string;
}
