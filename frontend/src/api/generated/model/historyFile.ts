/**
 * Made from openapi.json by `npm run generate`; do not edit.
 */

/**
 * What became of one file; ``problem`` says why nothing was read from it.
 */
export interface HistoryFile {
  name: string;
  format: string | null;
  plays: number;
  /** Entries that tell of no song */
  skipped: number;
  problem: string | null;
}
