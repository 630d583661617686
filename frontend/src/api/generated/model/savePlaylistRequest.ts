/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

/**
 * Which list, and how it is to look on Spotify.
 */
export interface SavePlaylistRequest {
  playlist_id: string;
  /**
     * @minLength 1
     * @maxLength 100
     * @pattern ^[^\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]*$
     */
  name: string;
  /**
     * One line; may be empty
     * @maxLength 300
     * @pattern ^[^\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]*$
     */
  description?: string;
  /** False hides it from the profile, no more */
  public?: boolean;
}
