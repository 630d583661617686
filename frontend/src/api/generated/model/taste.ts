/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */
import type { HistorySummary } from './historySummary';
import type { Opinion } from './opinion';
import type { SpotifyListening } from './spotifyListening';

/**
 * Everything known of a visitor's taste; opinions with the latest first.
 */
export interface Taste {
  favourite_artists: string[];
  history: HistorySummary | null;
  spotify: SpotifyListening;
  opinions: Opinion[];
}
