/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

/**
 * What is kept of an imported history.
 *
 * ``plays`` were counted from ``first`` to ``last`` (null when the files have no dates). The most
 * played ``artists`` and ``songs``, at most 500 of each, were looked up in the catalog, and those
 * that it has, ``known_artists`` and ``known_songs``, are what is kept.
 */
export interface HistorySummary {
  imported_at: string;
  plays: number;
  first: string | null;
  last: string | null;
  artists: number;
  songs: number;
  known_artists: number;
  known_songs: number;
  /** The most played of those that are kept */
  top_artists: string[];
}
