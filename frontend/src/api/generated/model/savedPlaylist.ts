/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */
import type { NotFoundSong } from './notFoundSong';

/**
 * The list as it is on Spotify.
 */
export interface SavedPlaylist {
  playlist_id: string;
  name: string;
  description: string;
  public: boolean;
  spotify_url: string;
  /** How many are in it */
  songs: number;
  not_found: NotFoundSong[];
  /** Own songs not looked up yet; save again to go on with them */
  waiting: number;
  saved_at: string;
}
