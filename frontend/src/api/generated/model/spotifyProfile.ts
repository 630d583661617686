/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

/**
 * The listener as Spotify describes them now.
 */
export interface SpotifyProfile {
  account_id: string;
  display_name: string | null;
  image_url: string | null;
  profile_url: string | null;
  scopes: string[];
}
