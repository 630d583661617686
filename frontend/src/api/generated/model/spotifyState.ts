/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */
import type { SpotifyListener } from './spotifyListener';
import type { SpotifyMode } from './spotifyMode';

/**
 * Whether Spotify can be used, by whom, and where its player comes from. Calls nobody.
 */
export interface SpotifyState {
  configured: boolean;
  /** It is the simulator, not Spotify */
  simulated: boolean;
  mode: SpotifyMode;
  /** Spotify's own recommendations are asked first */
  recommendations: boolean;
  /** Where to open the page to log in; null: right here */
  address: string | null;
  account: SpotifyListener | null;
  sdk_url: string;
  embed_url: string;
}
