/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

/**
 * What is kept of an imported history.
 *
 * ``plays`` were counted, of so many different ``artists`` and ``songs``;
 * ``known_artists`` and ``known_songs`` are those the catalog has, which alone are kept.
 */
export interface HistorySummary {
  imported_at: string;
  plays: number;
  artists: number;
  songs: number;
  known_artists: number;
  known_songs: number;
  /** The most played of those that are kept */
  top_artists: string[];
}
