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
     */
  name: string;
  /**
     * One line; may be empty
     * @maxLength 300
     */
  description?: string;
  /** False hides it from the profile, no more */
  public?: boolean;
}
